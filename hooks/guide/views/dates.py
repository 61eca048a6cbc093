"""My dates: the days that follow from the day of the request, product by product and source by source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from guide.evidence.waits import choose_waits, list_waits
from guide.messages.message import Message, MessageError
from guide.model.evidence import Fact
from guide.model.language import Text
from guide.model.placeholders import WAIT
from guide.model.reader_flow import Milestone
from guide.model.record import name_anchor
from guide.model.records import WaitingPeriod
from guide.model.sources import Source
from guide.model.subject import Subject
from guide.model.values import Duration
from guide.model.vocabulary import Product, Role, Stance, Wait
from guide.views.evidence import Badge, make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, Tag, Target

_LIMITS = (Role.WITHDRAW, Role.STAY_OUT)
BUILT_DAYS = 31
"""For how many days of request, from the guide's own day on, calendar files are made at build time."""


@dataclass(frozen=True)
class Day:
    """One day in the reader's calendar.

    It is counted from the day named by `start`: `add` holds ISO 8601 durations to be added one after the other,
    `margin` the days to add at the end. `rule` says the same in words. `wait` says which waiting period is in it; the
    reader's own, which only the reader's screen tells, is to be added to the rest.
    """

    name: str
    anchor: str
    role: str
    start: str
    wait: str
    add: tuple[str, ...]
    margin: int
    remind: bool
    title: Cell
    detail: Cell
    rule: str
    grounds: tuple[tuple[Link, Badge], ...]


@dataclass(frozen=True)
class Claim:
    """One account of the waiting period: the figure, who gives it, and how its last day is counted."""

    claim: Link
    figure: Cell
    verdict: Badge
    sources: tuple[Link, ...]
    add: str
    margin: int


@dataclass(frozen=True)
class Course:
    """The days and the claims for one product, and the calendar files made at build time, by day of request.

    `number` is the product's place in the subject, from 1.
    """

    product: str
    title: Tag
    number: int
    days: tuple[Day, ...]
    claims: tuple[Claim, ...]
    files: tuple[Link, ...]

    @property
    def limits(self) -> tuple[Day, ...]:
        """The days that a reader has to keep: until when to change one's mind, until when to wait."""
        return tuple(day for day in self.days if day.role in _LIMITS)

    @property
    def others(self) -> tuple[Day, ...]:
        """All other days."""
        return tuple(day for day in self.days if day.role not in _LIMITS)


@dataclass(frozen=True)
class Start:
    """A day that the reader knows: the moment's name, and what the reader is asked for."""

    moment: str
    question: str


@dataclass(frozen=True)
class Dates:
    """The course of a request for each product, and the days that it is counted from: the request, and the others.

    `guide` is the name by which calendars know this guide, `asks_days` whether a day is counted with the number of days
    that the reader's own screen gives.
    """

    name: str
    guide: str
    request: Start
    asks_days: bool
    starts: tuple[Start, ...]
    courses: tuple[Course, ...]


def show_dates(localized: LocalizedGuide, argument: str) -> Dates:
    """Return the days for each product."""
    subject = localized.guide.subject
    moments = dict.fromkeys(milestone.counted_from for milestone in localized.guide.of(Milestone))
    starts = (Start(moment, localized.label(f"date.{moment}")) for moment in moments if moment != subject.request)
    return Dates(
        name="milestones",
        guide=subject.name,
        request=Start(subject.request, localized.label(f"date.{subject.request}")),
        asks_days=any(milestone.wait is Wait.OWN for milestone in localized.guide.of(Milestone)),
        starts=tuple(starts),
        courses=tuple(make_course(product, localized) for product in subject.product_words),
    )


def make_course(product: Product, localized: LocalizedGuide) -> Course:
    """Return the days that follow a request for one product."""
    milestones = [one for one in localized.guide.of(Milestone) if product in one.products]
    days = tuple(day for one in milestones for day in _make_days(one, product, localized))
    built = list_built_days(localized) if any(is_event(day, localized.guide.subject) for day in days) else ()
    return Course(
        product=product,
        title=localized.tag_product(product),
        number=localized.guide.subject.product_words.index(product) + 1,
        days=days,
        claims=tuple(_find_claims(product, localized)),
        files=tuple(Link(day.isoformat(), Target(f"dates/{name_calendar(product, day)}")) for day in built),
    )


def is_event(day: Day, subject: Subject) -> bool:
    """Say whether a day stands in the calendar file of a request: it is counted from that and what the guide knows."""
    return day.start == subject.request and day.wait != Wait.OWN


