"""Who contradicts whom is computed: a source says once what it says, and a new value is one row."""

from __future__ import annotations

import pytest

from guide.checks.answers import check_answers, check_disagreements, check_said_once
from guide.checks.reader_flow import check_milestones
from guide.evidence.standing import Assessment, assess
from guide.evidence.waits import choose_extreme
from guide.model.name import RecordName
from guide.model.vocabulary import Product, Wait
from project_copy import build_site, copy_second_guide
from raw import ReadRow, Record, Site, read_text
from second import DATA, LANGUAGES, find, read_page
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
  title: {{en: A tried wait, de: Ein Versuch, fr: Un essai}}
  revoke: {{en: Write., de: Schreiben., fr: Écrire.}}
  products: [giro]
  evidence:
    - source: tried-blog
      stance: supports
      quote: It is closed after {days} days
      locator: first paragraph
      checked: {{on: 2026-11-20, how: read}}
"""
BLOG = """
- id: tried-blog
  class: blog
  publisher: {en: Somebody, de: Jemand, fr: Quelqu’un}
  title: A tried blog
  language: en
  about: {en: A blog., de: Ein Blog., fr: Un blog.}
  products: [giro]
  url: https://blog.example/wait
  date: 2026-10
  extent: full
  read: 2026-11-20
"""
SHORTER, LONGER = "P3D", "P200D"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Site]:
    """The site of the second guide where no law decides about the wait; as it is, and with one more account of it."""
    found = {}
    for length in ("", SHORTER, LONGER):
        project = copy_second_guide(tmp_path_factory.mktemp("waits") / "project")
        waits, sources = (project / f"data/{kind}.yml" for kind in ("waiting_periods", "sources"))
        row = ROW.format(length=length, days=length.strip("PD")) if length else ""
        written = waits.read_text(encoding="utf-8").replace("source: payment-act", "source: daily-paper")
        waits.write_text(written + row, encoding="utf-8")
        sources.write_text(sources.read_text(encoding="utf-8") + (BLOG if length else ""), encoding="utf-8")
        result = build_site(project, project.parent / "site")
        assert result.returncode == 0, result.stderr
        found[length] = Site(project.parent / "site")
    return found


def read_days(site: Site, language: str, role: str) -> list[tuple[str, str]]:
    """Return (what is added, the margin) of each of the reader's days of a role for a current account."""
    days = read_page(site, "dates", language).xpath(f"//*[@id='dates-giro']//li[contains(@class, 'day-{role}')]")
    return [
        (day.get("data-add"), day.get("data-margin")) for day in days if day.get("data-add")
    ]  # not the reader's own


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_value_is_one_row(sites: dict[str, Site], language: str) -> None:
    site = sites[SHORTER]
    row = find(site, "timeline", "waiting-periods-tried-wait", language)
    assert row.verdict == "disputed"
    assert {voice.stance for voice in row.voices} == {"supports", "contradicts"}
    (asked,) = read_page(site, "how-sure", language).xpath("//*[@id='disagreements-wait-giro']")
    (told,) = asked.xpath(".//tbody[@data-record='waiting_periods/tried-wait']")
    assert "A tried blog" in read_text(told)
    old = [one["id"] for one in DATA["waiting_periods"]]
    rows = {name: find(site, "timeline", f"waiting-periods-{name}", language) for name in old}
    against = {name for name in old if is_denied(rows[name], "tried-blog")}
    assert against == {"one-month", "two-weeks"}, "its neighbours show it, and nobody typed that"
    assert (SHORTER, "0") in read_days(site, language, "wait")


def is_denied(row: ReadRow, source: str) -> bool:
    """Say whether a source speaks against a row."""
    return ("contradicts", source) in {(voice.stance, voice.source) for voice in row.voices}


@pytest.mark.parametrize(
    ("length", "moved", "margin", "kept"),
    [(SHORTER, "withdraw", "-1", "stay_out"), (LONGER, "stay_out", "1", "withdraw")],
    ids=["a shorter value", "a longer value"],
)
def test_a_value_moves_the_careful_day_by_itself(
    sites: dict[str, Site], length: str, moved: str, margin: str, kept: str
) -> None:
    for language in LANGUAGES:
        before, after = (
            {role: read_days(sites[one], language, role) for role in (moved, kept)} for one in ("", length)
        )
        assert after[moved] == [(length, margin)] != before[moved]
        assert after[kept] == before[kept]
