"""The pocket edition fits: what is quoted goes first, then the last chapters, and what is left out is told."""

from __future__ import annotations

import datetime

import pytest

from guide.load import load_guide
from guide.model.evidence import Fact
from guide.site.page import Page
from guide.site.pocket.edition import Chapter, Edition, fit_edition, make_chapters, open_page
from guide.views.localized_guide import LocalizedGuide, localize
from project_copy import SECOND

PROOF = """<div class="evidence"><details class="proof"><summary><span class="verdict verdict-reported">said</span>
</summary></details><div class="grounds"><p class="why">so</p></div></div>"""


@pytest.fixture(scope="module")
def localized() -> LocalizedGuide:
    return localize(load_guide(SECOND / "data", lambda guide: iter(())), "en", datetime.date(2026, 11, 23))


def make_page(name: str, html: str) -> Page:
    """Return a page as a build knows it."""
    return Page(f"en/{name}.md", f"{name}/", f"https://guide.example/{name}/", name.title(), {}, "", html)


def write_facts(facts: list[Fact]) -> str:
    """Return a table of facts, as pages show it."""
    rows = (
        f'<tbody id="{fact.anchor}"><tr class="row"><td class="cell-title">{fact.id}</td></tr>'
        f'<tr class="row-proof"><td>{PROOF}</td></tr></tbody>'
        for fact in facts
    )
    return f"<table class='facts'>{''.join(rows)}</table>"


@pytest.fixture(scope="module")
def chapters(localized: LocalizedGuide) -> tuple[Chapter, ...]:
    facts = [fact for fact in localized.guide.of(Fact) if any(evidence.quote for evidence in fact.evidence)]
    assert len(facts) > 5
    pages = [make_page("first", f"<p>words</p>{write_facts(facts)}"), make_page("last", f"<p>{'more ' * 900}</p>")]
    product = localized.guide.subject.product_words[0]
    return tuple(make_chapters(list(map(open_page, pages)), [], product, localized))


def fit(chapters: tuple[Chapter, ...], localized: LocalizedGuide, room: int) -> Edition:
    return fit_edition(chapters, [], localized, room)


def test_with_room_enough_everything_is_quoted(chapters: tuple[Chapter, ...], localized: LocalizedGuide) -> None:
    edition = fit(chapters, localized, 10**9)
    assert edition.quotes_all and not edition.left_out
    facts = [fact for fact in localized.guide.of(Fact) if f"<b>{localized.link(fact).text}</b>" in edition.facts]
    quotes = [evidence.quote for fact in facts for evidence in localized.evidence(fact) if evidence.quote]
    assert edition.facts.count("<q") == len(quotes) > 5


def test_quotes_go_before_chapters_and_chapters_from_the_end(
    chapters: tuple[Chapter, ...], localized: LocalizedGuide
) -> None:
    whole = fit(chapters, localized, 10**9)
    fewer = fit(chapters, localized, whole.size - 1)
    assert not fewer.quotes_all and not fewer.left_out
    assert fewer.facts.count("<q") < whole.facts.count("<q")
    bare = fit(chapters, localized, whole.size - 4000)
    assert [page.title for page in bare.left_out] == ["Last"]
    assert [title for _, title in bare.contents] == ["First"]
    assert "<q" not in bare.facts and bare.facts.count("<li") == whole.facts.count("<li")
    for edition, room in ((fewer, whole.size - 1), (bare, whole.size - 4000)):
        assert edition.size <= room


def test_as_many_chapters_stay_as_there_is_room_for_and_the_others_are_told_in_their_order(
    localized: LocalizedGuide,
) -> None:
    pages = [
        make_page(name, f"<p>{name * length}</p>")
        for name, length in zip("abcdefg", (9, 1, 30, 2, 2, 80, 5), strict=True)
    ]
    some = tuple(make_chapters(list(map(open_page, pages)), [], localized.guide.subject.product_words[0], localized))
    for number in range(1, len(some)):
        room = fit(some[:number], localized, 10**9).size
        for space, kept in ((room, number), (room - 1, max(1, number - 1))):
            edition = fit(some, localized, space)
            told = [*(title for _, title in edition.contents), *(page.title for page in edition.left_out)]
            assert (len(edition.contents), told) == (kept, list("ABCDEFG")), space


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            '<ul><li data-products="1">one</li><li data-products="2">two</li><li data-products="1 2">both</li></ul>',
            "one both",
        ),
        ('<div data-product="{second}">two</div>', ""),
        ('<p>words</p><div data-product="{second}">two</div><div data-product="{first}">one</div>', "words one"),
        ("<p>words</p>", "words"),
    ],
)
def test_what_is_about_another_product_alone_is_taken_out(localized: LocalizedGuide, written: str, kept: str) -> None:
    first, second, *_ = localized.guide.subject.product_words
    page = make_page("page", written.format(first=first, second=second))
    found = [chapter.html for chapter in make_chapters([open_page(page)], [], first, localized)]
    told = " ".join(found).replace("<", " <")
    assert [word for word in ("words", "one", "two", "both") if word in told] == kept.split()
