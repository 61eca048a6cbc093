"""Will my deletion go through? Questions, and the to-do list that the answers call for."""

from __future__ import annotations

import graphlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.reader_flow import Answer, Ending, Question
from guide.model.records import Fix
from guide.model.vocabulary import Effect
from guide.views.durations import count_minutes
from guide.views.evidence import Badge, EvidenceBlock, make_badge, make_evidence_block
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, MenuPath, Tag, Target, read_plainly


@dataclass(frozen=True)
class Ground:
    """A fact for which a question is asked, and what its evidence amounts to."""

    link: Link
    verdict: Badge


@dataclass(frozen=True)
class End:
    """The end of the questions: what to do at once, and the page that goes on from there."""

    advice: Cell
    link: Link


@dataclass(frozen=True)
class Choice:
    """One answer: its name (question/answer), its words, its effect, and where it leads.

    A reader who has `chosen` one of these (`product/word`, `platform/word`) on top of the pages has given it.
    """

    name: str
    text: str
    effect: Tag
    chosen: tuple[str, ...]
    tasks: tuple[Link, ...]
    no_remedy: Cell
    ends: End | None


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
    proof: EvidenceBlock


@dataclass(frozen=True)
class OpenEnd:
    """An answer for which no remedy is known, and what can be said instead."""

    reason: Reason
    text: Cell


@dataclass(frozen=True)
class Plan:
    """All questions in order, and all tasks in the order of doing; `effects` are what an answer may bring.

    `next` is the page that goes on when nothing is left to do; `most` is how many questions the longest way asks.
    """

    name: str
    next: Target | None
    most: int
    effects: tuple[Tag, ...]
    queries: tuple[Query, ...]
    tasks: tuple[Task, ...]
    open_ends: tuple[OpenEnd, ...]


def show_plan(localized: LocalizedGuide, argument: str) -> Plan:
    """Return every question and every task that some answer calls for; `argument` is the page that goes on."""
    questions = localized.guide.of(Question)
    wanted = {fix for question in questions for answer in question.answers for fix in answer.fixes}
    return Plan(
        name="questions",
        next=Target(argument) if argument else None,
        most=_count_most(questions),
        effects=tuple(_make_effect(effect, localized) for effect in Effect if effect is not Effect.FINE),
        queries=tuple(_make_query(question, localized) for question in questions),
        tasks=tuple(_make_task(fix, localized) for fix in order_fixes(localized) if fix.id in wanted),
        open_ends=tuple(_find_open_ends(localized)),
    )


def _count_most(questions: Sequence[Question]) -> int:
    """Return how many of the `questions` somebody is asked who goes the longest way."""
    lengths = {frozenset[str](): 0}
    for place, question in enumerate(questions):
        lengths = _ask(question, lengths, questions[place + 1 :])
    return max(lengths.values())


def _ask(
    question: Question, lengths: Mapping[frozenset[str], int], later: Sequence[Question]
) -> dict[frozenset[str], int]:
    """Return how long the longest way is behind a question, by the answers on it that decide what is asked `later`.

    `lengths` are the same before it.
    """
    deciding = {answer for one in later for answer in one.asked_if}
    ways = [{f"{question.id}/{answer.id}"} for answer in question.answers if not answer.ends]
    longer: dict[frozenset[str], int] = {}
    for given, length in lengths.items():
        is_asked = not question.asked_if or not given.isdisjoint(question.asked_if)
        for way in ways if is_asked and ways else [set[str]()]:
            known = (given | way) & deciding
            longer[known] = max(longer.get(known, 0), length + is_asked)
    return longer


