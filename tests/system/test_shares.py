"""Shares of a whole are added up by source and whole; a second survey stands beside the first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

import second
from guide.checks.shares import check_shares
from guide.views.localized_guide import localize
from guide.views.shares import Shares, show_shares
from harness import AS_OF
from project_copy import build_site, copy_second_guide
from raw import Site, read_data, read_text
from small import fact, list_rules, make_guide, share, source, text

SOURCES = [source("one"), source("two")]
CAUSES = [{**fact("cause", "one+"), "sign": text("s")}]
LABELS = {
    "share.of": "Share of {of}",
    "share.of_unknown": "Share of something",
    "share.by": "{whole}, by ",
    "share.rest": "Unexplained",
    "unit.percent": "{n}%",
}

WORDS = [one | {"text": text(LABELS[one["id"]])} if one["id"] in LABELS else one for one in read_data()["labels"]]


def check(*shares: dict[str, object]) -> list[tuple[str, str]]:
    """Return what is said of some shares."""
    return list_rules(check_shares(make_guide(sources=SOURCES, failure_causes=CAUSES, failure_shares=list(shares))))


def test_shares_of_one_whole_by_one_source_add_up() -> None:
    assert check(share("a", "60", "one+", whole="tickets"), share("b", "40", "one+", whole="tickets")) == []
    over = check(share("a", "60", "one+", whole="tickets"), share("b", "43", "one+", whole="tickets"))
    assert over == [("shares-over-100", "failure_shares/b")]


def test_a_second_survey_has_a_hundred_percent_of_its_own() -> None:
    first = [share("a", "60", "one+", whole="tickets"), share("b", "40", "one+", whole="tickets")]
    assert check(*first, share("c", "55", "two+", whole="tickets"), share("d", "45", "two+", whole="tickets")) == []
    assert check(*first, share("c", "55", "two+", whole="tickets"), share("d", "55", "two+", whole="tickets")) == [
        ("shares-over-100", "failure_shares/d")
    ]


def test_a_source_that_does_not_give_a_share_is_not_charged_with_it() -> None:
    shares = [share("a", "60", "one+", whole="tickets"), share("b", "60", "two+", "one-", whole="tickets")]
    assert check(*shares) == []
    assert check(shares[0], share("b", "60", "two+", "one~", whole="tickets")) == []


def test_a_share_of_nothing_named_is_added_to_nothing() -> None:
    assert check(share("a", "60", "one+"), share("b", "60", "one+")) == []
    assert check(share("a", "60", "one+", whole="tickets"), share("b", "60", "one+")) == []


@pytest.mark.parametrize(
    ("percentages", "fine"),
    [
        ("34 34 33", True),  # each rounded up by a half at most
        ("51 50", True),
        ("52 50", False),
        ("33.4 33.4 33.4", False),
        ("33.4 33.4 33.3", True),
        ("100 0", True),
        ("100 1", True),
        ("100 2", False),
    ],
)
def test_there_is_room_for_rounding_and_no_more(percentages: str, fine: bool) -> None:
    shares = [share(f"s{number}", one, "one+", whole="tickets") for number, one in enumerate(percentages.split())]
    assert bool(check(*shares)) is not fine


def test_one_whole_is_written_in_one_way() -> None:
    named = {"zh": "客服工单", "en": "support tickets"}
    other = {"zh": "全部客服工单", "en": "all support tickets"}
    shares = [share("a", "60", "one+", whole=named), share("b", "60", "one+", whole=other)]
    assert check(*shares) == [("whole-in-other-words", "failure_shares/b")]
    assert check(shares[0], share("b", "60", "two+", whole=other)) == [], "another source has words of its own"
    users = {"zh": "两千名用户", "en": "two thousand users"}
    assert check(shares[0], share("b", "60", "one+", whole=users)) == []


def test_a_share_is_one_percentage_and_no_range() -> None:
    told = share("a", "60", "one+", whole="tickets") | {"value": {"percent": "60", "to_percent": "70"}}
    assert check(told) == [("not-a-percentage", "failure_shares/a")]


# How they are drawn


def show(*shares: dict[str, object]) -> Shares:
    """Return the bars of some shares."""
    guide = make_guide(sources=SOURCES, failure_causes=CAUSES, failure_shares=list(shares), labels=WORDS)
    return show_shares(localize(guide, "en", AS_OF), "")


def draw(view: Shares) -> list[tuple[str, list[str], str]]:
    """Return (caption, lengths of the bars, length of the rest) of each whole."""
    captions = ["".join(str(getattr(part, "text", "")) for part in whole.caption) for whole in view.wholes]
    lengths = [[bar.percent for bar in whole.bars] for whole in view.wholes]
    return list(zip(captions, lengths, [whole.rest for whole in view.wholes], strict=True))


def test_each_source_has_its_own_picture_of_a_whole() -> None:
    drawn = draw(
        show(
            share("a", "60", "one+", whole="tickets"),
            share("b", "30", "one+", whole="tickets"),
            share("c", "55", "two+", whole="tickets"),
            share("d", "20", "one+", whole="calls"),
        )
    )
    assert drawn == [
        ("Share of tickets, by one", ["60", "30"], "10"),
        ("Share of tickets, by two", ["55"], "45"),
        ("Share of calls, by one", ["20"], "80"),
    ]


def test_a_share_that_two_sources_give_is_drawn_with_both_and_has_one_anchor() -> None:
    view = show(share("a", "60", "one+", "two+", whole="tickets"), share("b", "30", "two+", whole="tickets"))
    assert draw(view) == [("Share of tickets, by one", ["60"], "40"), ("Share of tickets, by two", ["60", "30"], "10")]
    anchors = [bar.anchor for whole in view.wholes for bar in whole.bars if bar.anchor]
    assert sorted(anchors) == ["failure-shares-a", "failure-shares-b"]


def test_what_is_rounded_to_more_than_the_whole_leaves_nothing_and_not_less() -> None:
    shares = [
        share(name, percent, "one+", whole="tickets") for name, percent in (("a", "34"), ("b", "34"), ("c", "33"))
    ]
    assert draw(show(*shares)) == [("Share of tickets, by one", ["34", "34", "33"], "0")]


def test_shares_of_nothing_named_are_drawn_one_by_one() -> None:
    assert draw(show(share("a", "60", "one+"), share("b", "60", "one+"))) == [
        ("Share of something, by one", ["60"], "40"),
        ("Share of something, by one", ["60"], "40"),
    ]


def test_a_share_that_nobody_gives_is_drawn_without_a_name() -> None:
    assert draw(show(share("a", "60", "one~", whole="tickets"))) == [("Share of tickets", ["60"], "40")]


# A cause with a sourced share, by YAML alone

EVIDENCE = "{source: tried-survey, stance: supports, QUOTE, checked: {on: 2026-11-20, how: read}}"
CAUSE = f"""
- id: tried-cause
  title: {{en: A tried cause, de: Ein Versuch, fr: Un essai}}
  sign: {{en: The letter says so., de: Es steht im Brief., fr: La lettre le dit.}}
  products: [giro]
  evidence: [{EVIDENCE.replace("QUOTE", "no_quote: spread")}]
