"""What of a page is about one product: the rest is taken out, and of a page that is about others nothing stays."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import islice

from guide.site.tree import Element, drop, find_all, parse_page

_BOUND = ".//*[@data-products or @data-product]"
_WARNINGS = ".//div[@data-record]"
_TABS = ".//div[contains(@class, 'tabbed-set')]"


def keep_product(page: str, product: str, products: Sequence[str], foreign: Set[str]) -> Element | None:
    """Return the HTML of a page with what is about other `products` taken out; None where nothing else was bound.

    `foreign` names the records that are about others: a box with one goes, too.
    """
    root = parse_page(page)
    number = str(products.index(product) + 1)
    bound = [element for element in find_all(root, _BOUND) if _is_bound(element)]
    others = [element for element in bound if not _is_about(element, product, number)]
    for element in others:
        drop(element)
    for box in find_all(root, _WARNINGS):
        if box.get("data-record") in foreign:
            drop(box)
    for tabs in find_all(root, _TABS):
        _keep_tab(tabs, product)
    return None if others and len(others) == len(bound) and not find_all(root, ".//div[@class='evidence']") else root


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
        label, words = islice(tab.itersiblings(), 2)
        for part in (label,) if tab in named else (label, words):
            drop(part)
