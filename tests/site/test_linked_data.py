"""What pages say of themselves to search engines is true, and is no script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from guide.site.built_files import find_odd_tags
from project_copy import PLACE
from raw import Site
from second import LANGUAGES

KNOWN = {"BreadcrumbList", "Dataset"}
OTHERS = {Path("404.html"), Path("index.html"), *(Path(language, "index.html") for language in LANGUAGES)}
"""The page for a wrong address, and the first one of each language."""


def read(site: Site, path: Path) -> list[Any]:
    blocks = site.open(path).xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) <= 1, path
    return [one for block in blocks for one in json.loads(block)["@graph"]]


def find_page(site: Site, address: str) -> Path:
    path = Path(address.removeprefix(PLACE), "index.html")
    assert address.startswith(PLACE) and (site.folder / path).is_file(), address
    return path


def test_every_page_but_the_first_says_by_which_way_it_is_reached(second_site: Site) -> None:
    seen = 0
    for path in second_site.pages():
        told = read(second_site, path)
        assert {one["@type"] for one in told} <= KNOWN, "nothing is claimed that the page is not"
        crumbs = [one["itemListElement"] for one in told if one["@type"] == "BreadcrumbList"]
        if not crumbs:
            assert path in OTHERS
            continue
        seen += 1
        (steps,) = crumbs
        assert [one["position"] for one in steps] == list(range(1, len(steps) + 1))
        pages = [find_page(second_site, one["item"]) for one in steps]
        assert pages[-1] == path and len({*pages}) == len(pages)
        for step, page in zip(steps[1:], pages[1:], strict=True):
            assert step["name"] == second_site.open(page).xpath("string(//title)").partition(" · ")[0]
        above = second_site.open(path).xpath("//p[@class='crumb']/a")
        assert len(steps) == 2 + len(above)
    assert seen > 20


def test_the_page_with_the_data_offers_them_and_no_other_does(second_site: Site) -> None:
    for path in second_site.pages():
        found = [one for one in read(second_site, path) if one["@type"] == "Dataset"]
        assert bool(found) == bool(second_site.open(path).xpath("//*[@data-view='downloads']"))
        for data in found:
            assert find_page(second_site, data["url"]) == path
            assert data["license"].startswith("https://creativecommons.org/licenses/by/4.0")
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["dateModified"])
            assert 50 <= len(data["description"]) <= 5000, "what search engines take"
            for file in data["distribution"]:
                name = file["contentUrl"].removeprefix(PLACE)
                json.loads((second_site.folder / name).read_text(encoding="utf-8"))


def test_a_site_that_does_not_know_its_place_says_nothing(second_nowhere: Site) -> None:
    for path in second_nowhere.pages():
        assert not second_nowhere.open(path).xpath("//script[@type='application/ld+json']")


DATA = '<script type="application/ld+json">{"name":"x"}</script>'


@pytest.mark.parametrize(
    "page",
    [
        DATA.replace('{"name":"x"}', "alert(1)"),
        DATA.replace('{"name":"x"}', "[]"),
        DATA.replace("application/ld+json", "module"),
        DATA.replace('type="application/ld+json"', 'type="application/ld+json" src="x.js"'),
        DATA + DATA,
        DATA.replace("x", "<script>alert(1)</script>"),
    ],
    ids=["no JSON", "a list", "another type", "a source", "twice", "a script inside"],
)
def test_a_block_that_is_no_plain_data_is_a_script(page: str) -> None:
    assert list(find_odd_tags(page, "page.html", (), ()))


def test_a_block_of_plain_data_is_none() -> None:
    assert not list(find_odd_tags(DATA, "page.html", (), ()))
