"""Whatever a record refers to exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import KINDS, Guide
from guide.model.record import find_reference
from guide.model.sources import LINEAGE


def check_references(guide: Guide) -> Iterator[Problem]:
    """A source, place, fix, condition, statement or fact that a record names is a record of that kind."""
    known = {kind: {record.id for record in guide.records(kind)} for kind in KINDS}
    known[""] = {f"{kind}/{record.id}" for kind, record in guide.everything() if isinstance(record, Fact)}
    known[LINEAGE] = {f"{kind}/{name}" for kind in LINEAGE.split("|") for name in known[kind]}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            target = find_reference(field) if field and isinstance(value, str) else None
            if target is not None and value not in known[target]:
                yield Problem(kind, record.id, path, _explain(value, target, known[target]))


def _explain(value: str, target: str, known: set[str]) -> Message:
    close = difflib.get_close_matches(value, known, n=1)
    files = tuple(f"data/{kind}.yml" for kind in target.split("|"))
    place = Message("reference/files", files=files) if target else Message("reference/data")
    remedy = Message("hint/nearest", word=close[0]) if close else Message("hint/add-record", place=place)
    return Message("no-such-record", value=value, place=place, remedy=remedy)
