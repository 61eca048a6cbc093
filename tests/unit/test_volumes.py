"""A register that is too long for one page is bound in volumes, and few records move when one is added."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping

import pytest

from guide.messages.message import MessageError
from guide.prose.homes import find_homes
from guide.prose.sections import cut_page
from guide.views.binding import CLAIMS_IN_VOLUME, list_volume_pages
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.volumes import MOST_NAMES, find_volume, list_all_volumes, list_volumes, show_index, title_volume
from raw import Record, read_data
from small import fact, make_guide, question, source

PAGES = {"sources": "<!-- guide:sources -->", "claims": "<!-- guide:claims -->", "money": "<!-- guide:money -->"}


def place(pages: Mapping[str, str] = PAGES, language: str = "zh", **kinds: list[Record]) -> LocalizedGuide:
    """Return a guide of some records on some pages."""
    guide = make_guide(**{"labels": read_data()["labels"], **kinds})
    sections = [one for name, text in pages.items() for one in cut_page(f"# A\n\n{text}\n", f"{name}.md", "zh")]
    return localize(guide, language, datetime.date(2026, 11, 27)).place_on(find_homes(guide, sections))


def list_sources(number: int, source_class: str = "press") -> list[Record]:
    return [source(f"{source_class}-{n}", source_class) for n in range(number)]


def find_pages(localized: LocalizedGuide, kind: str) -> dict[str, str]:
    """Return the page of each record of a kind, by its id."""
    return {record.id: localized.target(record).page for record in localized.guide.records(kind)}


def read_size(kind: str = "sources") -> int:
    size = make_guide().kinds[kind].volume
    assert size
    return size


def test_a_register_that_fits_on_a_page_stays_there() -> None:
    localized = place(sources=list_sources(read_size()))
    assert {*find_pages(localized, "sources").values()} == {"sources.md"}
    assert list_volumes("sources", localized) == ()


def test_a_longer_one_is_bound_by_its_groups_and_no_volume_holds_more_than_it_may() -> None:
    size = read_size()
    localized = place(sources=[*list_sources(size + 1), *list_sources(2, "law")])
    pages = find_pages(localized, "sources")
    assert [*Counter(pages.values()).items()] == [
        ("sources/press.md", size),
        ("sources/press-2.md", 1),
        ("sources/law.md", 2),
    ]
    assert localized.target(localized.guide.records("sources")[-1]).anchor == "sources-law-1"


def test_volumes_stand_in_the_order_of_their_groups_and_say_what_they_hold() -> None:
    size = read_size()
    localized = place(language="en", sources=[*list_sources(size + 1), *list_sources(2, "law")])
    titles = [title_volume(one, localized) for one in list_volumes("sources", localized)]
    assert titles == ["Law", f"Press (1–{size})", f"Press ({size + 1}–{size + 1})"]


def test_what_is_added_behind_its_group_moves_nothing_and_in_front_of_it_one_of_each_volume() -> None:
    size, law = read_size(), list_sources(2, "law")
    before = find_pages(place(sources=[*list_sources(3 * size), *law]), "sources")
    behind = find_pages(place(sources=[*list_sources(3 * size + 1), *law]), "sources")
    assert {name: page for name, page in behind.items() if before.get(name) not in (page, None)} == {}
    front = find_pages(place(sources=[source("new", "press"), *list_sources(3 * size), *law]), "sources")
    moved = {name for name, page in front.items() if before.get(name) not in (page, None)}
    assert moved == {f"press-{number * size - 1}" for number in (1, 2, 3)}


def make_claims(number: int) -> list[Record]:
    return [fact(f"claim-{n}", "nobody~") for n in range(number)]


def test_few_claims_stand_on_one_page_and_many_on_a_page_for_each_kind() -> None:
    few = place(money=make_claims(CLAIMS_IN_VOLUME))
    assert {*find_pages(few, "money").values()} == {"claims.md"}
    assert few.target_claims("money").anchor == "claims-money"
    many = place(money=[*make_claims(CLAIMS_IN_VOLUME + 1)], scams=[])
    assert Counter(find_pages(many, "money").values()) == {"claims/money.md": CLAIMS_IN_VOLUME, "claims/money-2.md": 1}
    assert (many.target_claims("money").page, many.target_claims("money").anchor) == ("claims/money.md", None)
    assert {one.page for one in list_all_volumes(many)} <= list_volume_pages(many.guide, many.pages)


def test_registers_on_one_page_have_volumes_of_their_own() -> None:
    pages = {"all": "<!-- guide:sources -->\n\n<!-- guide:terms -->"}
    guide = make_guide()
    homes = find_homes(guide, [*cut_page(f"# A\n\n{pages['all']}\n", "all.md", "zh")])
    assert (homes["sources/*"], homes["terms/*"]) == ("all/sources", "all/terms")


def test_a_kind_that_no_page_shows_as_a_whole_is_never_bound() -> None:
    homes = find_homes(make_guide(), [*cut_page("# A\n\n<!-- guide:disagreements waiting -->\n", "a.md", "zh")])
    assert "disagreements/*" not in homes


def test_a_volume_that_is_not_there_is_refused_with_those_that_are() -> None:
    localized = place(sources=list_sources(read_size() + 1))
    assert find_volume("sources sources/press-2", localized).records[0].id == f"press-{read_size()}"
    with pytest.raises(MessageError):
        find_volume("sources sources/press-3", localized)


def test_what_leads_to_volumes_names_their_records_as_long_as_these_are_few() -> None:
    questions = [question(f"q-{n}") for n in range(MOST_NAMES + 1)]
    for few in (questions[:-1], questions):
        localized = place({"a": "<!-- guide:disagreements -->"}, disagreements=few)
        index = show_index("disagreements", list_volumes("disagreements", localized), localized)
        named = [link.text for entry in index.entries for link in entry.records]
        assert named == ([one["id"] for one in few] if len(few) <= MOST_NAMES else [])
