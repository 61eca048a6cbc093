"""Who contradicts whom is computed: a source says once what it says, and a new value is one row."""

from __future__ import annotations

import pytest
import yaml

from expected import Expected
from guide.checks.answers import check_answers, check_disagreements, check_said_once
from guide.checks.reader_flow import check_milestones
from guide.evidence.standing import Assessment, assess
from guide.evidence.waits import choose_extreme
from guide.model.name import RecordName
from guide.model.vocabulary import Product, Wait
from harness import Data, Harness
from raw import LANGUAGES, ReadRow, Record, find_row, read_text
from small import fact, list_rules, make_guide, question, source, text, voice, wait

SOURCES = [source(name) for name in ("one", "two", "three")] + [source("law", "law", date="2021")]
WAITING = question("waiting", answered_by="waiting_periods", products=["weixin"])


def answer(name: str, *voices: Record | str, says: str = "", **fields: object) -> Record:
    """Return a fact that answers the question `asked`, in a word or with its figure."""
    given = {"question": "asked"} | ({"says": says} if says else {})
    return fact(name, *voices, answers=[given], **fields)


def judge(*answers: Record) -> Assessment:
    """Return how well some answers to one question are known."""
    return assess(make_guide(sources=SOURCES, disagreements=[question("asked")], money=list(answers)))


def verdicts(assessment: Assessment) -> dict[str, str]:
    """Return the verdict of each fact by its id."""
    return {name.record_id: str(one.verdict) for name, one in assessment.standings.items()}


def test_two_answers_that_differ_speak_against_each_other() -> None:
    found = judge(answer("yes", "one+", says="needed"), answer("no", "two+", says="not-needed"))
    assert verdicts(found) == {"yes": "disputed", "no": "disputed"}
    (turned,) = found.opposition[RecordName("money", "yes")]
    assert (turned.source, str(turned.stance)) == ("two", "contradicts")


def test_two_figures_differ_and_each_names_the_record_of_the_other() -> None:
    found = judge(answer("a", "one+", value={"duration": "P7D"}), answer("b", "two+", value={"duration": "P15D"}))
    assert verdicts(found) == {"a": "disputed", "b": "disputed"}
    (turned,) = found.opposition[RecordName("money", "a")]
    assert turned.value and turned.value.same_as == "money/b"


@pytest.mark.parametrize(
    "apart",
    [
        {"says": "needed"},  # the same answer
        {"says": "aside"},
        {"says": "not-needed", "past": "2020"},
        {"says": "not-needed", "products": ["wechat"]},
        {"says": "not-needed", "platforms": ["ios"]},
    ],
    ids=str,
)
def test_who_says_the_same_takes_no_side_or_speaks_of_something_else_opposes_nobody(apart: dict[str, object]) -> None:
    found = judge(answer("yes", "one+", says="needed", platforms=["android"]), answer("other", "two+", **apart))  # type: ignore[arg-type]
    assert verdicts(found) == {"yes": "reported", "other": "reported"}
    assert not found.opposition


def test_the_same_figure_is_no_contradiction_whatever_it_is_called() -> None:
    same = answer("b", "two+", value={"same_as": "money/a"})
    alike = answer("c", "three+", value={"duration": "P7D"})
    assert not judge(answer("a", "one+", value={"duration": "P7D"}), same, alike).opposition


@pytest.mark.parametrize(
    ("one", "other"), [({"percent": "0.1"}, {"percent": "0.10"}), ({"money": "5 CNY"}, {"money": "5.00 CNY"})]
)
def test_a_zero_at_the_end_makes_no_other_figure(one: Record, other: Record) -> None:
    assert not judge(answer("a", "one+", value=one), answer("b", "two+", value=other)).opposition


def test_a_bound_makes_another_figure() -> None:
    found = judge(
        answer("a", "one+", value={"duration": "P7D"}),
        answer("b", "two+", value={"duration": "P7D", "bound": "at_least"}),
    )
    assert verdicts(found) == {"a": "disputed", "b": "disputed"}


def test_a_source_that_bears_out_both_answers_opposes_neither() -> None:
    found = judge(answer("yes", "one+", says="needed"), answer("no", "one+", says="not-needed"))
    assert not found.opposition


def test_a_source_that_is_silent_or_only_mentions_an_answer_opposes_no_other() -> None:
    found = judge(answer("yes", "one+", says="needed"), answer("no", "two~", "three.", says="not-needed"))
    assert verdicts(found) == {"yes": "reported", "no": "disputed"}, "a blog alone cannot refute"


def test_the_law_decides_between_answers() -> None:
    found = judge(answer("yes", "one+", says="needed"), answer("no", voice("law+", "It is not"), says="not-needed"))
    assert verdicts(found) == {"yes": "refuted", "no": "confirmed"}


