"""What of a page is about one product: the rest is taken out, and of a page that is about others nothing stays."""

from __future__ import annotations

from collections.abc import Sequence, Set

from lxml import html
from lxml.html import HtmlElement as Element

_BOUND = ".//*[@data-products or @data-product]"
_WARNINGS = ".//div[@data-record]"
_TABS = ".//div[contains(@class, 'tabbed-set')]"


def keep_product(page: str, product: str, products: Sequence[str], foreign: Set[str]) -> Element | None:
    """Return the HTML of a page with what is about other `products` taken out; None where nothing else was bound.

    `foreign` names the records that are about others: a box with one goes, too.
    """
    root = html.fragment_fromstring(page, create_parent="div")
    number = str(products.index(product) + 1)
    bound = [element for element in root.xpath(_BOUND) if _is_bound(element)]
    others = [element for element in bound if not _is_about(element, product, number)]
    for element in others:
        _drop(element)
    for box in root.xpath(_WARNINGS):
        if box.get("data-record") in foreign:
            _drop(box)
    for tabs in root.xpath(_TABS):
        _keep_tab(tabs, product)
    return None if others and len(others) == len(bound) and not root.xpath(".//div[@class='evidence']") else root


def _is_bound(element: Element) -> bool:
    return bool(element.tag != "input")


def _is_about(element: Element, product: str, number: str) -> bool:
    if "data-products" in element.attrib:
        return number in element.get("data-products", "").split()
    return bool(element.get("data-product") == product)


def _keep_tab(tabs: Element, product: str) -> None:
    """Leave the words for one product, without the tab's name; tabs for something else stay."""
    named = [tab for tab in tabs.iterchildren("input") if product in tab.get("data-for", "").split()]
    for tab in tabs.iterchildren("input") if named else ():
        label = tab.getnext()
        words = label.getnext()
        for part in (label,) if tab in named else (label, words):
            _drop(part)


def _drop(element: Element) -> None:
    if element.getparent() is not None:
        element.drop_tree()
