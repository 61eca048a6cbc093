"""Whatever a record refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.record import find_reference
from guide.model.sources import LINEAGE


def check_references(guide: Guide) -> Iterator[Problem]:
    """A source, place, fix, condition, statement or fact that a record names is a record of that kind."""
    lineage = frozenset(f"{kind}/{name}" for kind in LINEAGE.split("|") for name in guide.ids.get(kind, ()))
    known = {**guide.ids, "": guide.fact_names, LINEAGE: lineage}
    targets: dict[int, str | None] = {}  # by the field itself: there are few, and each is asked of every record
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field is None or not isinstance(value, str):
                continue
            if id(field) not in targets:
                targets[id(field)] = find_reference(field)
            target = targets[id(field)]
            if target is not None and value not in known.get(target, ()):
                yield Problem(kind, record.id, path, _explain(value, target, known.get(target, frozenset())))


def _explain(value: str, target: str, known: frozenset[str]) -> Message:
    files = tuple(f"data/{kind}.yml" for kind in target.split("|"))
    place = Message("reference/files", files=files) if target else Message("reference/data")
    remedy = suggest(value, sorted(known), Message("hint/add-record", place=place))
    return Message("no-such-record", value=value, place=place, remedy=remedy)
