"""Evidence is cut from a page between exact tags, and what is cut and what is left are the whole page."""

from __future__ import annotations

import re

import pytest

from guide.site.evidence_page import WORTH, cut_grounds, find_worthy, list_grounds, name_evidence_page, place_grounds
from guide.site.page import Page


def make_proof(fact: str, inside: str, lang: str = "") -> str:
    """Return the evidence of a fact as views write it."""
    return (
        f'<div class="evidence">\n<details class="proof"><summary><b>{fact}</b></summary></details>\n'
        f'<div class="grounds" data-fact="{fact}"{lang}>{inside}</div>\n'
        '<p class="citing on-screen"><a>cite</a></p>\n<p class="edit on-screen"><a>edit</a></p>\n</div>'
    )


def make_page(name: str, html: str) -> Page:
    return Page(name=name, address="", canonical="", title="", head={}, markdown="", html=html)


@pytest.mark.parametrize(
    ("address", "beside"),
    [
        ("", "evidence.html"),
        ("./", "evidence.html"),
        ("plan/", "plan/evidence.html"),
        ("en/failures/unpaid/", "en/failures/unpaid/evidence.html"),
        ("plan.html", "plan.evidence.html"),
        ("en/index.html", "en/index.evidence.html"),
    ],
)
def test_the_evidence_of_a_page_stands_in_the_same_folder(address: str, beside: str) -> None:
    assert name_evidence_page(address) == beside


def test_a_page_without_its_evidence_has_what_leads_there_and_all_else() -> None:
    page = f"<p>before</p>{make_proof('a/b', '<p>one</p>')}<p>between</p>{make_proof('c/d', '<p>two</p>')}<p>after</p>"
    cut = cut_grounds(page, lambda fact: f"[{fact}]")
    assert "grounds" not in cut and "<p>one</p>" not in cut
    assert cut.count("</details>\n[a/b]") == cut.count("</details>\n[c/d]") == 1
    assert "cite</a>" not in cut and "edit</a>" not in cut
    for left in ("before", "between", "after", "<summary><b>a/b</b></summary>"):
        assert left in cut
    for tag in ("div", "details", "summary", "p"):
        assert cut.count(f"<{tag}") == cut.count(f"</{tag}>")


@pytest.mark.parametrize(
    "inside", ["<div><div>x</div></div>y", "<p>&lt;/div&gt;</p>", "", "<blockquote>1</blockquote>\n"]
)
def test_grounds_end_where_their_element_ends(inside: str) -> None:
    proof = make_proof("a/b", inside, ' lang="en"')
    (found,) = list_grounds(f"<div>{proof}</div><div>more</div>")
    grounds, _, ways = found.html.partition("\n<p class=")
    assert grounds == f'<div class="grounds" data-fact="a/b" lang="en">{inside}</div>'
    assert re.findall("(cite|edit)</a></p>", ways) == ["cite", "edit"] and ways.endswith("</p>")
    assert (found.fact, found.summary) == ("a/b", "<b>a/b</b>")


def test_a_list_that_is_too_long_for_the_page_is_cut_as_evidence_is() -> None:
    short = '<details class="fold"><summary>2 places</summary><ul><li>a</li></ul></details>'
    items = '<ul class="grounds" data-fact="sources/a"><li>a</li><li>b</li></ul>'
    fold = f'<details class="fold" data-search-exclude><summary>7 places</summary>{items}</details>'
    page = f"{short}{fold}{make_proof('a/b', 'x')}{short}"
    uses, grounds = list_grounds(page)
    assert (uses.fact, uses.summary, uses.html, grounds.fact) == ("sources/a", "7 places", items, "a/b")
    assert cut_grounds(page, lambda name: f"[{name}]").startswith(f"{short}{fold.replace(items, '[sources/a]')}<div")


def test_what_is_like_evidence_and_is_none_stays() -> None:
    page = '<details class="fold grounds"><summary>Why we ask</summary></details><div class="grounds">no fact</div>'
    assert cut_grounds(page, lambda fact: "cut") == page


def test_links_on_the_same_page_lead_back_to_it_and_a_fact_stands_once() -> None:
    twice = 2 * make_proof("a/b", '<a href="#x">x</a><a href="../y/#z">y</a><a href="https://z.example/#q">z</a>')
    (found,) = place_grounds(list_grounds(twice), "./").values()
    assert '<a href="./#x">x</a><a href="../y/#z">y</a><a href="https://z.example/#q">z</a>' in found.html


def test_a_page_with_much_evidence_in_one_language_has_it_apart_in_all() -> None:
    much, little = make_proof("a/b", "x" * WORTH), make_proof("a/b", "x")
    pages = {
        "zh/long.md": make_page("zh/long.md", little),
        "en/long.md": make_page("en/long.md", much),
        "zh/short.md": make_page("zh/short.md", little),
        "en/short.md": make_page("en/short.md", little),
        "zh/none.md": make_page("zh/none.md", "x" * WORTH),
    }
    assert [page.name for page in find_worthy(pages)] == ["zh/long.md", "en/long.md"]
