"""On a small phone a page is there before any script, and nothing moves unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from browsing import OpenPage
from patience import wait_until


@pytest.mark.parametrize("path", ["", "plan/", "dates/", "timeline/", "en/sources/"])
def test_the_page_is_painted_while_the_scripts_are_still_on_their_way(page: Page, address: str, path: str) -> None:
    held: list[Route] = []
    page.route("**/*.js", lambda route: held.extend([route]))
    page.goto(address + path, wait_until="commit")
    painted = "performance.getEntriesByName('first-contentful-paint').length > 0"
    wait_until(
        lambda: page.evaluate(painted) and held, lambda: f"the page is not painted, or asked for no script: {held}"
    )  # the policy forbids what wait_for_function does
    assert page.locator("h1").is_visible()
    assert page.locator("main p").first.is_visible()
    for route in held:
        route.abort()


@pytest.mark.parametrize("path", ["", "plan/", "dates/", "steps/"])
def test_nothing_moves_for_readers_who_asked_for_that(open_page: OpenPage, address: str, path: str) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(address + path)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(element => ['', '::before', '::after'].some(part => {
            const style = getComputedStyle(element, part || null);
            return style.scrollBehavior === 'smooth' || parseFloat(style.animationDuration) > 0
                || style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
        })).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []
