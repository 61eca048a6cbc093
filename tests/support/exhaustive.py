"""The search of a language without parts: every row is judged for every question, by exhaustive_search.js.

Nothing of the index is used: rows are shown as they are, and which row answers which question is read from the page of
questions.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page

from guide.site.page import Page as BuiltPage
from guide.site.search.rows import Found as FoundRows
from guide.site.search.rows import Question
from raw import Record, Site, folder_of, load_index, read_text

SCRIPT = Path(__file__).with_name("exhaustive_search.js")
_Judged = list[tuple[str, float]]
"""Where each row is, and how many points it has, best first."""


class Found(NamedTuple):
    """What a question finds, and the best of all rows: of a page only so many are shown, whichever come first."""

    shown: _Judged
    best: _Judged


def search_exhaustively(page: Page, index: dict[str, Any], questions: list[str], product: int = 0) -> list[Found]:
    """Return what each question finds in an index from gather_rows, for readers who chose the product of a number."""
    page.add_script_tag(path=SCRIPT)
    told = [index, questions, product]
    answers = page.evaluate("([index, questions, product]) => search(index, questions, product)", told)
    return [Found(one["found"], one["best"]) for one in answers]


def find_swaps(found: list[str], wanted: Found) -> list[str]:
    """Return the results that are not where they should be; of two that are as good as one another, either is first."""
    points, shown = dict(wanted.best), wanted.shown
    pairs = zip(found, shown, strict=False)
    wrong = [one for one, (_, value) in pairs if abs(points.get(one, 0.0) - value) > 0.01 * value]
    return wrong + ([f"{len(found)} of {len(shown)}"] if abs(len(found) - len(shown)) > 1 else [])


def gather_rows(site: Site, language: str, data: dict[str, list[Record]]) -> dict[str, Any]:
    """Return all that a search may load, and `asked`: of each question page, row, its words, others, whether often."""
    index = load_index(site, language)
    places: dict[str, tuple[int, int]] = {}
    for number, (address, _, rows) in enumerate(index["pages"]):
        for row, fields in enumerate(rows):
            anchor = f"#{fields[0]}" if fields and fields[0] else ""
            places.setdefault(address + anchor, (number, row))
            places.setdefault(address, (number, row))
    return {**index, "asked": [[*places[at], *told] for at, *told in _list_asked(site, language, data)]}


def multiply_rows(index: dict[str, Any], language: str, times: int) -> FoundRows:
    """Return `times` rows and questions for each that there is, on the same pages, numbered where they differ."""
    pages, rows, names = {}, {}, []
    for address, title, some in index["pages"]:
        name = f"{address.removeprefix(folder_of(language)).rstrip('/') or 'index'}.md"
        full = [[*row, *("", "", "", "", 0, [], 0)[len(row) :]] for row in some]
        pages[name] = BuiltPage(f"{language}/{name}", address, "", title, {}, "", "")
        rows[name] = [[f"{row[0]}-{copy}", f"{row[1]} {copy}", *row[2:]] for copy in range(times) for row in full]
        names.append((name, len(some)))
    asked = tuple(
        Question(names[page][0], copy * names[page][1] + row, f"{title} {copy}", tuple(words.split("|")), bool(often))
        for copy in range(times)
        for page, row, title, words, often in index["asked"]
    )
    return FoundRows(pages, rows, tuple(index["marks"]), asked)


def _list_asked(site: Site, language: str, data: dict[str, list[Record]]) -> list[list[Any]]:
    """Return each question that readers ask: where it is answered, its words, others for it, whether often."""
    links = {read_text(link): link.get("href") for link in site.page("questions.md", language).xpath("//main//a")}
    found = []
    for asked in data["asked"]:
        title = asked["title"][language]
        page, mark, anchor = links[title].partition("#")
        address = posixpath.normpath(posixpath.join(folder_of(language), "questions", page))
        words = "|".join(asked.get("words", {}).get(language, []))
        found.append([f"{address}/".removeprefix("./") + mark + anchor, title, words, int("often" in asked)])
    return found
