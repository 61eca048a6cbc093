"""One visit to each of some pages, and all that several tests ask of what a reader sees there.

Loading a page costs more than looking at it, so it is loaded once, on a phone; screen, colors, size of text and choice
are changed in place, as readers change them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page

from browsing import PHONE, SCREENS, await_scripts, wait_for_idle, watch
from raw import PRODUCTS, SUBJECT

Way = tuple[tuple[str, Literal["light", "dark"]], ...]
BOTH_SCHEMES: Way = (("phone", "light"), ("phone", "dark"), ("desktop", "dark"), ("desktop", "light"))
"""The screens and schemes in the order in which they are looked at; each change takes time."""
LIGHT: Way = (("phone", "light"), ("desktop", "light"))
"""For many pages: dark ones are the light ones in other colors, and those of each sort are looked at in both."""
LARGE = ((320, 100), (PHONE["width"], 200))
"""A narrow screen, and text of twice its size: width in pixels, and per cent. The last leaves a phone's."""
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
WIDTH = "document.documentElement.scrollWidth"
HEADER = "document.querySelector('header').getBoundingClientRect().height"
LARGER = f"percent => {{ document.documentElement.style.fontSize = `${{percent}}%`; return [{WIDTH}, {HEADER}]; }}"
NORMAL = "document.documentElement.style.fontSize = ''"
# How far down a page goes for a reader of each product, its own footer left out.
LENGTHS = """([platform, products]) => {
    const { choose } = window.guide;
    choose('platform', platform);
    const lengths = products.map(product => {
        choose('product', product);
        return [product, document.getElementById('content').getBoundingClientRect().bottom + scrollY];
    });
    choose('product', '');
    choose('platform', '');
    return Object.fromEntries(lengths);
}"""
OPEN = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


@dataclass(frozen=True)
class Look:
    """What was seen of a page: how wide it is on each screen in each scheme; with large text, how wide it and how high
    its header is; how long for a reader of each product, in pixels; and what is too small to read or to tap.
    """

    widths: dict[str, dict[str, int]]
    large: dict[str, tuple[int, float]]
    lengths: dict[str, float]
    small: list[str]


@dataclass(frozen=True)
class Visit:
    """What was seen of each page by its address; what the pages asked for, by its address; what they complained of."""

    looks: dict[str, Look]
    requests: list[str]
    complaints: list[str]


def visit_pages(browser: Browser, root: str, paths: Iterable[str], way: Way) -> Visit:
    """Visit pages of a site on a phone where nothing was chosen; look at them on the screens of a way."""
    page = await_scripts(browser.new_context(viewport=PHONE).new_page())
    requests, complaints = watch(page)
    looks = {}
    for path in paths:
        page.goto(root + path)
        wait_for_idle(page)
        looks[path] = _look(page, way)
    page.context.close()
    return Visit(looks, sorted({one.url.removeprefix(root) for one in requests}), complaints)


def _look(page: Page, way: Way) -> Look:
    """Look at a page that was loaded on a phone, and leave it there."""
    widths, large = _measure_widths(page, way), _measure_large(page)
    lengths = page.evaluate(LENGTHS, [SUBJECT["platforms"][0]["id"], PRODUCTS])
    return Look(widths, large, lengths, _find_small(page))


def _measure_widths(page: Page, way: Way) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {screen: {} for screen in SCREENS}
    for screen, scheme in way:
        page.emulate_media(color_scheme=scheme)
        if page.viewport_size != SCREENS[screen]:
            page.set_viewport_size(SCREENS[screen])
        found[screen][scheme] = page.evaluate(WIDTH)
    return found


def _measure_large(page: Page) -> dict[str, tuple[int, float]]:
    found = {}
    for width, percent in LARGE:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        wide, high = page.evaluate(LARGER, percent)
        found[f"{width} {percent}"] = (wide, high)
    page.evaluate(NORMAL)
    return found


def _find_small(page: Page) -> list[str]:
    page.evaluate(OPEN)
    texts, targets = page.evaluate(TEXTS % SMALLEST_TEXT), page.evaluate(TARGETS % (SMALLEST_TARGET, SMALLEST_TARGET))
    return [*texts, *targets]
