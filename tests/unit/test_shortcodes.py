"""A shortcode that cannot be shown is told with its place, why, and what is allowed, in both languages."""

from __future__ import annotations

import datetime

import pytest

from guide.load import load_guide
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import MessageError
from guide.site.render import Links, make_environment, render_shortcodes
from guide.views.localized_guide import LocalizedGuide, localize
from messages import phrase
from project_copy import SECOND
from raw import ROOT

WRONG = [
    (
        "<!-- guide:fes -->",
        "no view has this name; did you mean 'fees'?; the views are account_types, ",
        "没有这个名字；是不是想写 fees？；现有的名字：account_types、",
    ),
    ("<!-- guide: -->", "no view has this name", "没有这个名字"),
    (
        "<!-- guide:value fees/none -->",
        "no record of the data has a figure by the name 'fees/none'; write kind/id",
        "请写成 kind/id",
    ),
    ("<!-- guide:value -->", "no record of the data has a figure by the name ''", "请写成 kind/id"),
    ("<!-- guide:steps -->", "must stand one of close_account", "要写其中之一：close_account"),
    ("<!-- guide:steps giro -->", "must stand one of close_account", "要写其中之一：close_account"),
    ("<!-- guide:unknowns moon -->", "must stand one of all, closing, money", "要写其中之一：all、closing、money"),
    ("<!-- guide:unknowns -->", "must stand one of all, ", "要写其中之一：all、"),
    ("<!-- guide:conditions old -->", "may stand one of current, or nothing", "其中之一：current，也可以什么都不写"),
    ("<!-- guide:disagreements none -->", "or nothing", "也可以什么都不写"),
    ("<!-- guide:fees old -->", "nothing may stand after this name; delete 'old'", "什么也不能写；请删掉 old"),
    ("<!-- guide:failure_cause none -->", "must stand one of overdrawn", "要写其中之一：overdrawn"),
    ("<!-- guide:plan -->", "there is no page 'de/", "这一页，链接不过去"),
]


@pytest.fixture(scope="module")
def localized() -> LocalizedGuide:
    """The second guide in German."""
    return localize(load_guide(SECOND / "data", lambda guide: iter(())), "de", datetime.date(2026, 11, 23))


def find_mistake(markdown: str, localized: LocalizedGuide) -> Diagnostic:
    """Return the mistake of a page with this text, on a site that has no other page to link to."""
    environment = make_environment(ROOT / "overrides" / "views")
    with pytest.raises(DataError) as raised:
        render_shortcodes(markdown, Location("docs/de/x.md", 5, 1), environment, Links("de", "x/", {}), localized)
    (mistake,) = raised.value.diagnostics
    return mistake


@pytest.mark.parametrize(("written", "english", "chinese"), WRONG, ids=[written for written, _, _ in WRONG])
def test_a_wrong_shortcode_is_told_in_both_languages(
    localized: LocalizedGuide, written: str, english: str, chinese: str
) -> None:
    mistake = find_mistake(f"# A page\n\nWords {written} and words.\n", localized)
    assert str(mistake.location) == "docs/de/x.md:7:7"
    assert mistake.message.rule == "shortcode"
    assert phrase(mistake, "en").startswith(f"{written}: ") and english in phrase(mistake, "en")
    assert phrase(mistake, "zh").startswith(f"这个占位写法用不了：{written}（") and chinese in phrase(mistake, "zh")


def test_a_word_of_the_interface_that_is_missing_is_told_in_both_languages(localized: LocalizedGuide) -> None:
    with pytest.raises(MessageError) as raised:
        localized.label("no.such.word")
    assert "data/labels.yml has no word 'no.such.word'; add it there" in phrase(raised.value, "en")
    assert "data/labels.yml 里没有 no.such.word 这个词；请在那里加上" in phrase(raised.value, "zh")
