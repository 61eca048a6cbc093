"""What every page keeps to: small, and closed to everything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from lxml import etree
from playwright.sync_api import Browser

from browsing import PHONE, OpenPage, await_scripts, find_different, wait_for_idle, watch
from raw import LANGUAGES, PRODUCTS, Site, folder_of

BUDGET = 20  # KiB of a first visit, compressed
REQUESTS = 4  # the page, its style, its script, and the icon
ELEMENTS = 1500  # that stand in a page when its scripts have run
# The elements as the page came, and when the choice is taken back.
COUNTS = """() => {
    const count = () => document.querySelectorAll("*").length;
    const before = count();
    window.guide.choose("product", "");
    return [before, count()];
}"""
HEAVIER: dict[str, int] = {}
"""What a first visit to some pages takes instead."""


@dataclass(frozen=True)
class FirstVisit:
    """What the first visit to a page asks of its host, and how many elements stand there then."""

    files: tuple[str, ...]
    elements: int


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Site, address: str) -> dict[str, FirstVisit]:
    """A first visit to each page that differs, by a reader who has chosen a product and then takes that back."""
    found = {}
    for path in find_different(site):
        page = await_scripts(browser.new_context(viewport=PHONE).new_page())
        requests, _ = watch(page)
        page.goto(f"{address}{path}?for={PRODUCTS[0]}")
        wait_for_idle(page)
        files = [urlsplit(request.url).path for request in requests if request.url.startswith(address)]
        found[path] = FirstVisit(tuple(files), max(page.evaluate(COUNTS)))
        page.context.close()
    return found


def test_a_first_visit_to_any_page_is_small(visits: dict[str, FirstVisit], site: Site, address: str) -> None:
    names = {name for visit in visits.values() for name in visit.files}
    packed = {name: len(brotli.compress(_read(site, name, address), quality=10)) for name in names}  # as a build does
    assert {path: visit.files for path, visit in visits.items() if len(visit.files) > REQUESTS} == {}
    taken = {path: sum(packed[name] for name in visit.files) / 1024 for path, visit in visits.items()}
    assert not find_faults(taken, BUDGET, HEAVIER)


def test_a_phone_has_few_elements_to_lay_out(visits: dict[str, FirstVisit]) -> None:
    assert not find_faults({path: visit.elements for path, visit in visits.items()}, ELEMENTS, {})


def test_what_a_phone_has_to_read_before_scripts_run_is_no_more(site: Site) -> None:
    counted: dict[str, float] = {}
    for path in find_different(site):
        page = site.read(Path(path) if path.endswith(".html") else Path(path, "index.html"))
        counted[path] = sum(1 for _ in page.iter(etree.Element))
    assert not find_faults(counted, ELEMENTS, {})


def find_faults(measured: dict[str, float], limit: int, more: dict[str, int]) -> list[str]:
    """Return each page that is over what it may have, and each that may have more and need not."""
    most: dict[str, float] = {}
    for path, value in measured.items():
        page = path.removeprefix(folder_of(LANGUAGES[1]))
        most[page] = max(most.get(page, 0), value)
    over = [f"{page}: {value:.1f}" for page, value in most.items() if value > more.get(page, limit)]
    return over + [f"{page}: {most.get(page, 0):.1f} is no exception" for page in more if most.get(page, 0) <= limit]


def _read(site: Site, name: str, address: str) -> bytes:
    path = site.folder / name.removeprefix(urlsplit(address).path)
    return (path / "index.html" if path.is_dir() else path).read_bytes()


def test_the_policy_of_a_page_is_as_narrow_as_that_of_the_headers(site: Site) -> None:
    headers = (Path(site.folder) / "_headers").read_text(encoding="utf-8")
    policy = re.search(r"Content-Security-Policy: (.*)", headers)
    assert policy
    told = policy[1].replace("; frame-ancestors 'none'", "")
    assert "unsafe" not in told
    assert not re.search(r"https?:|data:|\*", told), "nothing from elsewhere"
    for path in site.pages():
        (own,) = site.open(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert read_policy(own).keys() == read_policy(told).keys(), path
        for name, sources in read_policy(own).items():
            assert sources <= read_policy(told)[name], f"{path}: a browser goes by both"


def test_a_page_allows_inside_no_more_than_it_holds(site: Site) -> None:
    for path in site.pages():
        page = site.open(path)
        policy = read_policy(page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])
        for name, held in (("script-src", "//script[not(@src) and not(@type)]"), ("style-src", "//style")):
            hashes = {hash_text(text) for text in page.xpath(f"{held}/text()")}
            assert policy[name] == {"'self'", *hashes}, f"{path}: {name}"


def read_policy(policy: str) -> dict[str, set[str]]:
    """Return what a policy allows, by its directives."""
    return {name: set(sources) for name, *sources in (one.split() for one in policy.split(";"))}


def hash_text(text: str) -> str:
    """Return how a policy calls what stands inside a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_may_ask_its_own_host_for_robots_txt_and_no_other_for_anything(
    open_page: OpenPage, address: str
) -> None:
    page = open_page()
    page.goto(address)
    assert page.evaluate("fetch('robots.txt').then(answer => answer.status)") == 200
    elsewhere = address.replace("127.0.0.1", "localhost")
    assert page.evaluate(f"fetch('{elsewhere}robots.txt', {{mode: 'no-cors'}}).catch(() => 'refused')") == "refused"
