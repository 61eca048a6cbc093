"""A figure stands in the words that bear it out, however the source writes its numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guide.checks.bearing import check_bearing
from guide.checks.figures import check_evidence_values
from guide.checks.numbers import find_numbers
from messages import phrase
from raw import Record
from small import fact, list_rules, make_guide, source, voice

NUMBERS = [
    ("占43%", "43"),
    ("占４３％", "43"),
    ("占34%", "34"),
    ("0.1%", "0.1"),
    ("100,000 yuan", "100000"),
    ("十五天", "15"),
    ("一百八十天", "180"),
    ("两千元", "2000"),
    ("二〇二一年", "2021"),
    ("三万元", "30000"),
    ("10万元", "100000"),
    ("1.5万", "15000"),
    ("30k views", "30000"),
    ("半年内", "6"),
    ("fifteen days", "15"),
    ("Sixty days", "60"),
    ("half a year", "0.5 1"),
    ("within a month", "1"),
    ("two weeks", "14"),
    ("一周", "7"),
    ("两个星期", "14"),
    ("3 weeks", "21"),
]


@pytest.mark.parametrize(("words", "numbers"), NUMBERS)
def test_a_number_is_read_as_sources_write_it(words: str, numbers: str) -> None:
    assert {Decimal(number) for number in numbers.split()} <= find_numbers(words)


@pytest.mark.parametrize(
    ("words", "number"), [("占43%", "34"), ("0.43%", "43"), ("15天", "5"), ("15天", "1"), ("1,234", "234"), ("as", "1")]
)
def test_a_part_of_a_number_is_no_number(words: str, number: str) -> None:
    assert Decimal(number) not in find_numbers(words)


def find(quote: str | None, figure: Record, stance: str = "+", **fields: object) -> list[tuple[str, str]]:
    """Return what is said of a fact with a figure whose one source has some words."""
    told = fact("told", voice(f"one{stance}", quote, **fields), value=figure)
    return list_rules(check_bearing(make_guide(sources=[source("one")], money=[told])))


BORNE_OUT = [
    ("占43%", {"percent": "43"}),
    ("for fifteen days", {"duration": "P15D"}),
    ("等待十五天", {"duration": "P15D"}),
    ("two weeks", {"duration": "P14D"}),
    ("半年后", {"duration": "P6M"}),
    ("15到60天", {"duration": "P15D", "to": "P60D"}),
    ("1至3个工作日", {"working_days": "1", "to_working_days": "3"}),
    ("手续费 0.1 元", {"money": "0.10 CNY"}),
    ("114,906元", {"money": "114906 CNY"}),
    ("约10万元", {"money": "100000 CNY"}),
    ("六项条件", {"count": "6", "unit": {"zh": "项", "en": "items"}}),
    ("在去年夏天", {"date": "2025-07"}),
    ("新版", {"version": "8.0.65"}),
]


@pytest.mark.parametrize(("quote", "value"), BORNE_OUT)
def test_a_figure_that_stands_in_its_quote_is_borne_out(quote: str, value: Record) -> None:
    assert find(quote, value) == []


NOT_BORNE_OUT = [
    ("占34%", {"percent": "43"}),
    ("占0.43%", {"percent": "43"}),
    ("等待一段时间", {"duration": "P15D"}),
    ("等待十四天", {"duration": "P15D"}),
    ("15天后", {"duration": "P15D", "to": "P60D"}),
    ("1个工作日", {"working_days": "1", "to_working_days": "3"}),
    ("手续费 1 元", {"money": "0.10 CNY"}),
    ("七项条件", {"count": "6", "unit": {"zh": "项", "en": "items"}}),
]


@pytest.mark.parametrize(("quote", "value"), NOT_BORNE_OUT)
def test_a_figure_that_does_not_stand_in_its_quote_is_told(quote: str, value: Record) -> None:
    assert find(quote, value) == [("figure-not-in-quote", "money/told")]


def test_both_figures_are_told_in_both_languages() -> None:
    told = fact("told", voice("one+", "占34%"), value={"percent": "43"})
    (problem,) = check_bearing(make_guide(sources=[source("one")], money=[told]))
    for words in (phrase(problem, "en"), phrase(problem, "zh")):
        assert "43" in words and "34" in words


def test_who_gives_another_figure_is_held_to_that_one() -> None:
    assert find("占34%", {"percent": "43"}, "-", value={"percent": "34"}) == []
    assert find("占43%", {"percent": "43"}, "-", value={"percent": "34"}) == [("figure-not-in-quote", "money/told")]


def test_who_gives_no_figure_and_who_was_counted_in_is_let_be() -> None:
    assert find(None, {"percent": "43"}) == []
    assert find("many users", {"percent": "43"}, "~") == []
    assert find("not so", {"percent": "43"}, "-") == []
    assert find("the list of conditions", {"percent": "43"}, counted=True) == []


def test_a_figure_of_another_record_is_held_as_well() -> None:
    there = fact("there", voice("one+", "72 hours"), value={"duration": "PT72H"})
    here = fact("here", voice("one+", "24 hours"), value={"same_as": "money/there"})
    guide = make_guide(sources=[source("one")], money=[there, here])
    assert list_rules(check_bearing(guide)) == [("figure-not-in-quote", "money/here")]


def test_evidence_that_gives_another_figure_does_not_bear_the_record_out() -> None:
    def judge(stance: str, percent: str) -> list[tuple[str, str]]:
        told = fact("told", voice(f"one{stance}", value={"percent": percent}), value={"percent": "43"})
        return list_rules(check_evidence_values(make_guide(sources=[source("one")], money=[told])))

    assert judge("+", "34") == [("supports-another-figure", "money/told")]
    assert judge("-", "34") == judge("~", "34") == []
    assert judge("-", "43") == judge("+", "43") == [("repeated-figure", "money/told")]
