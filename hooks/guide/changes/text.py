"""The report as plain text for a terminal, where nothing may hide and nothing may steer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guide.changes.report import Entry, Report

_UNSEEN = {"Cc", "Cf", "Co", "Cs"}
"""Unicode categories of characters that steer a terminal or hide in a text."""


def write_text(report: Report) -> str:
    """Return the report as indented lines."""
    return "\n".join(_write_lines(report)) + "\n"


def make_visible(text: str) -> str:
    """Return text as one line in which nothing is hidden: control and direction characters stand as their code."""
    line = re.sub(r"\s+", " ", text).strip()
    return "".join(f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in _UNSEEN else sign for sign in line)


def _write_lines(report: Report) -> Iterator[str]:
    if report.sentence:
        yield make_visible(report.sentence)
    for number, (heading, entries) in enumerate(report.chapters):
        if number or report.sentence:
            yield ""
        if heading:
            yield make_visible(heading)
        for entry in entries:
            yield from _write_entry(entry)


def _write_entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield f"  {make_visible(entry.title)}" + (f" [{entry.name}]" if entry.name else "")
    indent = "    " if entry.title else "  "
    yield from (f"{indent}{make_visible(what + told)}" for what, told in entry.lines)
