"""Tabs in prose follow what was chosen, and everything can be read without a script and on paper."""

from __future__ import annotations

import pytest

from browsing import OpenPage
from raw import LANGUAGES, PRODUCTS, SUBJECT, Site

WORDS = {*PRODUCTS, *(platform["id"] for platform in SUBJECT["platforms"])}


def find_page(site: Site) -> str:
    """Return the address of a page with tabs for each product, in the first language."""
    pages = (path for path in site.pages_in(LANGUAGES[0]) if site.open(path).xpath("//input[@data-for]"))
    return f"{next(pages).parent}/".removeprefix("./")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_tab_is_about_words_of_the_subject_and_called_by_their_names(site: Site, language: str) -> None:
    for path in site.pages_in(language):
        for tab in site.open(path).xpath("//div[@class='tabbed-set']/input"):
            words = tab.get("data-for").split()
            assert {*words} <= WORDS
            assert not {*tab.getnext().text.split()} & WORDS, "a reader never sees the word itself"


def test_the_tab_of_the_choice_is_turned_up_and_the_others_can_be(
    open_page: OpenPage, site: Site, address: str
) -> None:
    page = open_page()
    here = f"{address}{find_page(site)}"
    for product in PRODUCTS:
        page.goto(f"{here}?for={product}")
        assert page.locator(f"input[data-for={product}]").first.is_checked()
    page.locator(f"input[data-for={PRODUCTS[0]}] + label").first.click()
    assert page.locator(f"input[data-for={PRODUCTS[0]}] + label + .tabbed-content").first.is_visible()


def test_tabs_turn_without_scripts_and_all_stand_on_paper(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}{find_page(site)}")
    tabs = page.locator(".tabbed-set").first.locator(".tabbed-content")
    assert [tab.is_visible() for tab in tabs.all()] == [True] + [False] * (tabs.count() - 1)
    page.locator(".tabbed-set > input").nth(0).focus()
    page.keyboard.press("ArrowRight")
    assert tabs.nth(1).is_visible() and not tabs.nth(0).is_visible()
    page.emulate_media(media="print")
    assert all(tab.is_visible() for tab in tabs.all())
