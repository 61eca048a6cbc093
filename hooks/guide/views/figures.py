"""Figures in words: `P15D` becomes 15 天 and 15 days; and back in one machine form for scripts and tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from guide.messages.message import Message, MessageError
from guide.model.borrowed import is_borrowed, keep_own
from guide.model.language import PLURAL
from guide.model.values import Duration, Money, Value

Label = Callable[[str], str]
_ASKED = re.compile(r"\{([a-z]+)\}")


def write_figure(value: Value, label: Label, unit: str) -> str:
    """Return `value` as a reader reads it; `unit` is the word for what a count counts."""
    written = _write_measure(value, label, unit)
    return fill_label(label(f"bound.{value.bound}"), n=written) if value.bound else written


def fill_label(label: str, /, **words: object) -> str:
    """Return a label with `{name}` replaced by the word of that name; other braces stay as they are.

    Not str.format, with which a label could ask for a text of a gigabyte, or for the insides of the program. Raises
    MessageError where a label has no place for the figure `n` that it is given: readers would never see it.
    """
    if "n" in words and "{n}" not in label:
        raise MessageError(Message("label/lost", label=label))
    if "{" not in label:
        return label
    keep = keep_own if is_borrowed(label) else str

    def fill(found: re.Match[str]) -> str:
        return keep(str(words[found[1]])) if found[1] in words else found[0]

    return _ASKED.sub(fill, label)


def write_machine(value: Value) -> str:
    """Return `value` in a form that no language changes: P15D, P15D/P30D, 15WD, 43%, 0.10 CNY, 2026-08-06."""
    if value.duration:
        return f"{value.duration.iso}/{value.to.iso}" if value.to else value.duration.iso
    if value.working_days is not None:
        return "/".join(f"{days}WD" for days in (value.working_days, value.to_working_days) if days is not None)
    if value.percent is not None:
        return "/".join(f"{_trim(one)}%" for one in (value.percent, value.to_percent) if one is not None)
    if value.money:
        return "/".join(f"{one.amount} {one.currency}" for one in (value.money, value.to_money) if one)
    if value.count is not None:
        return "/".join(str(one) for one in (value.count, value.to_count) if one is not None)
    return str(value.date or value.version)


def _write_measure(value: Value, label: Label, unit: str) -> str:
    if value.duration:
        return _write_duration(value.duration, value.to, label)
    if value.working_days is not None:
        days = (value.working_days, value.to_working_days)
        return _pluralize(label("unit.working_day"), _join(str(day) for day in days if day is not None))
    if value.percent is not None:
        shares = (value.percent, value.to_percent)
        return fill_label(label("unit.percent"), n=_join(_trim(one) for one in shares if one is not None))
    if value.money:
        amounts = _join(_write_amount(one) for one in (value.money, value.to_money) if one)
        return fill_label(label(f"currency.{value.money.currency.lower()}"), n=amounts)
    if value.count is not None:
        return f"{_join(f'{one:,}' for one in (value.count, value.to_count) if one is not None)} {unit}"
    return str(value.date or value.version)


def _join(ends: Iterable[str]) -> str:
    """Return a range as one reads it, or the one figure that there is."""
    return "–".join(ends)


def _write_amount(money: Money) -> str:
    whole = money.amount == money.amount.to_integral_value()
    return f"{money.amount:,.0f}" if whole else f"{money.amount:,.2f}"


def _write_duration(start: Duration, end: Duration | None, label: Label) -> str:
    if end is None:
        return _pluralize(label(f"unit.{start.unit}"), str(start.number))
    if end.unit is start.unit:
        return _pluralize(label(f"unit.{start.unit}"), f"{start.number}–{end.number}")
    return f"{_write_duration(start, None, label)} – {_write_duration(end, None, label)}"


def _pluralize(forms: str, number: str) -> str:
    singular, _, plural = forms.partition(PLURAL)
    return fill_label(singular if number == "1" or not plural else plural, n=number)


def _trim(number: Decimal) -> str:
    return f"{number.normalize():f}"
