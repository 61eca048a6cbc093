"""The changes of facts, as other programs take them up: a feed in each language, and files to ask since a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from project_copy import PLACE, SECOND
from raw import Record, Site, read_journal
from second import LANGUAGES

ATOM = "{http://www.w3.org/2005/Atom}"
API = "api/v1"
SITES = ["second_site", "second_nowhere"]


@pytest.fixture(scope="module")
def journal() -> Record:
    return read_journal(SECOND / "data")


def name_feed(language: str) -> str:
    return "changes.xml" if language == LANGUAGES[0] else f"{language}/changes.xml"


def read_feed(site: Site, language: str) -> Any:
    found = feedparser.parse((site.folder / name_feed(language)).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("fixture", SITES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feed_reader_learns_what_changed_when_and_who_says_so(
    fixture: str, language: str, journal: Record, request: pytest.FixtureRequest
) -> None:
    found = read_feed(request.getfixturevalue(fixture), language)
    assert found.version == "atom10" and found.feed.language == language
    changes = journal["changes"]
    assert [entry.updated for entry in found.entries] == [f"{one['on']}T00:00:00Z" for one in changes]
    assert found.feed.updated == f"{changes[0]['on']}T00:00:00Z"
    for entry, change in zip(found.entries, changes, strict=True):
        told = entry.content[0].value
        figures = [
            change[side]["figure"]["text"][language] for side in ("before", "after") if "figure" in change.get(side, {})
        ]
        assert all(figure in told or figure in entry.title for figure in figures), told
        assert all(one["title"] in told for one in change.get("sources", [])[:3])
        assert (change.get("after") or change["before"])["title"][language] in entry.title


@pytest.mark.parametrize("fixture", SITES)
def test_a_feed_has_all_that_its_standard_asks_for(fixture: str, request: pytest.FixtureRequest) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: what has to stand there once."""
    site: Site = request.getfixturevalue(fixture)
    for language in LANGUAGES:
        feed = etree.parse(str(site.folder / name_feed(language))).getroot()
        assert feed.tag == f"{ATOM}feed" and feed.find(f"{ATOM}author/{ATOM}name") is not None
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1
        own = feed.findall(f"{ATOM}link[@rel='self']")
        assert len(own) == 1 and own[0].get("type") == "application/atom+xml"


def test_each_change_has_a_name_of_its_own_that_does_not_move_with_the_site(
    second_site: Site, second_nowhere: Site
) -> None:
    seen = set()
    for language in LANGUAGES:
        here, elsewhere = (
            [one.id for one in read_feed(site, language).entries] for site in (second_site, second_nowhere)
        )
        assert here == elsewhere and all(one.startswith("urn:uuid:") for one in here)
        seen |= {*here, read_feed(second_site, language).feed.id}
    assert len(seen) == sum(1 + len(read_feed(second_site, one).entries) for one in LANGUAGES)


@pytest.mark.parametrize(("fixture", "root"), [("second_site", PLACE), ("second_nowhere", "https://copy.example/")])
def test_every_entry_leads_to_a_place_of_the_site(fixture: str, root: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(fixture)
    anchors = 0
    for language in LANGUAGES:
        for entry in read_feed(site, language).entries:
            address = urljoin(f"{root}{name_feed(language)}", entry.link)
            page, _, anchor = address.removeprefix(root).partition("#")
            path = Path(page, "index.html") if page.endswith("/") or not page else Path(page)
            assert not anchor or site.open(path).xpath("//*[@id=$anchor]", anchor=anchor), address
            anchors += bool(anchor)
    assert anchors


def test_the_page_leads_to_the_feed_of_its_language(second_site: Site) -> None:
    for language in LANGUAGES:
        page = second_site.open(Path("" if language == LANGUAGES[0] else language, "sources", "index.html"))
        (link,) = page.xpath("//*[@data-view='journal']//a[contains(@href, 'changes.xml')]/@href")
        place = urljoin(f"{PLACE}{'' if language == LANGUAGES[0] else f'{language}/'}sources/", link)
        assert place == f"{PLACE}{name_feed(language)}"


def test_a_program_asks_for_what_changed_since_a_day(second_site: Site, journal: Record) -> None:
    folder = second_site.folder / API
    days = json.loads((folder / "changes.json").read_text(encoding="utf-8"))["days"]
    since = "2026-11-19"
    found = [
        change
        for day in days
        if day["date"] >= since
        for change in json.loads((folder / day["file"]).read_text(encoding="utf-8"))["changes"]
    ]
    wanted = [one for one in journal["changes"] if one["on"] >= since]
    assert 0 < len(wanted) < len(journal["changes"])
    assert [one["fact"] for one in found] == [one["record"] for one in wanted]
    for change, written in zip(found, wanted, strict=True):
        assert [change.get(side) for side in ("before", "after")] == [written.get(side) for side in ("before", "after")]
        assert (folder / change["record"]).is_file()


def test_a_change_of_a_fact_that_is_gone_leads_nowhere(second_site: Site, journal: Record) -> None:
    (gone,) = [one["record"] for one in journal["changes"] if "after" not in one]
    files = (second_site.folder / API / "changes").glob("*.json")
    changes = [one for file in files for one in json.loads(file.read_text(encoding="utf-8"))["changes"]]
    (change,) = [one for one in changes if one["fact"] == gone]
    assert change["change"] == "removed" and not {"address", "record"} & change.keys()
