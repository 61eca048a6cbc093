"""What each table must say, worked out from the YAML a second time and in another way than the guide does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oracle import Truth, truth_of
from raw import CURRENCIES, LANGUAGES, Record, list_labels, read_data, squeeze

Words = dict[str, str]
UNITS: dict[str, Words] = {
    "zh": {"TM": "分钟", "TH": "小时", "D": "天", "M": "个月", "Y": "年", "WD": "个工作日"},
    "en": {"TM": "minute", "TH": "hour", "D": "day", "M": "month", "Y": "year", "WD": "working day"},
}
PLURALS: dict[str, Words] = {"zh": UNITS["zh"], "en": {unit: f"{word}s" for unit, word in UNITS["en"].items()}}
BOUNDS: dict[str, Words] = {
    "zh": {"over": "超过 ", "at_least": "至少 ", "at_most": "最多 ", "about": "约 "},
    "en": {"over": "more than ", "at_least": "at least ", "at_most": "at most ", "about": "about "},
}
MONEY: dict[str, Words] = {"zh": {"CNY": "{n} 元"}, "en": {"CNY": "CNY {n}"}}
"""How an amount of a currency is told, by its code."""
PERCENT = {"zh": "{n}%", "en": "{n}%"}
NAMES = {"TM": "minute", "TH": "hour", "D": "day", "M": "month", "Y": "year", "WD": "working_day"}


def _believe_labels(language: str, labels: Words) -> None:
    """Take the words for figures from the labels, for a language in which the tests have none of their own."""
    forms = {unit: labels[f"unit.{name}"].replace("{n}", "").split(" | ") for unit, name in NAMES.items()}
    UNITS[language] = {unit: form[0].strip() for unit, form in forms.items()}
    PLURALS[language] = {unit: form[-1].strip() for unit, form in forms.items()}
    BOUNDS[language] = {bound: labels[f"bound.{bound}"].partition("{n}")[0] for bound in BOUNDS["en"]}
    PERCENT[language] = labels["unit.percent"]


def _believe_currencies(language: str, labels: Words) -> None:
    """Take the words for amounts from the labels, for a currency for which the tests have none of their own."""
    forms = {code: labels[f"currency.{code.lower()}"] for code in CURRENCIES}
    MONEY[language] = forms | MONEY.get(language, {})


_LABELS = list_labels(read_data())
for _one in LANGUAGES:
    _words = {label["id"]: label["text"][_one] for label in _LABELS}
    _believe_currencies(_one, _words)
    if _one not in UNITS:
        _believe_labels(_one, _words)


@dataclass(frozen=True)
class Expected:
    """The raw data, read in one language."""

    data: dict[str, list[Record]]
    language: str

    @cached_property
    def records(self) -> dict[tuple[str, str], Record]:
        """Every record by its kind and id."""
        return {(kind, record["id"]): record for kind, records in self.data.items() for record in records}

    @property
    def truth(self) -> Truth:
        """How well each fact is known."""
        return truth_of(self.data)

    def record(self, kind: str, record_id: str) -> Record:
        """Return one record; a missing one fails the test."""
        return self.records[kind, record_id]

    def label(self, name: str) -> str:
        """Return a word of the interface."""
        return str(self.labels[name][self.language])

    @cached_property
    def labels(self) -> dict[str, Words]:
        """The words of the interface, in every language."""
        return {one["id"]: one["text"] for one in list_labels(self.data)}

    def text(self, record: Record, field: str) -> str:
        """Return a text of a record with its figures filled in."""
        return self.fill(record[field][self.language], record) if field in record else ""

    def fill(self, written: str, record: Record) -> str:
        """Return `written` with its figures filled in."""

        def look_up(found: re.Match[str]) -> str:
            told = self.look_up(found[1], record)
            return told if isinstance(told, str) else self.figure(told[0])

        return squeeze(re.sub(r"\{(.*?)\}", look_up, written))

    def look_up(self, written: str, record: Record, kind: str = "") -> str | tuple[Record, str, Record]:
        """Return what `written` in a text of `record` asks for: a count in words, or a figure with its record."""
        name, slash, rest = written.partition("/")
        record_id, _, field = rest.partition(".")
        if slash:
            kind, record = name, self.record(name, record_id)
        else:
            field = name
        field = field or "value"
        if field in ("origins", "sources", "opposing"):
            return self.count_sources(kind, record, field)
        if field in ("shortest", "longest"):
            waits = self.truth.order_waits(record["products"][0])
            kind, record, field = "waiting_periods", waits[0 if field == "shortest" else -1], "value"
        return record[field], kind, record

    def count_sources(self, kind: str, record: Record, field: str) -> str:
        """Return how many sources or origins bear a fact out or speak against it."""
        known = self.truth.know(kind or self.find_kind(record), record)
        number = {"origins": known.origins, "sources": known.voices, "opposing": known.opposing}[field]
        return self.count(f"count.{field}", number)

    def find_kind(self, record: Record) -> str:
        """Return the kind of a record."""
        return next(kind for kind, records in self.data.items() if any(one is record for one in records))

    def count(self, name: str, number: int) -> str:
        """Return a label that counts, in the singular or the plural."""
        forms = self.label(name).split(" | ")
        return squeeze(forms[0 if number == 1 else -1].replace("{n}", str(number)))

    def list_days(self, milestone: Record, product: str) -> list[tuple[str, Record | None]]:
        """Return the days of a milestone, each with its name and the wait that it is counted with."""
        waits = self.truth.order_waits(product)
        if milestone.get("wait", "own") == "own":
            return [(milestone["id"], None)]
        if milestone["wait"] != "each":
            return [(milestone["id"], wait) for wait in (waits[:1] if milestone["wait"] == "shortest" else waits[-1:])]
        return [(f"{milestone['id']}-{self.resolve(wait['value'])['duration'].lower()}", wait) for wait in waits]

    def name_wait(self, milestone: Record, field: str, wait: Record | None) -> str:
        """Return a text of a milestone with {wait} replaced by the name of the wait that its day is counted with."""
        words = str(milestone[field][self.language])
        return words.replace("{wait}", f"{{waiting_periods/{wait['id']}}}") if wait else words

    def locate(self, kind: str, record: Record) -> str:
        """Return the words of the mark of a fact: the verdict, by whom it is reported, and that a text is undated."""
        known = self.truth.know(kind, record)
        word = self.label(f"verdict.reported.{known.backer}" if known.backer else f"verdict.{known.verdict}")
        if known.undated and known.verdict == "confirmed":
            return self.label("verdict.undated").format(verdict=word)
        return word

    def figure(self, value: dict[str, Any]) -> str:
        """Return a figure as it must be read."""
        value = self.resolve(value)
        return BOUNDS[self.language].get(value.get("bound", ""), "") + self._measure(value)

    def resolve(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return the figure that `same_as` leads to."""
        if "same_as" not in value:
            return value
        kind, _, rest = value["same_as"].partition("/")
        record_id, _, field = rest.partition(".")
        found: dict[str, Any] = self.record(kind, record_id)[field or "value"]
        return found

    def _measure(self, value: dict[str, Any]) -> str:
        if "duration" in value:
            number, unit = re.fullmatch(r"P(T?\d+)([A-Z])", value["duration"]).groups()  # type: ignore[union-attr]
            unit = ("T" if number.startswith("T") else "") + unit
            number = number.removeprefix("T")
            if "to" in value:
                number += "–" + re.sub(r"\D", "", value["to"])
            return self._count_units(number, unit)
        if "working_days" in value:
            days = "–".join(value[name] for name in ("working_days", "to_working_days") if name in value)
            return self._count_units(days, "WD")
        if "percent" in value:
            return PERCENT[self.language].format(n="–".join(_list_ends("percent", value)))
        if "money" in value:
            grouped = "–".join(_group_amount(end.split()[0]) for end in _list_ends("money", value))
            return MONEY[self.language][value["money"].split()[1]].format(n=grouped)
        if "count" in value:
            numbers = "–".join(f"{int(end):,}" for end in _list_ends("count", value))
            return f"{numbers} {value['unit'][self.language]}"
        return str(value.get("date") or value.get("version"))

    def _count_units(self, number: str, unit: str) -> str:
        return f"{number} {(UNITS if number == '1' else PLURALS)[self.language][unit]}"


def _list_ends(measure: str, value: dict[str, Any]) -> list[str]:
    """Return both ends of a range, or the one figure that there is."""
    return [value[name] for name in (measure, f"to_{measure}") if name in value]


def _group_amount(amount: str) -> str:
    whole, _, cents = amount.partition(".")
    return f"{int(whole):,}" + (f".{cents}" if cents.strip("0") else "")


def machine(value: dict[str, Any]) -> str:
    """Return the form of a figure that stands in the page's `value` attribute."""
    if "duration" in value:
        return str(value["duration"]) + (f"/{value['to']}" if "to" in value else "")
    if "working_days" in value:
        return "/".join(f"{value[name]}WD" for name in ("working_days", "to_working_days") if name in value)
    if "percent" in value:
        return "/".join(f"{end}%" for end in _list_ends("percent", value))
    for measure in ("money", "count"):
        if measure in value:
            return "/".join(_list_ends(measure, value))
    return str(value.get("date") or value.get("version"))
