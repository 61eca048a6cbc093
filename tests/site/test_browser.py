"""The site in a real browser: a translation for each page, a search that finds. test_looks.py sees every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import DESKTOP, OpenPage, watch
from raw import Record, Site


def test_the_page_reads_without_scripts(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + "timeline/")
    assert page.locator("#waiting-periods-cool-60-intl").is_visible()
    row = page.locator("#waiting-periods-cool-60-intl")
    assert not row.locator(".to-grounds").is_visible()
    row.locator("summary").click()
    row.locator(".to-grounds").click()
    assert page.locator("#waiting-periods-cool-60-intl blockquote").first.is_visible()
    page.go_back()
    page.locator("a.tool-menu").click()
    assert page.locator("#menu a", has_text="骗局").first.is_visible()
    assert not page.locator("#search-open").is_visible(), "a button that cannot work is not shown"


@pytest.mark.parametrize("path", ["", "timeline/", "failures/pay-not-closed/"])
def test_the_language_switch_lands_on_the_translation_of_the_page(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{address}en/{path}")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="中文", exact=True).click()
    expect(page).to_have_url(address + path)


def test_the_search_index_is_loaded_when_the_reader_reaches_for_it(page: Page, address: str) -> None:
    requests, complaints = watch(page)
    page.goto(address)
    assert not [request for request in requests if "/search/" in request.url]
    page.locator("#search-open").click()
    page.locator("#query").fill("零钱通")
    page.locator("#search-results a").first.wait_for()
    page.locator("#search-results a[href*='#money-']").first.wait_for()
    fetched = [request.url.removeprefix(address) for request in requests if "/search/" in request.url]
    assert fetched[0] == "search/zh.js" and all(name.startswith("search/zh/") for name in fetched[1:])
    assert 1 < len(fetched) < 20, "a question takes a few parts"
    assert not complaints


def test_search_says_when_nothing_is_found_and_opens_a_result(page: Page, address: str) -> None:
    page.goto(address + "en/law/")
    page.keyboard.press("/")
    page.locator("#query").fill("qwertyuiop")
    page.get_by_text("This guide says nothing").wait_for()
    page.locator("#query").fill("recycled number")
    page.locator("#search-results a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/en/phone-number/"))


def test_light_and_dark_follow_the_device_until_the_reader_chooses(open_page: OpenPage, address: str) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    page = open_page(DESKTOP, color_scheme="dark")
    page.goto(address)
    dark = page.evaluate(ground)
    page.locator("#theme").click()
    light = page.evaluate(ground)
    assert light != dark
    page.goto(address + "law/")
    assert page.evaluate(ground) == light, "the choice is remembered on this device"
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_phone_has_text_and_targets_of_a_readable_size(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}{language}timeline/")
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.top a, .top button, summary, .pager a')]
            .filter(element => element.offsetParent && !element.matches('.skip'))
            .map(element => [element.textContent.trim(), element.getBoundingClientRect().height])"""
    )
    assert sizes and not [size for size in sizes if size[1] < 44]
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") >= 16


def test_the_chosen_theme_stands_before_the_page_is_painted(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#theme").click()
    page.route("**/assets/site.*.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(address + "law/")
    assert page.locator("html").get_attribute("data-theme") == "dark", "the page flashes until the late script runs"


def test_a_screen_of_evidence_can_be_reached_by_keyboard(page: Page, address: str) -> None:
    page.goto(address + "law/")
    first = page.locator("details.proof").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None


def test_a_downloaded_site_opens_from_the_disk(page: Page, site: Site) -> None:
    page.goto((Path(site.folder) / "timeline" / "index.html").as_uri())
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"


def test_the_site_works_from_the_disk(page: Page, site: Site) -> None:
    _, complaints = watch(page)
    page.goto((Path(site.folder) / "index.html").as_uri())
    page.locator(".doors a[href*=timeline]").click()
    expect(page).to_have_url(re.compile("/timeline/index.html$"))
    page.locator("main a[href*='weixin-or-wechat']").first.click()
    expect(page).to_have_url(re.compile("/weixin-or-wechat/index.html$"))
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(re.compile("/en/weixin-or-wechat/index.html$"))  # and for its script, as a reader does
    page.locator("#search-open").click()
    page.locator("#query").fill("waiting period")
    page.locator("#search-results a").first.wait_for()
    page.locator("#search-results a").first.click()
    expect(page).not_to_have_url(re.compile("/weixin-or-wechat/"))  # a hit in the plan leads on to the whole of it
    expect(page.locator("h1")).to_be_visible()
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]


def test_the_plan_and_the_dates_work_from_the_disk(page: Page, site: Site, data: dict[str, list[Record]]) -> None:
    _, complaints = watch(page)
    page.goto((Path(site.folder) / "plan" / "index.html").as_uri())
    page.locator(".choice-button:visible").first.click()
    first, second = (
        data["questions"][0]["id"],
        next(one["id"] for one in data["questions"][1:] if "asked_if" not in one),
    )
    assert page.locator(".query:visible").get_attribute("data-question") == second
    page.go_back()
    page.locator(f".query:visible[data-question={first}]").wait_for()
    page.goto((Path(site.folder) / "dates" / "index.html").as_uri())
    page.locator("#date-request").fill("2027-01-31")
    assert page.locator(".day time[datetime]").count() > 3
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]


def test_a_page_asks_for_its_script_when_it_is_there(page: Page, address: str) -> None:
    page.goto(address)
    asked, loaded = page.evaluate("""() => [
        performance.getEntriesByType("resource").find(one => one.initiatorType === "script").startTime,
        performance.getEntriesByType("navigation")[0].loadEventStart,
    ]""")
    assert asked >= loaded > 0


def test_sources_of_a_short_register_can_be_chosen_by_class_without_scripts(
    open_page: OpenPage, second_site: Site
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto((second_site.folder / "sources" / "index.html").as_uri())
    rows = page.locator("table[data-view=sources] tbody")
    everything = rows.count()
    assert rows.locator("visible=true").count() == everything
    page.locator("label[for=class-law]").click()
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < everything
    assert {row.get_attribute("data-group") for row in shown} == {"law"}
    page.locator("#class-law").press("ArrowRight")
    assert page.locator("#class-press").is_checked(), "the choice works by keyboard"


def test_paper_shows_the_evidence_as_numbered_notes_where_it_is_asked_for(open_page: OpenPage, address: str) -> None:
    page = open_page(DESKTOP)
    page.goto(address + "law/")
    page.emulate_media(media="print")
    voices, shown = page.locator("li.voice"), page.locator("li.voice:visible")
    assert not shown.count()
    assert not page.locator("header.top").is_visible()
    assert page.locator("td.more:visible").count(), "what a tap would open stands on paper"
    page.emulate_media(media="screen")
    page.locator("#print-evidence").check()
    page.locator(".to-grounds").first.wait_for(state="detached")
    page.emulate_media(media="print")
    assert voices.count() == shown.count() > 10
    page.goto(address + "law/?print=evidence")
    page.locator(".to-grounds").first.wait_for(state="detached")
    assert voices.count() == shown.count()
    number = "getComputedStyle(document.querySelector('.voice-head'), '::before').content"
    assert "counter(note)" in page.evaluate(number)
