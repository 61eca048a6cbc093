"""Tell us what you saw: on a phone in twelve taps, nothing leaves by itself, and nothing of a person at all."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import PHONE, OpenPage, watch
from declared import find_page
from guide.model.guide import Guide
from guide.observations.row import make_row
from guide.observations.text import Observation, read_observation
from raw import LANGUAGES, PRODUCTS, SUBJECT, Site, folder_of

MOST_TAPS = 12
PLATFORM = SUBJECT["platforms"][0]["id"]
PAGE = find_page("observation")
WORDS = "15 days, then it is deleted"
TODAY = datetime.date.today() + datetime.timedelta(days=1)


class Reader:
    """Somebody with a phone, whose taps are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, selector: str) -> None:
        self.page.locator(f"{selector}:visible").first.tap()
        self.taps += 1

    def type(self, words: str) -> None:
        """Type where the page has put the cursor: that costs no tap."""
        self.page.keyboard.type(words)

    def answer(self, words: str = WORDS) -> None:
        """Go from the first question to the text; what was chosen before is not asked."""
        if self.page.locator("[data-field=product]").is_visible():
            self.tap(f"[data-field=product] [data-value={PRODUCTS[0]}]")
            self.tap(f"[data-field=platform] [data-value={PLATFORM}]")
        else:
            self.tap("[data-field=version] input")
        self.type("8.0.64")
        self.tap("[data-next]")
        self.tap("[data-ago='0']")
        self.tap("[data-field=step] [data-of]")
        self.type("15")
        self.tap("[data-next]")
        self.type(words)
        self.tap("[data-next]")


def read(page: Page, guide: Guide) -> Observation:
    """Return what the text tells that the page has made."""
    told = read_observation(page.locator("#observation-text").input_value(), guide, TODAY)
    assert isinstance(told, Observation), told
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_with_a_phone_tells_it_in_twelve_taps(
    open_page: OpenPage, site: Site, address: str, guide: Guide, language: str
) -> None:
    page = open_page(PHONE, has_touch=True, bypass_csp=True)
    requests, complaints = watch(page)
    page.goto(f"{address}{folder_of(language)}{PAGE}")
    asked = len(requests)
    reader = Reader(page)
    reader.answer()
    assert not Axe().run(page).response["violations"]
    reader.tap("#observation-copy")
    assert reader.taps <= MOST_TAPS
    expect(page.locator("#observation-status")).not_to_be_empty()
    told = read(page, guide)
    assert (told.product, told.platform, told.version, told.days) == (PRODUCTS[0], PLATFORM, "8.0.64", 15)
    assert told.words == WORDS and make_row(told, guide).lines
    assert not page.locator("#observation-issue, #observation-mail").count(), "nothing is promised that is not there"
    page.locator("#observation-again").tap()
    Reader(page).answer()
    assert read(page, guide).mark != told.mark, "who starts over is somebody else"
    sent = [request.url for request in requests[asked:] if "/assets/icon." not in request.url]
    assert sent == complaints == [], "the page sends nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_gives_a_person_away_goes_no_further(open_page: OpenPage, address: str, language: str) -> None:
    page = open_page(PHONE, has_touch=True)
    page.goto(f"{address}{folder_of(language)}{PAGE}?for={PRODUCTS[0]},{PLATFORM}")
    assert not page.locator("[data-field=product]").is_visible(), "what was chosen is not asked again"
    field, status = page.locator("[data-field=words] textarea"), page.locator("#observation-status")
    reader = Reader(page)
    reader.answer("我叫李雷 13812345678")
    for words in ("打 １３８ 1234 5678", "11010519491231002X", "姓名：王小明", "wxid_a1b2c3", "me@example.org"):
        field.fill(words)
        reader.tap("[data-next]")
        assert field.is_visible() and status.inner_text() and not page.locator("#observation-text").input_value()
    field.fill(WORDS)
    reader.tap("[data-next]")
    assert page.locator("#observation-text").input_value() and not status.inner_text()


def test_it_works_from_the_disk_and_by_keyboard_and_fills_in_the_form(
    open_page: OpenPage, nowhere: Site, guide: Guide
) -> None:
    page = open_page()
    page.goto(f"{(Path(nowhere.folder) / PAGE).as_uri()}.html?for={PRODUCTS[0]},{PLATFORM}")
    page.locator("#observation input:visible").focus()
    page.keyboard.type("8.0.64")
    page.keyboard.press("Enter")
    _press(page)  # today
    _press(page)  # the first screen
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    page.keyboard.type(WORDS)
    _press(page)
    assert read(page, guide).days == 15
    link = page.locator("#observation-issue").get_attribute("href") or ""
    assert parse_qs(urlsplit(link).query)["text"] == [page.locator("#observation-text").input_value()]


def _press(page: Page) -> None:
    """Go to the next thing that can be pressed, and press it."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_without_scripts_the_same_lines_stand_there_to_fill_in(open_page: OpenPage, address: str, guide: Guide) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + PAGE)
    assert not page.locator("#observation").is_visible()
    lines = page.locator("#observation-blank pre").inner_text().splitlines()
    values = ["", PRODUCTS[0], PLATFORM, "8.0.64", "2026-11-20", "", "15", WORDS]
    filled = "\n".join(line + value for line, value in zip(lines, values, strict=False))
    told = read_observation(filled, guide, TODAY)
    assert isinstance(told, Observation) and told.words == WORDS
