"""Words of the first language on a page of another are called by their language, wherever they stand."""

from __future__ import annotations

import datetime

import pytest

from guide.checks.languages import is_in_other_script
from guide.model.borrowed import borrow, drop_marks, is_borrowed, keep_own
from guide.site.borrowed_words import show_borrowed
from guide.site.lang_spans import mark_foreign
from guide.views.figures import fill_label
from guide.views.localized_guide import LocalizedGuide, localize
from models import SUBJECT
from small import make_guide

WORDS, OTHERS, OWN = borrow("Tasse"), borrow("Becher"), keep_own("cup")
"""Borrowed words, from a first language whose tag is de, and words that stay own among them."""
SHOWN = {
    "in an element": (f"<p>{WORDS}</p>", '<p lang="de">Tasse</p>'),
    "among others": (f"<p>cup {WORDS} cup</p>", '<p>cup <span lang="de">Tasse</span> cup</p>'),
    "around an own word": (f"<p>{borrow(f'Tasse {OWN}!')}</p>", '<p><span lang="de">Tasse </span>cup!</p>'),
    "around an element": (
        f"<p>{borrow('Eine <b>Tasse</b>')}</p>",
        '<p><span lang="de">Eine </span><b lang="de">Tasse</b></p>',
    ),
    "around a page": (
        borrow("<h1>Tasse</h1><p>Die <a>Tasse</a></p>"),
        '<h1 lang="de">Tasse</h1><p lang="de">Die <a>Tasse</a></p>',
    ),
    "around what is shown on it": (
        borrow(f"<p>Tasse</p>{keep_own(f'<div><i>cup</i>{WORDS}</div>')}"),
        '<p lang="de">Tasse</p><div><i>cup</i><span lang="de">Tasse</span></div>',
    ),
    "in an attribute": (f'<b title="{WORDS}">cup</b>', '<b title="Tasse" lang="de"><span lang="en">cup</span></b>'),
    "in an attribute of an empty element": (f'<input aria-label="{WORDS}">', '<input aria-label="Tasse" lang="de">'),
    "in both": (f'<b title="{WORDS}">{OTHERS}</b>', '<b title="Tasse" lang="de">Becher</b>'),
    "in an option": (f"<option>{WORDS}</option>", '<option lang="de">Tasse</option>'),
    "in a title": (f"<title>{WORDS} · {OTHERS}</title>", '<title lang="de">Tasse · Becher</title>'),
    "among others in a title": (f"<title>cup · {WORDS}</title>", "<title>cup · Tasse</title>"),
    "without an end": (f"<p>{WORDS[:-1]}</p><p>cup</p>", '<p lang="de">Tasse</p><p>cup</p>'),
    "with a language of its own": (
        f'<q lang="fr">tasse {WORDS}</q>',
        '<q lang="fr">tasse <span lang="de">Tasse</span></q>',
    ),
    "beside a script": (f"<script>a<b</script><p>{WORDS}</p>", '<script>a<b</script><p lang="de">Tasse</p>'),
    "beside a drawing": (
        f"<svg><path d=''></path></svg>{WORDS}",
        "<svg><path d=''></path></svg>" + '<span lang="de">Tasse</span>',
    ),
}


@pytest.fixture(scope="module")
def localized() -> LocalizedGuide:
    """A language whose tag is en, and which borrows from one whose tag is de."""
    own, first = (localize(make_guide(), "zh", datetime.date(2026, 11, 23)) for _ in range(2))
    return replace_tag(own, "en", replace_tag(first, "de"))


def replace_tag(localized: LocalizedGuide, tag: str, original: LocalizedGuide | None = None) -> LocalizedGuide:
    """Return a localized guide that calls its language otherwise."""
    labels = {**localized.labels, "language.tag": tag}
    return type(localized)(**{**vars(localized), "labels": labels, "original": original})


@pytest.mark.parametrize("name", SHOWN)
def test_borrowed_words_are_called_by_their_language(localized: LocalizedGuide, name: str) -> None:
    written, shown = SHOWN[name]
    assert show_borrowed(written, localized) == shown
    assert show_borrowed(shown, localized) == shown, "what is done is not done again"


def test_a_complete_language_is_shown_as_it_is(localized: LocalizedGuide) -> None:
    assert localized.original
    assert show_borrowed("<p>cup</p>", localized.original) == "<p>cup</p>"


def test_what_has_no_letters_is_of_no_language() -> None:
    assert [borrow(words) for words in ("", " · ", "2026-11-23")] == ["", " · ", "2026-11-23"]
    assert is_borrowed(WORDS) and drop_marks(f"{WORDS}: {OTHERS}") == "Tasse: Becher"


def test_a_word_put_into_a_borrowed_label_stays_the_pages_own() -> None:
    assert fill_label(borrow("{n} Tassen, {name}"), n=3, name="cup") == borrow(f"3 Tassen, {keep_own('cup')}")
    assert fill_label("{n} cups", n=3) == "3 cups"


def test_a_language_that_is_written_with_chinese_characters_keeps_them() -> None:
    """Another one says nothing but somebody else's words with them."""
    assert not is_in_other_script("\u6ce8\u610f\u4e8b\u9805", "ja")
    assert is_in_other_script("\u6ce8\u610f\u4e8b\u9805", "ko")
    assert not is_in_other_script("\uc8fc\uc758 \u6ce8\u610f\u4e8b\u9805", "ko")
    assert mark_foreign("<p>\u6ce8\u610f</p>", "ja") == "<p>\u6ce8\u610f</p>"
    assert "zh-Hans" in mark_foreign("<p>\u6ce8\u610f</p>", "ko")


def test_no_language_of_ours_borrows_unless_it_is_only_beginning() -> None:
    for language in SUBJECT.complete_languages:
        assert localize(make_guide(), language, datetime.date(2026, 11, 23)).original is None