def list_built_days(localized: LocalizedGuide) -> tuple[datetime.date, ...]:
    """Return the days of request for which a calendar file is made at build time."""
    return tuple(localized.as_of + datetime.timedelta(days=number) for number in range(BUILT_DAYS))


def name_calendar(product: Product, day: datetime.date) -> str:
    """Return the name of the calendar file for a request on `day`."""
    return f"{product}-{day.isoformat()}.ics"


def _make_days(milestone: Milestone, product: Product, localized: LocalizedGuide) -> Iterator[Day]:
    """Yield the day of a milestone, or one for each length of the wait."""
    added = [localized.read(name, Fact) for name in milestone.add]
    waits = choose_waits(milestone, product, localized.guide, localized.assessment.standings)
    for wait in waits or ((None,) if milestone.wait in (None, Wait.OWN) else ()):
        yield _make_day(milestone, wait, [*([wait] if wait else []), *added], localized)


def _make_day(milestone: Milestone, wait: WaitingPeriod | None, facts: list[Fact], localized: LocalizedGuide) -> Day:
    add = tuple(_find_duration(fact, localized).iso for fact in facts)
    name = f"{milestone.id}-{add[0].lower()}" if milestone.wait is Wait.EACH else milestone.id
    return Day(
        name=name,
        anchor=name_anchor(milestone.kind, name),
        role=milestone.role,
        start=milestone.counted_from,
        wait=milestone.wait or "",
        add=add,
        margin=milestone.margin,
        remind=milestone.remind,
        title=_say(milestone.title, milestone, wait, localized),
        detail=_say(milestone.detail, milestone, wait, localized),
        rule=_write_rule(milestone, facts, localized),
        grounds=tuple(
            (localized.link(fact), make_badge(fact, localized)) for fact in _list_grounds(milestone, facts, localized)
        ),
    )


def _list_grounds(milestone: Milestone, facts: list[Fact], localized: LocalizedGuide) -> Iterator[Fact]:
    """Yield the facts that a day rests on; for one length of the wait, every account that gives it."""
    if milestone.wait is not Wait.EACH:
        yield from facts
        return
    length = _find_duration(facts[0], localized)
    for product in milestone.products:
        for wait in list_waits(product, localized.guide, localized.assessment.standings):
            if _find_duration(wait, localized) == length:
                yield wait


def _say(text: Text, milestone: Milestone, wait: WaitingPeriod | None, localized: LocalizedGuide) -> Cell:
    """Return a text of a milestone; `{wait}` in it is the waiting period that its day is counted with."""
    written = text[localized.language]
    named = written.replace(f"{{{WAIT}}}", f"{{{wait.name}}}") if wait else written
    return localized.fill(named, milestone)


def _write_rule(milestone: Milestone, facts: list[Fact], localized: LocalizedGuide) -> str:
    """Say in words how a day is counted, for readers without scripts: 从提交申请起 7 天，少算 1 天."""
    start = localized.label(f"moment.{milestone.counted_from}")
    own = [localized.label(f"wait.{Wait.OWN}")] if milestone.wait is Wait.OWN else []
    figures = own + [localized.figure(fact.value, fact).text for fact in facts if fact.value]
    added = localized.label("date.then").join(figures)
    rule = (
        localized.tell("date.rule", start=start, add=added)
        if figures
        else localized.tell("date.rule.same", start=start)
    )
    if not milestone.margin:
        return rule
    side = "earlier" if milestone.margin < 0 else "later"
    return rule + localized.tell(f"date.{side}", days=localized.count("unit.day", abs(milestone.margin)))


def _find_claims(product: Product, localized: LocalizedGuide) -> Iterator[Claim]:
    """Yield each account of the wait that has any weight and says that a request can be withdrawn meanwhile."""
    for wait in list_waits(product, localized.guide, localized.assessment.standings):
        yield _make_claim(wait, localized)


def _make_claim(wait: WaitingPeriod, localized: LocalizedGuide) -> Claim:
    backers = [evidence.source for evidence in wait.evidence if evidence.stance is Stance.SUPPORTS]
    sources = [localized.find("sources", name, Source) for name in backers]
    return Claim(
        claim=localized.link(wait),
        figure=(localized.figure(wait.value, wait),),
        verdict=make_badge(wait, localized),
        sources=tuple(Link(source.title, localized.target(source), language=source.language) for source in sources),
        add=_find_duration(wait, localized).iso,
        margin=-1,
    )


def _find_duration(fact: Fact, localized: LocalizedGuide) -> Duration:
    duration = localized.resolve(fact.value, fact)[0].duration if fact.value else None
    if duration is None:
        raise MessageError(Message("view/no-duration", name=fact.name))
    return duration
