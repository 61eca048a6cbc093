"""A reader's own words find the answer, or the word that there is none: typed into the search of a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

import asking
from asking import QUESTIONS, open_search
from browsing import DESKTOP, OpenPage
from patience import wait_until
from raw import LANGUAGES, SUBJECT, Record, Site, folder_of, list_labels, load_index, read_data, read_text

FIRST, FIRST_THREE, NOTHING = 0.8, 0.97, 28 / 30
"""Which share of questions the first result answers, one of the first three, or the word that there is nothing."""


def ask(page: Page, question: str, language: str = LANGUAGES[0]) -> list[str]:
    """Type a question; return what is found, from the root of the language."""
    return [link.removeprefix(folder_of(language)) for link in asking.ask(page, question)]


def is_answer(found: str, wanted: str) -> bool:
    """Tell whether a result is one of the pages, or rows of pages, that answer a question."""
    page, _, anchor = found.partition("#")
    return any(one == f"#{anchor}" or one.removeprefix("./") == page for one in wanted.split())


@pytest.mark.parametrize(("group", "wanted"), [("answered", (FIRST, FIRST_THREE)), ("words", (FIRST, 0.95))])
def test_a_question_finds_its_answer(page: Page, address: str, group: str, wanted: tuple[float, float]) -> None:
    first, three, wrong = 0, 0, []
    for language, questions in QUESTIONS[group].items():
        open_search(page, address, language)
        for one in questions:
            found = [is_answer(link, one["at"]) for link in ask(page, one["ask"], language)[:3]]
            first += found[:1] == [True]
            three += any(found)
            wrong += [] if any(found) else [one["ask"]]
    total = sum(map(len, QUESTIONS[group].values()))
    assert first >= wanted[0] * total
    assert three >= wanted[1] * total, wrong


def test_there_are_enough_questions_in_every_language() -> None:
    assert sum(map(len, QUESTIONS["answered"].values())) >= 300
    assert sum(map(len, QUESTIONS["nothing"].values())) >= 100
    assert all(set(QUESTIONS[group]) == set(LANGUAGES) for group in QUESTIONS)


def test_what_the_guide_does_not_answer_is_said_to_be_so(page: Page, address: str) -> None:
    noise = []
    for language, questions in QUESTIONS["nothing"].items():
        open_search(page, address, language)
        noise += [question for question in questions if ask(page, question, language)]
    assert len(noise) <= (1 - NOTHING) * sum(map(len, QUESTIONS["nothing"].values())), noise


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_is_no_answer_other_doors_are_open(
    page: Page, address: str, language: str, data: dict[str, list[Record]]
) -> None:
    label = {one["id"]: one["text"][language] for one in list_labels(data)}
    open_search(page, address, language)
    question = f"{data['asked'][0]['title'][language]} qwertyuiop zxcvbnm asdfgh"
    assert ask(page, question, language) == []
    assert page.locator("#search-status").inner_text() == label["search.empty"]
    doors = page.locator("#search-doors").inner_text()
    assert all(label[f"search.{name}"].strip() in doors for name in ("nearest", "open", "all"))
    for link in page.locator("#search-doors a").evaluate_all("links => links.map(link => link.href)"):
        assert page.request.get(link).ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_found_by_its_title(page: Page, site: Site, address: str, language: str) -> None:
    page.goto(address + folder_of(language))
    page.locator("#search-open").click()
    expect(page.locator("#search-results")).not_to_be_empty()
    missed = []
    for name in ("plan", "dates", "timeline", "steps", "fixes", "sources"):
        title = read_text(site.page(f"{name}.md", language).xpath("//h1")[0])
        found = [link.partition("#")[0] for link in ask(page, title, language)[:3]]
        missed += [] if f"{name}/" in found else [(name, title, found)]
    assert not missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_found_is_there_by_its_title(site: Site, language: str) -> None:
    for address, _, rows in load_index(site, language)["pages"]:
        page = site.folder / address / "index.html"
        ids = set(site.open(page.relative_to(site.folder)).xpath("//main//@id"))
        assert {row[0] for row in rows if row and row[0]} <= ids, address


def test_each_fact_is_a_hit_of_its_own_with_its_figure_and_its_mark(page: Page, site: Site, address: str) -> None:
    facts = read_data()["money"]
    open_search(page, address, LANGUAGES[0])
    for fact in facts:
        row = site.page("money.md", LANGUAGES[0]).get_element_by_id(f"money-{fact['id']}", None)
        if row is None:
            continue  # a claim, which stands in a register
        ask(page, read_text(row.xpath(".//td[contains(@class, 'cell-title')]")[0]))
        link = page.locator(f"#search-results a[href$='#money-{fact['id']}']")
        assert link.locator(".verdict").inner_text() == read_text(
            row.xpath(".//summary//*[contains(@class, 'verdict-')]")[0]
        )
        assert link.locator(".verdict svg").count() == 1
        figures = row.xpath(".//td[contains(@class, 'cell-title')]//data")
        assert all(read_text(figure) in link.inner_text() for figure in figures)


def test_a_result_leads_to_its_row_which_is_opened_and_pointed_out(open_page: OpenPage, address: str) -> None:
    for motion, animation in (("no-preference", "point-out"), ("reduce", "none")):
        page = open_page(reduced_motion=motion)
        open_search(page, address, LANGUAGES[0])
        found = [link for link in ask(page, QUESTIONS["answered"][LANGUAGES[0]][0]["ask"]) if "#" in link]
        row = next(one for one in (*found, *_list_rows(page)) if "#money-" in one)
        page.goto(address + row)
        target = page.locator(f"#{row.partition('#')[2]}")
        assert target.locator(".proof").first.get_attribute("open") is not None
        style = target.evaluate("row => [getComputedStyle(row).animationName, getComputedStyle(row).borderLeftWidth]")
        assert style == [animation, "4px"]
        page.context.close()


def _list_rows(page: Page) -> list[str]:
    return ask(page, "零钱 提现")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_question_are_marked(page: Page, address: str, language: str) -> None:
    term = next(one for one in read_data()["terms"] if len(one["title"][language]) > 2)["title"][language]
    open_search(page, address, language)
    ask(page, term, language)
    marked = page.locator("#search-results mark").all_inner_texts()
    assert term.lower() in {words.lower() for words in marked}
    texts = page.locator("#search-results strong").all_inner_texts()
    ask(page, "", language)
    assert page.locator("#search-results mark").count() == 0
    assert texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_is_typed_what_people_ask_most_is_offered(
    page: Page, address: str, language: str, data: dict[str, list[Record]]
) -> None:
    open_search(page, address, language)
    often = [one["title"][language] for one in data["asked"] if one.get("often")]
    links = page.locator("#search-results a")
    assert links.all_inner_texts() == often
    for link in links.evaluate_all("links => links.map(link => link.href)"):
        assert page.request.get(link).ok


def test_the_arrow_keys_go_through_the_results_and_back(page: Page, address: str) -> None:
    open_search(page, address, LANGUAGES[0])
    links = page.locator("#search-results a, #search-doors a")
    for number in range(3):
        page.keyboard.press("ArrowDown")
        expect(links.nth(number)).to_be_focused()
    for number in (1, 0):
        page.keyboard.press("ArrowUp")
        expect(links.nth(number)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#query")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_search_leads_to_all_questions(
    open_page: OpenPage, address: str, language: str, data: dict[str, list[Record]]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}{folder_of(language)}timeline/")
    page.locator("#search-link").click()
    for one in data["asked"]:
        assert page.get_by_role("link", name=one["title"][language], exact=True).first.is_visible()
    page.context.close()


def test_with_scripts_there_is_one_search_button(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("#search-open").is_visible()
    assert not page.locator("#search-link").is_visible()


def test_what_is_about_another_product_comes_later_and_says_so(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(DESKTOP)
    products = SUBJECT["products"]
    rows = [row for _, _, rows in load_index(site, LANGUAGES[0])["pages"] for row in rows if len(row) > 5]
    for number, mine in enumerate(products, 1):
        title = next(row[1] for row in rows if row[5] and number not in row[5])
        found = {}
        for product in products:
            page.goto(f"{address}?for={product['id']}")
            page.locator("#search-open").click()
            expect(page.locator("#search-results")).not_to_be_empty()
            ask(page, title)
            found[product["id"]] = page.locator("#search-results a > strong").all_inner_texts()
        places = {product: titles.index(title) for product, titles in found.items() if title in titles}
        assert places.pop(mine["id"], len(rows)) >= max(places.values())
    assert page.locator("#search-results .search-foot small").count()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("７天", "7 天"),
        ("七天", "7天"),
        ("冷靜期", "冷静期"),
        ("零錢", "零钱"),
        ("lingqian", "零钱"),
        ("零钱提线", "零钱提现"),
    ],
)
def test_however_it_is_written_the_same_is_found(page: Page, address: str, typed: str, meant: str) -> None:
    open_search(page, address, LANGUAGES[0])
    assert ask(page, typed) == ask(page, meant) != []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("greyed out", "grayed out"),
        ("cancelled", "canceled"),
        ("seven days", "7 days"),
        ("waiting periud", "waiting period"),
    ],
)
def test_american_and_british_words_find_the_same(page: Page, address: str, typed: str, meant: str) -> None:
    open_search(page, address, "en")
    assert ask(page, typed, "en") == ask(page, meant, "en") != []


def test_what_was_taken_for_a_slip_is_told(page: Page, address: str) -> None:
    open_search(page, address, LANGUAGES[0])
    ask(page, "零钱提线")
    assert "零钱提现" in page.locator("#search-status").inner_text()


def test_a_query_typed_before_the_index_has_arrived_is_answered_when_it_does(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search/zh.js", lambda route: held.extend([route]))
    page.goto(address)
    page.locator("#search-open").click()
    page.locator("#query").fill("零钱提现手续费")
    wait_until(lambda: page.title() and held, lambda: "nobody asks for the index")
    assert page.locator("#search-results a").count() == 0
    held[0].continue_()
    page.locator("#search-results a[href*='money/']").first.wait_for()


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str) -> None:
    mended: list[bool] = []
    page.route("**/search/*.js", lambda route: route.continue_() if mended else route.abort())
    page.goto(address)
    page.locator("#search-open").click()
    expect(page.locator("#search-status")).not_to_be_empty()
    assert page.locator("#search-results a").count() == 0
    mended.append(True)
    page.keyboard.press("Escape")
    page.locator("#search-open").click()
    page.locator("#search-results a").first.wait_for()
    for number in range(2):  # whatever listens to keys listens once
        page.keyboard.press("ArrowDown")
        expect(page.locator("#search-results a").nth(number)).to_be_focused()
