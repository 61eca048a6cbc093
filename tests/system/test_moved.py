"""Addresses are promises: what was renamed leads on, in the site without a script and in the published data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from guide.load_all import look_at_everything
from project_copy import PLACE, build_site, copy_second_guide
from raw import Site

COSTS = "data/fees.yml"


def put(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the second guide after a row, a cause and a page were renamed."""
    root = copy_second_guide(tmp_path_factory.mktemp("moved") / "project")
    put(root, COSTS, "- id: transfer-fee", "- id: transfer-fee\n  was: [abroad-fee, swiss-fee]")
    put(root, "data/failure_causes.yml", "- id: overdrawn", "- id: overdrawn\n  was: [in-the-red]")
    put(root, "data/subject.yml", "topics:", "moved: [{id: old/prices.md, to: fixes.md}]\ntopics:")
    target = root.parent / "site"
    result = build_site(root, target, SITE_URL=PLACE)
    assert result.returncode == 0, result.stderr
    return Site(target)


def test_a_row_answers_to_its_old_places_too(renamed: Site) -> None:
    for path in ("index.html", "de/index.html"):
        page = renamed.open(Path(path))
        for old in ("abroad-fee", "swiss-fee"):
            (mark,) = page.xpath(f"//*[@id='fees-{old}']")
            assert mark.xpath("ancestor-or-self::*[@id='fees-transfer-fee']"), "the browser shows the row"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("failures/in-the-red", "failures/overdrawn"),
        ("de/failures/in-the-red", "de/failures/overdrawn"),
        ("old/prices", "fixes"),
        ("fr/old/prices", "fr/fixes"),
    ],
)
def test_the_address_of_a_page_leads_on_without_a_script(renamed: Site, old: str, new: str) -> None:
    page = html.parse(str(renamed.folder / old / "index.html")).getroot()
    (refresh,) = page.xpath("//meta[@http-equiv='refresh']/@content")
    (link,) = page.xpath("//a")
    assert refresh == f"0; url={link.get('href')}"
    assert (renamed.folder / old / link.get("href") / "index.html").resolve() == renamed.folder / new / "index.html"
    assert link.text and not page.xpath("//script")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_programs_are_led_on_too(renamed: Site) -> None:
    moved = json.loads((renamed.folder / "data/index.json").read_text(encoding="utf-8"))["moved"]
    assert moved["records"]["fees/swiss-fee"] == "fees/transfer-fee"
    assert moved["pages"] == {"old/prices.md": "fixes.md", "failures/in-the-red.md": "failures/overdrawn.md"}
    rows = json.loads((renamed.folder / "data/fees.json").read_text(encoding="utf-8"))
    assert [row.get("was") for row in rows] == [None, ["abroad-fee", "swiss-fee"]]


def test_what_leads_on_is_in_no_search_and_no_map_of_the_site(renamed: Site) -> None:
    for name in ("sitemap.xml", "search/en.js", "guide.html"):
        assert "failures/in-the-red" not in (renamed.folder / name).read_text(encoding="utf-8"), name


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        (COSTS, "- id: transfer-fee", "- id: transfer-fee\n  was: [closing-fee]", "old-id"),
        (COSTS, "- id: transfer-fee", "- id: transfer-fee\n  was: [x, x]", "old-id"),
        ("data/subject.yml", "topics:", "moved: [{id: steps.md, to: fixes.md}]\ntopics:", "moved-page"),
        ("data/subject.yml", "topics:", "moved: [{id: a.md, to: b.md}, {id: b.md, to: a.md}]\ntopics:", "no-such-page"),
        ("data/subject.yml", "topics:", "not_in_pocket: [a.md]\ntopics:", "no-such-page"),
        (
            "data/subject.yml",
            "topics:",
            "moved: [{id: a.md, to: steps.md}, {id: a.md, to: x.md}]\ntopics:",
            "repeated-id",
        ),
    ],
)
def test_an_old_name_leads_to_one_thing_that_is_there(tmp_path: Path, name: str, old: str, new: str, rule: str) -> None:
    root = copy_second_guide(tmp_path / "project")
    put(root, name, old, new)
    found = look_at_everything(root / "data").mistakes
    assert {one.message.rule for one in found} == {rule}, [str(one) for one in found]
    assert {one.location.path for one in found} == {name} and all(one.location.line > 1 for one in found)
