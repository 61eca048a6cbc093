"""What every page keeps to: accessible, small, and closed to everything from elsewhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import PHONE
from raw import Site
from test_browser import SCREENS, find_addresses, watch

BUDGET = 48 * 1024  # bytes of a first visit, compressed
REQUESTS = 8


def find_different(site: Site) -> list[str]:
    """Return the address of every page; of the causes' pages, which are alike, one in each language."""
    return [page for page in find_addresses(site) if not re.search("failures/.", page) or "pay-not-closed" in page] + [
        "404.html"
    ]


def walk_through(page: Page) -> Iterator[str]:
    """Open what only scripts show, one state after the other, and say which it is."""
    yield "the first question"
    while page.locator(".query:visible").count():
        page.locator(".choice-button:visible").first.click()
    page.locator(".plan-share").click()
    yield "the list"
    page.locator(".plan-all").click()
    yield "all questions"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["plan/", "en/plan/"])
def test_axe_finds_nothing_in_the_plan(browser: Browser, address: str, path: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path)
    for state in walk_through(page):
        assert not Axe().run(page).response["violations"], state
    context.close()


@pytest.mark.parametrize("path", ["dates/", "en/dates/"])
def test_axe_finds_nothing_in_the_dates(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path)
    page.locator("#date-request").fill("2027-01-31")
    page.locator("#dates summary").click()
    assert not Axe().run(page).response["violations"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_page(browser: Browser, site: Site, address: str, screen: str, scheme: str) -> None:
    context = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    for path in find_different(site):
        page.goto(address + path)
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        faults += [
            f"{path}: {fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found.response["violations"]
        ]
    context.close()
    assert not faults


def test_axe_finds_nothing_in_what_opens(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + "timeline/")
    page.locator("summary").first.click()
    page.locator("#search-open").click()
    page.locator("#query").fill("零钱")
    page.locator("#search-results a").first.wait_for()
    assert not Axe().run(page).response["violations"]
    page.goto(address + "timeline/#menu")
    assert not Axe().run(page).response["violations"]
    context.close()


def test_a_first_visit_to_any_page_is_small(browser: Browser, site: Site, address: str) -> None:
    for path in find_different(site):
        context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
        page = context.new_page()
        requests, _ = watch(page)
        page.goto(address + path, wait_until="networkidle")
        files = [urlsplit(request.url).path for request in requests if request.url.startswith(address)]
        assert len(files) <= REQUESTS, f"{path}: {files}"
        # What gzip makes of it: brotli, which hosts use, makes less.
        sizes = {name: len(gzip.compress(_read(site, name, address))) for name in files}
        assert sum(sizes.values()) <= BUDGET, f"{path}: {sizes}"
        context.close()


def _read(site: Site, name: str, address: str) -> bytes:
    path = site.folder / name.removeprefix(urlsplit(address).path)
    return (path / "index.html" if path.is_dir() else path).read_bytes()


def test_the_policy_of_the_pages_is_the_policy_of_the_headers(site: Site) -> None:
    headers = (Path(site.folder) / "_headers").read_text(encoding="utf-8")
    policy = re.search(r"Content-Security-Policy: (.*)", headers)
    assert policy
    told = policy[1].replace("; frame-ancestors 'none'", "")
    assert "unsafe" not in told
    assert not re.search(r"https?:|data:|\*", told), "nothing from elsewhere"
    for path in site.pages():
        assert site.open(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [told], path
