"""What is too long for one page is bound in volumes, and few records move when one is added."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pytest

from guide.messages.message import MessageError
from guide.model.journal import Change, Journal, Known
from guide.prose.homes import find_homes
from guide.prose.sections import cut_page
from guide.views import find_view
from guide.views.binding import CHANGES_IN_VOLUME, CLAIMS_IN_VOLUME, list_volume_pages
from guide.views.journal import list_journal, show_journal, title_journal
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.parts import Link, Target
from guide.views.volumes import (
    MOST_NAMES,
    Beginning,
    find_volume,
    list_all_volumes,
    list_volumes,
    show_index,
    show_way,
    title_volume,
)
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


ROWS = 24


def list_facts(number: int) -> list[Record]:
    return [fact(f"fact-{n}", "paper+") for n in range(number)]


def place_facts(number: int, language: str = "zh") -> LocalizedGuide:
    return place({"money": "<!-- guide:money -->"}, language, sources=[source("paper")], money=list_facts(number))


def test_a_page_shows_the_first_records_of_a_kind_and_the_rest_goes_on_in_volumes() -> None:
    assert {*find_pages(place_facts(ROWS), "money").values()} == {"money.md"}
    pages = find_pages(place_facts(2 * ROWS + 1), "money")
    assert Counter(pages.values()) == {"money.md": ROWS, "money/2.md": ROWS, "money/3.md": 1}
    assert pages["fact-0"] == "money.md" and pages[f"fact-{2 * ROWS}"] == "money/3.md"


def test_what_is_added_behind_all_others_moves_none_of_them() -> None:
    before, after = (find_pages(place_facts(number), "money") for number in (2 * ROWS, 2 * ROWS + 1))
    assert {name: after[name] for name in before} == before


def test_the_page_leads_on_to_the_rest_by_name_and_each_volume_back_and_on() -> None:
    localized = place_facts(2 * ROWS + 1, "en")
    show = find_view("money", localized.guide)
    assert show
    shown = show(localized, "")
    assert isinstance(shown, Beginning)
    assert [row.anchor for group in shown.shown.groups for row in group.rows] == [
        f"money-fact-{n}" for n in range(ROWS)
    ]
    assert [entry.link.text for entry in shown.rest.entries] == ["Entries 25–48", "Entries 49–49"]
    named = [link.target for entry in shown.rest.entries for link in entry.records]
    assert named == [Target(f"money/{n // ROWS + 1}.md", f"money-fact-{n}") for n in range(ROWS, 2 * ROWS + 1)]
    way = show_way(localized, "money money/2")
    assert way.before == Link("Entries 1–24", Target("money.md"))
    assert way.after == Link("Entries 49–49", Target("money/3.md"))


def test_claims_are_not_counted_among_the_rows_of_a_page() -> None:
    claims = [fact("claim", "nobody~"), *list_facts(ROWS)]
    pages = {"money": "<!-- guide:money -->", "claims": "<!-- guide:claims -->"}
    localized = place(pages, sources=[source("paper")], money=claims)
    assert Counter(find_pages(localized, "money").values()) == {"money.md": ROWS, "claims.md": 1}


def test_kinds_on_one_page_go_on_in_folders_of_their_own_and_leave_a_register_its_own() -> None:
    asked = "<!-- guide:sources -->\n\n<!-- guide:origins -->\n\n<!-- guide:money -->"
    homes = find_homes(make_guide(), [*cut_page(f"# A\n\n{asked}\n", "all/index.md", "zh")])
    assert (homes["sources/*"], homes["origins/*"], homes["money/*"]) == ("all", "all/origins", "all/money")


def keep_journal(number: int) -> LocalizedGuide:
    """Return a guide in whose facts something changed so often, each time on another day."""
    after = Known(title={"zh": "一", "en": "One"}, verdict="reported")
    days = [str(datetime.date(2026, 1, 1) + datetime.timedelta(days=n)) for n in reversed(range(number))]
    journal = Journal(changes=tuple(Change(on=day, record="money/one", after=after) for day in days))
    localized = place({"news": "<!-- guide:journal -->"})
    return replace(localized, guide=replace(localized.guide, journal=journal))


def test_older_changes_stand_in_volumes_that_nothing_new_moves() -> None:
    size = CHANGES_IN_VOLUME
    assert [*list_journal(keep_journal(2 * size - 1))] == []
    before, after = ({one.page: one for one in list_journal(keep_journal(n))} for n in (2 * size, 3 * size))
    assert [*after] == ["news/facts-2.md", "news/facts-1.md"]
    assert before == {"news/facts-1.md": after["news/facts-1.md"]}
    assert after["news/facts-1.md"].changes[-1].on == "2026-01-01"
    titles = [title_journal(one, keep_journal(2 * size)) for one in before.values()]
    assert len(titles) == 1 and f"1–{size}" in titles[0] and "2026-01-01 – " in titles[0]


def test_each_change_stands_on_one_page_of_the_journal_and_each_page_leads_to_those_beside_it() -> None:
    localized = keep_journal(3 * CHANGES_IN_VOLUME)
    shown = [show_journal(localized, name) for name in ("", "news/facts-2", "news/facts-1")]
    days = [day.date for page in shown for day in page.days]
    assert days == [change.on for change in localized.guide.journal.changes]
    assert [(one.newer and one.newer.target, one.older and one.older.target) for one in shown] == [
        (None, Target("news/facts-2.md")),
        (Target("news.md"), Target("news/facts-1.md")),
        (Target("news/facts-2.md"), None),
    ]


def test_what_leads_to_volumes_names_their_records_as_long_as_these_are_few() -> None:
    questions = [question(f"q-{n}") for n in range(MOST_NAMES + 1)]
    for few in (questions[:-1], questions):
        localized = place({"a": "<!-- guide:disagreements -->"}, disagreements=few)
        index = show_index("disagreements", list_volumes("disagreements", localized), localized)
        named = [link.text for entry in index.entries for link in entry.records]
        assert named == ([one["id"] for one in few] if len(few) <= MOST_NAMES else [])
