"""What is quoted in a language that the guide is not written in can be read in the guide's languages."""

from __future__ import annotations

from typing import Any

import pytest

from guide.checks.foreign import check_foreign
from raw import Record
from small import fact, list_rules, make_guide, source, text, voice

ASKED = ("no-translation", "money/told")


def find(source_language: str, **fields: Any) -> list[tuple[str, str]]:
    """Return what is said of a quote with `fields` from a source in a language, whose title is translated."""
    heard: Record = voice("one~", "Veldu", **fields)
    one = source("one", language=source_language, title_translation=text("How to"))
    return list_rules(check_foreign(make_guide(sources=[one], money=[fact("told", heard)])))


@pytest.mark.parametrize("language", ["zh", "zh-Hant", "en"])
def test_a_quote_in_a_language_of_the_guide_needs_no_translation(language: str) -> None:
    assert find(language) == []


def test_a_quote_in_another_language_needs_one() -> None:
    assert find("is") == [ASKED]
    assert find("is", translation=text("Choose")) == []


def test_what_counts_is_the_language_of_the_quote() -> None:
    assert find("is", language="en") == []
    assert find("en", language="is") == [ASKED]


def test_a_title_in_another_language_needs_a_translation() -> None:
    assert list_rules(check_foreign(make_guide(sources=[source("one", language="is")]))) == [
        ("no-translation", "sources/one")
    ]