def test_an_article_opposes_nobody_and_is_opposed() -> None:
    statement = {
        **answer("told", "one+", says="needed"),
        "number": "1.1",
        "section": text("s"),
        "quote": "q",
        "known": text("k"),
    }
    data = {"sources": SOURCES, "disagreements": [question("asked")]}
    guide = make_guide(**data, money=[answer("no", "two+", says="not-needed")], statements=[statement])
    assert verdicts(assess(guide)) == {"no": "reported", "told": "disputed"}


def test_every_row_of_the_kind_answers_without_naming_the_question() -> None:
    waits = [wait("a", "P7D", "one+"), wait("b", "P15D", "two+"), wait("c", "P60D", "three+", products=["wechat"])]
    found = assess(make_guide(sources=SOURCES, disagreements=[WAITING], waiting_periods=waits))
    assert [str(one.name) for one in found.answers["waiting"]] == ["waiting_periods/a", "waiting_periods/b"]
    assert verdicts(found) == {"a": "disputed", "b": "disputed", "c": "reported"}


def test_what_is_no_wait_to_withdraw_in_takes_no_side() -> None:
    waits = [wait("a", "P7D", "one+"), wait("b", "P90D", "two+", withdrawable="false")]
    found = assess(make_guide(sources=SOURCES, disagreements=[WAITING], waiting_periods=waits))
    assert verdicts(found) == {"a": "reported", "b": "reported"}


# The checks


def test_a_disputed_fact_names_its_question() -> None:
    disputed = fact("told", "one+", "two-")
    guide = make_guide(sources=SOURCES, money=[disputed])
    assert list_rules(check_disagreements(guide)) == [("hidden-disagreement", "money/told")]
    named = {**disputed, "answers": [{"question": "asked", "says": "aside"}]}
    data = {"sources": SOURCES, "disagreements": [question("asked")]}
    assert list_rules(check_disagreements(make_guide(**data, money=[named]))) == []


def test_an_answer_says_something_and_a_question_is_answered() -> None:
    data = {"sources": SOURCES, "disagreements": [question("asked")]}
    assert list_rules(check_answers(make_guide(**data))) == [("question-without-answer", "disagreements/asked")]
    mute = answer("told", "one+")
    assert list_rules(check_answers(make_guide(**data, money=[mute]))) == [("answer-says-nothing", "money/told")]
    for told in (answer("told", "one+", says="aside"), answer("told", "one+", value={"duration": "P7D"})):
        assert list_rules(check_answers(make_guide(**data, money=[told]))) == []


def test_nobody_types_a_contradiction_that_follows() -> None:
    data = {"sources": SOURCES, "disagreements": [question("asked")]}
    no = answer("no", "two+", says="not-needed")
    typed = answer("yes", "one+", "two-", says="needed")
    assert list_rules(check_said_once(make_guide(**data, money=[typed, no]))) == [
        ("contradiction-said-twice", "money/yes")
    ]
    of_its_own = answer("yes", "one+", "three-", says="needed")
    assert list_rules(check_said_once(make_guide(**data, money=[of_its_own, no]))) == []


# Caution


def choose(which: Wait, *waits: Record) -> str:
    """Return the id of the shortest or longest wait that stands."""
    guide = make_guide(sources=SOURCES, disagreements=[WAITING], waiting_periods=list(waits))
    found = choose_extreme(which, Product("weixin"), guide, assess(guide).standings)
    return found.id if found else ""


def test_caution_takes_the_shortest_wait_to_withdraw_and_the_longest_to_stay_out() -> None:
    waits = [wait("month", "P1M", "one+"), wait("week", "P7D", "two+"), wait("days", "P45D", "three+")]
    assert choose(Wait.SHORTEST, *waits) == "week"
    assert choose(Wait.LONGEST, *waits) == "days"


def test_caution_leaves_out_what_does_not_stand() -> None:
    week = wait("week", "P7D", "one+")
    fallen = [
        wait("refuted", "P1D", voice("law-", "It is not")),
        wait("unverified", "P1D", "two~"),
        wait("kept", "P1D", "two+", withdrawable="false"),
        wait("hours", "PT1H", "two~"),
        wait("range", "P1D", "two+") | {"value": {"duration": "P1D", "to": "P3D"}},
        wait("other", "P1D", "two+", products=["wechat"]),
    ]
    for one in fallen:
        assert choose(Wait.SHORTEST, week, one) == "week", one["id"]
    assert choose(Wait.SHORTEST, *fallen) == ""


