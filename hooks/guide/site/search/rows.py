"""The rows of a language, page by page: all that a reader can find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.model.reader_flow import Asked
from guide.site.page import Page
from guide.site.passages import cut_page
from guide.views.asked import find_answer
from guide.views.evidence import Badge
from guide.views.hits import Hit, list_hits
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly

Row = list[Any]
"""What is found on a page: anchor, title, text, figure, number of its mark, products, 1 for what is minor."""
LONGEST = 90
"""Bytes of a row's text, about what a result shows. With all of it the index would be twice as large."""
_STOPS = "\u3002\uff1b\uff0c\uff1a\u3001.;,: "
"""Where a text can be cut."""


@dataclass(frozen=True)
class Question:
    """A question that readers ask: page and row that answer it, its words, others for it, whether it is often asked."""

    page: str
    row: int
    title: str
    words: tuple[str, ...]
    often: bool


@dataclass(frozen=True)
class Found:
    """What the search of a language finds: the rows of each page, by its name, the marks in them, and the questions."""

    pages: Mapping[str, Page]
    rows: Mapping[str, list[Row]]
    marks: tuple[str, ...]
    asked: tuple[Question, ...]


def gather(localized: LocalizedGuide, pages: Iterable[Page], draw: Callable[[Badge], str]) -> Found:
    """Return what the search of a language finds; `pages` are its pages, `draw` returns a mark as HTML."""
    known = {page.name.partition("/")[2]: page for page in pages}
    hits = place_hits(localized, known)
    drawn = {hit.record: draw(hit.mark) if hit.mark else "" for _, hit in hits}
    marks = list(dict.fromkeys(["", *drawn.values()]))
    rows: dict[str, list[Row]] = {name: list(_list_passages(page)) for name, page in known.items()}
    for (name, anchor), hit in hits:
        rows[name].append(_make_row(anchor, hit, marks.index(drawn[hit.record])))
    rows = {name: some for name, some in rows.items() if some}
    return Found(known, rows, tuple(marks), tuple(_list_asked(localized, rows)))


def place_hits(localized: LocalizedGuide, pages: Mapping[str, Page]) -> list[tuple[tuple[str, str], Hit]]:
    """Return each record with the page and the anchor where it stands; some have a page of their own."""
    own = {page.head["record"]: name for name, page in pages.items() if "record" in page.head}
    places = ((own.get(hit.record, hit.target.page), hit) for hit in list_hits(localized))
    return [((name, _find_anchor(pages[name], hit, own)), hit) for name, hit in places]


def cut_text(text: str) -> str:
    """Return the beginning of a text, whole sentences or at least whole words of it."""
    start = text.encode()[:LONGEST].decode(errors="ignore")
    if start == text:
        return text
    end = max(start.rfind(stop) for stop in _STOPS)
    return f"{start[:end] if end > 0 else start}\u2026"


def trim(row: Row) -> Row:
    """Return a row without the empty fields at its end."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def _find_anchor(page: Page, hit: Hit, own: Mapping[str, str]) -> str:
    anchor = "" if hit.record in own else hit.target.anchor or ""
    return anchor if anchor in page.anchors else ""


def _list_passages(page: Page) -> Iterator[Row]:
    """Yield the prose of a page, part by part. A page that is made of records says nothing else."""
    if not page.is_prose:
        return
    for passage in cut_page(page.html, page.title):
        text = passage.text if passage.anchor else f"{page.head.get('description', '')} {passage.text}".strip()
        if text or not passage.anchor:
            yield [passage.anchor, passage.title, cut_text(text), "", 0, [], 0]


def _make_row(anchor: str, hit: Hit, mark: int) -> Row:
    return [anchor, hit.title, cut_text(hit.text), hit.figure, mark, list(hit.products), int(hit.minor)]


def _list_asked(localized: LocalizedGuide, rows: Mapping[str, list[Row]]) -> Iterator[Question]:
    for asked in localized.guide.of(Asked):
        target = find_answer(asked, localized)
        anchors = [row[0] for row in rows[target.page]]
        row = anchors.index(target.anchor) if target.anchor in anchors else 0
        words = tuple(asked.words[localized.language]) if asked.words else ()
        yield Question(target.page, row, read_plainly(localized.say(asked.title, asked)), words, asked.often)
