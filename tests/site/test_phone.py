"""Every page on a small phone: readable, tappable, and there before any script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from browsing import OpenPage, find_addresses
from patience import wait_until
from raw import LANGUAGES, Site, language_of

SMALLEST_TEXT = 16
SMALLEST_TARGET = 44

# Everything that is read: the size of each run of text on the screen. Words for screen readers alone are clipped.
TEXTS = """() => {
    const small = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        const style = getComputedStyle(element);
        const text = node.data.trim();
        const shown = text && element.getClientRects().length && !element.closest('.hidden, script, style');
        const size = parseFloat(style.fontSize);
        if (shown && size < %d) { small.add(`${size} ${element.className || element.tagName}: ${text.slice(0, 20)}`); }
    }
    return [...small];
}"""

# Everything that is tapped. A link inside a sentence is as high as its line, which the rules for targets allow.
TARGETS = """() => {
    const inSentence = link => {
        const around = link.closest('p, li, td, dd, dt, figcaption, blockquote, label') || link.parentElement;
        const links = [...around.querySelectorAll('a')].map(other => other.textContent);
        const rest = links.reduce((text, words) => text.replace(words, ''), around.textContent);
        return getComputedStyle(link).display === 'inline' && /[\\p{L}\\p{N}]/u.test(rest);
    };
    const reach = element => {
        const after = getComputedStyle(element, '::after');
        const box = after.position === 'absolute' && after.content !== 'none' ? element.parentElement : element;
        return box.getBoundingClientRect();
    };
    const found = document.querySelectorAll('a[href], button, summary, input, select, label[for], [role=button]');
    return [...found].filter(element => {
        const boxed = element.matches('.skip, input[type=checkbox], input[type=radio]'); // the label is the target
        if (!element.getClientRects().length || boxed) { return false; }
        if (element.matches('a') && inSentence(element)) { return false; }
        const box = reach(element);
        return box.height < %d - 0.5 || box.width < %d - 0.5;
    }).map(element => {
        const { width, height } = element.getBoundingClientRect();
        const name = `${element.tagName}.${element.className} in ${element.parentElement.className}`;
        return `${name}: ${Math.round(width)}×${Math.round(height)} ${element.textContent.trim().slice(0, 24)}`;
    });
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_targets_are_large_enough_on_every_page(
    open_page: OpenPage, site: Site, address: str, language: str
) -> None:
    page = open_page()
    faults = []
    for path in find_addresses(site):
        if language_of(path) != language:
            continue
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        faults += [f"{path}: {fault}" for fault in page.evaluate(TEXTS % SMALLEST_TEXT)]
        faults += [f"{path}: {fault}" for fault in page.evaluate(TARGETS % (SMALLEST_TARGET, SMALLEST_TARGET))]
    assert not faults, "\n".join(faults[:40])


@pytest.mark.parametrize("path", ["", "plan/", "dates/", "timeline/", "en/sources/"])
def test_the_page_is_painted_while_the_scripts_are_still_on_their_way(page: Page, address: str, path: str) -> None:
    held: list[Route] = []
    page.route("**/*.js", lambda route: held.extend([route]))
    page.goto(address + path, wait_until="commit")
    painted = "performance.getEntriesByName('first-contentful-paint').length > 0"
    wait_until(
        lambda: page.evaluate(painted), lambda: "the page is not painted"
    )  # the policy forbids what wait_for_function does
    assert held, "no script was asked for"
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
