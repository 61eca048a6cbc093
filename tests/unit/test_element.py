"""A page as elements that are only read: they hold what a parser of HTML finds, and know what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import html

from guide.site.element import Element, begins_with_space, ends_with_space, read_page, read_text, walk

PAGES = (
    "",
    "words",
    'a <b class="one two">b &amp; <i id="x">c</i></b> d',
    '<p>a<br>b<img src="a.svg" alt="a &#34;b&#34;">c</p>',
    '<details open=""><summary>a</summary><input type="checkbox" hidden="">b</details>',
    "<!-- a <b>remark</b> --><p>a<!-- another -->b</p>",
    '<table><tbody id="a&amp;b"><tr><td>1</td><td></td></tr></tbody></table>',
    '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>after',
)


def tell_ours(element: Element) -> Iterator[object]:
    """Yield what an element holds, in its order: its texts, and its elements with their attributes."""
    for piece in element.inside:
        yield piece if isinstance(piece, str) else (piece.tag, dict(piece.given), list(tell_ours(piece)))


def tell_theirs(element: html.HtmlElement) -> Iterator[object]:
    """Yield the same of what lxml makes of a page."""
    yield from filter(None, [element.text])
    for child in element:
        if isinstance(child.tag, str):
            given = {name.lower(): value for name, value in child.attrib.items()}
            yield child.tag, given, list(tell_theirs(child))
        yield from filter(None, [child.tail])


def lower(told: object) -> object:
    """Return what was told with the names of attributes in small letters, as HTML has them."""
    if isinstance(told, tuple):
        return told[0], {name.lower(): value for name, value in told[1].items()}, list(map(lower, told[2]))
    return told


@pytest.mark.parametrize("page", PAGES)
def test_elements_hold_what_a_parser_finds(page: str) -> None:
    theirs = html.fragment_fromstring(page, create_parent="div")
    assert list(map(lower, tell_ours(read_page(page)))) == list(tell_theirs(theirs))


def test_elements_know_what_stands_beside_and_around_them() -> None:
    page = read_page('<div class="register">a<b>b</b>c<i>d</i><u>e</u></div><u>f</u>')
    told = [(one.tag, one.before, one.after, one.around) for one in walk(page)]
    assert told == [
        ("div", "", "", ()),
        ("b", "a", "c", ("register",)),
        ("i", "c", "", ("register",)),
        ("u", "", "", ("register",)),
        ("u", "", "", ()),
    ]


def test_an_end_without_a_beginning_ends_nothing() -> None:
    page = read_page("<p>a</i>b</p></div>c")
    assert (read_text(page), [read_text(one) for one in walk(page)]) == ("abc", ["ab"])
    assert [one.tag for one in walk(read_page("<p><b>a</p><i>b</i>"))] == ["p", "b", "i"]


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
    root = read_page(page)
    assert (begins_with_space(root), ends_with_space(root)) == (begins, ends)
    text = read_text(root)
    assert (text[:1].isspace(), text[-1:].isspace()) == (begins, ends)
