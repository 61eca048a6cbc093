"""The search index of a language: pages cut at their headings, as the text that a reader's words are looked for in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_KEPT = frozenset({"code", "li", "ol", "p", "pre", "sub", "sup", "ul"})
"""Tags that stay in the text: where one ends, so does a word."""
_UNSEEN = frozenset({"object", "script", "style"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_EXCLUDE = "data-search-exclude"
"""The attribute of what is not looked for: what stands elsewhere, too, and would only be in the way."""


@dataclass(frozen=True)
class Entry:
    """A part of a page: its address in the site with the anchor of its heading, the heading and the text, as HTML."""

    location: str
    title: str
    text: str


def cut_page(html: str, address: str, title: str) -> Iterator[Entry]:
    """Yield the parts of a page: what comes first, and what each heading with an id begins.

    `title` is the page's own, for what stands under no heading. The HTML is what Markdown and our templates made.
    """
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    for part in cutter.parts:
        heading = "".join(part.title).strip() if part.title else escape(title, quote=False)
        yield Entry(f"{address}#{part.anchor}" if part.anchor else address, heading, "".join(part.text).strip())


def write_index(entries: Iterable[Entry], synonyms: tuple[tuple[str, ...], ...]) -> str:
    """Return the index as a script that hands its content over: a page opened from the disk may load no other file.

    `synonyms` are groups of words for the same thing.
    """
    listed = [{"location": one.location, "title": one.title, "text": one.text} for one in entries]
    told = ",".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (listed, synonyms))
    return f"window.guide.receive({told});\n"


@dataclass
class _Part:
    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Element:
    """An open element, the part and the number of pieces in it where it began, and whether it is looked through."""

    tag: str
    part: _Part
    start: int
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
        if tag in _VOID:
            return
        given = dict(attrs)
        seen = self._sees() and tag not in _UNSEEN and _EXCLUDE not in given
        heads = seen and tag in _HEADINGS and "id" in given
        if not self.parts and not (heads and tag == "h1"):
            self.parts.append(self.part)
        if heads:
            self.part = _Part(given["id"] or "" if self.parts else "")
            self.parts.append(self.part)
        pieces = self._choose_pieces()
        self.open.append(_Element(tag, self.part, len(pieces), seen, heads))
        if seen and tag in _KEPT:
            pieces.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Go back to the part in which the element began: a heading inside of it speaks for no more than that."""
        if not self.open or self.open[-1].tag != tag:
            return
        element = self.open.pop()
        if not element.heads:
            self.part = element.part
        if element.seen and tag in _KEPT:
            pieces = self._choose_pieces()
            if "".join(pieces[element.start + 1 :]).strip():
                pieces.append(f"</{tag}>")
            else:
                del pieces[element.start :]

    def handle_data(self, data: str) -> None:
        """Keep a text, on one line unless it is preformatted."""
        if not self._sees():
            return
        if not self.parts:
            self.parts.append(self.part)
        pieces, formatted = self._choose_pieces(), any(element.tag == "pre" for element in self.open)
        if not formatted:
            data = data.replace("\n", " ") if data.strip() else " "
        if data.strip() or formatted or pieces is self.part.title or not (pieces and pieces[-1].isspace()):
            pieces.append(escape(data, quote=False))

    def _sees(self) -> bool:
        return not self.open or self.open[-1].seen

    def _choose_pieces(self) -> list[str]:
        return self.part.title if any(element.heads for element in self.open) else self.part.text
