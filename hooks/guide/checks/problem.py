"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from guide.messages.message import Message

Pointer = tuple[str, str, tuple[str | int, ...]]
"""Points into the data: kind, id of the record (empty where the whole file is meant), path inside it."""


MOST_PROBLEMS = 1000
"""Broken rules that are told of a guide, and behind them that there are more."""


@dataclass(frozen=True)
class Problem:
    """A broken rule: the record (none where the whole file is meant), the path inside it, and what to do."""

    kind: str
    record_id: str
    path: tuple[str | int, ...]
    message: Message

    @property
    def pointer(self) -> Pointer:
        """Where it is broken."""
        return self.kind, self.record_id, self.path
