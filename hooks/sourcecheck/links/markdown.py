"""The report as Markdown, for an issue or the summary of a run: which addresses, at which lines, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from guide.messages.diagnostic import Location, show_plainly
from guide.model.repository import write_edit_address
from sourcecheck.links.lines import tell_counts
from sourcecheck.links.report import Level, Report, Row
from sourcecheck.links.words import REMEDIES, TROUBLE_WORDS, tell_outcome

_ROWS = 60  # of one group; an issue holds 65,536 characters
LEFT = "<!-- links to look at: {} -->"
"""The first line, for the program that keeps the issue: how many things want a look."""


def write_markdown(report: Report, repository: str = "", more: str = "", more_left: int = 0) -> str:
    """Return the report in both languages; places are links where the project's `repository` is known.

    What comes from data or from a server stands in code: no address there is a link, and no name calls somebody.
    `more` is what another check found in the same run, and `more_left` how much of that wants a look.
    """
    counts, first = tell_counts(report), LEFT.format(report.left + more_left)
    lines = [first, "", f"{report.day}", "", counts["zh"], "", counts["en"]]
    if not report.left:
        lines += ["", "没有要处理的链接。", "", "No link wants a look."]
    lines += _write_mistakes(report, repository)
    for trouble, rows in report.group(Level.ERROR, Level.WARNING).items():
        if trouble:
            words, todo = TROUBLE_WORDS[trouble], REMEDIES[trouble]
            lines += ["", f"## {words.zh} · {words.en} ({len(rows)})", "", todo.zh, "", todo.en, "", *_TABLE]
            lines += [_write_row(row, repository) for row in rows[:_ROWS]]
            lines += write_rest(len(rows) - _ROWS)
    return "\n".join(lines) + (f"\n\n{more}" if more else "\n")


_TABLE = ("| 网址 Address | 位置 Place | 情况 What was seen | 起 Since |", "|---|---|---|---|")


def _write_mistakes(report: Report, repository: str) -> Iterator[str]:
    if report.mistakes:
        yield from ("", f"## 例外 · Exceptions ({len(report.mistakes)})", "")
    for mistake in report.mistakes[:_ROWS]:
        told = f"{write_code(mistake.said.zh)}<br>{write_code(mistake.said.en)}"
        yield f"- {write_place(mistake.location, repository)} {told}"


def _write_row(row: Row, repository: str) -> str:
    told = tell_outcome(row.outcome)
    places = "<br>".join(write_place(location, repository) for location in row.link.locations[:5])
    more = f"<br>+{len(row.link.locations) - 5}" if len(row.link.locations) > 5 else ""
    seen = f"{write_code(told.zh)}<br>{write_code(told.en)}"
    return f"| {write_code(row.link.address)} | {places}{more} | {seen} | {row.since} |"


def write_rest(count: int) -> list[str]:
    """Return the words for how many rows of a table are left out."""
    return ["", f"还有 {count} 个，见报告。{count} more are in the report."] if count > 0 else []


def write_place(location: Location, repository: str) -> str:
    """Return a place as a link, where the project's repository is known."""
    address = quote(write_edit_address(repository, location.path, location.line), safe=":/#")
    return f"[{write_code(str(location))}]({address})" if address else write_code(str(location))


def write_code(text: str) -> str:
    """Return `text` as code that nothing in it can end, neither as code nor as a cell."""
    plain = show_plainly(re.sub(r"\s+", " ", text)).replace("|", "%7C").replace("`", "%60")
    return f"`{plain}`"
