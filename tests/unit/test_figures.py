"""Figures in words, in both languages, and in one form that no language changes."""

from __future__ import annotations

import pytest

from expected import Expected, machine
from guide.model.values import Value
from guide.views.figures import write_figure, write_machine
from raw import LANGUAGES, Record
from small import WORDS

UNIT = {**dict.fromkeys(LANGUAGES, "items"), "zh": "项"}
FIGURES = [
    ({"duration": "P15D"}, "15 天", "15 days", "P15D"),
    ({"duration": "P1D"}, "1 天", "1 day", "P1D"),
    ({"duration": "PT72H"}, "72 小时", "72 hours", "PT72H"),
    ({"duration": "PT30M"}, "30 分钟", "30 minutes", "PT30M"),
    ({"duration": "P3M"}, "3 个月", "3 months", "P3M"),
    ({"duration": "P10Y", "bound": "at_least"}, "至少 10 年", "at least 10 years", "P10Y"),
    ({"duration": "P15D", "to": "P30D"}, "15–30 天", "15–30 days", "P15D/P30D"),
    ({"duration": "P15D", "to": "P3M"}, "15 天 – 3 个月", "15 days – 3 months", "P15D/P3M"),
    ({"working_days": "3"}, "3 个工作日", "3 working days", "3WD"),
    ({"working_days": "1", "to_working_days": "3"}, "1–3 个工作日", "1–3 working days", "1WD/3WD"),
    ({"percent": "68", "bound": "over"}, "超过 68%", "more than 68%", "68%"),
    ({"percent": "0.1"}, "0.1%", "0.1%", "0.1%"),
    ({"percent": "0.05"}, "0.05%", "0.05%", "0.05%"),
    ({"money": "0.10 CNY"}, "0.10 元", "CNY 0.10", "0.10 CNY"),
    ({"money": "100000 CNY", "bound": "about"}, "约 100,000 元", "about CNY 100,000", "100000 CNY"),
    ({"money": "114906.00 CNY"}, "114,906 元", "CNY 114,906", "114906.00 CNY"),
    ({"count": "6", "unit": UNIT}, "6 项", "6 items", "6"),
    ({"date": "2026-01-01"}, "2026-01-01", "2026-01-01", "2026-01-01"),
    ({"version": "8.0.65"}, "8.0.65", "8.0.65", "8.0.65"),
]


@pytest.mark.parametrize(("value", "zh", "en", "form"), FIGURES)
def test_a_figure_reads_well_in_both_languages(
    data: dict[str, list[Record]], value: dict[str, object], zh: str, en: str, form: str
) -> None:
    parsed = Value.model_validate(value, context=WORDS)
    for language, wanted in (("zh", zh), ("en", en)):
        expected = Expected(data, language)
        assert write_figure(parsed, expected.label, UNIT[language]) == wanted
    assert write_machine(parsed) == form


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_ways_of_writing_figures_agree(data: dict[str, list[Record]], language: str) -> None:
    expected = Expected(data, language)
    for records in data.values():
        for record in records:
            value = record.get("value", {})
            if value and "same_as" not in value:
                parsed = Value.model_validate(value, context=WORDS)
                unit = value["unit"][language] if "unit" in value else ""
                assert write_figure(parsed, expected.label, unit) == expected.figure(value)
                assert write_machine(parsed) == machine(value)
