"""What the report page shows of the quotes: strings and numbers, no HTML. The page: guide/site/templates/links.html."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guide.messages.diagnostic import Said
from guide.model.capture import QuoteState
from sourcecheck.links.page import LEVEL_WORDS, OccurrenceView, show_places
from sourcecheck.links.report import Level
from sourcecheck.quotes.lines import tell_quote_counts
from sourcecheck.quotes.report import QuoteReport, QuoteRow
from sourcecheck.quotes.words import REMEDIES, STATE_WORDS, tell_row


@dataclass(frozen=True)
class QuoteRowView:
    """One quote that is not there, or the quotes of a source that share another state."""

    source: str
    address: str
    level: str
    level_words: Said
    told: Said
    on: str
    places: tuple[OccurrenceView, ...]


@dataclass(frozen=True)
class QuoteGroupView:
    """The quotes in one state."""

    id: str
    words: Said
    todo: Said
    rows: tuple[QuoteRowView, ...]


def show_quotes(report: QuoteReport, repository: str = "") -> Mapping[str, object]:
    """Return what the page needs: the counts, and the groups that want a look, the worst state first."""
    shown = (Level.ERROR, Level.WARNING, Level.EXCUSED)
    groups = tuple(_show_group(state, rows, repository) for state, rows in report.group(*shown).items())
    return {"quote_counts": tell_quote_counts(report), "quote_groups": groups}


def _show_group(state: QuoteState, rows: tuple[QuoteRow, ...], repository: str) -> QuoteGroupView:
    views = tuple(_show_row(row, repository) for row in rows)
    return QuoteGroupView(f"quotes-{state}", STATE_WORDS[state], REMEDIES[state], views)


def _show_row(row: QuoteRow, repository: str) -> QuoteRowView:
    first = row.first
    return QuoteRowView(
        source=first.quest.source.id,
        address=first.quest.address,
        level=row.level.value,
        level_words=LEVEL_WORDS[row.level],
        told=tell_row(row),
        on=first.found.on or "",
        places=show_places(row.locations, repository),
    )
