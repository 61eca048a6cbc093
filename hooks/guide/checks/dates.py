"""Days that cannot be: not yet come, before the text was written, before there was anything to look at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.evidence import Checked, Fact, Search
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass
from guide.read.places import Path

_LONG_AGO = 30
_ROOM = datetime.timedelta(days=1)
"""Days begin in the east before they begin where a commit's day is reckoned."""


def check_order_of_days(guide: Guide) -> Iterator[Problem]:
    """A source is read, and evidence looked at, no earlier than the source is dated."""
    sources = {source.id: source for source in guide.of(Source)}
    for source in sources.values():
        if source.date and _is_before(source.read, source.date):
            yield Problem(*source.name, ("read",), Message("impossible-date/unwritten", date=source.date))
    for fact in guide.of(Fact):
        for index, evidence in enumerate(fact.evidence):
            cited = sources.get(evidence.source)
            if cited and cited.date and _is_before(evidence.checked.on, cited.date):
                message = Message("impossible-date/unwritten", date=cited.date)
                yield Problem(*fact.name, ("evidence", index, "checked", "on"), message)


def check_days(guide: Guide, as_of: datetime.date) -> Iterator[Problem]:
    """Nobody has looked at anything after the day `as_of`, nor so long before it that it is a slip."""
    latest = (as_of + _ROOM).isoformat()
    earliest = str(as_of.year - _LONG_AGO)
    for kind, record in guide.everything():
        for path, value, _ in walk(record):
            for place, day, is_law in _list_days(path, value):
                if day > latest[: len(day)]:
                    yield Problem(kind, record.id, place, Message("impossible-date/future", day=as_of.isoformat()))
                elif day < earliest and not is_law:
                    yield Problem(kind, record.id, place, Message("impossible-date/long-ago", years=_LONG_AGO))


def _list_days(path: Path, value: Any) -> Iterator[tuple[Path, str, bool]]:
    if isinstance(value, Checked | Search):
        yield (*path, "on"), value.on, False
    elif isinstance(value, Source):
        yield ("read",), value.read, False
        if value.date:
            yield ("date",), value.date, value.source_class is SourceClass.LAW
    elif isinstance(value, Fact) and value.past:
        yield ("past",), value.past, False


def _is_before(day: str, other: str) -> bool:
    """Say whether a day is before another, as far as both are given: a day in a month is not before the month."""
    length = min(len(day), len(other))
    return day[:length] < other[:length]
