"""The report as Markdown, for an issue or the summary of a run: which addresses, at which lines, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter, show_plainly
from guide.model.repository import write_edit_address
from sourcecheck.links.lines import LEVELS, count_links
from sourcecheck.links.report import Report, Row
from sourcecheck.links.words import explain_outcome, explain_remedy, name_trouble

_ROWS = 60  # of one group; an issue holds 65,536 characters
_PLACES = 5  # of one row
LEFT = "<!-- links to look at: {} -->"
"""The first line, for the program that keeps the issue: how many things want a look."""


def write_markdown(report: Report, reporter: Reporter, repository: str = "", more: str = "", more_left: int = 0) -> str:
    """Return the report in every language; places are links where the project's `repository` is known.

    What comes from data or from a server stands in code: no address there is a link, and no name calls somebody.
    `more` is what another check found in the same run, and `more_left` how much of that wants a look.
    """
    lines = [
        LEFT.format(report.left + more_left),
        "",
        f"{report.day}",
        *write_paragraphs(count_links(report), reporter),
    ]
    lines += write_paragraphs(Message("report/no-link"), reporter) if not report.left else ()
    lines += _write_mistakes(report, reporter, repository)
    for trouble, rows in report.group(*LEVELS).items():
        if trouble:
            lines += write_heading("##", name_trouble(trouble), len(rows), reporter)
            lines += write_paragraphs(explain_remedy(trouble), reporter)
            lines += ["", *write_table(_COLUMNS, (_write_row(row, reporter, repository) for row in rows), reporter)]
    return "\n".join(lines) + (f"\n\n{more}" if more else "\n")


_COLUMNS = (
    Message("report/address"),
    Message("report/place"),
    Message("report/seen"),
    Message("report/since"),
)


def _write_mistakes(report: Report, reporter: Reporter, repository: str) -> Iterator[str]:
    if report.mistakes:
        yield from (*write_heading("##", Message("report/exceptions"), len(report.mistakes), reporter), "")
    for mistake in report.mistakes[:_ROWS]:
        yield f"- {write_places([mistake.location], repository)} {write_cell(mistake.message, reporter)}"


def _write_row(row: Row, reporter: Reporter, repository: str) -> tuple[str, ...]:
    seen = write_cell(explain_outcome(row.outcome), reporter)
    return write_code(row.link.address), write_places(row.link.locations, repository), seen, str(row.since)


def write_paragraphs(message: Message, reporter: Reporter) -> list[str]:
    """Return a message in every language, each a paragraph behind an empty line."""
    return [line for text in reporter.list_texts(message) for line in ("", text)]


def write_heading(marks: str, message: Message, count: int, reporter: Reporter) -> list[str]:
    """Return a heading in every language, with a count, behind an empty line."""
    return ["", f"{marks} {' · '.join(reporter.list_texts(message))} ({count})"]


def write_table(columns: Iterable[Message], rows: Iterable[tuple[str, ...]], reporter: Reporter) -> list[str]:
    """Return a table with headings in every language; of many rows the first, and how many more there are."""
    names, cells = [" ".join(reporter.list_texts(column)) for column in columns], [*rows]
    head = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    rest = len(cells) - _ROWS
    more = write_paragraphs(Message("report/more", count=rest), reporter) if rest > 0 else []
    return [*head, *(f"| {' | '.join(row)} |" for row in cells[:_ROWS]), *more]


def write_places(locations: Iterable[Location], repository: str) -> str:
    """Return the first of some places, as links where the repository is known, and how many more there are."""
    found = [*locations]
    more = [f"+{len(found) - _PLACES}"] if len(found) > _PLACES else []
    return "<br>".join([*(_write_place(location, repository) for location in found[:_PLACES]), *more])


def _write_place(location: Location, repository: str) -> str:
    address = quote(write_edit_address(repository, location.path, location.line), safe=":/#")
    return f"[{write_code(str(location))}]({address})" if address else write_code(str(location))


def write_cell(message: Message, reporter: Reporter) -> str:
    """Return a message in every language, as a cell of a table."""
    return "<br>".join(map(write_code, reporter.list_texts(message)))


def write_code(text: str) -> str:
    """Return `text` as code that nothing in it can end, neither as code nor as a cell."""
    plain = show_plainly(re.sub(r"\s+", " ", text)).replace("|", "%7C").replace("`", "%60")
    return f"`{plain}`"
