"""Which records show a figure that stands in another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from guide.checks.walk import walk, walk_texts
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.placeholders import Placeholder, find_placeholders, parse_placeholder
from guide.model.reader_flow import Milestone
from guide.model.record import Record
from guide.model.values import Value

Uses = Mapping[Placeholder, frozenset[RecordName]]
"""For each figure, by its record and field, the records that show it."""


def find_uses(guide: Guide) -> Uses:
    """Return who shows which figure: in a text, as their own by `same_as`, or counted on to make a day."""
    uses: dict[Placeholder, set[RecordName]] = defaultdict(set)
    for _, record in guide.everything():
        for written in _find_asked(record):
            if written and written.record:
                uses[_find_origin(written, guide)].add(record.name)
    return {figure: frozenset(records) for figure, records in uses.items()}


def _find_asked(record: Record) -> Iterator[Placeholder | None]:
    for _, _, text in walk_texts(record):
        yield from (placeholder for _, placeholder in find_placeholders(text))
    for _, value, _ in walk(record):
        if isinstance(value, Value) and value.same_as:
            yield parse_placeholder(value.same_as)
    if isinstance(record, Milestone):
        yield from map(parse_placeholder, record.add)


def _find_origin(figure: Placeholder, guide: Guide) -> Placeholder:
    """Return where the figure itself is written; `same_as` leads there in one step."""
    value = getattr(guide.find(figure.record), figure.field, None)
    origin = parse_placeholder(value.same_as) if isinstance(value, Value) and value.same_as else None
    return origin or figure
