"""What is told of how well a fact is known: who decides, what is missing, and that nothing was found."""

from __future__ import annotations

from typing import Any

import pytest

from guide.evidence.standing import Standing, assess
from guide.evidence.summary import summarize
from guide.model.guide import Guide
from guide.model.name import RecordName
from harness import AS_OF
from raw import SUBJECT, Record
from small import fact, make_guide, question, source, text, voice, wait

SOURCES = [
    source("law", "law", date="2021"),
    source("help", "official"),
    source("old", "official", date="2019", superseded_by="law"),
    source("paper", "press", date="2025"),
    source("app", "recreation"),
    source("blog"),
    source("seed", "none"),
]
SEARCH = {"on": "2026-11-23", "where": text("The web"), "words": ["fee"]}


def know(*voices: Record | str, **fields: Any) -> Standing:
    """Return how well a fact is known."""
    return assess(make_guide(sources=SOURCES, money=[fact("told", *voices, **fields)])).standings[
        RecordName("money", "told")
    ]


def test_what_was_searched_and_not_found_has_a_mark_of_its_own() -> None:
    assert know(searched=SEARCH).verdict == "searched"
    assert know("blog.", "seed+", searched=SEARCH).verdict == "searched"
    assert know("blog.").verdict == "unverified"


def test_a_search_decides_nothing_once_there_is_evidence() -> None:
    assert know("blog+", searched=SEARCH).verdict == "reported"
    assert know("paper-", searched=SEARCH).verdict == "refuted"


@pytest.mark.parametrize(
    ("voices", "undated"),
    [
        ([voice("help+", "w")], True),
        ([voice("help+", "w"), voice("law+", "w")], False),
        ([voice("law+", "w")], False),
        ([voice("help~", "w")], False),
        (["blog+"], False),
    ],
)
def test_only_an_official_text_without_a_date_that_confirms_is_told_as_undated(
    voices: list[Record | str], undated: bool
) -> None:
    assert know(*voices).undated is undated


def test_who_reports_is_told_of_what_is_only_reported() -> None:
    assert know("paper+", "app+").backer == "press"
    assert know("app+").backer == "recreation"
    assert know("blog+").backer == "web"
    assert know(voice("law+", "w")).backer is None
    assert know("blog+", "paper-").backer is None


def test_what_has_no_weight_is_counted_by_why_it_has_none() -> None:
    standing = know("help+", voice("old+", "w"), "blog.", "paper.", "seed+")
    assert (standing.wordless, standing.replaced, standing.silent) == (1, 1, 2)
    assert standing.supporting.sources == ()
    assert standing.verdict == "unverified"


def test_an_old_text_is_no_gap_in_what_is_past() -> None:
    standing = know(voice("old+", "w"), past="2020")
    assert (standing.verdict, standing.replaced) == ("confirmed", 0)


def test_a_side_counts_its_sources_once_and_leaves_out_what_has_no_weight() -> None:
    standing = know("blog+", "blog+", "seed+", "paper-", products=["weixin", "wechat"])
    assert (standing.supporting.sources, standing.supporting.origins) == (("blog",), 1)
    assert (standing.opposing.sources, standing.opposing.origins) == (("paper",), 1)
    assert standing.authorities.sources == ()


def test_the_authorities_are_those_that_take_a_side() -> None:
    standing = know(voice("law+", "w"), voice("help-", "w"), "blog+")
    assert set(standing.authorities.sources) == {"law", "help"}
    assert standing.verdict == "disputed"


# The whole guide in figures


def make_whole() -> Guide:
    """Return a guide with a fact of each sort."""
    facts = [
        fact("sure", voice("law+", "w")),
        fact("recreated", "app+"),
        fact("tried", voice("blog+", checked={"on": "2026-11-23", "how": "tried"})),
        fact("three", "blog+", "paper+", "app+"),
        fact("nothing", "seed+", "blog."),
        fact("searched", searched=SEARCH),
        fact("warned", "blog+", denial=SEARCH),
        fact("asked", "blog+"),
    ]
    asked = {
        "id": "q",
        "question": text("q"),
        "how": text("h"),
        "because": ["money/asked"],
        "answers": [{"id": one, "text": text(one), "effect": "fine"} for one in ("a", "b")],
    }
    return make_guide(
        sources=SOURCES, money=facts, questions=[asked], waiting_periods=[wait("w", "P7D", "blog+", "paper+")]
    )


def test_the_figures_of_the_guide_are_those_of_its_facts() -> None:
    guide = make_whole()
    summary = summarize(guide, assess(guide), AS_OF)
    assert (summary.facts, summary.recreation, summary.tried) == (9, 1, 1)
    assert {str(name): number for name, number in summary.verdicts.items()} == {
        "confirmed": 1,
        "reported": 6,
        "unverified": 1,
        "searched": 1,
    }
    assert dict(summary.origins) == {0: 2, 1: 5, 2: 1, 3: 1}
    assert (summary.rows, summary.silent, sum(summary.wordless.values()), summary.quotes.total) == (12, 1, 10, 1)


def test_the_weakest_are_those_on_which_most_is_built() -> None:
    guide = make_whole()
    weakest = summarize(guide, assess(guide), AS_OF).weakest
    assert tuple(map(str, weakest)) == ("money/warned", "waiting_periods/w", "money/asked"), (
        "one origin weighs twice; a box before a question"
    )


# What readers saw on their own screens


READERS = source("readers", "observation")


def seen(told: str, device: str, **fields: Any) -> Record:
    """Return what a reader saw on a device: `readers+` is that it was so."""
    own = {"by": device, "platform": SUBJECT["platforms"][0]["id"], "version": "8.0.64"}
    return voice(told, "w", seen=own, checked={"on": "2026-11-23", "how": "tried"}, **fields)


def look(*voices: Record | str) -> Standing:
    """Return how well a fact is known that readers saw."""
    guide = make_guide(sources=[*SOURCES, READERS], money=[fact("told", *voices)])
    return assess(guide).standings[RecordName("money", "told")]


def test_what_one_device_tells_is_seen_once_however_often_it_tells_it() -> None:
    standing = look(seen("readers+", "aaaaaa"), seen("readers+", "aaaaaa"))
    assert (standing.verdict, standing.backer) == ("reported", "seen")
    assert (standing.supporting.voices, standing.supporting.origins, standing.supporting.devices) == (1, 1, 1)


def test_two_devices_are_two_independent_origins() -> None:
    standing = look(seen("readers+", "aaaaaa"), seen("readers+", "bbbbbb"), "blog+")
    assert standing.verdict == "confirmed"
    assert (standing.supporting.voices, standing.supporting.origins, standing.supporting.devices) == (3, 3, 2)


def test_what_readers_saw_in_one_answer_speaks_against_the_others() -> None:
    asked = question("how-long", answered_by="waiting_periods", products=["weixin"])
    one = wait("one", "P7D", seen("readers+", "aaaaaa"), seen("readers+", "bbbbbb"))
    other = wait("other", "P15D", seen("readers+", "cccccc"), "blog+")
    guide = make_guide(sources=[*SOURCES, READERS], waiting_periods=[one, other], disagreements=[asked])
    standings = {str(name): standing for name, standing in assess(guide).standings.items()}
    assert (standings["waiting_periods/one"].verdict, standings["waiting_periods/other"].verdict) == (
        "disputed",
        "disputed",
    )
    assert (standings["waiting_periods/one"].opposing.devices, standings["waiting_periods/other"].opposing.devices) == (
        1,
        2,
    )
