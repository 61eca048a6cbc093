"""How large a page may be, and how much of what costs time may stand on it. Looked at before anything else.

Markdown takes the square of a paragraph's length for an opening bracket that is never closed, and recursion for each
level of a list. The bounds are ten times and more what any page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.diagnostics import UNSEEN, Diagnostic, Mark, Said

_MOST_BYTES = 200_000
_LONGEST_LINE = 4_000
_LONGEST_PARAGRAPH = 20_000
_DEEPEST = 8
_WIDEST = 40
# What may stand how often on one page, and how often in one paragraph of it.
_ON_PAGE = (("<!--", 60), ("](", 300), ("<", 1_000), ("\n#", 100), ("\n```", 60), ("\n~~~", 60))
_IN_PARAGRAPH = tuple((sign, 200) for sign in "[<`{*_!\\&")
_NESTED = re.compile(r"(?:[ \t]*(?:[-*+]|\d+[.)])(?:[ \t]+|$)|[ \t]*>)*")
_LEVEL = re.compile(r"[-*+>]|(?<!\d)\d+[.)]")
_INDENT = re.compile(r"[ \t]*")
_BLANK = re.compile(r"\n[ \t]*(?=\n)")

_TOO_LARGE = Said(
    "page-limits",
    "the page is larger than {limit} bytes; shorten it, or split it",
    "页面超过 {limit} 字节；请缩短或者拆分",
).format(limit=_MOST_BYTES)
_LONG_LINE = Said(
    "page-limits",
    "the line is longer than {limit} characters; break it, or shorten it",
    "这一行超过 {limit} 个字符；请换行或者缩短",
).format(limit=_LONGEST_LINE)
_LONG_PARAGRAPH = Said(
    "page-limits",
    "the paragraph is longer than {limit} characters; part it by a blank line",
    "这一段超过 {limit} 个字符；请用空行分开",
).format(limit=_LONGEST_PARAGRAPH)
_TOO_MANY = Said(
    "page-limits",
    "the page has '{sign}' more than {limit} times; shorten it, or split it",
    "这一页里的“{sign}”超过 {limit} 个；请缩短或者拆分",
)
_TOO_THICK = Said(
    "page-limits",
    "the paragraph has '{sign}' more than {limit} times; part it by a blank line",
    "这一段里的“{sign}”超过 {limit} 个；请用空行分开",
)
_TOO_DEEP = Said(
    "page-limits",
    "lists and quotations stand in one another more than {limit} levels deep, or the line begins with more than "
    "{width} spaces; make it flatter",
    "列表和引用一层套一层，超过 {limit} 层，或者行首超过 {width} 个空格；请减少层次",
).format(limit=_DEEPEST, width=_WIDEST)
_HIDDEN = Said(
    "invisible-character",
    "invisible character U+{code:04X}; delete it and type the text again",
    "看不见的字符 U+{code:04X}；请删掉，重新输入这段文字",
)


def find_excess(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield what a page has too much of, in the order of the text; where it is too large as a whole, only that."""
    if len(text.encode("utf-8", "replace")) > _MOST_BYTES:
        yield Diagnostic(Mark(path, 1, 1), _TOO_LARGE)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        said = _judge_line(line)
        if said:
            yield Diagnostic(Mark(path, number, 1), said)
        hidden = UNSEEN.search(line.replace("\t", " "))
        if hidden:
            yield Diagnostic(Mark(path, number, hidden.start() + 1), _HIDDEN.format(code=ord(hidden[0])))
    yield from _count_on_page(text, path)
    yield from _judge_paragraphs(text, path)


def _judge_line(line: str) -> Said | None:
    if len(line) > _LONGEST_LINE:
        return _LONG_LINE
    indent, nested = _INDENT.match(line), _NESTED.match(line)
    wide = indent is not None and len(indent[0].expandtabs(4)) > _WIDEST
    deep = nested is not None and len(_LEVEL.findall(nested[0])) > _DEEPEST
    return _TOO_DEEP if wide or deep else None


def _count_on_page(text: str, path: str) -> Iterator[Diagnostic]:
    for sign, limit in _ON_PAGE:
        place = _find_beyond(text, sign, limit)
        if place is not None:
            yield Diagnostic(_mark(text, place, path), _TOO_MANY.format(sign=sign.strip(), limit=limit))


def _judge_paragraphs(text: str, path: str) -> Iterator[Diagnostic]:
    start = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        said = _judge_paragraph(text[start:end])
        if said:
            yield Diagnostic(_mark(text, min(start + 1, end) if start else 0, path), said)
        start = end


def _judge_paragraph(paragraph: str) -> Said | None:
    if len(paragraph) > _LONGEST_PARAGRAPH:
        return _LONG_PARAGRAPH
    found = next(((sign, limit) for sign, limit in _IN_PARAGRAPH if paragraph.count(sign) > limit), None)
    return _TOO_THICK.format(sign=found[0], limit=found[1]) if found else None


def _find_beyond(text: str, sign: str, limit: int) -> int | None:
    """Return where the first of a sign stands that is one too many, or None."""
    place = -1
    for _ in range(limit + 1):
        place = text.find(sign, place + 1)
        if place < 0:
            return None
    return place


def _mark(text: str, offset: int, path: str) -> Mark:
    line = text.count("\n", 0, offset) + (text[offset : offset + 1] == "\n")
    return Mark(path, line + 1, 1)
