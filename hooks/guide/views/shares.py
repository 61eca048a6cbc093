"""Shares of failure causes as bars, each whole of each source by itself, with the part that nobody explains."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guide.model.language import Text
from guide.model.records import FailureShare
from guide.model.sources import Source
from guide.model.vocabulary import Bound, Stance
from guide.views.causes import cause_page
from guide.views.cells import ADVICE, DETAIL, SCOPE
from guide.views.evidence import EvidenceBlock, make_evidence_block
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Figure, Link, Target, Words, read_plainly


@dataclass(frozen=True)
class Group:
    """The shares that one source takes of one whole."""

    source: str
    shares: list[FailureShare]


@dataclass(frozen=True)
class Bar:
    """One share: `percent` is the bar's length, `notes` are what to know, what to heed and the scope.

    Where two sources give the same share, only the first bar has the record's anchor.
    """

    anchor: str
    name: Link
    figure: Figure
    percent: str
    notes: tuple[Cell, ...]
    proof: EvidenceBlock


@dataclass(frozen=True)
class Whole:
    """Shares of one whole by one source. `caption` says of what and by whom.

    `rest` is the percentage that they leave unexplained, in figures and in words.
    """

    caption: Cell
    bars: tuple[Bar, ...]
    rest: str
    rest_text: str
    rest_label: str


@dataclass(frozen=True)
class Shares:
    """Every whole of which someone states shares."""

    name: str
    wholes: tuple[Whole, ...]


def show_shares(localized: LocalizedGuide, argument: str) -> Shares:
    """Return the stated shares of failure causes, those together that one source takes of one whole."""
    shown: set[str] = set()
    return Shares("failure-shares", tuple(_make_whole(group, localized, shown) for group in _group(localized)))


def _group(localized: LocalizedGuide) -> list[Group]:
    """Return the shares by source and whole, in the order of the file; what is a share of nothing named is alone."""
    groups: dict[tuple[str, Text | str], Group] = {}
    for share in localized.guide.of(FailureShare):
        for source in _list_backers(share):
            whole = share.value.of or share.id
            groups.setdefault((source, whole), Group(source, [])).shares.append(share)
    return [*groups.values()]


def _list_backers(share: FailureShare) -> tuple[str, ...]:
    """Return the sources that give a share; one empty name where none does."""
    named = dict.fromkeys(one.source for one in share.evidence if one.stance is Stance.SUPPORTS)
    return tuple(named) or ("",)


def _make_whole(group: Group, localized: LocalizedGuide, shown: set[str]) -> Whole:
    """Return the bars of a group. A share stands in `shown`, and has no anchor, once it has been drawn."""
    rest = f"{max(100 - sum((_percent(share) for share in group.shares), Decimal(0)), Decimal(0)):f}"
    written = localized.tell("unit.percent", n=rest)
    if any(share.value.bound in (Bound.OVER, Bound.AT_LEAST) for share in group.shares):
        written = localized.tell("bound.at_most", n=written)
    bars = []
    for share in group.shares:
        bars.append(_make_bar(share, localized, share.id not in shown))
        shown.add(share.id)
    return Whole(_write_caption(group, localized), tuple(bars), rest, written, localized.label("share.rest"))


def _write_caption(group: Group, localized: LocalizedGuide) -> Cell:
    of = group.shares[0].value.of
    whole = localized.tell("share.of", of=of[localized.language]) if of else localized.label("share.of_unknown")
    if not group.source:
        return (Words(whole),)
    source = localized.find("sources", group.source, Source)
    named = Link(source.title, localized.target(source), language=source.language)
    return (Words(localized.tell("share.by", whole=whole)), named)


def _make_bar(share: FailureShare, localized: LocalizedGuide, first: bool) -> Bar:
    return Bar(
        anchor=share.anchor if first else "",
        name=Link(read_plainly(localized.say(share.title, share)), Target(cause_page(share.cause, localized.pages))),
        figure=localized.figure(share.value, share),
        percent=f"{_percent(share):f}",
        notes=tuple(fill(localized, share) for _, fill in (DETAIL, ADVICE, SCOPE)),
        proof=make_evidence_block(share, localized),
    )


def _percent(share: FailureShare) -> Decimal:
    return share.value.percent or Decimal(0)
