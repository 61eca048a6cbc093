"""How long a piece of evidence can be relied on before somebody should look again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide

FAST, STEADY, SLOW = 180, 365, 730
"""Days: screens and menus change with the app, company rules now and then, laws seldom."""

_DAYS_OF_KIND: Mapping[str, int] = {
    "places": FAST,
    "terms": FAST,
    "steps": FAST,
    "messages": FAST,
    "conditions": FAST,
    "fixes": FAST,
    "platform_differences": FAST,
    "laws": SLOW,
    "statistics": SLOW,
    "statements": SLOW,
    "failure_shares": SLOW,
}


@dataclass(frozen=True, order=True)
class Recheck:
    """A piece of evidence and the last day on which it is fresh."""

    due: datetime.date
    kind: str
    record_id: str
    source: str


def due_date(kind: str, evidence: Evidence) -> datetime.date:
    """Return the last day on which evidence for a record of `kind` is fresh."""
    checked = datetime.date.fromisoformat(evidence.checked.on)
    return checked + datetime.timedelta(days=_DAYS_OF_KIND.get(kind, STEADY))


def is_stale(kind: str, evidence: Evidence, as_of: datetime.date) -> bool:
    """Say whether evidence for a record of `kind` is past its date on the day `as_of`."""
    return as_of > due_date(kind, evidence)


def list_rechecks(guide: Guide) -> list[Recheck]:
    """Return every piece of evidence with its date, the soonest first."""
    return sorted(_find_rechecks(guide))


def _find_rechecks(guide: Guide) -> Iterator[Recheck]:
    for kind, record in guide.everything():
        if isinstance(record, Fact):
            for evidence in record.evidence:
                yield Recheck(due_date(kind, evidence), kind, record.id, evidence.source)
