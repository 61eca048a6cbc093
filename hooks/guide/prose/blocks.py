"""Notices and tables are whole: what would be published as it is written, or cut off, is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.prose.sections import Section, join_sections
from guide.prose.source import fill_code, list_lines

_SORTS = ("note", "tip", "warning", "danger")
_NOTICE = re.compile("([ \t]*)(?:!!!|\uff01\uff01\uff01|\\?\\?\\?\\+?|\uff1f\uff1f\uff1f)[^!?\uff01\uff1f]*")
_SORT = "|".join(_SORTS)
_GOOD_NOTICE = re.compile(rf'[ \t]*(?:!!! (?:{_SORT})(?: "[^"\n]+")?|\?\?\?\+? (?:{_SORT}) "[^"\n]+")')
_DASHES = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*")
_BORDER = re.compile(r"(?<!\\)\|")

_Lines = Sequence[tuple[int, str]]


def check_blocks(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A notice, and one that folds, has its form and its words, a table its heading and as many cells in each row."""
    for page in join_sections(sections):
        lines = [*list_lines(fill_code(page.text))]
        yield from _check_notices(page, lines)
        for table in _find_tables(lines):
            yield from _check_table(page, table, lines)


def _check_notices(page: Section, lines: _Lines) -> Iterator[Diagnostic]:
    for number, (start, line) in enumerate(lines):
        found = _NOTICE.fullmatch(line)
        if found and not _GOOD_NOTICE.fullmatch(page.text[start : start + len(line)].rstrip()):
            yield Diagnostic(page.locate(start), Message("notice-form/form", sorts=_SORTS))
        elif found:
            words = next((line for _, line in lines[number + 1 :] if line.strip()), "")
            if not words.startswith(found[1] + " " * 4):
                yield Diagnostic(page.locate(start), Message("notice-form/empty"))


def _find_tables(lines: _Lines) -> Iterator[range]:
    """Yield the lines of each table, by their numbers."""
    start = None
    for number, (_, line) in enumerate([*lines, (0, "")]):
        is_row = line.lstrip(" ").startswith("|")
        if start is None and is_row:
            start = number
        elif start is not None and not is_row:
            yield range(start, number)
            start = None


def _check_table(page: Section, table: range, lines: _Lines) -> Iterator[Diagnostic]:
    (first, heading), above = lines[table[0]], lines[table[0] - 1][1] if table[0] else ""
    is_glued = above.strip() and _indent(above) == _indent(heading)
    if is_glued or len(table) < 2 or not _DASHES.fullmatch(lines[table[1]][1]):
        yield Diagnostic(page.locate(first), Message("table-form/head"))
        return
    wanted = _count_cells(heading)
    for number in table:
        start, line = lines[number]
        if _count_cells(line) != wanted:
            message = Message("table-form/cells", count=_count_cells(line), wanted=wanted)
            yield Diagnostic(page.locate(start), message)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _count_cells(line: str) -> int:
    written = line.strip()
    return len(_BORDER.findall(written)) - (written.endswith("|") and not written.endswith("\\|"))
