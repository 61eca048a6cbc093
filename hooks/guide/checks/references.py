"""Whatever a record refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.diagnostic import Said
from guide.messages.nearest import suggest
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.record import find_reference
from guide.model.sources import LINEAGE

_NO_RECORD = Said(
    "no-such-record", "there is no '{value}' in {place.en}{remedy.en}", "{place.zh}里没有 {value}{remedy.zh}"
)
_REMEDY = Said("", "; add it to {place.en} or correct the name", "；请在{place.zh}里加上它，或者改正名字")


def check_references(guide: Guide) -> Iterator[Problem]:
    """A source, place, fix, condition, statement or fact that a record names is a record of that kind."""
    known = {kind: {record.id for record in guide.records(kind)} for kind in guide.kinds}
    known[""] = {str(fact.name) for fact in guide.of(Fact)}
    known[LINEAGE] = {str(record.name) for kind in LINEAGE.split("|") for record in guide.records(kind)}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            target = find_reference(field) if field and isinstance(value, str) else None
            if target is not None and value not in known.get(target, ()):
                yield Problem(kind, record.id, path, _explain(value, target, known.get(target, set())))


def _explain(value: str, target: str, known: set[str]) -> Said:
    names = [f"data/{kind}.yml" for kind in target.split("|")]
    place = Said("", " and ".join(names), f"文件 {' 和 '.join(names)} ") if target else Said("", "the data", "数据")
    remedy = suggest(value, sorted(known), _REMEDY.format(place=place))
    return _NO_RECORD.format(value=value, place=place, remedy=remedy)
