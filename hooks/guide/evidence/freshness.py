"""How long a piece of evidence can be relied on before somebody should look again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.kinds import Kind
from guide.model.name import RecordName


@dataclass(frozen=True, order=True)
class Recheck:
    """A piece of evidence and the last day on which it is fresh."""

    due: datetime.date
    record: RecordName
    source: str


def due_date(kind: Kind, evidence: Evidence) -> datetime.date:
    """Return the last day on which evidence for a record of `kind` is fresh."""
    return datetime.date.fromisoformat(evidence.checked.on) + datetime.timedelta(days=kind.days)


def is_stale(kind: Kind, evidence: Evidence, as_of: datetime.date) -> bool:
    """Say whether evidence for a record of `kind` is past its date on the day `as_of`."""
    return as_of > due_date(kind, evidence)


def list_rechecks(guide: Guide) -> list[Recheck]:
    """Return every piece of evidence with its date, the soonest first."""
    return sorted(_find_rechecks(guide))


def _find_rechecks(guide: Guide) -> Iterator[Recheck]:
    for fact in guide.of(Fact):
        for evidence in fact.evidence:
            yield Recheck(due_date(guide.kinds[fact.kind], evidence), fact.name, evidence.source)
