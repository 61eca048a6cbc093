"""A page as a tree: what is taken out leaves the text around it, and lxml's own way of doing so says the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from guide.site.tree import (
    Element,
    begins_with_space,
    drop,
    ends_with_space,
    find_all,
    parse_page,
    read_text,
    unwrap,
    write_html,
)

PAGES = (
    "a <b>one</b> z",
    "<b>one</b> z",
    "<i>before</i> a <b>one <i>two</i> three</b> z",
    "a <b><i>two</i></b>z<i>after</i>",
    "<b></b>",
    "a <b></b>",
    "<p>a <b>one<i>two</i></b></p><p>z</p>",
)
WAYS: tuple[tuple[Callable[[Element], None], Callable[[html.HtmlElement], None]], ...] = (
    (drop, html.HtmlElement.drop_tree),
    (unwrap, html.HtmlElement.drop_tag),
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("ours", "theirs"), WAYS, ids=["drop", "unwrap"])
def test_what_is_taken_out_leaves_the_text_around_it(
    page: str, ours: Callable[[Element], None], theirs: Callable[[html.HtmlElement], None]
) -> None:
    root, other = parse_page(page), html.fragment_fromstring(page, create_parent="div")
    for element in find_all(root, ".//b"):
        ours(element)
    for element in other.xpath(".//b"):
        theirs(element)
    assert write_html(root) == html.tostring(other, encoding="unicode")


@pytest.mark.parametrize(
    ("page", "begins", "ends"),
    [
        (" a ", True, True),
        ("<b> a</b>", True, False),
        ("<b></b><i>a</i>\n", False, True),
        ("<b><i></i></b> a<i><b>z </b></i>", True, True),
        ("", False, False),
        ("<!-- no text -->a<!-- none, either -->", False, False),
    ],
)
def test_the_ends_of_a_text_are_those_of_all_of_it(page: str, *, begins: bool, ends: bool) -> None:
    root = parse_page(page)
    assert (begins_with_space(root), ends_with_space(root)) == (begins, ends)
    text = read_text(root)
    assert (text[:1].isspace(), text[-1:].isspace()) == (begins, ends)
