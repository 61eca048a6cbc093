"""The questions lead somewhere, the to-do list has an order, and the reader's days are the cautious ones."""

from __future__ import annotations

import graphlib
from collections.abc import Iterator

from guide.checks.figures import find_duration
from guide.checks.problem import Problem
from guide.evidence.waits import WHOLE_DAYS, find_wait
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.reader_flow import Milestone, Question
from guide.model.records import Condition, Fix, WaitingPeriod
from guide.model.vocabulary import Role, Standing, Wait

_CAUTIOUS = {Role.WITHDRAW: Wait.SHORTEST, Role.STAY_OUT: Wait.LONGEST}  # or the reader's own


def check_asked_if(guide: Guide) -> Iterator[Problem]:
    """A question that hangs on an answer names one of an earlier question."""
    known: set[str] = set()
    for question in guide.of(Question):
        for index, answer in enumerate(question.asked_if):
            if answer not in known:
                yield Problem(*question.name, ("asked_if", index), Message("no-earlier-answer", answer=answer))
        known |= {f"{question.id}/{answer.id}" for answer in question.answers}


def check_conditions_are_asked(guide: Guide) -> Iterator[Problem]:
    """A condition that holds now is asked about, so that nobody runs into it."""
    asked = {fact for question in guide.of(Question) for fact in question.because}
    for condition in guide.of(Condition):
        if condition.standing in (Standing.CURRENT, Standing.UNDERLYING) and str(condition.name) not in asked:
            yield Problem(*condition.name, ("standing",), Message("unasked-condition", id=condition.id))


def check_order(guide: Guide) -> Iterator[Problem]:
    """What has to be done before a fix does not wait for the fix itself."""
    try:
        graphlib.TopologicalSorter({fix.id: fix.after for fix in guide.of(Fix)}).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
        yield Problem("fixes", circle[0], ("id",), Message("circle/fixes", circle=" → ".join(circle)))


def check_milestones(guide: Guide) -> Iterator[Problem]:
    """Readers are asked for the day that a milestone counts from, and what it adds has a known length.

    The last day to withdraw takes the shortest wait, staying out the longest.
    """
    asked = {moment.id for moment in guide.subject.moments if moment.day}
    for milestone in guide.of(Milestone):
        if milestone.counted_from not in asked:
            message = Message("moment-without-day", moment=milestone.counted_from)
            yield Problem(*milestone.name, ("counted_from",), message)
        for index, fact in enumerate(milestone.add):
            duration = find_duration(guide, fact)
            if duration is None or duration.unit not in WHOLE_DAYS:
                yield Problem(*milestone.name, ("add", index), Message("no-duration", fact=fact))
        wanted = _CAUTIOUS.get(milestone.role)
        if wanted and (milestone.wait not in (wanted, Wait.OWN) or milestone.add):
            message = Message("incautious-milestone", role=milestone.role, wait=wanted)
            yield Problem(*milestone.name, ("role",), message)


def check_waits(guide: Guide) -> Iterator[Problem]:
    """A wait during which a request can be withdrawn is a length of time to reckon a day with."""
    for wait in guide.of(WaitingPeriod):
        duration = find_wait(wait, guide)
        if wait.withdrawable and (duration is None or duration.unit not in WHOLE_DAYS):
            yield Problem(*wait.name, ("value",), Message("no-last-day"))
