"""A figure stands once: texts ask for it, shares add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guide.checks.problem import Problem
from guide.checks.walk import walk, walk_texts
from guide.diagnostics import Said
from guide.model.evidence import Fact, Record
from guide.model.fields import Field
from guide.model.guide import Guide
from guide.model.language import Text
from guide.model.placeholders import PATTERN, Placeholder, find_placeholders, parse_placeholder
from guide.model.records import Label
from guide.model.values import Duration, Value

FIGURE = re.compile(
    r"(?<!\d)\d+(?:\.\d+)?\s*(?:%|个?(?:百分点|工作日|小时|分钟)|个月|天|日内|元|万)|(?<!\d)\d{1,2}\s*年"
    r"|[¥$€]\s*\d|\b\d+(?:\.\d+)?[ -](?:percent|minutes?|hours?|days?|working days?|months?|years?|yuan|CNY)\b",
    re.IGNORECASE,
)
"""A percentage, a length of time or an amount, as it is typed in a text."""

_NO_FIGURE = Said(
    "no-such-figure",
    "{{{written}}} is no figure; write {{value}} or {{kind/id}} of a record that has a value",
    "{{{written}}} 不是数字；请写 {{value}}，或者写 {{种类/id}}，指向一条有 value 的记录",
)
_NOT_ITS_OWN = Said(
    "borrowed-figure",
    "'{name}' is no figure of its own; name the record where the number stands",
    "{name} 自己没有数字；请写数字所在的那条记录",
)
_REPEATED = Said(
    "repeated-figure",
    "is the record's own figure; delete it, evidence gives a value only where it differs",
    "和这条记录自己的数字相同；请删掉，证据只在数字不同时才写 value",
)
_IN_TEXT = Said(
    "figure-in-text",
    "'{figure}' is a figure in a text; give it a record with a value and write {{kind/id}} here",
    "文字里直接写了数字“{figure}”；请为它建一条有 value 的记录，这里写 {{种类/id}}",
)
_NO_PERCENTAGE = Said(
    "not-a-percentage",
    "must be a percentage, such as {{percent: 43}}",
    "这里要写百分比，例如 {{percent: 43}}",
).format()
_OVER_100 = Said(
    "shares-over-100",
    "the shares add up to {total} with this one; shares of one whole are at most 100",
    "加上这一条，合计是 {total}；同一整体的各部分加起来不能超过 100",
)


def check_placeholders(guide: Guide) -> Iterator[Problem]:
    """What stands in braces is a figure that exists: {value}, {lead_time}, {kind/id} or {kind/id.field}."""
    for kind, record in guide.everything():
        if isinstance(record, Label | Field):
            continue
        for path, _, text in walk_texts(record):
            for written, placeholder in find_placeholders(text):
                if not _find_figure(guide, placeholder, record):
                    yield Problem(kind, record.id, path, _NO_FIGURE.format(written=written))


def check_same_as(guide: Guide) -> Iterator[Problem]:
    """A figure that is the same as another leads straight to a record that has it."""
    for kind, record in guide.everything():
        for path, value, _ in walk(record):
            if isinstance(value, Value) and value.same_as:
                figure = _find_figure(guide, parse_placeholder(value.same_as), record)
                if figure is None or figure.same_as:
                    yield Problem(kind, record.id, (*path, "same_as"), _NOT_ITS_OWN.format(name=value.same_as))


def check_evidence_values(guide: Guide) -> Iterator[Problem]:
    """Evidence gives a figure only where it differs from the record's, so that no number stands twice."""
    for kind, record in guide.everything():
        if isinstance(record, Fact) and record.value:
            own = _resolve(guide, record.value, record)
            for index, evidence in enumerate(record.evidence):
                if evidence.value and _resolve(guide, evidence.value, record) == own:
                    yield Problem(kind, record.id, ("evidence", index, "value"), _REPEATED)


def find_value(guide: Guide, placeholder: Placeholder | None, record: Record | None = None) -> Value | None:
    """Return the figure that a placeholder in a text of `record` stands for, or None."""
    figure = _find_figure(guide, placeholder, record)
    return _resolve(guide, figure, record) if figure else None


def _resolve(guide: Guide, value: Value, record: Record | None) -> Value:
    return (_find_figure(guide, parse_placeholder(value.same_as), record) if value.same_as else None) or value


def _find_figure(guide: Guide, placeholder: Placeholder | None, record: Record | None) -> Value | None:
    if placeholder is None:
        return None
    target = guide.find(placeholder.kind, placeholder.record_id or "") if placeholder.kind else record
    figure = getattr(target, placeholder.field, None)
    return figure if isinstance(figure, Value) else None


def find_duration(guide: Guide, fact: str) -> Duration | None:
    """Return the one duration that a fact (kind/id) gives, or None where it gives none or a range."""
    kind, _, record_id = fact.partition("/")
    record = guide.find(kind, record_id)
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
            found = FIGURE.search(PATTERN.sub("", text))
            if found:
                yield Problem(kind, record.id, path, _IN_TEXT.format(figure=found[0]))


def check_shares(guide: Guide) -> Iterator[Problem]:
    """Shares of the same whole (the same `of`) add up to at most 100 percent."""
    totals: dict[Text | None, Decimal] = {}
    for share in guide.failure_shares:
        if share.value.percent is None:
            yield Problem("failure_shares", share.id, ("value",), _NO_PERCENTAGE)
            continue
        total = totals.get(share.value.of, Decimal(0)) + share.value.percent
        totals[share.value.of] = total
        if total > 100:
            yield Problem("failure_shares", share.id, ("value", "percent"), _OVER_100.format(total=total))
