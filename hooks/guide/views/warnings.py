"""Red boxes: facts that can cost a reader money or an account, each with its evidence and the search for its denial."""

from __future__ import annotations

from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.model.evidence import Fact
from guide.model.name import RecordName
from guide.views.evidence import EvidenceBlock, make_evidence_block
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link


@dataclass(frozen=True)
class Danger:
    """One fact in a red box: its record (kind/id), its title, what else to know, what to do, and how it is known.

    `products` are the places in the subject of those that it is about: the box follows what a reader has chosen.
    """

    record: str
    products: tuple[int, ...]
    title: Link
    detail: Cell
    advice: Cell
    proof: EvidenceBlock


@dataclass(frozen=True)
class Warnings:
    """The red boxes of one place."""

    name: str
    dangers: tuple[Danger, ...]


def show_warnings(localized: LocalizedGuide, argument: str) -> Warnings:
    """Return the facts that `argument` names, kind/id, one after the other. Raises MessageError for what is no fact."""
    return Warnings("warnings", tuple(_make_danger(name, localized) for name in argument.split()))


def _make_danger(name: str, localized: LocalizedGuide) -> Danger:
    fact = localized.guide.find(RecordName.parse(name))
    if not isinstance(fact, Fact):
        raise MessageError(Message("view/no-fact", name=name))
    return Danger(
        record=name,
        products=localized.number(getattr(fact, "products", ())),
        title=localized.link(fact),
        detail=localized.say(fact.detail, fact),
        advice=localized.say(fact.advice, fact),
        proof=make_evidence_block(fact, localized),
    )
