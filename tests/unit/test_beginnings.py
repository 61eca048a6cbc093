"""What a page goes without at first is cut between exact tags; it is said beforehand how many questions there are."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from guide.site.whole_page import cut_rest, has_rest, make_whole, name_whole_page
from guide.views.plan import _count_most


@pytest.mark.parametrize(
    ("address", "beside"), [("plan/", "plan/whole.html"), ("en/plan.html", "en/plan.whole.html"), ("./", "whole.html")]
)
def test_the_whole_page_stands_in_the_same_folder(address: str, beside: str) -> None:
    assert name_whole_page(address) == beside


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>a</p><p data-rest>b</p>c", "<p>a</p>LEADc"),
        ("<ol><li>a</li><li class='x' data-rest>b<ol><li>c</li></ol></li></ol>d", "<ol><li>a</li>LEAD</ol>d"),
        ("<div data-rest hidden>a</div><b>b</b><ul data-rest><li>c</li></ul>", "<b>b</b>LEAD"),
        ("<div data-rest><p data-rest>a</p></div>b", "LEADb"),
        ("<a data-rest>a</a><abbr>b</abbr>", "LEAD<abbr>b</abbr>"),
    ],
)
def test_what_is_marked_is_cut_and_all_else_stays(html: str, left: str) -> None:
    assert has_rest(html)
    assert cut_rest(html, "LEAD") == left


@pytest.mark.parametrize("html", ["<p>data-rest</p>", '<p data-restful="">a</p>', '<p title="data-rest">a</p>', ""])
def test_what_only_looks_like_a_mark_is_none(html: str) -> None:
    assert not has_rest(html)


def test_the_whole_page_leads_to_its_own_places_and_is_listed_nowhere() -> None:
    page = '<head><meta charset="utf-8"></head><a href="./#x">x</a><a href="./">y</a><a href="../y/#z">z</a>'
    whole = make_whole(page, "./")
    assert '<a href="#x">x</a><a href="./">y</a><a href="../y/#z">z</a>' in whole
    assert whole.count('<meta name="robots" content="noindex">') == 1
    assert make_whole(whole, "./") == whole


def ask(name: str, answers: str, asked_if: str = "") -> Any:
    """Return a question, as far as its length counts: answers that end the questions begin with a point."""
    given = (SimpleNamespace(id=one.removeprefix("."), ends=one.startswith(".") or None) for one in answers.split())
    return SimpleNamespace(id=name, answers=tuple(given), asked_if=tuple(asked_if.split()))


@pytest.mark.parametrize(
    ("questions", "most"),
    [
        ([], 0),
        ([ask("a", "yes no"), ask("b", "yes no")], 2),
        ([ask("a", "yes no"), ask("b", "yes", "a/yes"), ask("c", "yes", "a/no"), ask("d", "yes", "a/no")], 3),
        ([ask("a", "yes no"), ask("b", "yes no", "a/yes"), ask("c", "yes", "b/yes")], 3),
        ([ask("a", ".yes no"), ask("b", "yes", "a/yes")], 1),
        ([ask("a", ".yes"), ask("b", "yes", "c/no")], 1),
        ([ask(f"q{number}", "yes no unsure") for number in range(40)], 40),
        ([*(ask(f"q{number}", "yes no") for number in range(9)), ask("z", "yes", "q0/yes q8/no")], 10),
    ],
)
def test_the_longest_way_is_counted(questions: list[Any], most: int) -> None:
    assert _count_most(questions) == most
