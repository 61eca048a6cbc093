"""Questions that sources answer differently: every answer side by side, and what to do meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.evidence import Evidence, Fact, Source
from guide.model.records import Disagreement
from guide.model.vocabulary import Stance
from guide.views.edition import PAGE_OF_KIND, Edition
from guide.views.evidence import VerdictMark, make_verdict_mark
from guide.views.parts import Cell, Link, Tag, Target, read_plainly
from guide.views.table import SCOPE, anchor_of


@dataclass(frozen=True)
class Backer:
    """A source that gives an answer or speaks against it, with its class and date."""

    stance: Tag
    source: Link
    source_class: Tag
    date: str


@dataclass(frozen=True)
class Answer:
    """One answer to the question: the fact that gives it, its figure, scope and verdict, and who says so."""

    record: str
    claim: Link
    figure: Cell
    scope: Cell
    verdict: VerdictMark
    backers: tuple[Backer, ...]


@dataclass(frozen=True)
class Dispute:
    """A question, its answers, the cautious reading and the reason for it."""

    anchor: str
    question: Cell
    answers: tuple[Answer, ...]
    advice: Cell
    why: Cell


@dataclass(frozen=True)
class Disagreements:
    """Every question that sources answer differently. `columns` are (name, heading)."""

    name: str
    columns: tuple[tuple[str, str], ...]
    advice_label: str
    why_label: str
    disputes: tuple[Dispute, ...]


def show_disagreements(edition: Edition, argument: str) -> Disagreements:
    """Return all disagreements, or with an id the one."""
    chosen = [dispute for dispute in edition.guide.disagreements if argument in ("", dispute.id)]
    return Disagreements(
        name="disagreements",
        columns=tuple((name, edition.label(f"column.{name}")) for name in ("answer", "scope", "verdict", "sources")),
        advice_label=edition.label("column.advice"),
        why_label=edition.label("column.why"),
        disputes=tuple(_make_dispute(dispute, edition) for dispute in chosen),
    )


def _make_dispute(dispute: Disagreement, edition: Edition) -> Dispute:
    return Dispute(
        anchor=anchor_of("disagreements", dispute.id),
        question=edition.say(dispute.question, dispute),
        answers=_make_answers(dispute, edition),
        advice=edition.say(dispute.advice, dispute),
        why=edition.say(dispute.why, dispute),
    )


def _make_answers(dispute: Disagreement, edition: Edition) -> tuple[Answer, ...]:
    """Return the answers, each with its supporters, and with the sources against it that back no other answer here."""
    facts = {name: _find_fact(name, edition) for name in dispute.facts}
    backing = {
        evidence.source for fact in facts.values() for evidence in fact.evidence if evidence.stance is Stance.SUPPORTS
    }
    return tuple(_make_answer(name, fact, backing, edition) for name, fact in facts.items())


def _find_fact(name: str, edition: Edition) -> Fact:
    kind, _, record_id = name.partition("/")
    fact = edition.records[(kind, record_id)]
    assert isinstance(fact, Fact)
    return fact


def _make_answer(name: str, fact: Fact, backing: set[str], edition: Edition) -> Answer:
    kind, _, record_id = name.partition("/")
    shown = [one for one in fact.evidence if one.stance is Stance.SUPPORTS or one.source not in backing]
    return Answer(
        record=name,
        claim=Link(read_plainly(edition.say(fact.title, fact)), Target(PAGE_OF_KIND[kind], anchor_of(kind, record_id))),
        figure=(edition.figure(fact.value, fact),) if fact.value else (),
        scope=SCOPE[1](edition, fact),
        verdict=make_verdict_mark(str(edition.verdict(fact)), edition),
        backers=tuple(_make_backer(evidence, edition) for evidence in shown),
    )


def _make_backer(evidence: Evidence, edition: Edition) -> Backer:
    source: Source = edition.sources[evidence.source]
    return Backer(
        stance=Tag(edition.label(f"stance.{evidence.stance}"), evidence.stance),
        source=Link(source.title, Target("sources.md", f"sources-{source.id}"), language=source.language),
        source_class=Tag(edition.label(f"class.{source.source_class}"), source.source_class),
        date=source.date or edition.label("word.undated"),
    )
