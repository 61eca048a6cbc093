"""My dates: the days that follow from the day of the request, product by product and source by source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from guide.evidence.waits import choose_waits, list_waits
from guide.messages.diagnostic import Said, SaidError
from guide.model.evidence import Fact
from guide.model.language import Text
from guide.model.placeholders import WAIT
from guide.model.reader_flow import Milestone
from guide.model.records import WaitingPeriod
from guide.model.values import Duration
from guide.model.vocabulary import Product, Stance, Wait
from guide.views.edition import Edition
from guide.views.evidence import VerdictMark, make_mark
from guide.views.pages import anchor_of
from guide.views.parts import Cell, Link, Target

BUILT_DAYS = 31
"""For how many days of request, from the guide's own day on, calendar files are made at build time."""

_NO_DURATION = Said("", "{name} has no duration to count with", "{name} 没有时长，没法往后推算日子")


@dataclass(frozen=True)
class Day:
    """One day in the reader's calendar.

    It is counted from the day named by `start`: `add` holds ISO 8601 durations to be added one after the other,
    `margin` the days to add at the end. `rule` says the same in words.
    """

    name: str
    anchor: str
    role: str
    start: str
    add: tuple[str, ...]
    margin: int
    remind: bool
    title: Cell
    detail: Cell
    rule: str
    grounds: tuple[tuple[Link, VerdictMark], ...]


@dataclass(frozen=True)
class Claim:
    """One account of the waiting period: the figure, who gives it, and how its last day is counted."""

    claim: Link
    figure: Cell
    verdict: VerdictMark
    sources: tuple[Link, ...]
    add: str
    margin: int


@dataclass(frozen=True)
class Course:
    """The days and the claims for one product, and the calendar files made at build time, by day of request."""

    product: str
    title: str
    days: tuple[Day, ...]
    claims: tuple[Claim, ...]
    files: tuple[Link, ...]


@dataclass(frozen=True)
class Dates:
    """The course of a request for each product."""

    name: str
    courses: tuple[Course, ...]


def show_dates(edition: Edition, argument: str) -> Dates:
    """Return the days for each product."""
    return Dates("milestones", tuple(make_course(product, edition) for product in Product))


def make_course(product: Product, edition: Edition) -> Course:
    """Return the days that follow a request for one product."""
    return Course(
        product=product,
        title=edition.label(f"product.{product}"),
        days=tuple(
            day
            for one in edition.guide.milestones
            if product in one.products
            for day in _make_days(one, product, edition)
        ),
        claims=tuple(_find_claims(product, edition)),
        files=tuple(
            Link(day.isoformat(), Target(f"dates/{name_calendar(product, day)}")) for day in list_built_days(edition)
        ),
    )


def list_built_days(edition: Edition) -> tuple[datetime.date, ...]:
    """Return the days of request for which a calendar file is made at build time."""
    return tuple(edition.as_of + datetime.timedelta(days=number) for number in range(BUILT_DAYS))


def name_calendar(product: Product, day: datetime.date) -> str:
    """Return the name of the calendar file for a request on `day`."""
    return f"{product}-{day.isoformat()}.ics"


def _make_days(milestone: Milestone, product: Product, edition: Edition) -> Iterator[Day]:
    """Yield the day of a milestone, or one for each length of the wait."""
    added = [fact for fact in (edition.find(name) for name in milestone.add) if isinstance(fact, Fact)]
    waits = choose_waits(milestone, product, edition.guide, edition.assessment.standings)
    for wait in waits or ((None,) if milestone.wait is None else ()):
        yield _make_day(milestone, wait, [*([wait] if wait else []), *added], edition)


def _make_day(milestone: Milestone, wait: WaitingPeriod | None, facts: list[Fact], edition: Edition) -> Day:
    add = tuple(_find_duration(fact, edition).iso for fact in facts)
    name = f"{milestone.id}-{add[0].lower()}" if milestone.wait is Wait.EACH else milestone.id
    return Day(
        name=name,
        anchor=anchor_of("milestones", name),
        role=milestone.role,
        start=milestone.counted_from,
        add=add,
        margin=milestone.margin,
        remind=milestone.remind,
        title=_say(milestone.title, milestone, wait, edition),
        detail=_say(milestone.detail, milestone, wait, edition),
        rule=_write_rule(milestone, facts, edition),
        grounds=tuple(
            (edition.link(fact), make_mark(fact, edition)) for fact in _list_grounds(milestone, facts, edition)
        ),
    )


def _list_grounds(milestone: Milestone, facts: list[Fact], edition: Edition) -> Iterator[Fact]:
    """Yield the facts that a day rests on; for one length of the wait, every account that gives it."""
    if milestone.wait is not Wait.EACH:
        yield from facts
        return
    length = _find_duration(facts[0], edition)
    for product in milestone.products:
        for wait in list_waits(product, edition.guide, edition.assessment.standings):
            if _find_duration(wait, edition) == length:
                yield wait


def _say(text: Text, milestone: Milestone, wait: WaitingPeriod | None, edition: Edition) -> Cell:
    """Return a text of a milestone; `{wait}` in it is the waiting period that its day is counted with."""
    written = text[edition.language]
    named = written.replace(f"{{{WAIT}}}", f"{{waiting_periods/{wait.id}}}") if wait else written
    return edition.fill(named, milestone)


def _write_rule(milestone: Milestone, facts: list[Fact], edition: Edition) -> str:
    """Say in words how a day is counted, for readers without scripts: 从提交申请起 7 天，少算 1 天."""
    start = edition.label(f"anchor.{milestone.counted_from}")
    figures = [edition.figure(fact.value, fact).text for fact in facts if fact.value]
    added = edition.label("date.then").join(figures)
    rule = edition.tell("date.rule", start=start, add=added) if figures else edition.tell("date.rule.same", start=start)
    if not milestone.margin:
        return rule
    side = "earlier" if milestone.margin < 0 else "later"
    return rule + edition.tell(f"date.{side}", days=edition.count("unit.day", abs(milestone.margin)))


def _find_claims(product: Product, edition: Edition) -> Iterator[Claim]:
    """Yield each account of the wait that has any weight and says that a request can be withdrawn meanwhile."""
    for wait in list_waits(product, edition.guide, edition.assessment.standings):
        yield _make_claim(wait, edition)


def _make_claim(wait: WaitingPeriod, edition: Edition) -> Claim:
    backers = [evidence.source for evidence in wait.evidence if evidence.stance is Stance.SUPPORTS]
    sources = [edition.sources[name] for name in backers]
    return Claim(
        claim=edition.link(wait),
        figure=(edition.figure(wait.value, wait),),
        verdict=make_mark(wait, edition),
        sources=tuple(Link(source.title, edition.target(source), language=source.language) for source in sources),
        add=_find_duration(wait, edition).iso,
        margin=-1,
    )


def _find_duration(fact: Fact, edition: Edition) -> Duration:
    duration = edition.resolve(fact.value, fact)[0].duration if fact.value else None
    if duration is None:
        raise SaidError(_NO_DURATION.format(name=f"{edition.kind(fact)}/{fact.id}"))
    return duration
