"""What those who show a shared link are told: title, description, language, and a picture of the site's own."""

from __future__ import annotations

import struct
from collections import Counter

import pytest
from lxml import html

from expected import Expected
from project_copy import PLACE
from raw import LANGUAGES, Record, Site, squeeze

SIZE = 25_000
"""Bytes that a picture may have."""


def read_told(page: html.HtmlElement) -> dict[str, list[str]]:
    """Return what a page tells, by name."""
    told: dict[str, list[str]] = {}
    for meta in page.xpath("//meta[@property or starts-with(@name, 'twitter:')]"):
        told.setdefault(meta.get("property") or meta.get("name"), []).append(meta.get("content"))
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shared_page_says_what_it_is_and_in_which_languages(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    expected = {one: Expected(data, one) for one in LANGUAGES}
    for path in site.pages_in(language):
        page = site.open(path)
        if not page.xpath("//main"):
            continue
        told = read_told(page)
        (title,) = told["og:title"]
        assert squeeze(page.xpath("//title")[0].text).startswith(title), path
        assert told["og:description"] == page.xpath("//meta[@name='description']/@content"), path
        assert told["og:url"] == page.xpath("//link[@rel='canonical']/@href"), path
        assert told["og:site_name"] == [expected[language].label("site.title")]
        assert told["og:locale"] == [expected[language].label("language.locale")]
        others = [expected[one].label("language.locale") for one in LANGUAGES if one != language]
        assert told["og:locale:alternate"] == others
        assert told["twitter:card"] == ["summary_large_image"]
        assert told["og:image:alt"][0].strip()


def test_each_picture_is_the_site_s_own_small_and_of_the_size_that_is_told(site: Site) -> None:
    shown: Counter[str] = Counter()
    for path in (path for language in LANGUAGES for path in site.pages_in(language)):
        told = read_told(site.open(path))
        for address in told.get("og:image", ()):
            assert address.startswith(f"{PLACE}assets/card-"), path
            picture = (site.folder / address.removeprefix(PLACE)).read_bytes()
            assert picture.startswith(b"\x89PNG") and len(picture) <= SIZE
            size = struct.unpack(">II", picture[16:24])
            assert [str(one) for one in size] == told["og:image:width"] + told["og:image:height"] == ["1200", "630"]
            shown[address] += 1
    files = {f"{PLACE}assets/{file.name}" for file in (site.folder / "assets").glob("card-*.png")}
    assert files == set(shown) and len(files) > 50
    assert len({(site.folder / file.removeprefix(PLACE)).read_bytes() for file in files}) > len(files) * 0.9


def test_a_site_that_does_not_know_its_place_has_no_pictures(nowhere: Site) -> None:
    assert not list(nowhere.folder.rglob("card-*"))
    for path in nowhere.pages():
        told = read_told(nowhere.open(path))
        assert "og:image" not in told and "og:url" not in told, path
