"""The report as text: a line for each place, or a command that shows it at its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, join_counts
from guide.messages.reporters import Reporter
from sourcecheck.links.outcome import CERTAIN
from sourcecheck.links.report import Level, Report, Row
from sourcecheck.links.words import explain_outcome, name_trouble

LEVELS = (Level.ERROR, Level.WARNING)
"""The levels that a report shows line by line."""


def write_text(report: Report, reporter: Reporter) -> str:
    """Return a line for each place of a link that is in trouble, and for each exception to mend; then the counts."""
    lines = [reporter.write_lines(_list_diagnostics(report, level, named=True)) for level in LEVELS]
    return "\n".join([*(line for line in lines if line), reporter.format(count_links(report))])


def write_commands(report: Report, reporter: Reporter) -> str:
    """Return the workflow commands that show the report at the lines of a pull request; then the counts."""
    commands = [reporter.write_annotations(_list_diagnostics(report, level), level.value) for level in LEVELS]
    return "\n".join([*(command for command in commands if command), reporter.format(count_links(report))])


def count_links(report: Report) -> Message:
    """Return how many links there are, and how many with each trouble."""
    return join_counts(_count(report))


def _count(report: Report) -> Iterator[Message]:
    if report.revision:
        yield Message("links/some", count=len(report.rows), revision=report.revision)
    else:
        yield Message("links/all", count=len(report.rows))
    yield Message("links/asked", asked=report.asked)
    for trouble, rows in report.group(Level.ERROR, Level.WARNING, Level.FINE).items():
        yield Message("links/count", trouble=name_trouble(trouble), count=len(rows))
    excused = len(report.choose(Level.EXCUSED))
    if excused:
        yield Message("links/excused", count=excused)
    if report.mistakes:
        yield Message("links/bad", count=len(report.mistakes))


def _list_diagnostics(report: Report, level: Level, named: bool = False) -> list[Diagnostic]:
    head = Message(f"level/{level}") if named else ""
    found = [
        Diagnostic(location, _explain(row, head)) for row in report.choose(level) for location in row.link.locations
    ]
    return [*found, *(report.mistakes if level is Level.ERROR else ())]


def _explain(row: Row, level: Message | str) -> Message:
    row_or_rule = Message("dead-link") if row.outcome.trouble in CERTAIN else Message("links/row")
    return row_or_rule.fill(level=level, address=row.link.address, seen=explain_outcome(row.outcome))
