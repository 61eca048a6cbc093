"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from guide.diff.report import Entry, Report


def write_text(report: Report) -> str:
    """Return the report as indented lines; the last one ends."""
    return "\n".join(_write_lines(report)) + "\n"


def _write_lines(report: Report) -> Iterator[str]:
    if report.sentence:
        yield report.sentence
    for number, (heading, entries) in enumerate(report.chapters):
        if number or report.sentence:
            yield ""
        if heading:
            yield heading
        for entry in entries:
            yield from _write_entry(entry)


def _write_entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield f"  {entry.title}" + (f" [{entry.name}]" if entry.name else "")
    indent = "    " if entry.title else "  "
    yield from (f"{indent}{what}{told}" for what, told in entry.lines)
