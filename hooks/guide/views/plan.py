"""Will my deletion go through? Questions, and the to-do list that the answers call for."""

from __future__ import annotations

import graphlib
from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.reader_flow import Answer, Question
from guide.model.records import Fix
from guide.views.durations import count_minutes
from guide.views.edition import Edition
from guide.views.evidence import Proof, VerdictMark, make_mark, make_proof
from guide.views.pages import anchor_of
from guide.views.parts import Cell, Link, MenuPath, Tag, Target, read_plainly


@dataclass(frozen=True)
class Ground:
    """A fact for which a question is asked, and what its evidence amounts to."""

    link: Link
    verdict: VerdictMark


@dataclass(frozen=True)
class Choice:
    """One answer: its name (question/answer), its words, its effect, and where it leads."""

    name: str
    text: str
    effect: Tag
    tasks: tuple[Link, ...]
    no_remedy: Cell


@dataclass(frozen=True)
class Query:
    """One question. It is asked if one of the answers in `asked_if` was given, or always."""

    name: str
    anchor: str
    text: Cell
    how: Cell
    place: MenuPath | None
    asked_if: str
    grounds: tuple[Ground, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Reason:
    """An answer that calls for a task: its name, and the question and answer in words."""

    name: str
    question: str
    answer: str
    effect: Tag


@dataclass(frozen=True)
class Task:
    """One thing to do: for whom, its steps, where in the app, how long before the request, and the evidence."""

    name: str
    anchor: str
    title: str
    reasons: tuple[Reason, ...]
    steps: tuple[Cell, ...]
    place: MenuPath | None
    lead_time: Cell
    advice: Cell
    proof: Proof


@dataclass(frozen=True)
class OpenEnd:
    """An answer for which no remedy is known, and what can be said instead."""

    reason: Reason
    text: Cell


@dataclass(frozen=True)
class Plan:
    """All questions in order, and all tasks in the order of doing."""

    name: str
    queries: tuple[Query, ...]
    tasks: tuple[Task, ...]
    open_ends: tuple[OpenEnd, ...]


def show_plan(edition: Edition, argument: str) -> Plan:
    """Return every question and every task that some answer calls for."""
    questions = edition.guide.questions
    wanted = {fix for question in questions for answer in question.answers for fix in answer.fixes}
    return Plan(
        name="questions",
        queries=tuple(_make_query(question, edition) for question in questions),
        tasks=tuple(_make_task(fix, edition) for fix in order_fixes(edition) if fix.id in wanted),
        open_ends=tuple(_find_open_ends(edition)),
    )


def order_fixes(edition: Edition) -> tuple[Fix, ...]:
    """Return all fixes in an order of doing: nothing before what it waits for, and what takes longest first."""
    fixes = {fix.id: fix for fix in edition.guide.fixes}
    sorter = graphlib.TopologicalSorter({fix.id: fix.after for fix in fixes.values()})
    sorter.prepare()
    ordered: list[Fix] = []
    ready: list[str] = []
    places = list(fixes)
    while sorter.is_active():
        ready += sorter.get_ready()
        ready.sort(key=lambda name: (-_count_lead_time(fixes[name], edition), places.index(name)))
        ordered.append(fixes[ready.pop(0)])
        sorter.done(ordered[-1].id)
    return tuple(ordered)


def _make_query(question: Question, edition: Edition) -> Query:
    return Query(
        name=question.id,
        anchor=anchor_of("questions", question.id),
        text=edition.say(question.question, question),
        how=edition.say(question.how, question),
        place=edition.place(question.place),
        asked_if=" ".join(question.asked_if),
        grounds=tuple(_make_ground(name, edition) for name in question.because),
        choices=tuple(_make_choice(question, answer, edition) for answer in question.answers),
    )


def _make_ground(name: str, edition: Edition) -> Ground:
    fact: Fact = edition.find(name)  # type: ignore[assignment]
    return Ground(edition.link(fact), make_mark(fact, edition))


def _make_choice(question: Question, answer: Answer, edition: Edition) -> Choice:
    fixes: list[Fix] = [edition.records[("fixes", fix)] for fix in answer.fixes]  # type: ignore[misc]
    return Choice(
        name=f"{question.id}/{answer.id}",
        text=read_plainly(edition.say(answer.text, question)),
        effect=_make_effect(answer, edition),
        tasks=tuple(Link(_write_title(fix, edition), Target("plan.md", f"task-{fix.id}")) for fix in fixes),
        no_remedy=edition.say(answer.no_remedy, question),
    )


def _make_effect(answer: Answer, edition: Edition) -> Tag:
    return Tag(edition.label(f"effect.{answer.effect}"), answer.effect)


def _make_task(fix: Fix, edition: Edition) -> Task:
    return Task(
        name=fix.id,
        anchor=f"task-{fix.id}",
        title=_write_title(fix, edition),
        reasons=tuple(_find_reasons(fix, edition)),
        steps=tuple(edition.fill(line, fix) for line in fix.steps[edition.language]),
        place=edition.place(fix.place),
        lead_time=(edition.figure(fix.lead_time, fix),) if fix.lead_time else (),
        advice=edition.say(fix.advice, fix),
        proof=make_proof(fix, edition),
    )


def _find_reasons(fix: Fix, edition: Edition) -> Iterator[Reason]:
    for question in edition.guide.questions:
        for answer in question.answers:
            if fix.id in answer.fixes:
                yield _make_reason(question, answer, edition)


def _find_open_ends(edition: Edition) -> Iterator[OpenEnd]:
    for question in edition.guide.questions:
        for answer in question.answers:
            if answer.no_remedy:
                yield OpenEnd(_make_reason(question, answer, edition), edition.say(answer.no_remedy, question))


def _make_reason(question: Question, answer: Answer, edition: Edition) -> Reason:
    asked, answered = (read_plainly(edition.say(text, question)) for text in (question.question, answer.text))
    return Reason(f"{question.id}/{answer.id}", asked, answered, _make_effect(answer, edition))


def _write_title(fix: Fix, edition: Edition) -> str:
    return read_plainly(edition.say(fix.title, fix))


def _count_lead_time(fix: Fix, edition: Edition) -> int:
    return count_minutes(edition.resolve(fix.lead_time, fix)[0]) if fix.lead_time else 0
