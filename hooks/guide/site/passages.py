"""The prose of a page, cut at its headings, as the text that a reader's words are looked for in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset({"a", "b", "code", "data", "em", "i", "q", "span", "strong", "sub", "sup"})
"""Tags inside a word or a sentence: where any other begins or ends, so does a word."""
_UNSEEN = frozenset({"object", "script", "style"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_EXCLUDE = frozenset({"data-search-exclude", "data-view"})
"""Attributes of what is not looked through: what is in the way, and records, which are found by themselves."""


@dataclass(frozen=True)
class Passage:
    """A part of a page: the anchor of its heading, none for what comes first, the heading, and the text."""

    anchor: str
    title: str
    text: str


def cut_page(html: str, title: str) -> Iterator[Passage]:
    """Yield the parts of a page: what comes first, and what each heading with an id begins.

    `title` is the page's own, for what stands under no heading. The HTML is what Markdown and our templates made.
    """
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    for part in cutter.parts:
        yield Passage(part.anchor, _squeeze(part.title) if part.title else title, _squeeze(part.text))


def _squeeze(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


@dataclass
class _Part:
    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Element:
    """An open element, the part in which it began, and whether it is looked through."""

    tag: str
    part: _Part
    seen: bool
    heads: bool


class _Cutter(HTMLParser):
    """Walks through a page once."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[_Part] = []
        self.open: list[_Element] = []
        self.part = _Part("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part at a heading with an id; what comes before the first one is a part, too."""
        if tag not in _INLINE:
            self._add(" ")
        if tag in _VOID:
            return
        given = dict(attrs)
        seen = self._sees() and tag not in _UNSEEN and not _EXCLUDE.intersection(given)
        heads = seen and tag in _HEADINGS and "id" in given
        if not self.parts and not (heads and tag == "h1"):
            self.parts.append(self.part)
        if heads:
            self.part = _Part(given["id"] or "" if self.parts else "")
            self.parts.append(self.part)
        self.open.append(_Element(tag, self.part, seen, heads))

    def handle_endtag(self, tag: str) -> None:
        """Go back to the part in which the element began: a heading inside of it speaks for no more than that."""
        if not self.open or self.open[-1].tag != tag:
            return
        element = self.open.pop()
        if not element.heads:
            self.part = element.part
        if tag not in _INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self._sees():
            if not self.parts:
                self.parts.append(self.part)
            self._add(data)

    def _sees(self) -> bool:
        return not self.open or self.open[-1].seen

    def _add(self, text: str) -> None:
        (self.part.title if any(element.heads for element in self.open) else self.part.text).append(text)