@pytest.mark.parametrize(
    ("role", "counting", "fine"),
    [
        ("withdraw", {"wait": "shortest"}, True),
        ("withdraw", {"wait": "longest"}, False),
        ("withdraw", {"add": ["timeline/t"]}, False),
        ("withdraw", {"wait": "shortest", "add": ["timeline/t"]}, False),
        ("stay_out", {"wait": "longest"}, True),
        ("stay_out", {"wait": "shortest"}, False),
        ("wait", {"wait": "each"}, True),
    ],
    ids=str,
)
def test_the_days_of_a_reader_are_counted_by_caution(role: str, counting: Record, fine: bool) -> None:
    day = {
        "id": "day",
        "title": text("d"),
        "detail": text("d"),
        "products": ["weixin"],
        "role": role,
        "counted_from": "request",
        **counting,
    }
    moment = fact("t", "one+", value={"duration": "P3D"}, counted_from="request")
    problems = list_rules(check_milestones(make_guide(sources=SOURCES, timeline=[moment], milestones=[day])))
    assert problems == ([] if fine else [("incautious-milestone", "milestones/day")])


# One row, on the pages

ROW = """
- id: tried-wait
  value: {{duration: {length}}}
  title: {{zh: 试的等待期, en: A tried wait}}
  revoke: {{zh: 登录就行。, en: Log in.}}
  products: [weixin]
  evidence:
    - source: tried-blog
      stance: supports
      quote: {quote}
      locator: first paragraph
      checked: {{on: 2026-11-23, how: read}}
"""
BLOG = """
- id: tried-blog
  class: blog
  publisher: {zh: 某人, en: Somebody}
  title: A tried blog
  language: en
  about: {zh: 一篇博客。, en: A blog.}
  products: [weixin]
  url: https://blog.example/wait
  date: 2026-10
  extent: full
  read: 2026-11-23
"""


@pytest.fixture(scope="module")
def harness() -> Harness:
    return Harness()


def add_wait(data: Data, length: str) -> Data:
    """Return the data with one more account of the wait, which a blog gives."""
    row = ROW.format(length=length, quote=f"The account is kept for {length.strip('PD')} days")
    new = {"sources": BLOG, "waiting_periods": row}
    return data | {kind: [*data[kind], *yaml.load(written, yaml.BaseLoader)] for kind, written in new.items()}


def read_days(harness: Harness, data: Data, language: str, role: str) -> list[tuple[str, str]]:
    """Return (what is added, the margin) of each of the reader's days of a role for Weixin."""
    page = harness.render_page(harness.localize(data, language), "dates.md")
    days = page.xpath(f"//*[@id='dates-weixin']//li[contains(@class, 'day-{role}')]")
    return [(day.get("data-add"), day.get("data-margin")) for day in days]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_value_is_one_row(harness: Harness, language: str) -> None:
    data = add_wait(harness.data, "P45D")
    localized = harness.localize(data, language)
    timeline, questions = (harness.render_page(localized, f"{name}.md") for name in ("timeline", "disagreements"))
    row = find_row(timeline, "waiting-periods-tried-wait")
    assert row.verdict == "disputed"
    assert {voice.stance for voice in row.voices} == {"supports", "contradicts"}
    (asked,) = questions.xpath("//*[@id='disagreements-waiting-weixin']")
    (told,) = asked.xpath(".//tbody[@data-record='waiting_periods/tried-wait']")
    assert "A tried blog" in read_text(told)
    old = [one["id"] for one in harness.data["waiting_periods"] if "weixin" in one["products"]]
    against = {name for name in old if is_denied(find_row(timeline, f"waiting-periods-{name}"), "tried-blog")}
    standing = {reply.record["id"] for reply in Expected(data, language).truth.replies["waiting-weixin"] if reply.says}
    assert against == standing & set(old), "its neighbours show it, and nobody typed that"
    assert ("P45D", "0") in read_days(harness, data, language, "wait")


def is_denied(row: ReadRow, source: str) -> bool:
    """Say whether a source speaks against a row."""
    return ("contradicts", source) in {(voice.stance, voice.source) for voice in row.voices}


@pytest.mark.parametrize(
    ("length", "moved", "day", "kept"),
    [("P3D", "withdraw", ("P3D", "-1"), "stay_out"), ("P200D", "stay_out", ("P200D", "1"), "withdraw")],
    ids=["a shorter value", "a longer value"],
)
def test_a_value_moves_the_careful_day_by_itself(
    harness: Harness, length: str, moved: str, day: tuple[str, str], kept: str
) -> None:
    data = add_wait(harness.data, length)
    for language in LANGUAGES:
        assert read_days(harness, data, language, moved) == [day]
        assert read_days(harness, harness.data, language, moved) != [day]
        assert read_days(harness, data, language, kept) == read_days(harness, harness.data, language, kept)
