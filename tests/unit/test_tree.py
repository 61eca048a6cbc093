"""A page as a tree: what is taken out leaves the text around it, and lxml's own way of doing so says the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from guide.site.tree import Element, drop, find_all, parse_page, unwrap, write_html

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
