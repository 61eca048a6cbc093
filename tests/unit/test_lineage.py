"""Copies are known as copies: no circles, and the same words under two sources ask for a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from guide.checks.lineage import check_circles, check_common_passages, check_same_words
from guide.model.capture import Capture
from raw import Record
from small import fact, list_rules, make_guide, source, text, voice

LONG = "the account and all of its data are deleted for good"
SAME = "The account - and all of its data - are “deleted” for good!"


@pytest.mark.parametrize("field", ["derived_from", "superseded_by"])
def test_a_circle_is_told_once(field: str) -> None:
    def lead(name: str) -> Any:
        return [f"sources/{name}"] if field == "derived_from" else name

    round_trip = [
        source("a", **{field: lead("b")}),
        source("b", **{field: lead("c")}),
        source("c", **{field: lead("a")}),
    ]
    assert [rule for rule, _ in list_rules(check_circles(make_guide(sources=round_trip)))] == ["circle"]
    straight = [*round_trip[:2], source("c")]
    assert list_rules(check_circles(make_guide(sources=straight))) == []


def test_a_source_is_not_taken_from_itself() -> None:
    for alone in (source("a", derived_from=["sources/a"]), source("a", superseded_by="a")):
        assert list_rules(check_circles(make_guide(sources=[alone]))) == [("circle", "sources/a")]


def find_same(first: Record, second: Record, quotes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what is said of two sources that are quoted with some words in two records."""
    one, other = voice("one+", quotes[0]), voice("other+", quotes[1])
    sources = [source("one", **first), source("other", **second), source("root")]
    origins = [{"id": "screen", "title": text("A screen"), "about": text("Nobody has it")}]
    return list_rules(
        check_same_words(
            make_guide(
                sources=sources,
                origins=origins,
                money=[fact("a", one)],
                scams=[{**fact("b", other), "sign": text("s"), "response": text("r")}],
            )
        )
    )


def test_the_same_words_under_two_sources_ask_for_their_lineage() -> None:
    assert find_same({}, {}, (LONG, LONG)) == [("same-words", "sources/other")]
    assert find_same({}, {}, (LONG, SAME)) == [("same-words", "sources/other")], "whatever their typography"


def test_short_or_other_words_ask_for_nothing() -> None:
    assert find_same({}, {}, ("delete account", "delete account")) == []
    assert find_same({}, {}, (LONG, f"{LONG} tomorrow")) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"derived_from": ["sources/one"]}),
        ({"derived_from": ["sources/other"]}, {}),
        ({"derived_from": ["sources/root"]}, {"derived_from": ["sources/root"]}),
        ({"derived_from": ["origins/screen"]}, {"derived_from": ["origins/screen"]}),
        ({}, {"independent_of": [{"source": "one", "reason": text("Both quote the screen")}]}),
        ({"independent_of": [{"source": "other", "reason": text("Both quote the screen")}]}, {}),
        ({"superseded_by": "other"}, {}),
        ({}, {"superseded_by": "one"}),
    ],
)
def test_a_lineage_a_reason_or_a_later_text_answers(first: Record, second: Record) -> None:
    assert find_same(first, second, (LONG, LONG)) == []


def test_a_lineage_that_leads_elsewhere_does_not_answer() -> None:
    assert find_same({"derived_from": ["sources/root"]}, {}, (LONG, LONG)) == [("same-words", "sources/other")]
    away = {"independent_of": [{"source": "root", "reason": text("Of another year")}]}
    assert find_same(away, {}, (LONG, LONG)) == [("same-words", "sources/other")]


PASSAGE = "Once the account is deleted, nothing of it can be had back: neither messages nor contacts nor money."


def find_shared(first: Record, second: Record, passage: str) -> list[tuple[str, str]]:
    """Return what is said of two sources whose stored texts are PASSAGE and `passage`."""
    captures = {
        name: Capture(source=name, address="a", asked="2026-11-26", sha256="0", passages=(words,))
        for name, words in (("one", f"First. {PASSAGE}"), ("other", passage))
    }
    sources = [source("one", **first), source("other", **second)]
    return list_rules(check_common_passages(replace(make_guide(sources=sources), captures=captures)))


def test_a_long_passage_that_two_stored_texts_share_asks_for_their_lineage() -> None:
    assert find_shared({}, {}, f"Second! {PASSAGE.upper()}") == [("same-passage", "sources/other")]


def test_a_short_passage_or_a_known_lineage_asks_for_nothing() -> None:
    assert find_shared({}, {}, f"Second. {PASSAGE[:30]}") == []
    assert find_shared({}, {"derived_from": ["sources/one"]}, PASSAGE) == []
    assert find_shared({"superseded_by": "other"}, {}, PASSAGE) == []
    assert find_shared({}, {"independent_of": [{"source": "one", "reason": text("A formula of law")}]}, PASSAGE) == []


def test_versions_of_one_text_are_related_however_many_lie_between() -> None:
    sources = [source("one", superseded_by="two"), source("two", superseded_by="three"), source("three")]
    quoted = [fact("a", voice("one+", LONG)), fact("b", voice("three+", LONG))]
    assert list_rules(check_same_words(make_guide(sources=sources, money=quoted))) == []
