"""Questions that sources answer differently: every answer side by side, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.open_questions import Disagreement
from guide.model.vocabulary import Stance
from guide.views.cells import SCOPE
from guide.views.choices import choose
from guide.views.evidence import Badge, Citation, make_badge, make_citation
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link

MOST_ANSWERS = 6
"""How many answers to a question stand on its page; those behind them are folded away, and stand beside the page."""


@dataclass(frozen=True)
class Answer:
    """One answer to the question: the fact that gives it, its figure, scope and verdict, and who says so."""

    record: str
    claim: Link
    figure: Cell
    scope: Cell
    verdict: Badge
    voices: tuple[Citation, ...]


@dataclass(frozen=True)
class Dispute:
    """A question, its answers, the cautious reading and the reason for it; `more` says how many the `rest` is."""

    name: str
    anchor: str
    question: Cell
    answers: tuple[Answer, ...]
    more: str
    rest: tuple[Answer, ...]
    advice: Cell
    why: Cell


@dataclass(frozen=True)
class Disagreements:
    """Questions that sources answer differently. `columns` are (name, heading), `level` is that of their headings."""

    name: str
    level: int
    columns: tuple[tuple[str, str], ...]
    advice_label: str
    why_label: str
    disputes: tuple[Dispute, ...]


def show_disagreements(localized: LocalizedGuide, argument: str) -> Disagreements:
    """Return all disagreements, or with an id the one."""
    wanted = choose(argument, ["", *(dispute.id for dispute in localized.guide.of(Disagreement))])
    chosen = [dispute for dispute in localized.guide.of(Disagreement) if wanted in ("", dispute.id)]
    return list_disputes(chosen, localized)


def list_disputes(chosen: Iterable[Disagreement], localized: LocalizedGuide, level: int = 3) -> Disagreements:
    """Return some disagreements."""
    return Disagreements(
        name="disagreements",
        level=level,
        columns=tuple((name, localized.label(f"column.{name}")) for name in ("answer", "scope", "verdict", "sources")),
        advice_label=localized.label("column.advice"),
        why_label=localized.label("column.why"),
        disputes=tuple(_make_dispute(dispute, localized) for dispute in chosen),
    )


def _make_dispute(dispute: Disagreement, localized: LocalizedGuide) -> Dispute:
    answers = _make_answers(dispute, localized)
    return Dispute(
        name=str(dispute.name),
        anchor=dispute.anchor,
        question=localized.say(dispute.question, dispute),
        answers=answers[:MOST_ANSWERS],
        more=localized.count("dispute.more", len(answers[MOST_ANSWERS:])),
        rest=answers[MOST_ANSWERS:],
        advice=localized.say(dispute.advice, dispute),
        why=localized.say(dispute.why, dispute),
    )


def _make_answers(dispute: Disagreement, localized: LocalizedGuide) -> tuple[Answer, ...]:
    """Return the answers, each with its supporters, and with the sources against it that back no other answer here."""
    answers = localized.assessment.answers[dispute.id]
    backing = {
        evidence.source for one in answers for evidence in one.fact.evidence if evidence.stance is Stance.SUPPORTS
    }
    return tuple(_make_answer(one.fact, backing, localized) for one in answers)


def _make_answer(fact: Fact, backing: set[str], localized: LocalizedGuide) -> Answer:
    shown = [one for one in fact.evidence if one.stance is Stance.SUPPORTS or one.source not in backing]
    return Answer(
        record=str(fact.name),
        claim=localized.link(fact),
        figure=(localized.figure(fact.value, fact),) if fact.value else (),
        scope=SCOPE[1](localized, fact),
        verdict=make_badge(fact, localized),
        voices=tuple(make_citation(evidence, fact, localized) for evidence in shown),
    )
