"""Sources are not counted in words: what is caught, what may be said, and that an exception is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken import list_mistakes, write_few
from guide.checks.tallies import find_counts
from guide.model.language import Language
from guide.prose.counts import check_counts
from guide.prose.sections import cut_page
from raw import Record
from small import make_guide, text

COUNTED_ZH = [
    "最近的文章多半写 15 天。",
    "最近、最常见的说法：15 天。",
    "近年的文章写 7 天。",
    "近来有报道这样写。",
    "几乎所有文章都这样写。",
    "大多数博客写 7 天。",
    "多数来源写 60 天。",
    "不少网站说要退群。",
    "几篇博客互相矛盾。",
    "两篇 2025 年的博客说不能。",
    "有 6 个独立来源。",
    "这句话由另外两个来源转述。",
    "三家媒体报道过。",
    "别的来源都只说登录就撤销。",
    "博客普遍写 15 天。",
    "来源一致。",
    "写 15 天的最多。",
    "只有那篇文章这么说。",
    "只有这家出版方这么说。",
    "只见于一篇博客。",
    "这个数只靠博客支撑。",
    "这是那篇文章独有的数字。",
    "独此一家。",
    "这是孤证。",
    "没有别的来源这么说。",
    "没有第二个来源。",
    "没有来源把它列为条件。",
    "没有可靠来源说得清。",
    "没有任何来源能回答。",
    "没有一篇附上腾讯的原文。",
    "没有人这样说。",
    "唯一的来源是那篇文章。",
    "最可靠的来源是报纸。",
    "这是网上流传最广的数字。",
    "网上大多写 15 天。",
]
COUNTED_EN = [
    "Recent articles mostly say 15 days.",
    "15 days, the figure in the most recent articles.",
    "The latest articles say 7 days.",
    "Most of what is online says 15 days.",
    "Much of the web says so.",
    "Almost all articles say so.",
    "Most blogs say 7 days.",
    "A majority of sources say 60 days.",
    "Several blogs contradict one another.",
    "A handful of sites ask for it.",
    "Two blogs of 2025 say no.",
    "There are 6 independent sources.",
    "The wording comes through the two other sources.",
    "Three of the newspapers had it.",
    "Every source says that a login withdraws the request.",
    "All the blogs agree.",
    "Blogs usually say 15 days.",
    "It is the most repeated figure.",
    "This is widely repeated.",
    "The figure most often given is 15 days.",
    "Only the article says so.",
    "Only the article's own publisher says so.",
    "This is the only report.",
    "It rests on blogs only.",
    "It rests on blogs alone.",
    "The article alone says so.",
    "The e-mail is the article's alone.",
    "It has a single source.",
    "It has no second source.",
    "No other source has seen this message.",
    "No source says how long it takes.",
    "No reliable source describes this screen.",
    "No source but the article makes it a condition.",
    "Hardly any source names a day.",
    "Few articles name a day.",
    "Nobody else says so.",
    "None of them names a text by Tencent.",
    "The best source is the press.",
]
PLAIN_ZH = [
    "别处没有查到。",
    "有博客说要退群，也有博客说不用。",
    "一篇文章说 15 天，另一篇说 60 天。",
    "来源说法不一。",
    "来源没有说提交那天算不算第一天。",
    "写 7 天的有 {waiting_periods/cool-7-cn.origins}，15 天的 {waiting_periods/cool-15-cn.origins}。",
    "这三个比例出自那篇文章。",
    "最后几个是那篇文章的说法。",
    "许多在华外国人的钱包停用，有报道。",
    "最近一次登录，在申请之前。",
    "只读到转述的文章。",
    "转述的网页没有出处。",
    "原话是“没有别的来源”。",
    "《只有一家网站》是一篇文章的标题。",
    "两边的等待期说法都不同。",
    "按最短的说法算。",
]
PLAIN_EN = [
    "It was not found elsewhere.",
    "No source was found that makes it a condition.",
    "No reliable source for it was found.",
    "A blog says so; other blogs deny it.",
    "One article says 15 days, another 60.",
    "Sources disagree.",
    "The sources do not say whether the day counts.",
    "7 days is given by {waiting_periods/cool-7-cn.origins}.",
    "It names no source.",
    "The article gives several figures without a source.",
    "None of the article's top three is among them.",
    "In a report of 2017 there were four conditions.",
    "In 2017 reports said so.",
    "Read in open-source collections of laws.",
    "The policy was read only in copies on other sites.",
    "WeChat's policy only says how long data are kept.",
    "The official pages are only about merchants.",
    "Check every phone number in the app or on an official site.",
    "Each row is one or two articles of a law.",
    "Red packets that nobody has accepted stay open.",
    'The note reads "no other source".',
    "What each source says is in the timeline.",
]
CASES = [("zh", COUNTED_ZH, PLAIN_ZH), ("en", COUNTED_EN, PLAIN_EN)]


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, counted, _ in CASES for text in counted])
def test_what_counts_or_ranks_sources_is_caught(language: Language, text: str) -> None:
    assert list(find_counts(text, language)), text


@pytest.mark.parametrize(("language", "text"), [(one, text) for one, _, plain in CASES for text in plain])
def test_what_says_plainly_what_was_found_may_be_said(language: Language, text: str) -> None:
    assert list(find_counts(text, language)) == [], text


def test_a_count_is_told_with_its_clause_and_its_place() -> None:
    text = "“15 天”出自博客；这个数只有那篇文章有，别处没有查到。"
    assert list(find_counts(text, "zh")) == [(text.index("只有"), "这个数只有那篇文章有")]


def test_a_clause_does_not_reach_beyond_its_paragraph() -> None:
    assert not list(find_counts("## Only\n\nThe article", "en"))
    assert list(find_counts("Only\nthe article says so", "en")) == [(0, "Only the article says so")]


def _list_rules(folder: Path) -> list[tuple[str, str]]:
    return [(one.location.path, one.message.rule) for one in list_mistakes(folder)]


def _append(folder: Path, kind: str, lines: str) -> None:
    file = folder / f"{kind}.yml"
    before = file.read_text(encoding="utf-8").removesuffix("[]\n")
    file.write_text(f"{before}\n{lines}\n", encoding="utf-8")


def _add_fact(folder: Path, record_id: str, zh: str, en: str) -> None:
    evidence = "[{source: ujeeb, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}]"
    title = f"{{zh: 例子 {record_id}, en: Example {record_id}}}"
    fact = f"- id: {record_id}\n  title: {title}\n  products: [weixin]\n  evidence: {evidence}\n"
    _append(folder, "money", f"{fact}  detail: {{zh: {zh}, en: {en}}}")


def _add_exception(folder: Path, text: str, words: str) -> None:
    reason = "{zh: 例子, en: An example}"
    _append(folder, "count_exceptions", f"- {{id: example, text: {text}, words: {words}, reason: {reason}}}")


@pytest.mark.parametrize(
    ("zh", "en"), [("只有那篇文章说。", "It was not found elsewhere."), ("别处没有查到。", "Only the article says so.")]
)
def test_a_text_that_counts_in_one_of_its_languages_is_a_mistake(zh: str, en: str, tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    _add_fact(folder, "example", zh, en)
    assert _list_rules(folder) == [("data/money.yml", "typed-count")]


def test_an_exception_lets_its_words_pass_in_its_text_alone(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    _add_fact(folder, "example", "只有那篇文章说。", "It was not found elsewhere.")
    _add_exception(folder, "money/example.detail", "只有那篇文章")
    assert _list_rules(folder) == []
    _add_fact(folder, "another", "只有那篇文章说。", "It was not found elsewhere.")
    assert _list_rules(folder) == [("data/money.yml", "typed-count")]


@pytest.mark.parametrize("text", ["money/example.detail", "money/nothing.detail", "labels/site.title.text"])
def test_an_exception_is_idle_where_its_words_count_nothing(text: str, tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    _add_fact(folder, "example", "别处没有查到。", "It was not found elsewhere.")
    _add_exception(folder, text, "查到")
    assert _list_rules(folder) == [("data/count_exceptions.yml", "idle-count-exception")]


def test_prose_counts_nothing_but_for_an_exception_that_is_needed() -> None:
    sections = cut_page("# A {#a}\n\nOnly the article says so.", "money.md", "en")
    row = {"id": "example", "text": "docs/money.md#a", "words": "the article says", "reason": text("An example")}

    def find(*exceptions: Record) -> set[str]:
        guide = make_guide(count_exceptions=list(exceptions))
        return {one.message.rule for one in check_counts(guide, sections)}

    assert find() == {"typed-count"}
    assert find(row) == set()
    assert find({**row, "words": "nothing"}) == {"typed-count", "idle-count-exception"}
