"""The HTML of a page as a tree of elements, for whoever changes them.

Not by lxml.html: there each element that is looked at asks Python which class it is of, a third of the time.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element


def parse_page(html: str) -> Element:
    """Return the element that the HTML of a page, or a part of one, stands in."""
    return etree.fromstring(f"<html><body><div>{html}</div></body></html>", etree.HTMLParser(collect_ids=False))[0][0]


def find_all(element: Element, path: str) -> list[Element]:
    """Return the elements at a path of XPath, seen from an element."""
    return cast("list[Element]", element.xpath(path))


def write_html(element: Element) -> str:
    """Return an element as HTML."""
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def drop(element: Element) -> None:
    """Take an element out, and all that is in it; the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        _add_before(element, element.tail)
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element out, and leave in its place what is in it."""
    parent = element.getparent()
    if parent is not None:
        _add_before(element, element.text)
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{element.tail or ''}" or None
        else:
            _add_before(element, element.tail)
        for child in [*element]:
            element.addprevious(child)
        element.tail = None
        parent.remove(element)


def _add_before(element: Element, text: str | None) -> None:
    """Add a text to the one right before an element."""
    before, parent = element.getprevious(), element.getparent()
    if text and before is not None:
        before.tail = f"{before.tail or ''}{text}"
    elif text and parent is not None:
        parent.text = f"{parent.text or ''}{text}"
