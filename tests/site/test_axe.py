"""Everybody can use it: axe-core, which knows the rules of accessibility, finds nothing on any sort of page.

tests/system/test_every_page.py looks at every element of every page, on a phone, and at the whole guide in one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from accessibility import Thinning, find_faults, thinned
from browsing import SCREENS, OpenPage, bring_rest, find_covering
from raw import LANGUAGES, PRODUCTS, Record, Site, folder_of

# The dark pages are the light ones in other colors: there, the rules that look at colors are asked again.
SCHEMES: dict[Literal["light", "dark"], dict[str, object]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}


def find_in_both_schemes(page: Page, within: str | None = None) -> list[str]:
    """Return the faults of a page, or of a part of it, as it is now, in light colors and in dark ones."""
    faults = []
    for scheme, options in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        faults += [f"{scheme}: {fault}" for fault in find_faults(page, within, **options)]
    return faults


def walk_through(page: Page) -> Iterator[str]:
    """Open what only scripts show, one state after the other, and say which it is."""
    yield "the first question"
    bring_rest(page)
    while page.locator(".query:visible").count():
        page.locator(".choice-button:visible").first.click()
    page.locator(".plan-share").click()
    page.evaluate("document.querySelectorAll('#plan details').forEach(one => { one.open = true; })")
    yield "the list"
    page.locator(".plan-all").click()
    yield "all questions"
    page.locator(".plan-steps").click()
    page.locator(".given .button").first.click()
    page.locator(".choice-button:visible").nth(1).click()
    yield "the end of the questions, where the second answer is one"


@pytest.mark.parametrize("path", [f"{folder_of(language)}plan/" for language in LANGUAGES])
def test_axe_finds_nothing_in_the_plan(open_page: OpenPage, address: str, path: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + path)
    for state in walk_through(page):
        with thinned(page):
            assert not find_in_both_schemes(page, "#plan"), state


@pytest.mark.parametrize("path", [f"{folder_of(language)}dates/" for language in LANGUAGES])
def test_axe_finds_nothing_in_the_dates(open_page: OpenPage, address: str, path: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + path)
    page.locator("#date-request").fill("2027-01-31")
    page.locator("#dates summary").click()
    assert not find_faults(page)


def test_axe_finds_nothing_on_any_sort_of_page(open_page: OpenPage, site: Site, address: str) -> None:
    page, thinning = open_page(bypass_csp=True), Thinning()
    faults = []
    for path in find_covering(site):
        page.goto(address + path)
        thinning.thin(page)
        for screen, size in SCREENS.items():
            page.set_viewport_size(size)
            faults += [f"{path}: {screen}: {fault}" for fault in find_in_both_schemes(page)]
    assert not faults


def test_axe_finds_nothing_in_what_opens(open_page: OpenPage, address: str, data: dict[str, list[Record]]) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + "timeline/")
    page.locator("summary").first.click()
    page.locator("#search-open").click()
    page.locator("#query").fill(data["terms"][0]["title"][LANGUAGES[0]])
    page.locator("#search-results a").first.wait_for()
    assert not find_faults(page)
    page.goto(address + "timeline/#menu")
    assert not find_faults(page)


def test_axe_finds_nothing_in_a_small_edition(open_page: OpenPage, address: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + f"guide-{PRODUCTS[0].replace('_', '-')}.html")
    Thinning().thin(page)
    assert not find_in_both_schemes(page)
