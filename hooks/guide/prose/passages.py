"""Pages of prose -> passages: what stands under one heading, with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from guide.diagnostics import Mark
from guide.model.language import Language

FILLER = "\ufffc"
"""Stands, letter for letter, for what is no prose, so that all else keeps its place."""

_HEADING = re.compile(r"^#{1,6} .*?(?:\{[^}]*#([\w-]+)[^}]*\}\s*)?$")
_BARE = re.compile(r"^#{1,6} +((?:(?!\{[^}]*#).)*)$", re.MULTILINE)
_FENCE = re.compile(r"^\s*(```|~~~)")
_SHORTCODE = re.compile(r"<!--\s*guide:.*?-->", re.DOTALL)
# Comments, tags, code, the targets of links and attribute lists: written for machines.
_NO_PROSE = re.compile(r"<!--.*?-->|</?[a-z][^>]*>|`+[^`]*`+|(?<=\])\([^)]*\)|\{:?\s*[#.][^}]*\}", re.DOTALL)
_LINK = re.compile(r"(?<=\]\()[^)\s]+|(?<=href=\")[^\"]+")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CODE = re.compile(r"`+[^`]*`+")
_META = re.compile(r'^(?:title|description):\s*"?|^[a-z_]+:.*$|"$', re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """What stands on a page under one heading, in one language; what stands above the first has the `anchor` "top"."""

    page: str
    language: Language
    anchor: str
    line: int
    text: str

    @property
    def path(self) -> str:
        """The file, as messages call it."""
        return f"docs/{self.language}/{self.page}"

    @property
    def name(self) -> str:
        """What the passage is called in all languages: `docs/money.md#rules`."""
        return f"docs/{self.page}#{self.anchor}"

    @property
    def words(self) -> str:
        """The text with everything that is no prose filled, at the same length."""
        return _NO_PROSE.sub(_fill, _fill_head(_fill_fences(self.text)) if self.line == 1 else _fill_fences(self.text))

    @property
    def shortcodes(self) -> tuple[str, ...]:
        """What the passage asks of the data, in its order."""
        return tuple(" ".join(found[0].split()) for found in _SHORTCODE.finditer(self.text))

    @property
    def links(self) -> tuple[tuple[int, str], ...]:
        """Where each link within the site stands, and what it leads to, as it is written."""
        text = _CODE.sub(_fill, _fill_fences(self.text))
        found = ((link.start(), link[0]) for link in _LINK.finditer(text))
        return tuple((offset, target) for offset, target in found if not _ELSEWHERE.match(target))

    @property
    def bare_headings(self) -> tuple[tuple[int, str], ...]:
        """Where each heading without an anchor stands, and what it says, but for the first of a page."""
        found = [(one.start(), one[1].strip()) for one in _BARE.finditer(_fill_fences(self.text))]
        return tuple(found[1 if self.line == 1 else 0 :])

    def mark(self, offset: int) -> Mark:
        """Return the place of a character of the text."""
        before = self.text[:offset]
        return Mark(self.path, self.line + before.count("\n"), offset - before.rfind("\n"))


def cut_page(text: str, page: str, language: Language) -> tuple[Passage, ...]:
    """Return the passages of one file. `page` is its name in every language, such as `failures/index.md`."""
    return tuple(
        Passage(page, language, anchor, line, "\n".join(lines)) for anchor, line, lines in _cut(text.split("\n"))
    )


def join_passages(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield each page as one passage, in their order."""
    for (name, language), parts in groupby(passages, key=lambda one: (one.page, one.language)):
        yield Passage(name, language, "top", 1, "\n".join(part.text for part in parts))


def _cut(lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Yield (anchor, first line, lines) at each heading that has an anchor."""
    anchor, start, fenced = "top", 0, False
    for number, line in enumerate(lines):
        fenced ^= bool(_FENCE.match(line))
        found = None if fenced else _HEADING.match(line)
        if found and found[1]:
            yield anchor, start + 1, lines[start:number]
            anchor, start = found[1], number
    yield anchor, start + 1, lines[start:]


def _fill(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", FILLER, found[0])


def _fill_fences(text: str) -> str:
    return re.sub(r"^\s*(```|~~~).*?^\s*\1", _fill, text, flags=re.DOTALL | re.MULTILINE)


def _fill_head(text: str) -> str:
    """Fill what is no prose of the front matter: all but the title and the description."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return _META.sub(_fill, head[0]).replace("---", FILLER * 3) + text[head.end() :] if head else text
