"""Words of the glossary: one word for one thing in both languages; an exception says why, and ends with its reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from broken import list_mistakes
from examples import put, write_examples
from guide.__main__ import main
from guide.checks.glossary import read_glossary
from guide.checks.terms import check_held, check_terms, check_wording_exceptions
from guide.checks.words import check_misleading_words
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.records import Label, Term
from guide.model.wording import Wording, WordingException
from guide.prose.sections import Section, cut_page
from guide.prose.wording import find_wording
from messages import CATALOGUE, phrase
from models import MODELS, exchange
from project_copy import copy_second_guide
from raw import Record
from small import WORDS

ZH, EN = "zh", "en"


def _find_lacks(zh: str, en: str, guide: Guide) -> set[tuple[str, str]]:
    """Return (term, language that lacks it) for two texts that should say the same."""
    return {(lack.used.term, str(lack.lacking)) for lack in read_glossary(guide).find_lacks({ZH: zh, EN: en})}


@pytest.mark.parametrize(
    ("zh", "en", "lacking"),
    [
        ("先转出零钱通", "Empty the change fund first", {("mini-fund", "en")}),
        ("先转出零钱通", "Empty the Mini Fund first", set()),
        ("先转出零钱通", "Empty 零钱通 first", set()),
        ("先转出零钱通", "Empty Balance first", {("mini-fund", "en"), ("balance", "zh")}),
        ("先提现零钱", "Withdraw the Mini Fund first", {("mini-fund", "zh"), ("balance", "en")}),
        ("订阅公众号", "Follow the Subscription Account", {("official-account", "en")}),
        ("关掉公众号", "Your Official Accounts are closed", set()),
        ("打开微信支付", "Open Weixin Pay", set()),
        ("打开微信支付", "Open WeChat Pay", {("weixin-pay", "en"), ("wechat", "zh")}),
        ("看余额", "Look at the balance", set()),
        ("看余额", "Look at Balance", {("balance", "zh")}),
        ("看微信号", "See your account name", {("weixin-id", "en")}),
        ("打开“收藏”", 'Open "Favourites"', {("favorites", "en")}),
        ("打开 Moments", "Open Moments", set()),
        ("账号被冻结", "The account was frozen", set()),
        ("账号被冻结", "The account is locked", {("freeze-account", "en")}),
        ("账号被锁", "Freezing takes a day", {("freeze-account", "zh")}),
    ],
)
def test_a_term_in_one_language_is_asked_for_in_the_other(
    zh: str, en: str, lacking: set[tuple[str, str]], guide: Guide
) -> None:
    assert _find_lacks(zh, en, guide) == lacking


@pytest.mark.parametrize(
    ("zh", "en", "lacking"),
    [
        ("等待期过了", "The cooling-off period is over", {("waiting-period", "en")}),
        ("多等几天", "Wait a few days", set()),
        ("撤销申请", "Give the request up", {("withdraw-request", "en")}),
        ("提现以后", "After the withdrawal", set()),
        ("申请的状态", "The state of the request", set()),
        ("我的动态", "My Status", {("status", "zh")}),
        ("在应用里", "Inside Weixin", {("weixin", "zh")}),
        ("在微信里", "Inside the app", set()),
    ],
)
def test_a_word_of_everyday_speech_is_asked_for_one_way_only(
    zh: str, en: str, lacking: set[tuple[str, str]], guide: Guide
) -> None:
    assert _find_lacks(zh, en, guide) == lacking


def test_a_term_without_words_of_its_own_goes_by_its_title(guide: Guide) -> None:
    assert next(term for term in guide.of(Term) if term.id == "licaitong").wording is None
    assert _find_lacks("赎回理财通", "Redeem the wealth fund", guide) == {("licaitong", "en")}
    assert _find_lacks("赎回理财通", "Redeem LiCaiTong", guide) == set()


def _add_label(guide: Guide, zh: str, en: str) -> Guide:
    written = {"id": "example.text", "text": {"zh": zh, "en": en}}
    label = MODELS["labels"].model_validate(written, context=WORDS)
    return exchange(guide, labels=(*guide.of(Label), label))


def test_a_term_says_which_words_are_not_used_for_it(guide: Guide) -> None:
    term = next(term for term in guide.of(Term) if term.avoid and all(words for _, words in term.avoid.items()))
    for quotes, told in (("{}", [str(term.name), str(term.name)]), ("“{}”", [])):
        zh, en = (quotes.format(term.avoid[language][0]) for language in (ZH, EN))  # type: ignore[index]
        found = [one for one in check_misleading_words(_add_label(guide, zh, en)) if one.kind == "labels"]
        assert [dict(one.message.words)["name"] for one in found] == told


def test_readers_are_not_addressed_by_a_word_that_the_subject_avoids(guide: Guide) -> None:
    word = guide.subject.address[ZH][0]
    for zh, told in ((f"请{word}等一下", ["misleading-word/address"]), (f"写着“请{word}等一下”", [])):
        found = check_misleading_words(_add_label(guide, zh, "Please wait"))
        assert [one.message.id for one in found if one.kind == "labels"] == told


def _except(guide: Guide, term: str, text: str) -> Guide:
    written = {"id": "example", "term": term, "text": text, "reason": {"zh": "理由", "en": "A reason"}}
    exception = MODELS["wording_exceptions"].model_validate(written, context=WORDS)
    lines = {**guide.lines, RecordName("wording_exceptions", "example"): 77}
    return dataclasses.replace(
        exchange(guide, wording_exceptions=(*guide.of(WordingException), exception)), lines=lines
    )


def test_a_text_of_the_data_is_told_which_word_the_guide_uses(guide: Guide) -> None:
    (found,) = check_terms(_add_label(guide, "先转出零钱通", "Empty the change fund"))
    assert (found.kind, found.record_id, found.path) == ("labels", "example.text", ("text", "en"))
    assert found.message.rule == "term-not-used"
    for words in (phrase(found, "en"), phrase(found, "zh")):
        assert "零钱通" in words and "Mini Fund" in words and "labels/example.text.text" in words


def test_an_exception_excuses_one_term_in_one_text(guide: Guide) -> None:
    odd = _add_label(guide, "先转出零钱通和零钱", "Empty the change fund")
    assert len(list(check_terms(odd))) == 2
    (left,) = check_terms(_except(odd, "mini-fund", "labels/example.text.text"))
    assert "terms/balance" in phrase(left, "en")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("labels/example.text.text", "exception-not-needed"),
        ("labels/nothing.text", "no-such-text"),
        ("labels/example.text.txt", "no-such-text"),
        ("lables/example.text.text", "no-such-text"),
    ],
)
def test_an_idle_exception_is_a_mistake_at_its_own_place(text: str, rule: str, guide: Guide) -> None:
    good = _add_label(guide, "先转出零钱通", "Empty the Mini Fund")
    (found,) = check_wording_exceptions(_except(good, "mini-fund", text))
    assert (found.kind, found.record_id, found.path) == ("wording_exceptions", "example", ("text",))
    assert found.message.rule == rule


TOFU = {"zh": ["豆腐"], "en": ["tofu"], "held": [ZH]}


def test_a_term_held_one_way_needs_its_reason(guide: Guide) -> None:
    bare = guide.of(Term)[0].model_copy(update={"wording": Wording.model_validate(TOFU, context=WORDS)})
    (found,) = check_held(exchange(guide, terms=(bare,)))
    assert (found.record_id, found.path) == (bare.id, ("wording", "held"))
    assert list(check_held(guide)) == []


def _read_sections(zh: str, en: str) -> tuple[Section, ...]:
    return (*cut_page(f"# 标题\n\n{zh}\n", "money.md", ZH), *cut_page(f"# Heading\n\n{en}\n", "money.md", EN))


def _find_in_prose(guide: Guide, *sections: Section) -> list[Diagnostic]:
    own = tuple(exception for exception in guide.of(WordingException) if exception.id == "example")
    return list(find_wording(exchange(guide, wording_exceptions=own), sections))


def test_a_passage_is_told_where_its_translation_has_the_term(guide: Guide) -> None:
    (found,) = _find_in_prose(
        guide, *_read_sections("## 钱 {#out}\n\n转出零钱通。", "## Money {#out}\n\nEmpty the fund.")
    )
    assert str(found.location) == "docs/en/money.md:3:1"
    assert found.message.rule == "term-not-used" and "docs/money.md#out" in phrase(found, "en")
    assert _find_in_prose(guide, *_read_sections("转出零钱通。", "Empty the Mini Fund.")) == []


def test_what_is_no_prose_asks_for_nothing(guide: Guide) -> None:
    sections = _read_sections(
        "见[这里](channels.md)。", "See [there](channels.md), `Moments`, <!-- guide:value a/b -->."
    )
    assert _find_in_prose(guide, *sections) == []


def test_an_exception_for_a_passage_works_and_ends_as_one_for_a_text(guide: Guide) -> None:
    odd, good = _read_sections("转出零钱通。", "Empty it."), _read_sections("转出零钱通。", "Empty the Mini Fund.")
    excused = _except(guide, "mini-fund", "docs/money.md#top")
    assert _find_in_prose(excused, *odd) == []
    (idle,) = _find_in_prose(excused, *good)
    assert (idle.location.path, idle.location.line) == ("data/wording_exceptions.yml", 77)
    assert idle.message.rule == "exception-not-needed"
    (lost,) = _find_in_prose(_except(guide, "mini-fund", "docs/money.md#nowhere"), *good)
    assert (lost.location.line, lost.message.rule) == (77, "no-such-text")


def test_a_wrong_word_in_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_examples(tmp_path)
    rule = CATALOGUE.rules["term-not-used"]
    put(rule, rule.bad, folder)
    lines = (folder / "money.yml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, one in enumerate(lines, 1) if rule.bad.strip() in one)
    (found,) = list_mistakes(folder)
    assert (found.location.path, found.location.line, found.message.rule) == ("data/money.yml", line, "term-not-used")


# In the test's own words, and without the guide's code.
NAMES = {
    "零钱通": ("零钱通", "Mini Fund"),
    "公众号": ("Official Account",),
    "小程序": ("Mini Program",),
    "视频号": ("Channels",),
    "朋友圈": ("Moments",),
    "企业微信": ("WeCom",),
    "微信支付": ("Weixin Pay", "微信支付", "Pay Score"),
    "微粒贷": ("WeiLiDai",),
    "理财通": ("LiCaiTong",),
    "微信安全中心": ("Security Center",),
    "实名认证": ("real-name authentication",),
}


def _pair_texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            yield value["zh"], value["en"]
        for name, inner in value.items():
            if name not in {"aliases", "other_names", "wording", "avoid"}:
                yield from _pair_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pair_texts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_app_has_one_name_in_english(name: str, data: dict[str, list[Record]]) -> None:
    pairs = [
        pair for kind, rows in data.items() if kind not in {"terms", "wording_exceptions"} for pair in _pair_texts(rows)
    ]
    found = [(zh, en) for zh, en in pairs if name in zh]
    assert len(found) >= 5
    assert [pair for pair in found if not any(word.lower() in pair[1].lower() for word in NAMES[name])] == []


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_word_beside_the_glossary_is_advice_and_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    project = copy_second_guide(tmp_path / "project")
    terms = project / "data/terms.yml"
    wording = "  wording:\n    en: []\n    de: []\n    fr: []\n"
    told = terms.read_text(encoding="utf-8")
    assert told.count(wording) == 1
    held = "  wording: {en: [notice], de: [Kündigung], fr: [préavis]}\n"
    terms.write_text(told.replace(wording, held), encoding="utf-8")
    page = next(iter(sorted((project / "docs/en").glob("*.md"))))
    page.write_text(page.read_text(encoding="utf-8") + "\nLeave with notice.\n", encoding="utf-8")
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["check", "--lang", "en", "--format", form])
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if "Kündigung" in line and f"docs/de/{page.name}" in line]
    assert lines and all(line.startswith("::warning") == (form == "github") for line in lines)
