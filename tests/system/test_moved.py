"""Addresses are promises: what was renamed leads on, in the site without a script and in the published data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from guide.load_all import look_at_everything
from project_copy import PLACE, build_site, copy_second_guide
from raw import Site

COSTS = "data/fees.yml"
MOVES = (
    "{id: old/prices.md, to: fixes.md}",
    "{id: old/prices-in-full.md, to: index.md#fees}",
    "{id: index.md#prices, to: index.md#fees}",
    "{id: index.md#costs, to: index.md#fees}",
    "{id: index.md#how-long, to: timeline.md#wait}",
    "{id: index.md#how, to: steps.md}",
)
"""Pages and headings that went, and where they lead."""


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
    put(root, "data/subject.yml", "topics:", f"moved: [{', '.join(MOVES)}]\ntopics:")
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
    assert link.text
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_page_that_went_may_lead_to_a_heading(renamed: Site) -> None:
    page = html.parse(str(renamed.folder / "de/old/prices-in-full/index.html")).getroot()
    assert page.xpath("//a/@href") == ["../../#fees"]


def test_a_heading_answers_to_its_old_ids_too(renamed: Site) -> None:
    for path in ("index.html", "fr/index.html"):
        page = renamed.open(Path(path))
        for old in ("prices", "costs"):
            (mark,) = page.xpath(f"//*[@id='{old}']")
            assert mark.xpath("ancestor::h2/@id") == ["fees"], "the browser shows the heading"


@pytest.mark.parametrize("old", ["how-long", "how"])
def test_a_heading_that_went_to_another_page_leaves_a_link(renamed: Site, old: str) -> None:
    (link,) = renamed.open(Path("de/index.html")).xpath(f"//p[@id='{old}']/a")
    file, _, anchor = link.get("href").partition("#")
    other = renamed.open(Path("de") / file / "index.html")
    (place,) = other.xpath(f"//*[@id='{anchor}']" if anchor else "//h1")
    assert link.text == place.text_content()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize(
    "way",
    [
        ("failures/in-the-red/#fixes", "failures/overdrawn/", "#fixes"),
        ("de/old/prices/#all", "de/fixes/", "#all"),
        ("old/prices/", "fixes/", ""),
        ("old/prices-in-full/", "#fees", ""),
    ],
)
def test_a_browser_is_led_to_the_place_that_was_asked_for(
    renamed: Site, browser: Browser, way: tuple[str, str, str], scripts: bool
) -> None:
    asked, reached, forgotten = way
    page = browser.new_page(java_script_enabled=scripts)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.route("**/*", lambda route: route.fulfill(path=find_file(renamed, route.request.url)))
    page.goto(PLACE + asked, wait_until="commit")
    page.wait_for_url(PLACE + reached + (forgotten if scripts else ""))
    page.close()
    assert trouble == []


def find_file(site: Site, address: str) -> Path:
    """Return the file that a host sends for an address of the site."""
    path = site.folder / address.removeprefix(PLACE).partition("#")[0]
    return path / "index.html" if path.is_dir() else path


def test_programs_are_led_on_too(renamed: Site) -> None:
    moved = json.loads((renamed.folder / "data/index.json").read_text(encoding="utf-8"))["moved"]
    assert moved["records"]["fees/swiss-fee"] == "fees/transfer-fee"
    assert moved["pages"] == {
        "old/prices.md": "fixes.md",
        "old/prices-in-full.md": "index.md#fees",
        "failures/in-the-red.md": "failures/overdrawn.md",
    }
    assert moved["headings"]["index.md#how-long"] == "timeline.md#wait"
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
        ("data/subject.yml", "topics:", "moved: [{id: index.md#fees, to: index.md#accounts}]\ntopics:", "moved-page"),
        ("data/subject.yml", "topics:", "moved: [{id: gone.md#fees, to: index.md#accounts}]\ntopics:", "moved-page"),
        ("data/subject.yml", "topics:", "moved: [{id: index.md#gone, to: index.md#fee}]\ntopics:", "no-such-page"),
        ("data/subject.yml", "topics:", "moved: [{id: index.md#gone, to: index.md#top}]\ntopics:", "no-such-page"),
        ("data/subject.yml", "topics:", "moved: [{id: Index.md, to: fixes.md}]\ntopics:", "wrong-form"),
        ("data/subject.yml", "topics:", "moved: [{id: a.md, to: b.md}, {id: b.md, to: a.md}]\ntopics:", "no-such-page"),
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
