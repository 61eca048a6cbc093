"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from guide.messages.diagnostic import Said


@dataclass(frozen=True)
class Problem:
    """A broken rule: the record (none where the whole file is meant), the path inside it, and what to do."""

    kind: str
    record_id: str
    path: tuple[str | int, ...]
    message: Said | str
