"""How large a page may be. Asked before any pattern runs over it: of some shapes a few kilobytes take minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic, Location, Said, tell_first

_MOST_LETTERS = 40_000
_MOST_IN_LINE = 3_000
_MOST_SHORTCODES = 300
_MOST_MARKS = 200
_MARKS = "[]<>*_`!{}()&|\\"
_LONGEST_RUN = 60
_RUN = re.compile(rf"(\S)\1{{{_LONGEST_RUN}}}| {{{_LONGEST_RUN}}}")
_MOST_LEVELS = 6
_NESTED = re.compile(rf"(?:[ \t]*(?:>|[-*+] |\d{{1,9}}\. )){{{_MOST_LEVELS + 1}}}")

_PAGE = Said(
    "page-too-large",
    f"a page has at most {_MOST_LETTERS} characters; make two pages of it",
    f"一页最多 {_MOST_LETTERS} 个字符；请分成两页",
)
_LINE = Said(
    "page-too-large",
    f"a line has at most {_MOST_IN_LINE} characters; begin a new paragraph",
    f"一行最多 {_MOST_IN_LINE} 个字符；请另起一段",
)
_SHORTCODES = Said(
    "page-too-large",
    f"a page asks for data at most {_MOST_SHORTCODES} times; make two pages of it",
    f"一页最多引用 {_MOST_SHORTCODES} 次数据；请分成两页",
)
_TOO_MANY = Said(
    "page-too-large",
    f"a paragraph has at most {_MOST_MARKS} times '{{mark}}'; begin a new one",
    f"一段里“{{mark}}”最多出现 {_MOST_MARKS} 次；请另起一段",
)
_REPEATED = Said(
    "page-too-large",
    f"the same character more than {_LONGEST_RUN} times in a row; delete some",
    f"同一个字符连着写了 {_LONGEST_RUN} 次以上；请删掉一些",
)
_DEEP = Said(
    "page-too-large",
    f"lists and quotations stand in one another more than {_MOST_LEVELS} levels deep; take some levels out",
    f"列表和引用一层套一层，超过 {_MOST_LEVELS} 层；请减少层数",
)


def check_limits(text: str, name: str) -> Iterator[Diagnostic]:
    """Yield what is too large in a page; `name` is what messages call its file."""
    if len(text) > _MOST_LETTERS:
        yield Diagnostic(Location(name, 1, 1), _PAGE)
        return
    if text.count("<!--") > _MOST_SHORTCODES:
        yield Diagnostic(Location(name, 1, 1), _SHORTCODES)
    yield from tell_first(_check_lines(text, name))
    yield from tell_first(_check_paragraphs(text, name))


def _check_lines(text: str, name: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _MOST_IN_LINE:
            yield Diagnostic(Location(name, number, 1), _LINE)
        elif run := _RUN.search(line):
            yield Diagnostic(Location(name, number, run.start() + 1), _REPEATED)
        elif _NESTED.match(line):
            yield Diagnostic(Location(name, number, 1), _DEEP)


def _check_paragraphs(text: str, name: str) -> Iterator[Diagnostic]:
    line = 1
    for paragraph in text.split("\n\n"):
        found = next((mark for mark in _MARKS if paragraph.count(mark) > _MOST_MARKS), None)
        if found:
            yield Diagnostic(Location(name, line, 1), _TOO_MANY.format(mark=found))
        line += paragraph.count("\n") + 2
