"""Bad data is reported where it was written, with what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from broken import list_mistakes, write_few
from guide.messages.diagnostic import DataError, Diagnostic
from guide.read.explain import PATTERNS
from guide.read.nodes import parse_document
from messages import CHINESE, phrase, phrase_line
from models import MODELS
from project_copy import put_second_guide

RECORD = """\
- id: wechat-wait
  title: {zh: 等待, en: Wait}
  value: {duration: P60D}
  revoke: {zh: 登录一次, en: Log in once}
  advice: {zh: 看屏幕, en: Read the screen}
  products: [wechat]
  evidence:
    - source: ujeeb
      stance: supports
      no_quote: spread
      checked: {on: 2026-11-23, how: read}
"""
FULL_WIDTH_COLON = "\uff1a"
ZERO_WIDTH_SPACE = "\u200b"
RIGHT_TO_LEFT = "\u202e"

# name, what is replaced, by what, place, what the message must say
CASES = [
    ("full-width colon", "id: wechat-wait", f"id{FULL_WIDTH_COLON}wechat-wait", "1:5", "full-width colon"),
    ("full-width digits", "等待", "等 \uff16\uff10 天", "2:17", "type the half-width '6'"),
    ("full-width digits in a figure", "P60D", "P\uff16\uff10D", "3:22", "ISO 8601"),
    ("a duration in words", "P60D", "60 天", "3:21", "P15D"),
    ("a tab", "  value", "\tvalue", "3:1", "a tab; indent with spaces"),
    ("no space after a colon", "title: {zh: 等待", "title: {zh:等待", "2:11", "a space after the colon is missing"),
    (
        "text that is missing in a language",
        "title: {zh: 等待, en: Wait}",
        "title: {zh: 等待}",
        "2:10",
        "title.en: is missing",
    ),
    (
        "an unknown language",
        "en: Wait}",
        "en: Wait, fr: Attente}",
        "2:29",
        "title.fr: unknown key; the keys here are en, zh",
    ),
    ("an empty text", "等待", "''", "2:15", "must not be empty"),
    (
        "a key without value",
        "  advice: {zh: 看屏幕, en: Read the screen}",
        "  advice:",
        "5:10",
        "nothing is written here",
    ),
    ("a mistyped key", "  advice:", "  advise:", "5:3", "unknown key; did you mean 'advice'?"),
    (
        "a mistyped key of the evidence",
        "stance:",
        "stanse:",
        "9:7",
        "evidence.0.stanse: unknown key; did you mean 'stance'?",
    ),
    ("a missing key", "  revoke: {zh: 登录一次, en: Log in once}\n", "", "1:3", "revoke: is missing"),
    (
        "a key that stands twice",
        "  products: [wechat]",
        "  products: [wechat]\n  products: [weixin]",
        "7:3",
        "'products' stands twice",
    ),
    ("an unknown product", "[wechat]", "[wechatt]", "6:14", "'weixin', 'wechat'; did you mean 'wechat'?"),
    (
        "an unknown stance",
        "stance: supports",
        "stance: agrees",
        "9:15",
        "'supports', 'contradicts', 'mentions', 'silent'",
    ),
    ("a word for a list", "[wechat]", "wechat", "6:13", "must be a list"),
    ("an unknown source", "source: ujeeb", "source: ujeb", "8:15", "did you mean 'ujeeb'?"),
    ("a date that does not exist", "2026-11-23", "2026-02-30", "11:21", "a date that exists"),
    ("a date without a day", "2026-11-23", "2026-11", "11:21", "to the day"),
    ("two figures in one", "{duration: P60D}", "{duration: P60D, percent: 5}", "3:10", "exactly one of"),
    ("a percentage over 100", "{duration: P60D}", "{percent: 143}", "3:20", "from 0 to 100"),
    ("a percent sign", "{duration: P60D}", "{percent: 43%}", "3:20", "without a percent sign"),
    ("not a number", "{duration: P60D}", "{percent: .nan}", "3:20", "from 0 to 100"),
    ("money without currency", "{duration: P60D}", "{money: 10}", "3:18", "'0.10 CNY'"),
    ("a figure typed into a text", "Log in once", "Log in within 60 days", "4:26", "'60 days' is a figure in a text"),
    ("a figure typed into a Chinese text", "登录一次", "60 天内登录", "4:16", "'60 天' is a figure in a text"),
    ("a placeholder of nothing", "Log in once", "'{timeline/nothing}'", "4:26", "is no figure"),
    ("an anchor", "{zh: 等待, en: Wait}", "&title {zh: 等待, en: Wait}", "2:10", "anchors and aliases"),
    ("a tag", "{zh: 等待", "!!python/object:os.system {zh: 等待", "2:10", "tags"),
    ("an invisible character", "Wait", f"Wa{ZERO_WIDTH_SPACE}it", "2:25", "invisible character U+200B"),
    ("a direction override", "Wait", f"Wa{RIGHT_TO_LEFT}it", "2:25", "U+202E"),
    ("an id with capitals", "id: wechat-wait", "id: WeChat_wait", "1:7", "small Latin letters"),
    ("an unclosed quote", "Wait}", '"Wait}', "12:1", "not YAML"),
    ("no list at all", RECORD, "id: wechat-wait\n", "1:1", "must be a list"),
]


def _report(folder: Path) -> list[str]:
    found = [phrase_line(diagnostic) for diagnostic in list_mistakes(folder)]
    assert found
    return found


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """The data of the second guide, whose records need one another."""
    return put_second_guide(tmp_path, "data") / "data"


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Data of next to nothing, for a record of its own."""
    return write_few(tmp_path)


