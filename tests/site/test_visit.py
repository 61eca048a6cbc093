"""Every page in one visit: nothing from elsewhere, no error; it fits, can be read and tapped, and is not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from browsing import PHONE, SCREENS, OpenPage, find_addresses, find_covering, watch
from declared import DECLARED, list_homes
from raw import LANGUAGES, PRODUCTS, ROOT, SUBJECT, Site, folder_of, language_of
from visit import LARGE, Visit, locked, read_visit, visit_pages, write_visit

SITUATION, READER = 3, 6
"""At most so many screens: a situation or one cause, and any other page for readers."""
FREE = {"evidence", "project"}
"""Sections of the menu whose pages are as long as they have to be."""
HIGHEST = 60
"""Pixels of a header that gives way to large text."""


@pytest.fixture(scope="session", params=LANGUAGES)
def visit(request: pytest.FixtureRequest, shared: Path, browser: Browser, site: Site, address: str) -> Visit:
    """What one visit to every page of a language sees; one worker makes it for all."""
    told = shared / f"visit-{request.param}.json"
    with locked(told):
        if not told.exists():
            page = browser.new_context(viewport=PHONE).new_page()
            paths = [one for one in find_addresses(site) if language_of(one) == request.param]
            seen = visit_pages(page, address, paths, PRODUCTS, SUBJECT["platforms"][0]["id"])
            page.context.close()
            # The other workers have the site under addresses of their own.
            write_visit(told, Visit(seen.looks, [one.removeprefix(address) for one in seen.requests], seen.complaints))
    return read_visit(told)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_the_screen_and_asks_nothing_of_another_host(visit: Visit, screen: str) -> None:
    assert len(visit.looks) > 10
    wide = {path: look.widths[screen] for path, look in visit.looks.items()}
    assert {path: one for path, one in wide.items() if max(one.values()) > SCREENS[screen]["width"]} == {}
    # Leaving a page cuts off what it still loads, the icon for one.
    assert not [complaint for complaint in visit.complaints if "ERR_ABORTED" not in complaint]
    assert [one for one in visit.requests if re.match("[a-z]+:", one) and not one.startswith("data:")] == []
    assert {*visit.looks} <= {*visit.requests}


def test_every_sort_of_page_comes_to_a_desktop_as_to_a_phone(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(SCREENS["desktop"])
    requests, complaints = watch(page)
    for path in find_covering(site):
        if path == "404.html":  # which looks for what it needs where the site is known to stand
            continue
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS["desktop"]["width"], path
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]
    assert {request.url for request in requests if not request.url.startswith((address, "data:"))} == set()


def test_text_and_targets_are_large_enough_on_every_page(visit: Visit) -> None:
    faults = [f"{path}: {fault}" for path, look in visit.looks.items() for fault in look.small]
    assert not faults, "\n".join(faults[:40])


def test_no_page_scrolls_sideways_with_large_text_and_the_header_gives_way(visit: Visit) -> None:
    wide = []
    for path, look in visit.looks.items():
        for width, percent in LARGE:
            needed, header = look.large[f"{width} {percent}"]
            told = f"{path} at {percent} %: {needed} of {width}, header {header}"
            wide += [told] if needed > width or header > HIGHEST else []
    assert wide == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_page_is_longer_than_its_kind_allows(visit: Visit, product: str) -> None:
    long = []
    for path, look in visit.looks.items():
        limit = find_limit(path.removeprefix(folder_of(language_of(path))))
        screens = look.lengths[product] / PHONE["height"]
        long += [f"{path}: {screens:.1f} of {limit}"] if limit and screens > limit else []
    assert long == []


def list_sections() -> Iterator[tuple[str, str]]:
    """Yield (page, section of the menu) of each page in the menu."""
    settings = re.sub(r"!ENV ", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for item in yaml.safe_load(settings)["nav"]:
        for section, pages in item.items() if isinstance(item, dict) else (("", [item]),):
            yield from ((page, section) for page in pages)


def find_limit(page: str) -> int | None:
    """Return how many screens a page may have, by its address in its language; None where it is a register."""
    registers = {home for kind, home in list_homes().items() if DECLARED[kind].get("group") == "register"}
    limits: dict[str, int | None] = {}
    for file, section in list_sections():
        name = re.sub(r"(^|/)index$", r"\1", file.removesuffix(".md"))
        free = section in FREE or file in registers
        limit = SITUATION if section == "situations" else READER
        limits[f"{name.rstrip('/')}/" if name else ""] = None if free else limit
    of_register = any(page.startswith(one) for one, limit in limits.items() if one and limit is None)
    return limits.get(page, None if of_register else SITUATION)