"""
SHARES = f"""
- id: tried-share
  title: {{en: A tried cause, de: Ein Versuch, fr: Un essai}}
  cause: tried-cause
  value: {{percent: 37, of: {{en: letters, de: Briefe, fr: lettres}}}}
  products: [giro]
  evidence: [{EVIDENCE.replace("QUOTE", "quote: 37 % of the letters")}]
- id: tried-other-share
  title: {{en: Overdrawn accounts, de: Überzogene Konten, fr: Comptes à découvert}}
  cause: overdrawn
  value: {{percent: 63, of: {{en: letters, de: Briefe, fr: lettres}}}}
  products: [giro]
  evidence: [{EVIDENCE.replace("QUOTE", "quote: the other 63 %")}]
"""
SURVEY = """
- id: tried-survey
  class: press
  publisher: {en: A newspaper, de: Eine Zeitung, fr: Un journal}
  title: A tried survey
  language: en
  about: {en: A survey., de: Eine Umfrage., fr: Un sondage.}
  products: [giro]
  url: https://paper.example/survey
  date: 2026-10
  extent: full
  read: 2026-11-20
"""


def test_a_cause_with_a_sourced_share_is_added_by_yaml_alone(second_site: Site, tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    for kind, written in (("sources", SURVEY), ("failure_causes", CAUSE), ("failure_shares", SHARES)):
        file = project / "data" / f"{kind}.yml"
        file.write_text(file.read_text(encoding="utf-8") + written, encoding="utf-8")
    result = build_site(project, tmp_path / "built")
    assert result.returncode == 0, result.stderr
    built = Site(tmp_path / "built")
    for language in second.LANGUAGES:
        before, after = find_figures(second_site, language), find_figures(built, language)
        assert len(after) == len(before) + 1, "beside the others, which stay as they were"
        assert [read_text(one) for one in after[:-1]] == [read_text(one) for one in before]
        assert "A tried survey" in read_text(after[-1].xpath("./figcaption")[0])
        assert after[-1].xpath(".//data[@class='rest']/@value") == ["0%"]
        page = second.read_page(built, "failures/tried-cause", language)
        assert re.search(r"37\s?%", read_text(page.xpath("//div[@data-column='share']")[0]))


def find_figures(site: Site, language: str) -> list[html.HtmlElement]:
    """Return the bar charts of the shares."""
    return list(second.read_page(site, "failures", language).xpath("//figure[@data-view='failure-shares']"))
