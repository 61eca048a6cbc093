"""A figure stands once: texts ask for it, shares add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk, walk_named, walk_texts
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.field_help import Field
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.open_questions import Disagreement
from guide.model.placeholders import COUNTS, EXTREMES, PATTERN, WAIT, Placeholder, find_placeholders, parse_placeholder
from guide.model.reader_flow import Milestone
from guide.model.record import Record, list_marks
from guide.model.records import Label
from guide.model.values import Duration, Measures, Value
from guide.model.vocabulary import Stance

_WEEK = "周(?![一二三四五六日年刊末岁])"
_UNITS = rf"个?(?:百分点|工作日|自然日|日历日|小时|钟头|分钟|星期|礼拜)|个月|{_WEEK}|天|日内|元|块钱"
_HAN = r"(?<![第一二两三四五六七八九十百千])(?:[二两三四五六七八九十]|一[十百千万])[一二两三四五六七八九十百千万零]*+"
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|(?:a|one|two|three) hundred"
)
_TIMES = r"minutes?|hours?|days?|working days?|calendar days?|business days?|weeks?|months?|years?"
_DIGIT = "[一二两三四五六七八九]"
_PARTS = (
    rf"[一二两三四五六七八九十百千万\d]分之[一二两三四五六七八九十百千万\d]|{_DIGIT}成(?:{_DIGIT}|多|半|以上|左右|的|(?!\w))"
    r"|(?<![\d/.])(?:1/[2-9]|2/3|3/4)(?![\d/])"
)
"""A part of a whole: 三分之一, 四成, 1/3."""
_PARTS_IN_WORDS = r"(?:one|two|three|four)[ -](?:third|quarter|fifth|tenth)s?\b|a (?:third|quarter|fifth) of\b"
"""One third, a quarter of."""
_SUMS = (
    r"(?<!\d)\d+(?:\.\d+)?\s*(?:美元|港元|港币|欧元|英镑|日元|(?:dollar|euro|pound|cent)s?\b)"
    r"|[两三四五六七八九十]块(?!\w)|[两三四五六七八九]毛钱"
)
"""An amount in another currency, or as it is spoken: 5 美元, 五块."""
_SPANS = (
    rf"(?<![月\d至到和、-])(?<![月至到和、] )\d{{1,3}} ?日(?![\d元历报])"
    rf"|(?<![月初第〇零一二三四五六七八九十])(?:十{_DIGIT}?|{_DIGIT}十{_DIGIT}?)日(?![元历报])"
    r"|[一两]个?(?:星期|礼拜|季度)|(?<![第上下每])一周(?![年岁])|半(?:天|个?(?:星期|季度))"
)
"""A length of time that no unit of the others tells: 十五日, 一周, 半天. A day of a month is none."""
_IN_SIGNS = (
    rf"(?<!\d)\d+(?:\.\d+)?\s*(?:%|{_UNITS}|万)|(?<!\d)\d{{1,2}}\s*年"
    rf"|[¥$€]\s*\d|\b\d+(?:\.\d+)?[ -](?:per ?cent|yuan|CNY|{_TIMES})\b|(?<![\w.-])\d+(?-i:d|h|hrs?|mins?|wks?)\b"
    rf"|{_HAN}\s*(?:{_UNITS})|百分之|半(?:个月|个?小时|年(?!报))"
    rf"|{_PARTS}|{_SUMS}|{_SPANS}"
)
"""In digits, or in Chinese numerals."""
_IN_WORDS = rf"{_PARTS_IN_WORDS}|(?:{_WORDS})[ -](?:per ?cent|yuan|{_TIMES})\b|fortnight|half an? (?:hour|month|year)\b"
# At most places in a text none of them can begin, which is seen at a letter's first glance.
FIGURE = re.compile(
    rf"(?=[\d¥$€一二两三四五六七八九十百千万半])(?:{_IN_SIGNS})|(?=[aefhnost])\b(?:{_IN_WORDS})", re.IGNORECASE
)
"""A percentage, a length of time or an amount, as it is typed in a text: in digits, or in numerals of either language.