def order_fixes(localized: LocalizedGuide) -> tuple[Fix, ...]:
    """Return all fixes in an order of doing: nothing before what it waits for, and what takes longest first."""
    fixes = {fix.id: fix for fix in localized.guide.of(Fix)}
    sorter = graphlib.TopologicalSorter({fix.id: fix.after for fix in fixes.values()})
    sorter.prepare()
    ordered: list[Fix] = []
    ready: list[str] = []
    places = list(fixes)
    while sorter.is_active():
        ready += sorter.get_ready()
        ready.sort(key=lambda name: (-_count_lead_time(fixes[name], localized), places.index(name)))
        ordered.append(fixes[ready.pop(0)])
        sorter.done(ordered[-1].id)
    return tuple(ordered)


def _make_query(question: Question, localized: LocalizedGuide) -> Query:
    return Query(
        name=question.id,
        anchor=question.anchor,
        text=localized.say(question.question, question),
        how=localized.say(question.how, question),
        place=localized.place(question.place),
        asked_if=" ".join(question.asked_if),
        grounds=tuple(_make_ground(name, localized) for name in question.because),
        choices=tuple(_make_choice(question, answer, localized) for answer in question.answers),
    )


def _make_ground(name: str, localized: LocalizedGuide) -> Ground:
    fact = localized.read(name, Fact)
    return Ground(localized.link(fact), make_badge(fact, localized))


def _make_choice(question: Question, answer: Answer, localized: LocalizedGuide) -> Choice:
    fixes = [localized.find("fixes", fix, Fix) for fix in answer.fixes]
    page = localized.target(question).page
    return Choice(
        name=f"{question.id}/{answer.id}",
        text=read_plainly(localized.say(answer.text, question)),
        effect=_make_effect(answer.effect, localized),
        chosen=(*(f"product/{word}" for word in answer.products), *(f"platform/{word}" for word in answer.platforms)),
        tasks=tuple(Link(_write_title(fix, localized), Target(page, f"task-{fix.id}")) for fix in fixes),
        no_remedy=localized.say(answer.no_remedy, question),
        ends=_make_end(answer.ends, question, localized) if answer.ends else None,
    )


def _make_end(ending: Ending, question: Question, localized: LocalizedGuide) -> End:
    words = read_plainly(localized.say(ending.text, question))
    return End(localized.say(ending.advice, question), Link(words, Target(ending.page)))


def _make_effect(effect: Effect, localized: LocalizedGuide) -> Tag:
    return Tag(localized.label(f"effect.{effect}"), effect)


def _make_task(fix: Fix, localized: LocalizedGuide) -> Task:
    return Task(
        name=fix.id,
        anchor=f"task-{fix.id}",
        title=_write_title(fix, localized),
        reasons=tuple(_find_reasons(fix, localized)),
        steps=tuple(localized.fill(line, fix) for line in fix.steps[localized.language]),
        place=localized.place(fix.place),
        lead_time=(localized.figure(fix.lead_time, fix),) if fix.lead_time else (),
        advice=localized.say(fix.advice, fix),
        proof=make_evidence_block(fix, localized),
    )


def _find_reasons(fix: Fix, localized: LocalizedGuide) -> Iterator[Reason]:
    for question in localized.guide.of(Question):
        for answer in question.answers:
            if fix.id in answer.fixes:
                yield _make_reason(question, answer, localized)


def _find_open_ends(localized: LocalizedGuide) -> Iterator[OpenEnd]:
    for question in localized.guide.of(Question):
        for answer in question.answers:
            if answer.no_remedy:
                yield OpenEnd(_make_reason(question, answer, localized), localized.say(answer.no_remedy, question))


def _make_reason(question: Question, answer: Answer, localized: LocalizedGuide) -> Reason:
    asked, answered = (read_plainly(localized.say(text, question)) for text in (question.question, answer.text))
    return Reason(f"{question.id}/{answer.id}", asked, answered, _make_effect(answer.effect, localized))


def _write_title(fix: Fix, localized: LocalizedGuide) -> str:
    return read_plainly(localized.say(fix.title, fix))


def _count_lead_time(fix: Fix, localized: LocalizedGuide) -> int:
    return count_minutes(localized.resolve(fix.lead_time, fix)[0]) if fix.lead_time else 0
