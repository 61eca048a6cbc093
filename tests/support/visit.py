"""One visit to every page of a language, and all that several tests ask of what a reader sees there.

Loading a page costs more than looking at it, so it is loaded once, on a phone; screen, colors, size of text and choice
are changed in place, as readers change them.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from browsing import PHONE, SCREENS, wait_for_idle, watch

WAY: tuple[tuple[str, Literal["light", "dark"]], ...] = (
    ("phone", "light"),
    ("phone", "dark"),
    ("desktop", "dark"),
    ("desktop", "light"),
)
"""The screens and schemes in the order in which they are looked at; each change takes time."""
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
BOTTOM = "document.getElementById('content').getBoundingClientRect().bottom + scrollY"
"""How far down a page goes, its own footer left out."""
CHOOSE = "([name, word]) => window.guide.choose(name, word)"


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
    """What was seen of each page by its address, what the pages asked for, and what they complained of."""

    looks: dict[str, Look]
    requests: list[str]
    complaints: list[str]


def visit_pages(page: Page, root: str, paths: Iterable[str], products: Iterable[str], platform: str) -> Visit:
    """Visit pages on a phone where nothing was chosen; `products` and `platform` are chosen, one after the other."""
    requests, complaints = watch(page)
    looks = {}
    for path in paths:
        page.goto(root + path)
        wait_for_idle(page)
        looks[path] = Look(
            _measure_widths(page),
            _measure_large(page),
            _measure_lengths(page, products, platform),
            _find_small(page),
        )
    return Visit(looks, sorted({one.url for one in requests}), complaints)


def _measure_widths(page: Page) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {screen: {} for screen in SCREENS}
    for screen, scheme in WAY:
        page.emulate_media(color_scheme=scheme)
        if page.viewport_size != SCREENS[screen]:
            page.set_viewport_size(SCREENS[screen])
        found[screen][scheme] = page.evaluate(WIDTH)
    return found


def _measure_large(page: Page) -> dict[str, tuple[int, float]]:
    found = {}
    for width, percent in LARGE:
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        wide, high = page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'; [{WIDTH}, {HEADER}]")
        found[f"{width} {percent}"] = (wide, high)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def _measure_lengths(page: Page, products: Iterable[str], platform: str) -> dict[str, float]:
    found = {}
    page.evaluate(CHOOSE, ["platform", platform])
    for product in products:
        page.evaluate(CHOOSE, ["product", product])
        found[product] = float(page.evaluate(BOTTOM))
    for name in ("product", "platform"):
        page.evaluate(CHOOSE, [name, ""])
    return found


def _find_small(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    texts, targets = page.evaluate(TEXTS % SMALLEST_TEXT), page.evaluate(TARGETS % (SMALLEST_TARGET, SMALLEST_TARGET))
    return [*texts, *targets]


def read_visit(path: Path) -> Visit:
    """Read a visit that was written."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Visit({name: Look(**look) for name, look in told.pop("looks").items()}, **told)


def write_visit(path: Path, visit: Visit) -> None:
    """Write a visit, for the other workers."""
    path.write_text(json.dumps(asdict(visit)), encoding="utf-8")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep the other workers from the same work meanwhile."""
    with path.with_suffix(".lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
