"""Registers in volumes: pages of few rows, found from every link and from addresses of earlier times."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from browsing import OpenPage
from declared import DECLARED, count_rows, find_claims, is_table, list_folders, list_homes, list_rest_folders
from places import CLAIMS_IN_VOLUME, anchor
from raw import LANGUAGES, Record, Site, folder_of

BOUND = {kind: int(DECLARED[kind]["volume"]) for kind in list_folders()}
REGISTERS = [*(list_homes()[kind] for kind in BOUND), find_claims()]
MOST_ELEMENTS = 1500
"""What a phone lays out without a pause."""


def list_long(data: dict[str, list[Record]]) -> dict[str, str]:
    """Return the folder of the volumes of each kind whose last record stands in one, and not among the claims."""
    rest = {kind: folder for kind, folder in list_rest_folders().items() if len(data[kind]) > count_rows(kind)}
    return {**list_folders(), **{kind: folder for kind, folder in rest.items() if not is_table(kind)}}


def list_volumes(site: Site, home: str, language: str) -> list[Path]:
    """Return the pages that the page of a register leads to as its volumes, by their paths in the site."""
    here = f"{folder_of(language)}{home.removesuffix('.md')}/"
    links = site.page(home, language).xpath("//ul[contains(@class, 'volumes')]/li/a/@href")
    return [Path(posixpath.normpath(posixpath.join(here, link)), "index.html") for link in links]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("home", REGISTERS)
def test_a_register_leads_to_all_its_volumes_and_each_of_these_back(site: Site, home: str, language: str) -> None:
    folder = site.folder / folder_of(language) / home.removesuffix(".md")
    volumes = list_volumes(site, home, language)
    assert len(volumes) > 1
    assert sorted(site.folder / one for one in volumes) == sorted(folder.glob("*/index.html"))
    for volume in volumes:
        (back,) = site.open(volume).xpath("//p[@class='crumb']/a/@href")
        assert (site.folder / volume.parent / back).resolve() == folder.resolve()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("home", REGISTERS)
def test_no_volume_is_long(site: Site, home: str, language: str) -> None:
    limit = max((size for kind, size in BOUND.items() if list_homes()[kind] == home), default=CLAIMS_IN_VOLUME)
    for path in list_volumes(site, home, language):
        page = site.open(path)
        rows = page.xpath("//tbody[@id] | //section[contains(@class, 'dispute')]")
        assert 0 < len(rows) <= limit, path
        assert len([*page.iter()]) <= MOST_ELEMENTS, path


def test_what_leads_to_volumes_does_not_end_the_search_of_material(site: Site) -> None:
    pages = {path: site.open(path) for path in site.pages()}
    assert any(page.xpath("//ul[contains(@class, 'volumes')]//ul") for page in pages.values())
    for page in pages.values():
        parser = Parser()  # ends with an error on what it cannot follow
        for element in page.xpath("//main/*"):
            parser.feed(html.tostring(element, encoding="unicode"))
        parser.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_to_a_record_of_a_register_leads_to_the_very_row(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    places = {anchor(kind, one["id"]) for kind in (*BOUND, *list_rest_folders()) for one in data[kind]}
    led: set[str] = set()
    known: dict[Path, set[str]] = {}
    for path in site.pages_in(language):
        here = f"https://guide.example/{path.parent}/".replace("/./", "/")
        for href in site.open(path).xpath("//main//a[contains(@href, '#')]/@href"):
            address, _, place = urljoin(here, href).partition("#")
            if place in places:
                page = Path(address.removeprefix("https://guide.example/"), "index.html")
                known[page] = known.get(page) or set(site.open(page).xpath("//*[@id]/@id"))
                assert place in known[page], f"{path}: {href}"
                led.add(place)
    assert len(led) > 200


def test_an_address_of_earlier_times_leads_on_to_the_volume(
    open_page: OpenPage, site: Site, address: str, data: dict[str, list[Record]]
) -> None:
    page = open_page()
    for language in LANGUAGES:
        root = f"{address}{folder_of(language)}"
        for kind, folder in list_long(data).items():
            place = anchor(kind, data[kind][-1]["id"])
            page.goto("about:blank")
            page.goto(f"{root}{list_homes()[kind].removesuffix('.md')}/#{place}")
            page.wait_for_url(f"{root}{folder}/*/#{place}")
            assert page.locator(f"#{place}").is_visible()
    volumes = [f"{address}{path.parent}/" for path in list_volumes(site, "sources.md", LANGUAGES[0])]
    page.goto(f"{volumes[0]}#{anchor('sources', data['sources'][-1]['id'])}")
    page.wait_for_url(lambda url: url.partition("#")[0] in volumes[1:])


def test_a_place_that_is_nowhere_leads_nobody_away(open_page: OpenPage, address: str) -> None:
    page = open_page()
    with page.expect_response("**/search/volumes.js"):
        page.goto(f"{address}sources/#sources-nobody")
    assert page.url == f"{address}sources/#sources-nobody"


def test_whoever_comes_for_what_is_there_is_sent_no_list_of_places(open_page: OpenPage, address: str) -> None:
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}sources/#register")
    page.wait_for_load_state("networkidle")
    assert asked and not [one for one in asked if "volumes.js" in one]
