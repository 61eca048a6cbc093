"""Typography: each slip is seen where it stands, and what readers see has a space between Chinese and Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from guide.checks.typography import check_typography, find_slips
from guide.messages.diagnostic import Diagnostic
from guide.model.language import Language
from guide.prose.sections import cut_page
from guide.prose.wording import find_wording
from messages import phrase
from raw import LANGUAGES, Record, Site
from small import fact, make_guide, wait

ZH, EN = "zh", "en"


@pytest.mark.parametrize(
    ("language", "text", "offset", "rule"),
    [
        (ZH, "用iPhone登录", 0, "latin-space"),
        (ZH, "登录 iPhone时", 8, "latin-space"),
        (ZH, "第3条", 0, "latin-space"),
        (ZH, "用+86 手机号", 0, "latin-space"),
        (ZH, "占 43%的人", 4, "latin-space"),
        (ZH, "用**iPhone** 登录", 0, "latin-space"),
        (ZH, "先看 手续费", 1, "stray-space"),
        (ZH, "先看， 再点", 3, "stray-space"),
        (ZH, "先看 ，再点", 2, "stray-space"),
        (ZH, "点 “确定”", 1, "stray-space"),
        (ZH, "用 iPhone 。", 8, "stray-space"),
        (ZH, "用  iPhone", 1, "stray-space"),
        (ZH, "先看\u3000再点", 2, "stray-space"),
        (ZH, "先看,再点", 1, "chinese-punctuation"),
        (ZH, "先看: 再点", 1, "chinese-punctuation"),
        (ZH, "可以吗?", 2, "chinese-punctuation"),
        (ZH, "微信 (WeChat)", 1, "chinese-punctuation"),
        (ZH, "WeChat (微信)", 7, "chinese-punctuation"),
        (ZH, "先看.再点", 1, "chinese-punctuation"),
        (ZH, "等等...", 2, "chinese-punctuation"),
        (ZH, "等等…", 2, "chinese-punctuation"),
        (ZH, "先看--再点", 2, "chinese-punctuation"),
        (ZH, "先看—再点", 2, "chinese-punctuation"),
        (ZH, '点"确定"', 1, "quotation-marks"),
        (ZH, "点「确定」", 1, "quotation-marks"),
        (ZH, "先看。。", 2, "repeated-punctuation"),
        (ZH, "先看，。", 2, "repeated-punctuation"),
        (ZH, "注销帐号", 2, "account-spelling"),
        (ZH, "见“网络安全法”", 1, "title-marks"),
        (ZH, "等 ６ 天", 2, "full-width-character"),
        (ZH, "占 ４３％ 的人", 2, "full-width-character"),
        (EN, "Look，then tap", 4, "english-punctuation"),
        (EN, "Look ; then tap", 4, "english-punctuation"),
        (EN, "Look ( then tap)", 5, "english-punctuation"),
        (EN, "Look,then tap", 4, "english-punctuation"),
        (EN, "Tap OK .", 6, "english-punctuation"),
        (EN, "Look  then tap", 4, "stray-space"),
        (EN, "Tap “OK”", 4, "quotation-marks"),
        (EN, "Don’t tap", 3, "quotation-marks"),
        (EN, "Look,, then tap", 4, "repeated-punctuation"),
        (EN, "Look..", 4, "repeated-punctuation"),
    ],
)
def test_a_slip_is_seen_at_its_place(language: Language, text: str, offset: int, rule: str) -> None:
    assert (offset, rule) in {(place, said.rule) for place, said in find_slips(text, language)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (ZH, "用 iPhone 或 +86 手机号登录，等 15 天。"),
        (ZH, "“用iPhone登录”是它的原话，“原始ID”“注销帐号”也是。"),
        (ZH, "见《App违法违规行为认定方法》。"),
        (ZH, "依次点“我”“设置”；WeChat 里写作 Me、Settings……"),
        (ZH, "占 43% 的人（约 6 人）不行——真的？！"),
        (ZH, "后台：“公众号设置” > “原始ID” > “注销帐号”"),
        (ZH, "打开 mp.weixin.qq.com/a.html，看 12:30 的记录"),
        (EN, 'Empty 零钱通 (Mini Fund), and don\'t tap "OK" yet: wait 1,000 days.'),
        (EN, "It reads 该商户号账户有余额,请先提现后再申请注销. Then stop."),
        (EN, "See 《重要提醒》 (Important Reminder) at 12:30, in strings.ts ..."),
    ],
)
def test_what_is_set_well_is_left_alone(language: Language, text: str) -> None:
    assert [phrase(message, "en") for _, message in find_slips(text, language)] == []


def test_a_message_quotes_the_slip_in_both_languages() -> None:
    ((_, message),) = find_slips("请用iPhone登录", ZH)
    english, chinese = phrase(message, "en"), phrase(message, "zh")
    assert english.startswith("'请用iPhone") and chinese.startswith("“请用iPhone")
    assert "空一格" in chinese and "put a space" in english


@pytest.mark.parametrize(
    ("value", "good", "bad"),
    [
        ({"duration": "P60D"}, "等 {value}后再试", ["等{value}后再试", "等 {value} 后再试"]),
        ({"percent": "43"}, "占 {value} 的人", ["占{value} 的人", "占 {value}的人"]),
        ({"working_days": 3, "bound": "at_least"}, "要{value}才行", ["要 {value}才行", "要{value} 才行"]),
        ({"date": "2026-08-06"}, "从 {value} 起", ["从{value} 起", "从 {value}起"]),
    ],
)
def test_a_figure_that_is_filled_in_is_set_as_if_it_were_typed(
    value: dict[str, object], good: str, bad: list[str]
) -> None:
    for text, slips in [(good, 0), *((one, 1) for one in bad)]:
        row = fact("example", "one+", value=value, advice={"zh": text, "en": "Wait."})
        found = list(check_typography(make_guide(money=[row])))
        assert len({one.message for one in found}) == slips, text
        assert {one.path for one in found} <= {("advice", "zh")}


def _find_in_page(text: str) -> list[Diagnostic]:
    guide = make_guide(waiting_periods=[wait("sixty", "P60D", "one+")])
    return list(find_wording(guide, cut_page(text, "money.md", ZH)))


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("---\ntitle: 用iPhone登录\n---\n", 2, 8, "latin-space"),
        ("# 标题\n\n先看,再点。\n", 3, 2, "chinese-punctuation"),
        ("# 标题\n\n- 用[iPhone](a.md)登录\n", 3, 3, "latin-space"),
        ('# 标题\n\n!!! danger "先看 手续费"\n', 3, 14, "stray-space"),
        ("# 标题\n\n等<!-- guide:value waiting_periods/sixty -->。\n", 3, 1, "latin-space"),
        ("# 标题\n\n等 <!-- guide:value waiting_periods/sixty --> 后\n", 3, 44, "stray-space"),
        ("# 标题\n\n| 甲 | 用iPhone |\n|---|---|\n", 3, 7, "latin-space"),
    ],
)
def test_a_slip_in_the_prose_is_told_with_its_place(text: str, line: int, column: int, rule: str) -> None:
    found = [(one.location.line, one.location.column, one.message.rule) for one in _find_in_page(text)]
    assert found == [(line, column, rule)]


def test_what_markdown_itself_needs_is_no_slip() -> None:
    text = """---
