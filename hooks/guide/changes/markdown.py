"""The report as Markdown for a forge. What stands in it was written by strangers: it is shown, and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.changes.report import Entry, Report
from guide.changes.text import make_visible

_ACTIVE = re.compile(r"://|[Ww]{3}\.|[\\`*_\[\]<>&~|$@#]")
_NO_SPACE = "&#8203;"
"""A space of no width. It keeps a forge from making a link of a bare address, a mention or a number of an issue."""
_SAID_BY_NUMBER = "<>&~|$"


def write_markdown(report: Report) -> str:
    """Return the report as a heading, and a list under each further heading.

    No line begins with words of the data, so that they cannot make a heading or a list of their own.
    """
    return "\n".join(_write_lines(report)) + "\n"


def escape_markdown(text: str) -> str:
    """Return plain text as one line that reads the same in Markdown: no markup, no links, no mentions."""
    return _ACTIVE.sub(lambda found: _make_inert(found[0]), make_visible(text))


def _make_inert(active: str) -> str:
    if active in _SAID_BY_NUMBER:
        return f"&#{ord(active)};"
    if active in ("@", "#"):
        return f"{active}{_NO_SPACE}"
    return f"{active[0]}{_NO_SPACE}{active[1:]}" if len(active) > 1 else f"\\{active}"


def _write_lines(report: Report) -> Iterator[str]:
    yield f"## {escape_markdown(report.title)}"
    if report.sentence:
        yield from ("", f"**{escape_markdown(report.sentence)}**")
    for heading, entries in report.chapters:
        if heading:
            yield from ("", f"### {escape_markdown(heading)}")
        yield ""
        for entry in entries:
            yield from _write_entry(entry)


def _write_entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield f"- **{escape_markdown(entry.title)}**" + (f" `{entry.name}`" if entry.name else "")
    indent = "  " if entry.title else ""
    yield from (f"{indent}- **{escape_markdown(what)}** {escape_markdown(told)}" for what, told in entry.lines)
