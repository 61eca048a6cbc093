"""Shares of failure causes as bars, each whole by itself, with the part that nobody explains."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guide.model.language import Text
from guide.model.records import FailureShare
from guide.model.vocabulary import Bound
from guide.views.edition import Edition
from guide.views.evidence import Proof, make_proof
from guide.views.pages import anchor_of
from guide.views.parts import Cell, Figure, Link, Target, read_plainly
from guide.views.table import ADVICE, DETAIL, SCOPE


@dataclass(frozen=True)
class Bar:
    """One share: `percent` is the bar's length, `notes` are what to know, what to heed and the scope."""

    anchor: str
    name: Link
    figure: Figure
    percent: str
    notes: tuple[Cell, ...]
    proof: Proof


@dataclass(frozen=True)
class Whole:
    """Shares of one whole. `rest` is the percentage that they leave unexplained, in figures and in words."""

    of: str
    bars: tuple[Bar, ...]
    rest: str
    rest_text: str
    rest_label: str


@dataclass(frozen=True)
class Shares:
    """Every whole of which someone states shares."""

    name: str
    wholes: tuple[Whole, ...]


def show_shares(edition: Edition, argument: str) -> Shares:
    """Return the stated shares of failure causes, grouped by what they are shares of."""
    shares = edition.guide.failure_shares
    wholes = dict.fromkeys(share.value.of for share in shares)
    return Shares("failure-shares", tuple(_make_whole(of, shares, edition) for of in wholes))


def _make_whole(of: Text | None, shares: tuple[FailureShare, ...], edition: Edition) -> Whole:
    chosen = [share for share in shares if share.value.of == of]
    rest = f"{100 - sum((_percent(share) for share in chosen), Decimal(0)):f}"
    written = edition.tell("unit.percent", n=rest)
    if any(share.value.bound in (Bound.OVER, Bound.AT_LEAST) for share in chosen):
        written = edition.tell("bound.at_most", n=written)
    return Whole(
        of=edition.tell("share.of", of=of[edition.language]) if of else edition.label("share.of_unknown"),
        bars=tuple(_make_bar(share, edition) for share in chosen),
        rest=rest,
        rest_text=written,
        rest_label=edition.label("share.rest"),
    )


def _make_bar(share: FailureShare, edition: Edition) -> Bar:
    return Bar(
        anchor=anchor_of("failure_shares", share.id),
        name=Link(read_plainly(edition.say(share.title, share)), Target(f"failures/{share.cause}.md")),
        figure=edition.figure(share.value, share),
        percent=f"{_percent(share):f}",
        notes=tuple(fill(edition, share) for _, fill in (DETAIL, ADVICE, SCOPE)),
        proof=make_proof(share, edition),
    )


def _percent(share: FailureShare) -> Decimal:
    return share.value.percent or Decimal(0)
