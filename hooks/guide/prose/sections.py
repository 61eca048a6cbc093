"""Pages of prose -> sections: what stands under one heading, with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from guide.messages.location import Location
from guide.model.language import Language
from guide.read.scan import Pair, Span, blot, find_code, find_fences, find_pairs

FILLER = "\ufffc"
"""Stands, letter for letter, for what is no prose, so that all else keeps its place."""

_HEADING = re.compile(r"#{1,6} +(.*)")
_NAME = re.compile(r"#([\w-]+)")
TOP = "top"
"""The anchor of what stands above the first heading that has one."""
SHORTCODE = Pair(r"<!--\s*guide:", "-->")
# Comments, tags, the targets of links and attribute lists: written for machines, as is code.
_NO_PROSE = (
    Pair("<!--", "-->"),
    Pair("</?[a-z]", ">"),
    Pair(r"(?<=\])\(", ")"),
    Pair(r"\{:?\s*[#.]", "}"),
    Pair(r'(?<=\n)=== "', '"'),
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,30});")
_TAB = re.compile(r"^[ \t>]*===(?=[^=\n])[^\n]*", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()[^)\s]+|(?<=href=\")[^\"]+")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HEAD = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
"""The front matter, in which a line that begins with # is a remark and no heading."""
_META = re.compile(r'^(?:title|description):\s*"?|^[a-z_]+:.*$|^#.*$|"$', re.MULTILINE)


@dataclass(frozen=True)
class Tab:
    """A line that begins a tab, as it is written, and where it stands in its section."""

    start: int
    end: int
    written: str


@dataclass(frozen=True)
class Section:
    """What stands on a page under one heading, in one language; what stands above the first has the `anchor` TOP."""

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
        """What the section is called in all languages: `docs/page.md#anchor`."""
        return f"docs/{self.page}#{self.anchor}"

    @cached_property
    def words(self) -> str:
        """The text with everything that is no prose filled, at the same length."""
        text = _fill_code(_fill_head(self.text) if self.line == 1 else self.text)
        return _ENTITY.sub(_fill, blot(text, find_pairs(text, _NO_PROSE), FILLER))

    @cached_property
    def shortcodes(self) -> tuple[str, ...]:
        """What the section asks of the data, in its order."""
        return tuple(" ".join(self.text[start:end].split()) for start, end in self.find_shortcodes())

    @property
    def asks(self) -> Iterator[tuple[str, str]]:
        """The view that each shortcode names, and what stands behind the name."""
        for shortcode in self.shortcodes:
            name, _, argument = shortcode.removesuffix("-->").partition("guide:")[2].strip().partition(" ")
            yield name, argument.strip()

    def find_shortcodes(self) -> Iterator[Span]:
        """Yield where each shortcode stands."""
        return find_pairs(self.text, (SHORTCODE,))

    @cached_property
    def links(self) -> tuple[tuple[int, str], ...]:
        """Where each link within the site stands, and what it leads to, as it is written."""
        found = ((link.start(), link[0]) for link in _LINK.finditer(_fill_code(self.text)))
        return tuple((offset, target) for offset, target in found if not _ELSEWHERE.match(target))

    @cached_property
    def tabs(self) -> tuple[Tab, ...]:
        """The lines that begin a tab, or look as if they did."""
        return tuple(Tab(*found.span(), found[0]) for found in _TAB.finditer(_fill_fences(self.text)))

    @property
    def bare_headings(self) -> tuple[tuple[int, str], ...]:
        """Where each heading without an anchor stands, and what it says, but for the first of a page."""
        found, offset = [], 0
        text = _HEAD.sub(_fill, self.text, count=1) if self.line == 1 else self.text
        for line in _fill_fences(text).split("\n"):
            heading = read_heading(line)
            if heading and not heading.anchor:
                found.append((offset, heading.title))
            offset += len(line) + 1
        return tuple(found[1 if self.line == 1 else 0 :])

    def locate(self, offset: int) -> Location:
        """Return the place of a character of the text."""
        before = self.text[:offset]
        return Location(self.path, self.line + before.count("\n"), offset - before.rfind("\n"))


@dataclass(frozen=True)
class Heading:
    """A heading, and its anchor, which may be missing: `## What to do {#what-to-do}`."""

    title: str
    anchor: str


def read_heading(line: str) -> Heading | None:
    """Return the heading that a line is, or None."""
    found = _HEADING.match(line)
    if not found:
        return None
    written = found[1].strip()
    start = written.rfind("{") if written.endswith("}") else -1
    names = _NAME.findall(written, start) if start >= 0 else []
    return Heading(written[:start].strip(), names[-1]) if names else Heading(written, "")


def cut_page(text: str, page: str, language: Language) -> tuple[Section, ...]:
    """Return the sections of one file. `page` is its name in every language, such as `folder/index.md`."""
    bare = _fill_fences(_HEAD.sub(_fill, text, count=1))
    return tuple(Section(page, language, anchor, line, written) for anchor, line, written in _cut(text, bare))


def join_sections(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield each page as one section, in their order."""
    for (name, language), parts in groupby(sections, key=lambda one: (one.page, one.language)):
        yield Section(name, language, TOP, 1, "\n".join(part.text for part in parts))


def _cut(text: str, bare: str) -> Iterator[tuple[str, int, str]]:
    """Yield (anchor, first line, text) at each heading that has an anchor; `bare` is the text without fenced code."""
    lines = text.split("\n")
    anchor, start = TOP, 0
    for number, line in enumerate(bare.split("\n")):
        heading = read_heading(line)
        if heading and heading.anchor:
            yield anchor, start + 1, "\n".join(lines[start:number])
            anchor, start = heading.anchor, number
    yield anchor, start + 1, "\n".join(lines[start:])


def _fill(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", FILLER, found[0])


def _fill_fences(text: str) -> str:
    return blot(text, find_fences(text), FILLER)


def _fill_code(text: str) -> str:
    """Fill what stands between fences and, within a paragraph, between backticks."""
    bare = _fill_fences(text)
    return blot(bare, find_code(bare), FILLER)


def _fill_head(text: str) -> str:
    """Fill what is no prose of the front matter: all but the title and the description."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return _META.sub(_fill, head[0]).replace("---", FILLER * 3) + text[head.end() :] if head else text
