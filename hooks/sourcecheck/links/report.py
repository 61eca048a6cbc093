"""What a run of the link check found: each link with what became of it, and how much that matters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guide.messages.diagnostic import Diagnostic
from guide.model.records import LinkException
from guide.model.vocabulary import Trouble
from sourcecheck.links.cache import CacheEntry
from sourcecheck.links.exceptions import find_excuse
from sourcecheck.links.occurrences import Link
from sourcecheck.links.outcome import CERTAIN, UNHEARD, Cause, Outcome


class Level(StrEnum):
    """How much a row matters: it stops the run, it wants a look, it is excused, or nothing is wrong."""

    ERROR = "error"
    WARNING = "warning"
    EXCUSED = "excused"
    FINE = "fine"


@dataclass(frozen=True)
class Row:
    """One link: what became of it, since which day, and the exception for it.

    `new` says that a change brings it. Such a link has to be looked at, or whoever keeps the check busy gets any link
    in; no exception excuses that.
    """

    link: Link
    outcome: Outcome
    since: datetime.date
    excuse: LinkException | None = None
    new: bool = False

    @property
    def level(self) -> Level:
        """How much it matters."""
        if self.outcome.trouble is None:
            return Level.FINE
        if self.new and self.outcome.cause is Cause.NO_TURN:
            return Level.ERROR
        if self.excuse:
            return Level.EXCUSED
        return Level.ERROR if self.outcome.trouble in CERTAIN else Level.WARNING


@dataclass(frozen=True)
class Report:
    """One run on one `day`: a row for each link, and the exceptions that cannot stay as they are.

    `asked` is how many links were asked for; the others were seen a short while ago. `revision` is the one that links
    were compared with, or empty where all were looked at.
    """

    rows: tuple[Row, ...]
    mistakes: tuple[Diagnostic, ...]
    day: datetime.date
    asked: int
    revision: str = ""

    @property
    def fails(self) -> bool:
        """Whether a link is certainly dead or new and not looked at, or an exception cannot stay."""
        return bool(self.mistakes or self.choose(Level.ERROR))

    @property
    def left(self) -> int:
        """How many things want a look."""
        return len(self.mistakes) + len(self.choose(Level.ERROR, Level.WARNING))

    def choose(self, *levels: Level) -> tuple[Row, ...]:
        """Return the rows of these levels, the worst trouble first."""
        return tuple(row for rows in self.group(*levels).values() for row in rows)

    def group(self, *levels: Level) -> Mapping[Trouble | None, tuple[Row, ...]]:
        """Return the rows of these levels by trouble, the worst first; troubles that none of them has are left out."""
        found = {
            trouble: tuple(row for row in self.rows if row.outcome.trouble is trouble and row.level in levels)
            for trouble in (*Trouble, None)
        }
        return {trouble: rows for trouble, rows in found.items() if rows}


def make_rows(
    links: Iterable[Link],
    entries: Mapping[str, CacheEntry],
    exceptions: tuple[LinkException, ...],
    day: datetime.date,
    new: bool = False,
) -> Iterator[Row]:
    """Yield the row of each link: what its memory says of it, and the exception that holds for that on `day`.

    `new` says that they are the links of a change.
    """
    for link in links:
        memory = entries[link.address]
        excuse = find_excuse(link.address, memory.outcome, exceptions, day)
        yield Row(link, memory.outcome, memory.since, excuse, new)


def is_cut_off(outcomes: Iterable[Outcome]) -> bool:
    """Say whether these outcomes, of at least three links, look like a machine without a way out."""
    found = [outcome.cause in UNHEARD for outcome in outcomes]
    return len(found) >= 3 and all(found)
