"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A broken rule: the record, the path to the value inside it, and what to do."""

    kind: str
    record_id: str
    path: tuple[str | int, ...]
    message: str
