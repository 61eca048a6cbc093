"""The prose of a page, cut at its headings, as the text that a reader's words are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape

_TOKEN = re.compile(r"(<[^<>]*>)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r'([^\s="]++)(?:="([^"]*+)")?')
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

    `title` is the page's own, for what stands under no heading. `html` is what our own templates and Markdown made:
    well-formed, with `<` and `>` escaped in text and attributes.
    """
    cutter = _Cutter()
    start = 0
    while start < len(html):
        tag = _TOKEN.search(html, start)
        end = tag.start() if tag else len(html)
        cutter.take_text(html[start:end])
        start = cutter.take_tag(tag[0], html, tag.end()) if tag else end
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
    """An open element, the part in which it began, and whether it is the heading of one."""

    tag: str
    part: _Part
    heads: bool


class _Cutter:
    """Walks through a page once. What is not looked through is passed over to its end."""

    def __init__(self) -> None:
        self.parts: list[_Part] = []
        self.open: list[_Element] = []
        self.part = _Part("")

    def take_tag(self, written: str, html: str, end: int) -> int:
        """Read a tag that ends at `end`; return where to read on, which is behind what is not looked through."""
        tag = _TAG.fullmatch(written)
        if tag is None:  # a comment
            return end
        closing, name, attributes, itself = tag.groups()
        if closing:
            self._end(name)
        elif not self._begin(name, attributes):
            return end if itself else self._pass(name, html, end)
        elif itself:
            self._end(name)
        return end

    def _begin(self, tag: str, attributes: str) -> bool:
        """Begin an element, and a part at a heading with an id; say whether it is looked through.

        What comes before the first heading is a part, too.
        """
        if tag not in _INLINE:
            self._add(" ")
        if tag in _VOID:
            return True
        given = dict(_ATTRIBUTE.findall(attributes))
        seen = tag not in _UNSEEN and not _EXCLUDE.intersection(given)
        heads = seen and tag in _HEADINGS and "id" in given
        if not self.parts and not (heads and tag == "h1"):
            self.parts.append(self.part)
        if heads:
            self.part = _Part(unescape(given["id"]) if self.parts else "")
            self.parts.append(self.part)
        if seen:
            self.open.append(_Element(tag, self.part, heads))
        return seen

    def _pass(self, tag: str, html: str, start: int) -> int:
        """Pass over an element that began before `start`; return where it ends."""
        end = _find_end(html, tag, start)
        self._add("" if tag in _INLINE else " ")
        return end

    def _end(self, tag: str) -> None:
        """Go back to the part in which the element began: a heading inside of it speaks for no more than that."""
        if not self.open or self.open[-1].tag != tag:
            return
        element = self.open.pop()
        if not element.heads:
            self.part = element.part
        if tag not in _INLINE:
            self._add(" ")

    def take_text(self, written: str) -> None:
        """Keep a text; a comment is none."""
        if written and written[0] != "<":
            if not self.parts:
                self.parts.append(self.part)
            self._add(unescape(written))

    def _add(self, text: str) -> None:
        (self.part.title if any(element.heads for element in self.open) else self.part.text).append(text)


def _find_end(html: str, tag: str, start: int) -> int:
    """Return where an element ends that began before `start`; others of its name may be in it."""
    depth = 1
    for found in _write_pattern(tag).finditer(html, start):
        depth += -1 if found[1] else not found[2]
        if not depth:
            return found.end()
    return len(html)


@cache
def _write_pattern(tag: str) -> re.Pattern[str]:
    """Return what finds the tags of a name: one that closes has the first group, one that does so itself the second."""
    return re.compile(rf"<(?:(/){tag}|{tag}(?: [^<>]*?)?(/)?)>")
