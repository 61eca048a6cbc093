"""The whole guide in one file: complete, by itself, and at home on any device."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import PHONE, OpenPage, find_addresses, watch
from raw import LANGUAGES, PRODUCTS, Record, Site, folder_of, language_of, read_text

LIST_PRODUCTS = "rows => rows.map(row => row.dataset.products)"
LARGEST = 2_300
"""So many bytes of the book there may be for each record of the data, so that more data alone are no mistake."""


def find_book(site: Site, language: str) -> Path:
    """Return the path of a language's book."""
    return site.folder / folder_of(language) / "guide.html"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_every_record_is_in_the_book(site: Site, language: str) -> None:
    book = site.open(find_book(site, language).relative_to(site.folder))
    chapters = {chapter.get("id"): chapter for chapter in book.xpath("//article")}
    addresses = [path for path in find_addresses(site) if language_of(path) == language]
    names = [path.removeprefix(folder_of(language)).strip("/").replace("/", "-") or "home" for path in addresses]
    assert set(chapters) == set(names)
    assert book.xpath("//nav//a/@href") == [f"#{name}" for name in chapters]
    for address, name in zip(addresses, names, strict=True):
        page = site.open(Path(address) / "index.html")
        for way in page.xpath("//p[contains(@class, 'citing')]"):
            way.drop_tree()
        title = page.xpath("//h1")[0]
        assert read_text(chapters[name].xpath(".//h2")[0]) == read_text(title)
        for kind in ("tbody", "data", "blockquote"):
            told = [read_text(one) for one in chapters[name].iter(kind)]
            assert told == [read_text(one) for one in page.xpath("//main")[0].iter(kind)], f"{name}: {kind}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_book_stays_inside_or_leads_to_a_source(site: Site, language: str) -> None:
    book = site.open(find_book(site, language).relative_to(site.folder))
    ids = book.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in book.xpath("//a/@href") if link.startswith("#")]
    assert len(inside) > len(list(site.pages_in(language)))
    assert set(inside) <= set(ids)
    others = [link for link in book.xpath("//a/@href") if not link.startswith("#")]
    assert others and all(link.startswith("https://") for link in others)
    assert not book.xpath("//@src | //link | //@style | //article//form | //article//button | //article//script")
    for name in book.xpath("//label/@for"):
        assert name in ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_opens_from_the_disk_and_asks_for_nothing(
    open_page: OpenPage, site: Site, data: dict[str, list[Record]], tmp_path: Path, language: str
) -> None:
    saved = tmp_path / "saved.html"
    saved.write_bytes(find_book(site, language).read_bytes())
    assert saved.stat().st_size < LARGEST * sum(map(len, data.values()))
    page = open_page()
    requests, complaints = watch(page)
    page.goto(saved.as_uri())
    assert [request.url for request in requests] == [saved.as_uri()]
    assert not complaints, "the style was refused"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate("getComputedStyle(document.querySelector('.chapter')).borderTopStyle") == "solid"
    page.locator("nav a[href='#timeline']").click()
    expect(page).to_have_url(re.compile("#timeline$"))
    assert page.locator("#timeline h2").first.is_visible()


def open_chosen(page: Page, address: str, number: int) -> None:
    """Open a page, again if need be: a browser writes down in its own time what the page before had it remember."""
    for _ in range(50):
        page.goto(address)
        if page.locator(f"html[data-product='{number}']").count():
            return
        page.wait_for_timeout(100)  # milliseconds


def test_the_book_follows_a_choice_and_keeps_it(open_page: OpenPage, site: Site, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_bytes(find_book(site, LANGUAGES[0]).read_bytes())
    page = open_page()
    _, complaints = watch(page)
    page.goto(saved.as_uri())
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    page.wait_for_url(f"{saved.as_uri()}?for={PRODUCTS[0]}")
    for address in (page.url, saved.as_uri(), f"{saved.as_uri()}?for={PRODUCTS[1]}"):
        number = 2 if address.endswith(PRODUCTS[1]) else 1
        open_chosen(page, address, number)
        shown = page.locator("tbody[id][data-products]:visible")
        assert {str(number) in products.split() for products in shown.evaluate_all(LIST_PRODUCTS)} == {True}
        assert page.locator(f".not-shown[data-hides='{number}']:visible").count()
        assert page.locator(f"input[data-for='{PRODUCTS[number - 1]}']").first.is_checked()
    other = page.locator("tbody[id][data-products='1']").first.get_attribute("id")
    page.goto(f"{saved.as_uri()}#{other}")
    assert page.locator(f"[id='{other}']").is_visible(), "what a link leads to shows whatever was chosen"
    assert not complaints


def test_without_scripts_the_book_leads_from_group_to_group(open_page: OpenPage, site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(find_book(site, LANGUAGES[0]).as_uri())
    assert not page.locator("#choice").is_visible()
    link = page.locator(".to-groups a").last
    link.click()
    expect(page).to_have_url(re.compile(f"{link.get_attribute('href')}$"))
    assert page.locator(":target").is_visible()


def test_the_book_keeps_its_style_on_a_host_that_sends_the_policy(
    open_page: OpenPage, site: Site, address: str
) -> None:
    headers = (site.folder / "_headers").read_text(encoding="utf-8")
    policy = headers.partition("Content-Security-Policy: ")[2].partition("\n")[0]
    page = open_page()
    _, complaints = watch(page)
    page.route(
        "**/guide.html",
        lambda route: route.fulfill(
            body=find_book(site, LANGUAGES[0]).read_text(encoding="utf-8"),
            headers={"content-security-policy": policy, "content-type": "text/html"},
        ),
    )
    page.goto(address + "guide.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.chapter')).borderTopStyle") == "solid"
    assert not complaints


def test_every_page_offers_the_book_of_its_language(site: Site) -> None:
    for path in site.pages():
        links = site.open(path).xpath("//footer//a[@download]/@href")
        assert len(links) == 1 + len(PRODUCTS), path
        if path.name != "404.html":
            target = (site.folder / path.parent / links[0]).resolve()
            assert target == find_book(site, language_of(path)).resolve(), path
