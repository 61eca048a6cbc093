"""A guide three times as long has pages as short as today's: what grows goes on in volumes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import brotli
import pytest
from lxml import html

from declared import DECLARED, count_rows
from places import CLAIMS_IN_VOLUME, MOST_OF_TOPIC
from raw import LANGUAGES
from scale import scale_project
from yardstick import write_yardstick

TIMES = 3
ELEMENTS, SIZE = 1250, 8 * 1024
"""The elements and packed bytes of a page's text: of the 1,500 and 20 KiB that a page may have, the rest is its frame,
style and script."""
BESIDE = "//*[@data-fact or @data-rest]"
"""What stands beside a page: what facts rest on, lists that are too long, what a beginning goes without."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, html.HtmlElement]:
    """Return what each page of the longer guide shows in its first language, by its file."""
    folder = tmp_path_factory.mktemp("scaled")
    write_yardstick(scale_project(folder / "project", TIMES), folder / "shown")
    docs = folder / "shown/docs" / LANGUAGES[0]
    return {str(path.relative_to(docs)): _read(path) for path in docs.rglob("*.md")}


def _read(path: Path) -> html.HtmlElement:
    return html.fromstring(f"<div>{path.read_text(encoding='utf-8')}</div>")


def count_shown(page: html.HtmlElement) -> Iterator[tuple[str, int]]:
    """Yield each table of a page, by the name of its view, with how many records it shows."""
    for table in page.xpath("//table[@data-view]"):
        yield table.get("data-view"), len(table.xpath("./tbody[@id]"))


def find_limit(view: str) -> int | None:
    """Return how many records of a kind a page may show; None for a table of a chosen few."""
    if view.startswith("claims-"):
        return CLAIMS_IN_VOLUME
    if view.startswith("unknowns-"):
        return count_rows("unknowns")
    return (count_rows(view) or int(DECLARED[view].get("volume", 0)) or None) if view in DECLARED else None


def test_no_page_of_a_longer_guide_shows_more_records_than_it_may(pages: dict[str, html.HtmlElement]) -> None:
    full = Counter[str]()
    for name, page in pages.items():
        for view, number in count_shown(page):
            limit = find_limit(view)
            assert limit is None or number <= limit, f"{name}: {view}"
            full[view] += number == limit
    assert len([view for view, number in full.items() if number]) > 10, "it is long enough to fill pages"


def test_the_page_of_a_topic_shows_few_of_its_open_questions(pages: dict[str, html.HtmlElement]) -> None:
    register = {name for name, page in pages.items() if len(page.xpath("//table[starts-with(@data-view, 'unkn')]")) > 1}
    shown = [
        number
        for name in pages.keys() - register
        for view, number in count_shown(pages[name])
        if view.startswith("unknowns-")
    ]
    assert shown and max(shown) == MOST_OF_TOPIC


def test_every_record_of_a_longer_guide_stands_on_one_page(pages: dict[str, html.HtmlElement]) -> None:
    stood = Counter(
        place
        for page in pages.values()
        for table in page.xpath("//table[@data-view]")
        if find_limit(table.get("data-view")) and not table.get("data-view").startswith("unknowns-")
        for place in table.xpath("./tbody/@id")
    )
    assert len(stood) > 1000
    assert [place for place, number in stood.items() if number > 1] == []


def test_no_page_of_a_longer_guide_is_longer_than_a_page_may_be(pages: dict[str, html.HtmlElement]) -> None:
    cut = 0
    for name, page in pages.items():
        text = deepcopy(page)
        for beside in text.xpath(BESIDE):
            cut += 1
            beside.drop_tree()
        assert sum(1 for _ in text.iter()) <= ELEMENTS, name
        assert len(brotli.compress(html.tostring(text, encoding="utf-8"), quality=10)) <= SIZE, name
    assert cut > 1000
