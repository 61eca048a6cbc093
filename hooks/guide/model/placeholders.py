"""Figures in text: `{value}` and `{kind/id}` stand for a figure that is written once, in its record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.name import RecordName

PATTERN = re.compile(r"\{([^{}]*)\}")
COUNTS = ("origins", "sources", "opposing")
"""What is counted of a fact: the independent origins and the sources that bear it out, and the origins against it."""
EXTREMES = ("shortest", "longest")
"""What a question about waiting periods knows: its smallest and its largest answer that stands."""
WAIT = "wait"
"""In a milestone: the waiting period that its day is counted with."""

_NAME = re.compile(r"(?:([a-z_]+)/([a-z0-9-]+)(?:\.([a-z_]+))?|([a-z_]+))")


@dataclass(frozen=True)
class Placeholder:
    """Which figure is meant: a field of a record; without a name, of the record that the text is in."""

    record: RecordName | None
    field: str


def parse_placeholder(written: str) -> Placeholder | None:
    """Read what stands between braces: `value`, `lead_time`, `kind/id` or `kind/id.field`. None for anything else."""
    found = _NAME.fullmatch(written.strip())
    if not found:
        return None
    kind, record_id, field, own = found.groups()
    return Placeholder(RecordName(kind, record_id) if kind else None, own or field or "value")


def find_placeholders(text: str) -> Iterator[tuple[str, Placeholder | None]]:
    """Yield every pair of braces in `text` and what it stands for."""
    for found in PATTERN.finditer(text):
        yield found[1], parse_placeholder(found[1])
