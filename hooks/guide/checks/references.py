"""Whatever a record refers to exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.diagnostic import Said
from guide.model.evidence import Fact
from guide.model.guide import KINDS, Guide
from guide.model.record import find_reference
from guide.model.sources import LINEAGE

_NO_RECORD = Said(
    "no-such-record", "there is no '{value}' in {place.en}; {remedy.en}", "{place.zh}里没有 {value}；{remedy.zh}"
)
_NEAREST = Said("", "did you mean '{word}'?", "是不是想写 {word}？")
_REMEDY = Said("", "add it to {place.en} or correct the name", "请在{place.zh}里加上它，或者改正名字")


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


def _explain(value: str, target: str, known: set[str]) -> Said:
    close = difflib.get_close_matches(value, known, n=1)
    names = [f"data/{kind}.yml" for kind in target.split("|")]
    place = Said("", " and ".join(names), f"文件 {' 和 '.join(names)} ") if target else Said("", "the data", "数据")
    remedy = _NEAREST.format(word=close[0]) if close else _REMEDY.format(place=place)
    return _NO_RECORD.format(value=value, place=place, remedy=remedy)
