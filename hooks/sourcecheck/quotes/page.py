"""What the report page shows of the quotes: messages, strings and numbers, no HTML. See links.page."""

from __future__ import annotations

from guide.messages.message import Message
from guide.model.capture import QuoteState
from sourcecheck.links.page import GroupView, ReportView, RowView, name_level, show_places
from sourcecheck.links.report import Level
from sourcecheck.quotes.lines import count_quotes
from sourcecheck.quotes.report import QuoteReport, QuoteRow
from sourcecheck.quotes.words import explain_remedy, explain_row, name_state


def show_quotes(report: QuoteReport, repository: str = "") -> ReportView:
    """Return the page of a report: the groups that want a look, the worst state first."""
    shown = (Level.ERROR, Level.WARNING, Level.EXCUSED)
    groups = (_show_group(state, rows, repository) for state, rows in report.group(*shown).items())
    counts = Message("report/counts", day=report.day, counts=count_quotes(report))
    return ReportView(str(report.day), (counts,), tuple(groups))


def _show_group(state: QuoteState, rows: tuple[QuoteRow, ...], repository: str) -> GroupView:
    views = tuple(_show_row(row, repository) for row in rows)
    return GroupView(f"quotes-{state}", Message("report/quotes", state=name_state(state)), explain_remedy(state), views)


def _show_row(row: QuoteRow, repository: str) -> RowView:
    quest, on = row.first.quest, row.first.found.on
    last = Message("report/last-found", day=on) if on else ""
    return RowView(
        address=quest.address,
        level=row.level.value,
        head=name_level(row.level),
        seen=Message("report/quote", seen=explain_row(row), last=last),
        excuse=None,
        places=show_places(row.locations, repository),
        name=quest.source.id,
    )
