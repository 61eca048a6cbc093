"""What a run found of the quotes, and how much each finding matters."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.checks import Pointer
from guide.messages.location import Location
from guide.model.capture import QuoteState
from sourcecheck.links.report import Level
from sourcecheck.quotes.look import Finding

_LEVELS: Mapping[QuoteState, Level] = {
    QuoteState.CHANGED: Level.ERROR,
    QuoteState.GONE: Level.ERROR,
    QuoteState.UNREADABLE: Level.WARNING,
    QuoteState.REFUSED: Level.WARNING,
    QuoteState.NOT_ASKED: Level.FINE,
    QuoteState.FOUND: Level.FINE,
}
"""A source that was not asked is nothing to mend: a link that leads nowhere for an hour is told by the link check."""


@dataclass(frozen=True)
class QuoteRow:
    """One quote that is changed, or all of a source's quotes that share another state; and where they stand."""

    findings: tuple[Finding, ...]
    locations: tuple[Location, ...]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all of them."""
        return self.findings[0]

    @property
    def state(self) -> QuoteState:
        """What became of them."""
        return self.first.found.state

    @property
    def level(self) -> Level:
        """How much it matters."""
        level = _LEVELS[self.state]
        return Level.EXCUSED if self.first.excuse and level is not Level.FINE else level


@dataclass(frozen=True)
class QuoteReport:
    """One run on one `day`; `revision` is the one that quotes were compared with, or empty where all were looked up."""

    rows: tuple[QuoteRow, ...]
    day: datetime.date
    revision: str = ""

    @property
    def fails(self) -> bool:
        """Whether a quote is certainly not there."""
        return bool(self.choose(Level.ERROR))

    @property
    def left(self) -> int:
        """How many things want a look."""
        return len(self.choose(Level.ERROR, Level.WARNING))

    def choose(self, *levels: Level) -> tuple[QuoteRow, ...]:
        """Return the rows of these levels, the worst state first."""
        return tuple(row for state in _LEVELS for row in self.rows if row.state is state and row.level in levels)

    def group(self, *levels: Level) -> Mapping[QuoteState, tuple[QuoteRow, ...]]:
        """Return the rows of these levels by state, the worst first."""
        found = {state: tuple(row for row in self.choose(*levels) if row.state is state) for state in _LEVELS}
        return {state: rows for state, rows in found.items() if rows}

    def count(self) -> Mapping[QuoteState, int]:
        """Return how many quotes are in each state that one is in."""
        counts = {state: sum(len(row.findings) for row in self.rows if row.state is state) for state in _LEVELS}
        return {state: count for state, count in counts.items() if count}


def make_rows(findings: Iterable[Finding], locations: Mapping[Pointer, Location]) -> tuple[QuoteRow, ...]:
    """Return the rows of some findings; `locations` has where a place of the data stands in its file."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in findings:
        state = one.found.state
        alone = (one.found.quote,) if state is QuoteState.CHANGED else ()
        groups.setdefault((one.quest.source.id, state, *alone), []).append(one)
    return tuple(
        QuoteRow(tuple(group), tuple(locations[place] for one in group for place in one.quest.quotes[one.found.quote]))
        for group in groups.values()
    )
