"""The search comes in parts: a question takes a few, and finds what it would find if every row had been looked at."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from asking import ask, list_questions, measure_searches, open_search
from browsing import OpenPage, serve_folder, watch
from declared import list_pages
from exhaustive import find_swaps, gather_rows, multiply_rows, search_exhaustively
from guide.model.guide import Guide
from guide.site.search.index import Index
from guide.site.search.parts import write_search
from guide.views.localized_guide import localize
from patience import wait_until
from raw import LANGUAGES, SUBJECT, Record, Site, list_labels, load_index, read_data, read_received

FIRST_SEARCH = {1: 35_000, 10: 70_000}
"""Bytes, compressed, by how many records there are for each that there is."""
AS_OF = datetime.date(2026, 11, 24)
QUESTION = "零钱提现手续费"


def make_up_questions(site: Site, language: str, count: int) -> list[str]:
    """Return questions that nobody asked: beginnings, middles and pairs of what can be found, the same every time."""
    chance = random.Random(f"search {language}")
    rows = [row for _, _, rows in load_index(site, language)["pages"] for row in rows]
    texts = [text for row in rows for text in row[1:3] if text]
    made = []
    for _ in range(count):
        one, other = (_cut(chance.choice(texts), language, chance) for _ in range(2))
        made.append(one if chance.random() < 0.5 else f"{one} {other}")
    return [question for question in made if question.strip()]


def _cut(text: str, language: str, chance: random.Random) -> str:
    parts = text.split() if language == "en" else list(text)
    start = chance.randrange(len(parts))
    return (" " if language == "en" else "").join(parts[start : start + chance.randint(1, 6)])


@pytest.fixture
def rows(site: Site, data: dict[str, list[Record]]) -> dict[str, dict[str, Any]]:
    """All rows of each language, and the questions that they answer."""
    return {language: gather_rows(site, language, data) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_found_in_parts_is_what_is_found_in_all_rows(
    open_page: OpenPage, site: Site, address: str, rows: dict[str, dict[str, Any]], language: str
) -> None:
    questions = [*list_questions(language), *make_up_questions(site, language, 80)]
    page, wanted = open_page(), search_exhaustively(open_page(), rows[language], questions)
    assert sum(bool(one.shown) for one in wanted) > 0.6 * len(questions), "most find something"
    open_search(page, address, language)
    found = (ask(page, question) for question in questions)
    wrong = {
        question: (swaps, told)
        for question, told, one in zip(questions, wanted, found, strict=True)
        if (swaps := find_swaps(one, told))
    }
    assert not wrong


def test_a_chosen_product_counts_in_parts_as_in_all_rows(
    open_page: OpenPage, address: str, rows: dict[str, dict[str, Any]]
) -> None:
    questions = list_questions(LANGUAGES[0])[::6]
    page, empty = open_page(), open_page()
    for number, product in enumerate(SUBJECT["products"], 1):
        wanted = search_exhaustively(empty, rows[LANGUAGES[0]], questions, number)
        open_search(page, f"{address}?for={product['id']}", LANGUAGES[0])
        assert not [one for one, told in zip(questions, wanted, strict=True) if find_swaps(ask(page, one), told)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_fetches_little(page: Page, site: Site, address: str, language: str) -> None:
    open_search(page, address, language)
    index = read_received(site, f"{language}.js")
    sizes = measure_searches(page, site.folder, language, index, list_questions(language))
    assert all(size > 10_000 for size in sizes.values()), "the script and the index are among them"
    assert not {question: size for question, size in sizes.items() if size > FIRST_SEARCH[1]}


@pytest.fixture(scope="module")
def scaled(
    site: Site, guide: Guide, data: dict[str, list[Record]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Site, str]]:
    """The site with a search of ten rows and ten questions for each, and its address."""
    folder = tmp_path_factory.mktemp("scaled")
    for path in site.folder.iterdir():
        if path.name != "search":
            (folder / path.name).symlink_to(path)
    for language in LANGUAGES:
        localized = localize(guide, language, AS_OF).place_on(list_pages())
        found = multiply_rows(gather_rows(site, language, data), language, 10)
        for name, script in write_search(Index(localized, found), 10 * sum(map(len, data.values()))):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(script, encoding="utf-8")
    with serve_folder(folder) as served:
        yield Site(folder), served


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_search_of_ten_times_as_many_records_fetches_little(
    page: Page, scaled: tuple[Site, str], language: str
) -> None:
    site, address = scaled
    index = read_received(site, f"{language}.js")
    assert index["blocks"] > 300
    open_search(page, address, language)
    sizes = measure_searches(page, site.folder, language, index, list_questions(language)[::10])
    assert not {question: size for question, size in sizes.items() if size > FIRST_SEARCH[10]}


def test_from_the_disk_the_search_has_its_parts(page: Page, site: Site) -> None:
    _, complaints = watch(page)
    open_search(page, f"{site.folder.as_uri()}/index.html", LANGUAGES[0])
    assert any("money/" in link for link in ask(page, QUESTION))
    assert not complaints


def test_a_part_comes_once_and_what_is_shown_is_not_shown_again(page: Page, address: str) -> None:
    requests, _ = watch(page)
    open_search(page, address, LANGUAGES[0])
    ask(page, QUESTION)
    first = page.locator("#search-results a").first.element_handle()
    assert first
    fetched = [request.url for request in requests if "/search/" in request.url]
    assert len(fetched) == len(set(fetched)) > 2
    ask(page, f"{QUESTION} ")
    assert first.evaluate("link => link.isConnected")
    ask(page, "")
    ask(page, QUESTION)
    assert fetched == [request.url for request in requests if "/search/" in request.url]


def test_a_part_that_does_not_come_is_told_and_asked_for_again(page: Page, address: str) -> None:
    label = {one["id"]: one["text"][LANGUAGES[0]] for one in list_labels(read_data())}
    mended: list[bool] = []
    page.route("**/search/zh/*.js*", lambda route: route.continue_() if mended else route.abort())
    open_search(page, address, LANGUAGES[0])
    assert ask(page, QUESTION) == []
    assert page.locator("#search-status").inner_text() == label["search.failed"]
    mended.append(True)
    page.keyboard.press("Escape")
    page.locator("#search-open").click()
    page.locator("#search-results a[href*='money/']").first.wait_for()


def test_a_slow_part_answers_nothing_that_is_asked_no_more(page: Page, address: str) -> None:
    held: list[Route] = []
    open_search(page, address, LANGUAGES[0])
    later = ask(page, QUESTION)
    page.route("**/search/zh/*.js*", lambda route: held.extend([route]))
    page.locator("#query").fill("视频号")
    wait_until(lambda: page.title() and held, lambda: "nobody asks for a part")
    assert ask(page, QUESTION) == later
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert ask(page, QUESTION) == later


def test_enter_follows_what_is_in_the_field_not_what_was_there_before(page: Page, address: str) -> None:
    open_search(page, address, LANGUAGES[0])
    wanted = ask(page, QUESTION)[0]
    ask(page, "视频号")
    page.locator("#query").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_url(address + wanted)


def test_parts_of_another_build_are_not_mixed_with_the_index(page: Page, address: str) -> None:
    """A site may be published anew while somebody reads."""

    def change(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub('"version":"[^"]*"', '"version":"other"', answer.text()))

    label = {one["id"]: one["text"][LANGUAGES[0]] for one in list_labels(read_data())}
    open_search(page, address, LANGUAGES[0])
    page.route("**/search/zh/*.js*", change)
    assert ask(page, QUESTION) == []
    assert page.locator("#search-status").inner_text() == label["search.failed"]
    page.unroute("**/search/zh/*.js*")
    page.keyboard.press("Escape")
    page.locator("#search-open").click()
    page.locator("#search-results a[href*='money/']").first.wait_for()


def test_every_file_of_the_search_is_among_those_of_its_index(site: Site) -> None:
    for language in LANGUAGES:
        index = read_received(site, f"{language}.js")
        names = {f"rows-{number}.js" for number in range(index["blocks"])}
        names |= {f"terms-{number}.js" for number in range(len(index["bounds"].split(" ")))}
        assert {path.name for path in (site.folder / "search" / language).iterdir()} == names
        assert {read_received(site, f"{language}/{name}")["version"] for name in names} == {index["version"]}