title: "标题"
description: "一句话。"
---

# 标题 { .lead }

!!! danger "先看，再点"

    1. **先看：**再点[这里](a.md)。
    2. “点”：等 <!-- guide:value waiting_periods/sixty -->后，写 `a,b`。

| 甲 | “乙” |
|:---|-----|

## 怎么办？ {#what-now}

```
用iPhone,登录
```
"""
    assert [str(one) for one in _find_in_page(text)] == []


# The built pages, read without the guide's code.
HAN = "\u3400-\u9fff"
TOUCHING = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9%][{HAN}]")
INLINE = {"a", "abbr", "b", "bdi", "data", "em", "i", "mark", "strong", "sub", "sup", "time"}
# What is no text of ours, or is not read as one: code, quotes, lists of links, the way to a place, drawings.
SILENT = {"code", "pre", "blockquote", "q", "script", "style", "svg", "kbd", "nav"}


def _read_runs(element: html.HtmlElement) -> list[str]:
    """Return the text of an element, cut where it is shown on another line or in another box."""
    return [re.sub(r"\s+", " ", run).strip() for run in "".join(_read(element)).split("\n")]


def _read(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT or element.get("class") in {"voice-head", "path"}:
        yield "\ufffc"
        return
    inline = element.tag in INLINE or (element.tag == "span" and element.get("lang"))
    yield "" if inline else "\n"
    yield (element.text or "").replace("\n", " ")
    for inner in element:
        yield from _read(inner)
        yield (inner.tail or "").replace("\n", " ")
    yield "" if inline else "\n"


def _list_verbatim(data: dict[str, list[Record]]) -> list[str]:
    """Return what others wrote: titles of sources, places in them, words of a search, and the app's own words."""
    found = {source["title"] for source in data["sources"]} | {one["quote"] for one in data["statements"]}
    facts = [one for records in data.values() for one in records if "evidence" in one]
    found |= {voice["locator"] for one in facts for voice in one["evidence"] if "locator" in voice}
    found |= {word for one in facts for name in ("searched", "denial") for word in one.get(name, {}).get("words", [])}
    found |= {word for place in data["places"] for words in place["path"].values() for word in words}
    return sorted(found, key=len, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_see_a_space_between_chinese_and_latin(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    verbatim, faults, runs = _list_verbatim(data), [], 0
    for path in site.pages_in(language):
        for run in _read_runs(site.open(path).xpath("//main")[0]):
            runs += 1
            if TOUCHING.search(run):
                own = run
                for words in verbatim:
                    own = own.replace(words, "\ufffc")
                own = re.sub(r"“[^”]*”|《[^》]*》|\"[^\"]*\"", "\ufffc", own)
                faults += [f"{path}: {found[0]} in {own[:80]}" for found in TOUCHING.finditer(own)]
    assert runs > len(data)
    assert faults == []


def test_the_reading_of_pages_sees_figures_inside_their_sentence() -> None:
    text = html.fromstring("<main><p>等<data>60 天</data>后，<span lang='en'>Me</span>再看</p><p>甲</p><p>A</p></main>")
    assert [found[0] for run in _read_runs(text) for found in TOUCHING.finditer(run)] == ["等6", "e再"]
