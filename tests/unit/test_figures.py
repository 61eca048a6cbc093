"""Figures in words, in the words of each language, and in one form that no language changes."""

from __future__ import annotations

import pytest

from expected import machine
from guide.load import load_subject
from guide.model.values import Value
from guide.views.figures import write_figure, write_machine
from project_copy import SECOND
from second import LABELS

WORDS = load_subject(SECOND / "data").vocabularies
UNIT = {"en": "items", "de": "Stück", "fr": "pièces"}
FIGURES = [
    ({"duration": "P15D"}, "15 days", "15 Tage", "P15D"),
    ({"duration": "P1D"}, "1 day", "1 Tag", "P1D"),
    ({"duration": "PT72H"}, "72 hours", "72 Stunden", "PT72H"),
    ({"duration": "PT30M"}, "30 minutes", "30 Minuten", "PT30M"),
    ({"duration": "P3M"}, "3 months", "3 Monate", "P3M"),
    ({"duration": "P10Y", "bound": "at_least"}, "at least 10 years", "mindestens 10 Jahre", "P10Y"),
    ({"duration": "P15D", "to": "P30D"}, "15–30 days", "15–30 Tage", "P15D/P30D"),
    ({"duration": "P15D", "to": "P3M"}, "15 days – 3 months", "15 Tage – 3 Monate", "P15D/P3M"),
    ({"working_days": "3"}, "3 working days", "3 Werktage", "3WD"),
    ({"working_days": "1", "to_working_days": "3"}, "1–3 working days", "1–3 Werktage", "1WD/3WD"),
    ({"percent": "68", "bound": "over"}, "more than 68%", "mehr als 68 %", "68%"),
    ({"percent": "0.1"}, "0.1%", "0.1 %", "0.1%"),
    ({"percent": "0.05"}, "0.05%", "0.05 %", "0.05%"),
    ({"percent": "100"}, "100%", "100 %", "100%"),
    ({"percent": "21", "to_percent": "43.5"}, "21–43.5%", "21–43.5 %", "21%/43.5%"),
    ({"money": "0.10 EUR", "to_money": "1000 EUR"}, "EUR 0.10–1,000", "0.10–1,000 EUR", "0.10 EUR/1000 EUR"),
    ({"count": "6", "to_count": "1200", "unit": UNIT}, "6–1,200 items", "6–1,200 Stück", "6/1200"),
    ({"money": "0.10 EUR"}, "EUR 0.10", "0.10 EUR", "0.10 EUR"),
    ({"money": "100000 CHF", "bound": "about"}, "about CHF 100,000", "etwa 100,000 CHF", "100000 CHF"),
    ({"money": "114906.00 EUR"}, "EUR 114,906", "114,906 EUR", "114906.00 EUR"),
    ({"count": "6", "unit": UNIT}, "6 items", "6 Stück", "6"),
    ({"date": "2026-01-01"}, "2026-01-01", "2026-01-01", "2026-01-01"),
    ({"version": "8.0.65"}, "8.0.65", "8.0.65", "8.0.65"),
]


@pytest.mark.parametrize(("value", "en", "de", "form"), FIGURES)
def test_a_figure_reads_well_in_each_language(value: dict[str, object], en: str, de: str, form: str) -> None:
    parsed = Value.model_validate(value, context=WORDS)
    for language, wanted in (("en", en), ("de", de)):
        words = {name: str(text[language]) for name, text in LABELS.items()}
        assert write_figure(parsed, words.__getitem__, UNIT[language]) == wanted
    assert write_machine(parsed) == machine(value) == form


def test_a_language_may_have_one_form_for_one_and_many() -> None:
    for days, told in (("P1D", "1 天"), ("P15D", "15 天")):
        assert write_figure(Value.model_validate({"duration": days}, context=WORDS), lambda name: "{n} 天", "") == told
