"""The HTML of a page as elements, for whoever reads all of it and changes nothing: in a third of the time of lxml.

It is what our own templates and Markdown made: well-formed, with `<` and `>` escaped in text and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import NamedTuple, TypeAlias

_TOKEN = re.compile(r"(<!--.*?-->|<[^<>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r'([^\s="]++)(?:="([^"]*+)")?')
_VOID = frozenset(
    ("area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "circle", "line", "path", "source", "wbr")
)
"""Elements that have no end."""


@dataclass(slots=True, eq=False)
class Element:
    """An element: its tag, its attributes, its classes, and the texts and elements in it, in their order.

    `around` are the classes of the element that it stands in, `before` and `after` the texts right beside it. It does
    not know that element itself: while a build does not look for garbage, a ring of elements would stay to its end.
    """

    tag: str
    given: Mapping[str, str]
    classes: tuple[str, ...]
    around: tuple[str, ...]
    inside: list[Piece]
    before: str = ""
    after: str = ""

    def get(self, name: str) -> str:
        """Return an attribute; empty where there is none."""
        return self.given.get(name, "")


Piece: TypeAlias = str | Element
"""What stands in an element."""


class _Tag(NamedTuple):
    """A tag: its name, whether it ends an element or begins one without an end, its attributes and its classes."""

    name: str
    ends: bool
    alone: bool
    given: Mapping[str, str]
    classes: tuple[str, ...]


def read_page(html: str) -> Element:
    """Return the element that the HTML of a page, or a part of one, stands in."""
    around = root = Element("div", {}, (), (), [])
    open_ = [root]
    pieces = _TOKEN.split(html)
    for text, written in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        before = unescape(text) if "&" in text else text
        if text:
            if around.inside and isinstance(around.inside[-1], Element):
                around.inside[-1].after = before
            around.inside.append(before)
        tag = _read_tag(written)
        if tag is None:
            continue
        name, ends, alone, given, classes = tag
        if ends:
            _close(open_, name)
            around = open_[-1]
            continue
        element = Element(name, given, classes, around.classes, [], before)
        around.inside.append(element)
        if not alone:
            open_.append(element)
            around = element
    return root


def _close(open_: list[Element], name: str) -> None:
    """End the last element of a name, and what was left open in it; an end without a beginning ends nothing."""
    for place in range(len(open_) - 1, 0, -1):
        if open_[place].tag == name:
            del open_[place:]
            return


@lru_cache(4096)  # a page has few different tags, and thousands of each
def _read_tag(written: str) -> _Tag | None:
    """Return what a tag says; None of a comment."""
    found = _TAG.fullmatch(written)
    if found is None:
        return None
    ends, name, attributes, alone = found.groups()
    given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
    return _Tag(name, bool(ends), bool(alone) or name in _VOID, given, tuple(given.get("class", "").split()))


def list_inside(element: Element, *tags: str) -> list[Element]:
    """Return the elements right inside of one; with `tags`, those of these names."""
    return [one for one in element.inside if isinstance(one, Element) and (not tags or one.tag in tags)]


def walk(element: Element) -> Iterator[Element]:
    """Yield all elements in one, in the order of the page."""
    for piece in element.inside:
        if isinstance(piece, Element):
            yield piece
            yield from walk(piece)


def read_text(element: Element) -> str:
    """Return all text in an element."""
    return "".join(piece if isinstance(piece, str) else read_text(piece) for piece in element.inside)


def begins_with_space(element: Element) -> bool:
    """Tell whether the text in an element begins with white space."""
    return _find_first(element)[:1].isspace()


def ends_with_space(element: Element) -> bool:
    """Tell whether the text in an element ends with white space."""
    return _find_last(element)[-1:].isspace()


def _find_first(element: Element) -> str:
    for piece in element.inside:
        text = piece if isinstance(piece, str) else _find_first(piece)
        if text:
            return text
    return ""


def _find_last(element: Element) -> str:
    for piece in reversed(element.inside):
        text = piece if isinstance(piece, str) else _find_last(piece)
        if text:
            return text
    return ""
