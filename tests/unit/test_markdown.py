"""HTML -> Markdown: whatever stands in a page, a parser of Markdown reads the same words, links and cells again."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from lxml import html
from markdown_it import MarkdownIt

from guide.site.element import read_page
from guide.site.twins.blocks import write_blocks
from guide.site.twins.inline import Manner
from guide.site.twins.page import lead_on, name_twin
from raw import squeeze

SIGNS = "*_`[]()<>|\\#+-=~!&;:.1a字“”。 "


def write(page: str) -> str:
    """Return the Markdown of the HTML of a page, whose links stay as they are."""
    return "\n\n".join(write_blocks(read_page(page), Manner(str, "Mark")))


def read(text: str) -> html.HtmlElement:
    """Return what a parser makes of Markdown."""
    return html.fragment_fromstring(MarkdownIt("commonmark").enable("table").render(text), create_parent="div")


def tell(text: str) -> str:
    """Return a text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@given(some.text(SIGNS, min_size=1, max_size=12))
@example("1)")  # a list without an item
def test_words_mean_nothing_but_themselves(words: str) -> None:
    for page in (f"<p>{tell(words)}</p>", f"<ul><li>{tell(words)}</li></ul>", f"<p>字<b>{tell(words)}</b></p>"):
        wanted = squeeze(html.fragment_fromstring(page, create_parent="div").text_content())
        assert squeeze(read(write(page)).text_content()) == wanted, write(page)


@given(some.lists(some.text(SIGNS, max_size=6), min_size=2, max_size=3))
def test_a_cell_keeps_its_words_and_its_place(cells: list[str]) -> None:
    row = "".join(f"<td>{tell(cell)}</td>" for cell in cells)
    head = "".join(f"<th>{number}</th>" for number in range(len(cells)))
    page = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>"
    found = [squeeze(cell.text_content()) for cell in read(write(page)).xpath(".//td")]
    assert found == [squeeze(cell) for cell in cells], write(page)


def test_bold_words_end_where_a_letter_follows_a_sign() -> None:
    (bold,) = read(write("<p><strong>先取钱。</strong>再注销</p>")).xpath(".//strong")
    assert (bold.text, bold.tail) == ("先取钱。", "再注销")


@pytest.mark.parametrize("address", ["https://a.example/x_(y)", "https://a.example/a b", "../plan/#a_b"])
def test_an_address_stays_whole(address: str) -> None:
    (link,) = read(write(f'<p><a href="{address}">words</a></p>')).xpath(".//a")
    assert link.get("href").replace("%20", " ") == address


@pytest.mark.parametrize(
    ("address", "twin"),
    [("", "index.md"), ("./", "index.md"), ("plan/", "plan/index.md"), ("en/plan.html", "en/plan.md")],
)
def test_a_twin_stands_beside_its_page(address: str, twin: str) -> None:
    assert name_twin(address) == twin


@pytest.mark.parametrize(
    ("link", "here", "leads"),
    [
        ("../money/", "plan/", "../money/index.md"),
        ("../", "plan/", "../index.md"),
        ("../money/#fees", "plan/", "../money/#fees"),
        ("#tasks", "plan/", "./#tasks"),
        ("#tasks", "plan.html", "plan.html#tasks"),
        ("money.html", "plan.html", "money.md"),
        ("../data/money.csv", "plan/", "../data/money.csv"),
        ("https://a.example/", "plan/", "https://a.example/"),
        ("mailto:a@a.example", "plan/", "mailto:a@a.example"),
    ],
)
def test_a_link_leads_to_a_twin_unless_it_names_a_place(link: str, here: str, leads: str) -> None:
    addresses = {"plan/", "money/", ""} if here.endswith("/") else {"plan.html", "money.html", "index.html"}
    assert lead_on(link, here, addresses) == leads