def _append(folder: Path, text: str) -> None:
    """Put `text` in place of the waiting periods; other files that refer to them are not read for their figures."""
    (folder / "waiting_periods.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_mistake_is_reported_where_it_stands_in_both_languages(
    few: Path, old: str, new: str, place: str, message: str
) -> None:
    assert RECORD.count(old) >= 1
    _append(few, RECORD.replace(old, new, 1))
    mine = [one for one in list_mistakes(few) if one.location.path == "data/waiting_periods.yml"]
    lines = [phrase_line(one) for one in mine]
    assert any(line.startswith(f"data/waiting_periods.yml:{place}: ") and message in line for line in lines), lines
    for one in mine:
        _hold_to_chinese(one)


def _hold_to_chinese(one: Diagnostic) -> None:
    """Hold the Chinese words of a mistake to being Chinese, and set as Chinese is; what they quote does not count."""
    assert one.message.rule, one
    assert CHINESE.write_line(one) == f"{one.location}: {phrase(one, 'zh')}"
    plain = re.sub(r"“[^”]*”|（现在写的是.*", "", phrase(one, "zh"))
    assert re.search("[\u4e00-\u9fff]{2}", plain), phrase(one, "zh")
    assert not re.search("[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", plain), phrase(one, "zh")
    assert not re.search("[\uff10-\uff19]", plain), phrase(one, "zh")


# name, what is replaced, by what, place and rule: every slip is placed at the very character
SLIPS = [
    ("a colon", "id: wechat-wait", "id\uff1awechat-wait", "1:5", "full-width-colon"),
    ("a colon and a space", "id: wechat-wait", "id\uff1a wechat-wait", "1:5", "full-width-colon"),
    ("a colon in the middle of a record", "  revoke: ", "  revoke\uff1a", "4:9", "full-width-colon"),
    ("a colon at the end of a record", "  evidence:", "  evidence\uff1a", "7:11", "full-width-colon"),
    ("a colon in braces", "{zh: 等待", "{zh\uff1a等待", "2:13", "full-width-colon"),
    ("a colon at the end of braces", "en: Wait}", "en\uff1aWait}", "2:21", "full-width-colon"),
    ("a colon in evidence", "- source: ", "- source\uff1a", "8:13", "full-width-colon"),
    ("an ideographic comma in a list", "[wechat]", "[weixin、wechat]", "6:20", "full-width-comma"),
    ("a comma in a list", "[wechat]", "[weixin\uff0c wechat]", "6:20", "full-width-comma"),
    ("a comma in braces", "等待, en", "等待\uff0c en", "2:17", "full-width-comma"),
    ("a comma between figures", "P60D}", "P60D\uff0cpercent: 5}", "3:25", "full-width-comma"),
    ("brackets", "[wechat]", "\uff3bwechat\uff3d", "6:13", "full-width-bracket"),
    ("black brackets", "[wechat]", "【wechat】", "6:13", "full-width-bracket"),
    ("braces", "{zh: 等待, en: Wait}", "\uff5bzh: 等待, en: Wait\uff5d", "2:10", "full-width-bracket"),
    ("the first brace", "{zh: 等待", "\uff5bzh: 等待", "2:10", "full-width-bracket"),
    ("the last brace", "Wait}", "Wait\uff5d", "2:27", "full-width-bracket"),
    ("curly quotes around a word", "[wechat]", "[“wechat”]", "6:14", "curly-quote"),
    ("curly quotes around an id", "source: ujeeb", "source: “ujeeb”", "8:15", "curly-quote"),
    ("curly quotes around a figure", "P60D", "“P60D”", "3:21", "curly-quote"),
    ("curly quotes around a key", "  advice:", "  “advice”:", "5:3", "curly-quote"),
    ("curly quotes that should have kept a colon", "en: Wait}", "en: “Wait: long”}", "2:23", "curly-quote"),
    ("full-width spaces for indentation", "  products", "\u3000products", "6:1", "full-width-space"),
    ("a full-width space for indentation", "  products", " \u3000 products", "6:2", "full-width-space"),
    ("a full-width space after a dash", "- id:", "-\u3000id:", "1:2", "full-width-space"),
    ("a full-width space after a colon", "id: w", "id:\u3000w", "1:6", "full-width-space"),
    ("a full-width space after a colon in braces", "zh: 等待", "zh:\u3000等待", "2:14", "full-width-space"),
    ("a full-width space in a figure", "P60D", "P60D\u3000", "3:25", "full-width-space"),
    ("full-width digits", "P60D", "P6\uff10D", "3:23", "full-width-character"),
    ("a full-width percent sign", "{duration: P60D}", "{percent: 43\uff05}", "3:22", "full-width-character"),
    ("a full-width letter in a key", "  advice:", "  ad\uff56ice:", "5:5", "full-width-character"),
    ("a tab", "  value", "\tvalue", "3:1", "tab"),
    ("a second byte order mark", "- id", "\ufeff\ufeff- id", "1:1", "invisible-character"),
    ("a question mark in braces", "en: Wait}", "en: Is it so?}", "2:31", "question-mark"),
    ("a control character", "Wait", "Wa\x85it", "2:25", "invisible-character"),
]


