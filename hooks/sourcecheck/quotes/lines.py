"""The report on quotes as text, as commands for a pull request, as JSON, and as Markdown for an issue."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, join_counts
from guide.messages.reporters import Reporter
from guide.model.capture import QuoteState
from sourcecheck.links.lines import LEVELS
from sourcecheck.links.markdown import (
    write_cell,
    write_code,
    write_heading,
    write_paragraphs,
    write_places,
    write_table,
)
from sourcecheck.links.report import Level
from sourcecheck.quotes.report import QuoteReport, QuoteRow
from sourcecheck.quotes.words import explain_remedy, explain_row, name_state

_COLUMNS = (
    Message("report/source"),
    Message("report/place"),
    Message("report/seen"),
    Message("report/found"),
)


def write_quote_text(report: QuoteReport, reporter: Reporter) -> str:
    """Return a line for each place of a quote that wants a look; then the counts."""
    lines = [reporter.write_lines(_list_diagnostics(report, level, named=True)) for level in LEVELS]
    return "\n".join([*(line for line in lines if line), reporter.format(count_quotes(report))])


def write_quote_commands(report: QuoteReport, reporter: Reporter) -> str:
    """Return the workflow commands that show the report at the lines of a pull request; then the counts."""
    commands = [reporter.write_annotations(_list_diagnostics(report, level), level.value) for level in LEVELS]
    return "\n".join([*(command for command in commands if command), reporter.format(count_quotes(report))])


def write_quote_json(report: QuoteReport, reporter: Reporter) -> str:
    """Return a JSON list of the rows: the quotes, their state, their places, and a message about them."""
    return json.dumps([_list_parts(row, reporter) for row in report.rows], ensure_ascii=False, indent=1)


def write_quote_markdown(report: QuoteReport, reporter: Reporter, repository: str) -> str:
    """Return the part of the report for an issue, in every language; see links.markdown.write_markdown."""
    heading = " · ".join(reporter.list_texts(Message("report/quotes-heading")))
    lines = [f"## {heading}", *write_paragraphs(count_quotes(report), reporter)]
    for state, rows in report.group(*LEVELS).items():
        lines += write_heading("###", name_state(state), len(rows), reporter)
        lines += write_paragraphs(explain_remedy(state), reporter)
        lines += ["", *write_table(_COLUMNS, (_write_row(row, reporter, repository) for row in rows), reporter)]
    return "\n".join(lines) + "\n"


def count_quotes(report: QuoteReport) -> Message:
    """Return how many quotes there are, and how many in each state."""
    return join_counts(_count(report))


def _count(report: QuoteReport) -> Iterator[Message]:
    counts = report.count()
    if report.revision:
        yield Message("quotes/some", count=sum(counts.values()), revision=report.revision)
    else:
        yield Message("quotes/all", count=sum(counts.values()))
    for state, count in counts.items():
        yield Message("quotes/count", state=name_state(state), count=count)


def _list_diagnostics(report: QuoteReport, level: Level, named: bool = False) -> list[Diagnostic]:
    head = Message(f"level/{level}") if named else ""
    return [Diagnostic(location, _explain(row, head)) for row in report.choose(level) for location in row.locations]


def _explain(row: QuoteRow, level: Message | str) -> Message:
    message = Message("quote-not-found/source") if row.state is QuoteState.CHANGED else Message("quotes/row")
    return message.fill(level=level, source=row.first.quest.source.id, seen=explain_row(row))


def _list_parts(row: QuoteRow, reporter: Reporter) -> dict[str, object]:
    quotes = [{"quote": one.found.quote, "on": one.found.on, "nearest": one.nearest} for one in row.findings]
    return {
        "source": row.first.quest.source.id,
        "state": row.state,
        "level": row.level,
        "quotes": quotes,
        "places": [str(location) for location in row.locations],
        "message": reporter.list_translations(explain_row(row)),
    }


def _write_row(row: QuoteRow, reporter: Reporter, repository: str) -> tuple[str, ...]:
    places, on = write_places(row.locations, repository), row.first.found.on or "–"
    return write_code(row.first.quest.source.id), places, write_cell(explain_row(row), reporter), on
