"""The search index in the form that the client of the theme below reads, one for each language.

The theme's own plugin would write one for all languages, and cut Chinese into words only where a library for that is
installed. Here every Chinese character is a word, whatever is installed: the separator also matches before each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from guide.model.language import Language
from guide.site.addresses import root_first
from guide.site.page import Page
from guide.site.passages import cut_page
from guide.site.search.rows import place_hits
from guide.views.hits import Hit
from guide.views.localized_guide import LocalizedGuide

_SPACE = r"\s\u200b\u3000"
_MARKS = (
    r"\-\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff08\uff09\u300a-\u300d\u2018-\u201d'\"\u2192\u00b7,.:;?!()/@"
)
SEPARATOR = f"[{_SPACE}{_MARKS}]+|(?=[\\u3400-\\u9fff])"
"""A pattern of JavaScript: what stands between words, and the place before a Chinese character."""
_CONFIG = {
    "lang": ["en"],  # a name of the client's for no more than splitting at the separator
    "separator": SEPARATOR,
    "pipeline": ["stopWordFilter"],  # a stem and the beginning of a word, which the client looks for, seldom meet
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def name_stock_index(language: Language, first: Language) -> str:
    """Return where the index of a language stands; its client looks for it in the folder of the language."""
    return root_first(f"{language}/search/search_index.json", first)


def write_stock_index(localized: LocalizedGuide, pages: Iterable[Page], folder: str) -> str:
    """Return the index of a language, as JSON; `pages` are its pages, `folder` where they stand in the site."""
    docs = [
        {"location": location.removeprefix(folder), "title": escape(title, False), "text": escape(text, False)}
        for location, (title, text) in _gather(localized, pages).items()
    ]
    return json.dumps({"config": _CONFIG, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def _gather(localized: LocalizedGuide, pages: Iterable[Page]) -> Mapping[str, tuple[str, str]]:
    """Return the title and the text of each place. A page stands before its places, for these are shown below it."""
    known = {page.name.partition("/")[2]: page for page in pages}
    found: dict[str, tuple[str, str]] = {page.address: (page.title, "") for page in known.values()}
    for location, title, text in (*_list_passages(known.values()), *_list_records(localized, known)):
        heading, before = found.get(location, (title, ""))
        found[location] = heading, f"{before} {text}".strip()
    return found


def _list_passages(pages: Iterable[Page]) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        if not page.is_prose:
            continue
        for passage in cut_page(page.html, page.title):
            text = passage.text if passage.anchor else f"{page.head.get('description', '')} {passage.text}"
            yield _locate(page, passage.anchor), passage.title, text


def _list_records(localized: LocalizedGuide, known: Mapping[str, Page]) -> Iterator[tuple[str, str, str]]:
    for (name, anchor), hit in place_hits(localized, known):
        yield _locate(known[name], anchor), hit.title, _tell(hit)


def _tell(hit: Hit) -> str:
    return f"{hit.figure} {hit.text}".strip()


def _locate(page: Page, anchor: str) -> str:
    return f"{page.address}#{anchor}" if anchor else page.address
