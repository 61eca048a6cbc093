"""Facts in brief, to be ticked off on paper: what is to be done, how sure that is, and one line on how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.model.evidence import Fact
from guide.model.name import RecordName
from guide.views.evidence import Badge, make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link

_NOTES = ("action", "how", "advice", "detail")
"""Fields that say what to do, the plainest first; a record has some of them."""


@dataclass(frozen=True)
class Item:
    """One fact: its title, which leads to all that is known of it, its mark, and what to do.

    `products` are the places in the subject of those that it is about.
    """

    title: Link
    mark: Badge
    note: Cell
    products: tuple[int, ...]


@dataclass(frozen=True)
class Brief:
    """Some facts. `hidden` says, for each product, what its reader is not shown."""

    name: str
    items: tuple[Item, ...]
    hidden: tuple[tuple[int, str], ...]


def show_brief(localized: LocalizedGuide, argument: str) -> Brief:
    """Return the facts that `argument` names, kind/id, one after the other. Raises MessageError for what is no fact."""
    facts = [_find_fact(name, localized) for name in argument.split()]
    items = tuple(_make_item(fact, localized) for fact in facts)
    name = f"brief-{facts[0].anchor}" if facts else "brief"
    return Brief(name, items, tuple(_count_hidden(items, localized)))


def _find_fact(name: str, localized: LocalizedGuide) -> Fact:
    fact = localized.guide.find(RecordName.parse(name))
    if not isinstance(fact, Fact):
        raise MessageError(Message("view/no-fact", name=name))
    return fact


def _make_item(fact: Fact, localized: LocalizedGuide) -> Item:
    notes = (getattr(fact, name, None) for name in _NOTES)
    note = next((text for text in notes if text), None)
    products = localized.number(fact.products)
    return Item(localized.link(fact), make_badge(fact, localized), localized.say(note, fact), products)


def _count_hidden(items: tuple[Item, ...], localized: LocalizedGuide) -> Iterator[tuple[int, str]]:
    for number, _ in enumerate(localized.guide.subject.products, 1):
        hidden = sum(number not in item.products for item in items)
        if hidden:
            yield number, localized.count("choice.hidden", hidden)
