"""The search index of a language: all that a reader can find, small enough to be fetched when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from guide.model.open_questions import Unknown
from guide.model.reader_flow import Asked
from guide.site.page import Page
from guide.site.passages import cut_page
from guide.site.traditional import list_traditional
from guide.views.asked import find_answer
from guide.views.evidence import Badge
from guide.views.hits import Hit, list_hits
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly
from guide.views.terms import list_synonyms, list_typed

Row = list[Any]
"""What is found on a page: anchor, title, text, figure, number of its mark, products, 1 for what is minor."""
LONGEST = 90
"""Bytes of a row's text, about what a result shows. With all of it the index would be twice as large."""
_STOPS = "\u3002\uff1b\uff0c\uff1a\u3001.;,: "
"""Where a text can be cut."""


def make_index(localized: LocalizedGuide, pages: Iterable[Page], draw: Callable[[Badge], str]) -> dict[str, Any]:
    """Return what the search of a language looks through; `pages` are its pages, `draw` returns a mark as HTML."""
    known = {page.name.partition("/")[2]: page for page in pages}
    hits = place_hits(localized, known)
    drawn = {hit.record: draw(hit.mark) if hit.mark else "" for _, hit in hits}
    marks = list(dict.fromkeys(["", *drawn.values()]))
    rows: dict[str, list[Row]] = {name: list(_list_passages(page)) for name, page in known.items()}
    for (name, anchor), hit in hits:
        rows[name].append(_make_row(anchor, hit, marks.index(drawn[hit.record])))
    rows = {name: some for name, some in rows.items() if some}
    return {
        "marks": marks,
        "products": [localized.label(f"product.{one}") for one in localized.guide.subject.product_words],
        "pages": [[known[name].address, known[name].title, list(map(_trim, some))] for name, some in rows.items()],
        "asked": list(_list_asked(localized, rows)),
        "names": list_synonyms(localized),
        "typed": list_typed(localized),
        "idle": localized.label("search.idle"),
        "faint": localized.label("search.faint"),
        "elsewhere": localized.label("site.elsewhere"),
        "traditional": list_traditional({letter for text in _list_texts(rows, localized) for letter in text}),
        "open": [[page.address, page.title] for page in _find_homes(localized, known, Unknown)],
        "all": [[page.address, page.title] for page in _find_homes(localized, known, Asked)],
    }


def write_index(index: Mapping[str, Any]) -> str:
    """Return the index as a script that hands its content over: a page opened from the disk may load no other file."""
    return f"window.guide.receive({json.dumps(index, ensure_ascii=False, separators=(',', ':'))});\n"


def place_hits(localized: LocalizedGuide, pages: Mapping[str, Page]) -> list[tuple[tuple[str, str], Hit]]:
    """Return each record with the page and the anchor where it stands; some have a page of their own."""
    own = {page.head["record"]: name for name, page in pages.items() if "record" in page.head}
    places = ((own.get(hit.record, hit.target.page), hit) for hit in list_hits(localized))
    return [((name, _find_anchor(pages[name], hit, own)), hit) for name, hit in places]


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
            yield [passage.anchor, passage.title, cut_text(text)]


def _make_row(anchor: str, hit: Hit, mark: int) -> Row:
    return [anchor, hit.title, cut_text(hit.text), hit.figure, mark, list(hit.products), int(hit.minor)]


def cut_text(text: str) -> str:
    """Return the beginning of a text, whole sentences or at least whole words of it."""
    start = text.encode()[:LONGEST].decode(errors="ignore")
    if start == text:
        return text
    end = max(start.rfind(stop) for stop in _STOPS)
    return f"{start[:end] if end > 0 else start}\u2026"


def _trim(row: Row) -> Row:
    """Return a row without the empty fields at its end."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def _list_asked(localized: LocalizedGuide, rows: Mapping[str, list[Row]]) -> Iterator[list[Any]]:
    """Yield each question that readers ask: page and row that answer it, its words, whether it is asked often."""
    names = list(rows)
    for asked in localized.guide.of(Asked):
        target = find_answer(asked, localized)
        anchors = [row[0] for row in rows[target.page]]
        row = anchors.index(target.anchor) if target.anchor in anchors else 0
        words = "|".join(asked.words[localized.language]) if asked.words else ""
        yield [names.index(target.page), row, read_plainly(localized.say(asked.title, asked)), words, int(asked.often)]


def _find_homes(localized: LocalizedGuide, pages: Mapping[str, Page], wanted: type[Asked | Unknown]) -> Iterator[Page]:
    """Yield the pages where the records of a class stand."""
    kinds = (kind.id for kind in localized.guide.kinds.values() if issubclass(kind.record_class, wanted))
    yield from (pages[localized.pages[kind]] for kind in kinds if kind in localized.pages)


def _list_texts(rows: Mapping[str, list[Row]], localized: LocalizedGuide) -> Iterator[str]:
    """Yield what a reader's words are looked for in."""
    yield from (text for some in rows.values() for row in some for text in row[1:3])
    yield from (name for names in list_synonyms(localized) for name in names)
    yield from (word for asked in _list_asked(localized, rows) for word in asked[2:4])
