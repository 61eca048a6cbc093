"""How long a piece of evidence can be relied on before somebody should look again."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.kinds import Kind
from guide.model.name import RecordName

_SPREAD = 4
"""The part of the time, in which evidence is fresh, that days are spread over: its last quarter."""


@dataclass(frozen=True, order=True)
class Recheck:
    """A piece of evidence, by its place in its record, and the last day on which it is fresh."""

    due: datetime.date
    record: RecordName
    source: str
    index: int


def due_date(kind: Kind, evidence: Evidence) -> datetime.date:
    """Return the last day on which evidence for a record of `kind` is fresh.

    What was looked at on one day would all be due on one day, and nobody looks at hundreds of sources then: each source
    has its own day within the last quarter of the time, always the same, so that one look at it settles all.
    """
    ((_, due),) = list_looks(kind, (evidence,))
    return due


def list_looks(kind: Kind, evidence: Iterable[Evidence]) -> list[tuple[str, datetime.date]]:
    """Return the day of each look at evidence for a record of `kind`, and the last day on which that is fresh."""
    days = kind.days
    return [(one.checked.on, _add(one.checked.on, days - _spread(one.source, days // _SPREAD))) for one in evidence]


@lru_cache(4096)  # each page that shows the evidence wants to know it
def _add(day: str, days: int) -> datetime.date:
    return datetime.date.fromisoformat(day) + datetime.timedelta(days=days)


@lru_cache(4096)
def _spread(source: str, days: int) -> int:
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()
    return int(digest[:8], 16) % days if days else 0


def is_stale(kind: Kind, evidence: Evidence, as_of: datetime.date) -> bool:
    """Say whether evidence for a record of `kind` is past its date on the day `as_of`."""
    return as_of > due_date(kind, evidence)


def list_rechecks(guide: Guide) -> list[Recheck]:
    """Return every piece of evidence with its date, the soonest first."""
    return sorted(_find_rechecks(guide))


def _find_rechecks(guide: Guide) -> Iterator[Recheck]:
    for fact in guide.of(Fact):
        for index, evidence in enumerate(fact.evidence):
            yield Recheck(due_date(guide.kinds[fact.kind], evidence), fact.name, evidence.source, index)