One is left out, where it is a word: "one day" is rarely a figure.
"""


def check_placeholders(guide: Guide) -> Iterator[Problem]:
    """What stands in braces is a figure that exists: {value}, {lead_time}, {kind/id} or {kind/id.field}."""
    for kind, record in guide.everything():
        if isinstance(record, Label | Field):
            continue
        for path, _, text in walk_texts(record):
            for written, placeholder in find_placeholders(text) if "{" in text else ():
                if not (_is_computed(guide, placeholder, record) or _find_figure(guide, placeholder, record)):
                    yield Problem(kind, record.id, path, Message("no-such-figure", written=written))


def check_translated_placeholders(guide: Guide) -> Iterator[Problem]:
    """A text asks for the same figures in every language, as often as it likes."""
    for kind, record in guide.everything():
        for _, path, text in () if isinstance(record, Label | Field) else walk_named(record):
            asked = {language: _list_asked(words) for language, words in text.items()}
            if not any(asked.values()):
                continue
            everywhere = set().union(*asked.values())
            for language, found in asked.items():
                if everywhere - found:
                    missing = " ".join(f"{{{name}}}" for name in sorted(everywhere - found))
                    yield Problem(kind, record.id, (*path, language), Message("other-figures", missing=missing))


def _list_asked(text: str | tuple[str, ...]) -> set[str]:
    lines = (text,) if isinstance(text, str) else text
    return {written for line in lines if "{" in line for written, _ in find_placeholders(line)}


def check_same_as(guide: Guide) -> Iterator[Problem]:
    """A figure that is the same as another leads straight to a record that has it."""
    for kind, record in guide.everything():
        for path, value, _ in walk(record):
            if isinstance(value, Value) and value.same_as:
                figure = _find_figure(guide, parse_placeholder(value.same_as), record)
                if figure is None or figure.same_as:
                    yield Problem(kind, record.id, (*path, "same_as"), Message("borrowed-figure", name=value.same_as))


def check_measures(guide: Guide) -> Iterator[Problem]:
    """A figure that is the same as another is one of the measures that its field may have."""
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field and isinstance(value, Value) and value.same_as:
                figure = _resolve(guide, value, record)
                for mark in list_marks(field):
                    if isinstance(mark, Measures) and not mark.allows(figure) and not figure.same_as:
                        message = Message("measure-of-kind/leads", names=mark.names)
                        yield Problem(kind, record.id, (*path, "same_as"), message)


def check_evidence_values(guide: Guide) -> Iterator[Problem]:
    """Evidence gives a figure only where it differs from the record's, and then it does not bear the record out."""
    for kind, record in guide.everything():
        if isinstance(record, Fact) and record.value:
            own = _resolve(guide, record.value, record)
            for index, evidence in enumerate(record.evidence):
                if evidence.value and _resolve(guide, evidence.value, record) == own:
                    yield Problem(kind, record.id, ("evidence", index, "value"), Message("repeated-figure"))
                elif evidence.value and evidence.stance is Stance.SUPPORTS:
                    yield Problem(kind, record.id, ("evidence", index, "stance"), Message("supports-another-figure"))


def find_value(guide: Guide, placeholder: Placeholder | None, record: Record | None = None) -> Value | None:
    """Return the figure that a placeholder in a text of `record` stands for, or None."""
    figure = _find_figure(guide, placeholder, record)
    return _resolve(guide, figure, record) if figure else None


def _resolve(guide: Guide, value: Value, record: Record | None) -> Value:
    return (_find_figure(guide, parse_placeholder(value.same_as), record) if value.same_as else None) or value


def _is_computed(guide: Guide, placeholder: Placeholder | None, record: Record) -> bool:
    """Say whether a placeholder asks for something that is counted or chosen: see model.placeholders."""
    if placeholder is None:
        return False
    target = guide.find(placeholder.record) if placeholder.record else record
    if placeholder.field in EXTREMES:
        return isinstance(target, Disagreement) and bool(target.answered_by)
    if placeholder.field == WAIT:
        return target is record and isinstance(record, Milestone) and bool(record.wait)
    return placeholder.field in COUNTS and isinstance(target, Fact)


def _find_figure(guide: Guide, placeholder: Placeholder | None, record: Record | None) -> Value | None:
    if placeholder is None:
        return None
    target = guide.find(placeholder.record) if placeholder.record else record
    figure = getattr(target, placeholder.field, None)
    return figure if isinstance(figure, Value) else None


def find_duration(guide: Guide, fact: str) -> Duration | None:
    """Return the one duration that a fact (kind/id) gives, or None where it gives none or a range."""
    record = guide.find(RecordName.parse(fact))
    value = getattr(record, "value", None)
    if record is None or not isinstance(value, Value):
        return None
    figure = _resolve(guide, value, record)
    return None if figure.to else figure.duration


def check_figures_in_text(guide: Guide) -> Iterator[Problem]:
    """A percentage, a length of time or an amount in a text is asked for, not typed, so that it stands once."""
    for kind, record in guide.everything():
        if isinstance(record, Label | Field):
            continue
        for path, _, text in walk_texts(record):
            found = FIGURE.search(PATTERN.sub("", text) if "{" in text else text)
            if found:
                yield Problem(kind, record.id, path, Message("figure-in-text", figure=found[0]))
