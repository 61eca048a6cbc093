"""The pocket edition: what a reader of one product needs, in a file of at most 400 KB, and who says so."""

from __future__ import annotations

import re
from itertools import product as pair
from pathlib import Path

import pytest
from lxml import html

from browsing import OpenPage, watch
from expected import Expected
from raw import LANGUAGES, PRODUCTS, SUBJECT, Record, Site, folder_of, squeeze

EDITIONS = list(pair(LANGUAGES, PRODUCTS))
NEEDED = ("waiting_periods", "conditions", "failure_causes", "data_fates", "money", "recovery", "scams")
"""The kinds whose rows a reader of one product came for."""


def find_pocket(site: Site, language: str, product: str) -> Path:
    """Return the file of an edition."""
    return site.folder / folder_of(language) / f"guide-{product.replace('_', '-')}.html"


def open_pocket(site: Site, language: str, product: str) -> html.HtmlElement:
    """Return an edition."""
    return html.fromstring(find_pocket(site, language, product).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_it_is_small_and_needs_nothing_else(site: Site, language: str, product: str) -> None:
    assert find_pocket(site, language, product).stat().st_size <= 400_000
    page = open_pocket(site, language, product)
    assert not page.xpath("//script | //img | //link | //iframe | //svg | //form | //@src | //@onclick")
    (home,) = site.page("index.md", language).xpath("/html/@lang")
    assert page.get("lang") == home


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_it_has_every_row_that_is_about_the_product_and_none_that_is_not(
    site: Site, data: dict[str, list[Record]], language: str, product: str
) -> None:
    page, expected = open_pocket(site, language, product), Expected(data, language)
    names = {squeeze(name.text_content()) for name in page.xpath("//main/section[not(@id='evidence')]//li/b[1]")}
    claims = _list_claims(site, language)
    for kind in NEEDED:
        own = [record for record in data[kind] if product in record["products"]]
        others = [record for record in data[kind] if product not in record["products"]]
        titles = {expected.text(record, "title") for record in own}
        assert own and {title for title in titles if title not in claims} <= names, kind
        assert not {expected.text(record, "title") for record in others} - titles & names, kind


def _list_claims(site: Site, language: str) -> set[str]:
    """Return what stands in the register of claims, which the edition leaves out."""
    cells = (cell for page in site.volumes("claims.md", language) for cell in page.xpath("//tr[@class='row']/td"))
    return {squeeze(cell.text_content()) for cell in cells}


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_every_mark_leads_to_who_says_so_and_every_source_to_its_address(
    site: Site, data: dict[str, list[Record]], language: str, product: str
) -> None:
    page = open_pocket(site, language, product)
    marks = page.xpath("//main/section[not(@id='evidence')]//a[starts-with(@href, '#e')]")
    assert len(marks) > 50
    for mark in marks:
        (entry,) = page.xpath("//section[@id='evidence']//li[@id=$place]", place=mark.get("href")[1:])
        words = squeeze(mark.text_content())
        assert words in squeeze(entry.text_content()), words
        assert re.search(r"\d{4}-\d\d-\d\d", entry.text_content()), "the day of the last look"
        assert entry.xpath(".//a[starts-with(@href, '#s')]") or words[0] == "⌕", words
    known = {source["url"] for source in data["sources"] if "url" in source}
    linked = set(page.xpath("//section[@id='sources']//a/@href"))
    assert linked <= known and len(linked) > 30
    for entry in page.xpath("//section[@id='sources']//li"):
        told = squeeze(entry.text_content())
        meant = [source for source in data["sources"] if told.startswith(squeeze(source["title"]))]
        (link,) = entry.xpath("./a/@href") or [None]
        assert link in [source.get("url") for source in meant], told


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_every_link_inside_leads_to_one_place(site: Site, language: str, product: str) -> None:
    page = open_pocket(site, language, product)
    places = page.xpath("//@id")
    assert len(places) == len(set(places))
    inner = [link for link in page.xpath("//a/@href") if not link.startswith(("https://", "mailto:"))]
    assert len(inner) > 200
    assert {link for link in inner if link.removeprefix("#") not in places} == set()
    assert {place for place in places if f"#{place}" not in inner} == set(), "a place that nothing leads to costs bytes"


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_it_says_what_is_left_out_and_where_that_is(site: Site, language: str, product: str) -> None:
    page = open_pocket(site, language, product)
    found = page.xpath("//section[@id='left-out']//a/@href")
    told = {site.page(name, language).xpath("//link[@rel='canonical']/@href")[0] for name in SUBJECT["not_in_pocket"]}
    assert set(found) == told


def test_every_page_offers_the_edition_of_each_product(site: Site) -> None:
    for language in LANGUAGES:
        for path in site.pages_in(language):
            links = site.open(path).xpath("//footer//a[@download]/@href")
            offered = {(site.folder / path.parent / link).resolve() for link in links}
            assert {find_pocket(site, language, product).resolve() for product in PRODUCTS} <= offered, path


@pytest.mark.parametrize(("language", "product"), EDITIONS)
def test_it_reads_on_a_phone_from_the_disk(open_page: OpenPage, site: Site, language: str, product: str) -> None:
    page = open_page(java_script_enabled=False)
    requests, complaints = watch(page)
    page.goto(find_pocket(site, language, product).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert len(requests) == 1 and not complaints
