"""How large a page may be. Asked before any pattern runs over it: of some shapes a few kilobytes take minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message

_MOST_LETTERS = 40_000
_MOST_IN_LINE = 3_000
_MOST_SHORTCODES = 300
_MOST_MARKS = 200
_MOST_BORDERS = 1000
"""Of cells: a table is one paragraph, and cannot be parted."""
_MARKS = "[]<>*_`!{}()&|\\"
_LONGEST_RUN = 60
_RUN = re.compile(rf"(\S)\1{{{_LONGEST_RUN}}}| {{{_LONGEST_RUN}}}")
_MOST_LEVELS = 6
_NESTED = re.compile(rf"(?:[ \t]*(?:>|[-*+] |\d{{1,9}}\. )){{{_MOST_LEVELS + 1}}}")


def check_limits(text: str, name: str) -> Iterator[Diagnostic]:
    """Yield what is too large in a page; `name` is what messages call its file."""
    if len(text) > _MOST_LETTERS:
        yield Diagnostic(Location(name, 1, 1), Message("page-too-large/page", limit=_MOST_LETTERS))
        return
    if text.count("<!--") > _MOST_SHORTCODES:
        yield Diagnostic(Location(name, 1, 1), Message("page-too-large/shortcodes", limit=_MOST_SHORTCODES))
    yield from cut_short(_check_lines(text, name))
    yield from cut_short(_check_paragraphs(text, name))


def _check_lines(text: str, name: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _MOST_IN_LINE:
            yield Diagnostic(Location(name, number, 1), Message("page-too-large/line", limit=_MOST_IN_LINE))
        elif run := _RUN.search(line):
            yield Diagnostic(
                Location(name, number, run.start() + 1), Message("page-too-large/repeated", limit=_LONGEST_RUN)
            )
        elif _NESTED.match(line):
            yield Diagnostic(Location(name, number, 1), Message("page-too-large/deep", limit=_MOST_LEVELS))


def _check_paragraphs(text: str, name: str) -> Iterator[Diagnostic]:
    line = 1
    for paragraph in text.split("\n\n"):
        found = next((mark for mark in _MARKS if paragraph.count(mark) > _limit(mark)), None)
        if found:
            message = Message("page-too-large/too-many", mark=found, limit=_limit(found))
            yield Diagnostic(Location(name, line, 1), message)
        line += paragraph.count("\n") + 2


def _limit(mark: str) -> int:
    return _MOST_BORDERS if mark == "|" else _MOST_MARKS