@pytest.mark.parametrize(("old", "new", "place", "rule"), [case[1:] for case in SLIPS], ids=[case[0] for case in SLIPS])
def test_a_slip_of_chinese_typing_is_placed_at_the_character(
    few: Path, old: str, new: str, place: str, rule: str
) -> None:
    assert RECORD.count(old) >= 1
    _append(few, RECORD.replace(old, new, 1))
    found = [one for one in list_mistakes(few) if one.location.path == "data/waiting_periods.yml"]
    assert (f"{found[0].location.line}:{found[0].location.column}", found[0].message.rule) == (place, rule), found


@pytest.mark.parametrize(
    "text", ["“等：是，不是；一、二（三）【四】？”", "iOS：先等，再看", "“等”"], ids=["all", "a colon", "quotes"]
)
def test_a_text_may_hold_what_chinese_is_written_with(few: Path, text: str) -> None:
    _append(few, RECORD.replace("等待", text, 1).replace("看屏幕", f"'{text}'", 1))
    assert [one for one in list_mistakes(few) if one.location.path == "data/waiting_periods.yml"] == []


def test_a_text_beside_a_mistake_is_not_blamed_for_it(few: Path) -> None:
    texts = "  title:\n    zh: “等”，WeChat：等（一）\n    en: Note: wait\n"
    _append(few, RECORD.replace("  title: {zh: 等待, en: Wait}\n", texts))
    found = [one for one in list_mistakes(few) if one.location.path == "data/waiting_periods.yml"]
    assert [(one.location.line, one.message.rule) for one in found] == [(4, "not-yaml")]
    assert "YAML 读不懂这里：一行里有两个冒号" in phrase(found[0], "zh")


HOSTILE = [
    "{en: Is it so?}",
    "[a, b?c]",
    "{en: a\n   b?}",
    "! text",
    "{a: !, b: c}",
    ">-# x\n    text",
    "a\tb",
    "a\x85b",
    "a\u2028b",
    "a\rb",
    "{? a : b}",
    "[? ]",
    "{a: b?, c: 'd?'}",
    "a?",
    "'[?]'",
    "[a?b: c]",
    "|\n    a? b",
    "{a: =?`@}",
    "{a: 'b', }",
    "'\U0001f600'",
    "a\u00a0b",
]


@pytest.mark.parametrize("written", HOSTILE, ids=[ascii(written) for written in HOSTILE])
def test_what_is_accepted_is_read_alike_by_the_slow_parser(written: str) -> None:
    text = f"- a: {written}\n"
    try:
        value = parse_document(text, "data/money.yml").value
    except DataError:
        return
    assert value == yaml.load(text, yaml.BaseLoader)


def test_the_unbroken_record_has_no_problem_of_its_own(few: Path) -> None:
    _append(few, RECORD)
    assert list_mistakes(few) == ()


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_files(few: Path) -> None:
    (few / "money.yml").write_text("- id: A\n", encoding="utf-8")
    (few / "waiting_periods.yml").write_text("- id: b\n  titel: x\n", encoding="utf-8")
    found = _report(few)
    assert {line.split(":")[0] for line in found} == {"data/money.yml", "data/waiting_periods.yml"}
    assert found == sorted(found)
    assert len(found) > 6


def test_an_id_that_stands_twice_is_reported(few: Path) -> None:
    _append(few, RECORD + RECORD)
    told = "the id 'wechat-wait' is taken at data/waiting_periods.yml:1; choose another one"
    assert f"data/waiting_periods.yml:12:7: {told}" in _report(few)


