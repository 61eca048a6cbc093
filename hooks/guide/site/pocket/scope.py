"""What of a page is about one product: the rest is taken out, and of a page that is about others nothing stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from guide.site.element import Element, Piece, list_inside, walk


def keep_product(page: Element, product: str, products: Sequence[str], foreign: Set[str]) -> Element | None:
    """Return a page without what is about other `products`; None where nothing else was bound.

    `foreign` names the records that are about others: a box with one goes, too.
    """
    scope = _Scope(product, str(products.index(product) + 1), foreign)
    elements = list(walk(page))
    left = {id(one) for one in elements if scope.leaves(one)}
    tabs = (list_inside(one) for one in elements if "tabbed-set" in one.classes)
    left |= {id(part) for some in tabs for part in scope.list_parts([one for one in some if id(one) not in left])}
    kept = _keep(page, left) if left else page
    bound = [one for one in elements if _is_bound(one)]
    if any(map(scope.is_about, bound)) or not bound:
        return kept
    return kept if any(one.classes == ("evidence",) for one in walk(kept)) else None


def _keep(element: Element, left: Set[int]) -> Element:
    """Return an element without what is `left` out; texts that come together then are one."""
    inside: list[Piece] = []
    for piece in element.inside:
        if isinstance(piece, Element):
            inside += [_keep(piece, left)] if id(piece) not in left else ()
        elif inside and isinstance(inside[-1], str):
            inside[-1] += piece
        else:
            inside.append(piece)
    return Element(element.tag, element.given, element.classes, element.around, inside)


def _is_bound(element: Element) -> bool:
    return ("data-products" in element.given or "data-product" in element.given) and element.tag != "input"


@dataclass(frozen=True)
class _Scope:
    """Tells what is about a product, of this `number` in the subject, and what is not."""

    product: str
    number: str
    foreign: Set[str]

    def is_about(self, element: Element) -> bool:
        """Tell whether an element that is bound to products is so to this one."""
        if "data-products" in element.given:
            return self.number in element.get("data-products").split()
        return element.get("data-product") == self.product

    def leaves(self, element: Element) -> bool:
        """Tell whether an element is about other products alone."""
        if element.tag == "div" and element.given.get("data-record") in self.foreign:
            return True
        return _is_bound(element) and not self.is_about(element)

    def list_parts(self, parts: Sequence[Element]) -> Iterator[Element]:
        """Yield what of the `parts` of tabs is left out: of the tab for the product its name, of others the words, too.

        Tabs for something else stay.
        """
        tabs = [place for place, one in enumerate(parts) if one.tag == "input"]
        named = [place for place in tabs if self.product in parts[place].get("data-for").split()]
        for place in tabs if named else ():
            yield from islice(parts, place + 1, place + 2 + (place not in named))
