"""Folds in prose open without a script, by a link into them, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browsing import OpenPage
from raw import LANGUAGES, Site

FOLD = "details.note, details.tip, details.warning, details.danger"
CODE = "//details[summary]//pre/code"


def find_page(site: Site) -> str:
    """Return the address of a page with code in a fold, in the first language."""
    pages = (path for path in site.pages_in(LANGUAGES[0]) if site.open(path).xpath(CODE))
    return f"{next(pages).parent}/".removeprefix("./")


def is_shown(page: Page) -> bool:
    return page.locator(FOLD).first.locator("pre").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_in_a_fold_is_code_and_nothing_of_its_marks_is_left(site: Site, language: str) -> None:
    found = [code for path in site.pages_in(language) for code in site.open(path).xpath(CODE)]
    assert found
    for code in found:
        assert code.get("class", "").startswith("language-") and "```" not in code.text_content()
        assert code.text_content().strip()


def test_a_fold_opens_without_scripts_and_stands_open_on_paper(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}{find_page(site)}")
    assert not is_shown(page)
    page.emulate_media(media="print")
    assert is_shown(page)
    page.emulate_media(media="screen")
    page.locator(FOLD).first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert is_shown(page)


def test_an_older_browser_opens_folds_before_it_prints(page: Page, site: Site, address: str) -> None:
    page.goto(f"{address}{find_page(site)}")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert is_shown(page)


def test_a_link_into_a_fold_opens_it(page: Page, site: Site, address: str) -> None:
    page.goto(f"{address}{find_page(site)}")
    page.locator(FOLD).first.locator("pre").evaluate("code => { code.id = 'there'; location.hash = 'there'; }")
    page.wait_for_function("document.getElementById('there').closest('details').open")
    assert is_shown(page)
