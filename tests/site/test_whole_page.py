"""A long view begins with its first question; the rest stands on the whole page beside it, and nobody does without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, Route, expect

from accessibility import find_faults
from browsing import OpenPage, bring_rest, watch
from expected import Expected
from raw import LANGUAGES, Record, Site, folder_of, language_of, squeeze

WAY = "//p[@class='to-rest']"
SECOND = ".query:visible:not([data-question={}])"


def list_begun(site: Site) -> list[tuple[Path, html.HtmlElement, html.HtmlElement]]:
    """Return each page that stands in whole beside itself: its path, the page, and the whole one."""
    found = [(path, site.read(path)) for path in site.pages()]
    return [(path, page, site.read(path.parent / "whole.html")) for path, page in found if page.xpath(WAY)]


def hold(page: Page) -> list[Route]:
    """Hold back the whole page until somebody lets it come."""
    held: list[Route] = []
    page.route("**/whole.html", lambda route: held.extend([route]))
    return held


def test_the_plan_begins_with_its_first_question_in_each_language(site: Site, data: dict[str, list[Record]]) -> None:
    begun = list_begun(site)
    assert [path.as_posix() for path, _, _ in begun] == sorted(f"{folder_of(one)}plan/index.html" for one in LANGUAGES)
    assert {path for path, _, _ in begun} == {path.with_name("index.html") for path in site.whole_pages()}
    for _, page, whole in begun:
        assert page.xpath("//@data-question") == [data["questions"][0]["id"]]
        assert not page.xpath("//*[@data-rest or @data-task]")
        assert whole.xpath("//@data-question") == [question["id"] for question in data["questions"]]
        assert whole.xpath("//@data-task")


def test_the_whole_page_says_all_that_its_beginning_says(site: Site) -> None:
    for path, page, whole in list_begun(site):
        for way in page.xpath(WAY):
            way.getparent().remove(way)
        for rest in whole.xpath("//*[@data-rest]"):
            rest.getparent().remove(rest)
        said, wanted = (squeeze(one.xpath("//body")[0].text_content()) for one in (page, whole))
        assert said == wanted and len(said) > 500, path
        own, other = ([one.removeprefix("./") for one in tree.xpath("//body//@href")] for tree in (page, whole))
        assert own == other


def test_every_place_of_the_beginning_is_on_the_whole_page_which_leads_to_its_own(site: Site) -> None:
    for path, page, whole in list_begun(site):
        ids = set(whole.xpath("//@id"))
        assert set(page.xpath("//@id")) < ids
        places = [link[1:] for link in whole.xpath("//main//a/@href") if link.startswith("#")]
        assert len(places) > 20 and set(places) <= ids
        assert not [link for link in whole.xpath("//main//a/@href") if link.startswith("./#")], path


def test_search_engines_are_led_to_the_page_that_begins(site: Site) -> None:
    for _, page, whole in list_begun(site):
        assert whole.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not page.xpath("//meta[@name='robots']")
        assert whole.xpath("//link[@rel='canonical']/@href") == page.xpath("//link[@rel='canonical']/@href") != []
    told = [site.folder / "sitemap.xml", *site.folder.rglob("changes.xml"), *site.folder.rglob("search/*.js")]
    assert not [path for path in told if "whole.html" in path.read_text(encoding="utf-8")]


def test_a_reader_who_does_nothing_gets_no_more_than_the_beginning(
    open_page: OpenPage, site: Site, address: str, data: dict[str, list[Record]]
) -> None:
    for path, _, _ in list_begun(site):
        page = open_page()
        requests, complaints = watch(page)
        page.goto(address + path.parent.as_posix() + "/")
        page.locator(".choice-button").first.wait_for()
        label = Expected(data, language_of(path)).label("plan.left")
        before = page.locator(".plan-progress").inner_text()
        assert re.fullmatch(re.escape(label).replace(re.escape("{n}"), r"\d+"), before)
        assert not [one.url for one in requests if "whole" in one.url]
        bring_rest(page)
        assert page.locator(".plan-progress").inner_text() == before, "the number of questions is known beforehand"
        assert [one.url for one in requests if "whole" in one.url] == [f"{address}{path.parent.as_posix()}/whole.html"]
        assert complaints == []


def test_an_answer_that_is_given_before_the_rest_is_there_counts(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    held = hold(page)
    page.goto(f"{address}plan/")
    first = data["questions"][0]["id"]
    button = page.locator(".choice-button").first
    button.click()
    button.focus()
    assert page.locator("#plan").get_attribute("aria-busy") == "true"
    assert page.locator(".query:visible").get_attribute("data-question") == first
    held[0].continue_()
    page.locator(SECOND.format(first)).wait_for()
    assert page.locator("#plan").get_attribute("aria-busy") is None
    page.go_back()
    page.locator(f".query:visible[data-question={first}]").wait_for()
    assert page.locator('.choice-button[aria-pressed="true"]:visible').count() == 1


def test_what_a_reader_is_about_to_press_stays_where_it_is(page: Page, address: str) -> None:
    held = hold(page)
    page.goto(f"{address}plan/")
    button = page.locator(".choice-button").nth(1)
    button.focus()
    page.keyboard.press("Shift")
    page.evaluate("window.pressed = document.activeElement")
    place = button.bounding_box()
    held[0].continue_()
    page.locator(".plan-ready").wait_for()
    assert page.evaluate("window.pressed === document.activeElement && window.pressed.isConnected")
    assert button.bounding_box() == place


def test_who_comes_back_sees_no_other_question_first(page: Page, address: str, data: dict[str, list[Record]]) -> None:
    page.goto(f"{address}plan/")
    bring_rest(page)
    page.locator(".choice-button").first.click()
    held = hold(page)
    page.goto(f"{address}plan/")
    page.locator(".choice-button").first.wait_for(state="attached")
    assert not page.locator(".query:visible").count()
    held[0].continue_()
    page.locator(SECOND.format(data["questions"][0]["id"])).wait_for()


@pytest.mark.parametrize("failure", ["offline", "another page"])
def test_where_the_rest_does_not_come_the_page_says_so_and_leads_there(
    page: Page, address: str, data: dict[str, list[Record]], failure: str
) -> None:
    body = "<!doctype html><title>Log in</title>"
    page.route(
        "**/whole.html",
        lambda route: route.abort() if failure == "offline" else route.fulfill(body=body, content_type="text/html"),
    )
    page.goto(f"{address}plan/")
    page.locator(".choice-button").first.click()
    page.locator(".to-rest [role=status]").wait_for()
    assert page.locator(".to-rest [role=status]").inner_text().strip() == Expected(data, LANGUAGES[0]).label(
        "rest.failed"
    )
    page.unroute("**/whole.html")
    page.locator(".choice-button").first.click()
    page.locator(SECOND.format(data["questions"][0]["id"])).wait_for()
    assert not page.locator(".to-rest").count()


def test_what_failed_to_come_can_be_read_where_its_link_leads(page: Page, address: str) -> None:
    page.route(
        "**/whole.html", lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_()
    )
    page.goto(f"{address}plan/")
    page.locator(".choice-button").first.click()
    page.locator(".to-rest a").click()
    page.wait_for_url(re.compile("plan/whole.html$"))
    page.locator(".choice-button:visible").first.click()
    assert page.locator(".query:visible").count() == 1, "the whole page asks, too"


def test_without_scripts_all_of_it_is_a_link_away(
    open_page: OpenPage, address: str, data: dict[str, list[Record]]
) -> None:
    for language in LANGUAGES:
        page = open_page(java_script_enabled=False)
        page.goto(f"{address}{folder_of(language)}plan/")
        page.locator(".query summary").first.click()
        assert page.locator(".choice:visible").count() == len(data["questions"][0]["answers"])
        page.locator(".to-rest a").click()
        page.wait_for_url(re.compile("plan/whole.html$"))
        page.locator("[data-task] summary").first.click()
        assert page.locator(".task-body:visible").count() == 1


def test_paper_has_all_of_it(page: Page, address: str, data: dict[str, list[Record]]) -> None:
    page.goto(f"{address}plan/")
    page.locator(".choice-button").first.wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".query-how:visible").count() == len(data["questions"])
    assert page.locator(".task-body:visible").count() == page.locator("[data-task]").count() > 0
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.locator(".plan-ready").wait_for()
    expect(page.locator(".query:visible")).to_have_count(1)


def test_from_the_disk_the_whole_page_takes_the_place_of_the_beginning(page: Page, site: Site) -> None:
    _, complaints = watch(page)
    task = site.read(Path("plan/whole.html")).xpath("//li[@data-task]/@id")[-1]
    page.goto(f"{(Path(site.folder) / 'plan/index.html').as_uri()}#{task}")
    page.wait_for_url(re.compile("plan/whole.html"))
    expect(page.locator(f"#{task} .task-body")).to_be_in_viewport()
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]


@pytest.mark.parametrize("sort", ["data-task", "data-question"])
def test_a_link_to_a_task_or_a_question_leads_there(page: Page, site: Site, address: str, sort: str) -> None:
    first, last = (site.read(Path("plan/whole.html")).xpath(f"//li[@{sort}]/@id")[place] for place in (1, -1))
    page.goto(f"{address}plan/#{last}")
    expect(page.locator(f"#{last} .unfolded")).to_be_in_viewport()
    page.locator(".plan-steps").click()
    expect(page.locator(f"#{last}:visible")).to_have_count(0)
    page.evaluate("place => { location.hash = place; }", first)
    expect(page.locator(f"#{first} .unfolded")).to_be_in_viewport()


def test_the_other_language_opens_at_the_same_task(page: Page, site: Site, address: str) -> None:
    task = site.read(Path("plan/whole.html")).xpath("//li[@data-task]/@id")[-1]
    page.goto(f"{address}plan/#{task}")
    page.locator(f"#{task} .task-body").wait_for()
    page.locator("header a[hreflang]").first.click()
    page.wait_for_url(f"{address}{folder_of(LANGUAGES[1])}plan/#{task}")
    expect(page.locator(f"#{task} .task-body")).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_before_the_rest_is_there(open_page: OpenPage, address: str, language: str) -> None:
    page = open_page(bypass_csp=True)
    page.route("**/whole.html", lambda route: route.abort())
    page.goto(f"{address}{folder_of(language)}plan/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not find_faults(page), scheme
    page.locator(".choice-button").first.click()
    page.locator(".to-rest [role=status]").wait_for()
    assert not find_faults(page)