def _break(folder: Path, name: str, old: str, new: str) -> list[str]:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return _report(folder)


def test_shares_of_one_whole_are_at_most_100_percent(second: Path) -> None:
    file = second / "failure_shares.yml"
    (row,) = re.findall(r"^- .*", file.read_text(encoding="utf-8"), re.M | re.S)
    found = _break(second, file.name, row, f"{row}\n{row.replace('id: overdrawn', 'id: again').replace('40', '63')}")
    (told,) = (line for line in found if "add up to" in line)
    assert "by money-blog, the shares of 'refused closings' add up to 103" in told


# file, what is replaced, by what, and what the message must say
ACROSS = [
    ("questions.yml", "asked_if: [balance/", "asked_if: [chats/", "no earlier question has the answer 'chats/"),
    ("questions.yml", "asked_if: [balance/", "asked_if: [balance.", "must name an answer as question/answer"),
    ("questions.yml", "effect: fine", "effect: blocks", "needs 'fixes' or an honest 'no_remedy'"),
    ("questions.yml", "conditions/cards-returned", "conditions/balance-zero", "no question asks about it"),
    ("fixes.yml", "  lead_time:", "  after: [empty-account]\n  lead_time:", "these wait for one another"),
    (
        "milestones.yml",
        "wait: shortest",
        "wait: longest",
        "is counted with 'wait: shortest' (or the reader's 'own') and nothing else",
    ),
    ("timeline.yml", "{duration: P10Y}", "{duration: PT10H}", "has no days, months or years"),
    ("milestones.yml", "margin: -1", "margin: -30", "margin: must be at least -7"),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), ACROSS, ids=[f"{row[0]}: {row[3][:30]}" for row in ACROSS])
def test_a_mistake_in_what_accompanies_the_reader_is_reported(
    second: Path, name: str, old: str, new: str, message: str
) -> None:
    found = _break(second, name, old, new)
    assert any(message in line for line in found), found


STATE = """\
- id: done
  title: {zh: 已注销, en: Deleted}
  login: {zh: 登不上, en: Nobody can log in}
  avoid: {zh: [注销成功], en: [gone for good]}
  products: [wechat]
  evidence: [{source: ujeeb, stance: supports, no_quote: spread, checked: {on: 2026-11-23, how: read}}]
"""


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("zh: 等待", "zh: 注销成功后等待", "注销成功"),
        ("en: Wait", "en: 'Wait: it is Gone for good'", "gone for good"),
    ],
)
def test_a_word_that_misleads_about_a_state_is_reported(few: Path, old: str, new: str, word: str) -> None:
    (few / "states.yml").write_text(STATE, encoding="utf-8")
    _append(few, RECORD)
    assert list_mistakes(few) == ()
    _append(few, RECORD.replace(old, new, 1))
    (told,) = _report(few)
    assert told.startswith("data/waiting_periods.yml:2:")
    assert f"'{word}' misleads; use the words of states/done" in told.replace("Gone", "gone")


def test_a_stage_leads_to_a_page(few: Path) -> None:
    row = "- {id: save, title: {zh: 存, en: Save}, text: {zh: 存好, en: Keep copies}, page: ../backup.md}\n"
    (few / "stages.yml").write_text(row, encoding="utf-8")
    (told,) = _report(few)
    assert "must be a page in docs/<language>/, such as fees/index.md" in told


def _find_patterns(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from [schema["pattern"]] if isinstance(schema.get("pattern"), str) else []
        for inner in schema.values():
            yield from _find_patterns(inner)
    if isinstance(schema, list):
        for inner in schema:
            yield from _find_patterns(inner)


@pytest.mark.parametrize("kind", MODELS)
def test_every_form_that_a_text_must_have_is_explained(kind: str) -> None:
    for pattern in _find_patterns(MODELS[kind].model_json_schema(mode="validation")):
        assert any(pattern.startswith(start) for start in PATTERNS), (
            f"{kind}: explain {pattern} in hooks/guide/read/explain.py"
        )


def test_a_file_that_is_not_utf_8_is_reported(few: Path) -> None:
    (few / "money.yml").write_bytes("# 零钱\n[]\n".encode("gbk"))
    assert _report(few) == ["data/money.yml:1:1: is not UTF-8 (byte 3); save the file as UTF-8"]


def test_a_missing_and_a_stray_file_are_reported(few: Path) -> None:
    (few / "money.yml").rename(few / "mony.yml")
    found = _report(few)
    assert any(line.startswith("data/money.yml:1:1: this file is missing") for line in found)
    assert any(line.startswith("data/mony.yml:1:1: no kind of record has this name") for line in found)
