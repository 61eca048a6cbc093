"""The questions lead somewhere, the to-do list has an order, and the reader's days are the cautious ones."""

from __future__ import annotations

import graphlib
from collections.abc import Iterator

from guide.checks.figures import find_duration
from guide.checks.problem import Problem
from guide.evidence.waits import WHOLE_DAYS, find_wait
from guide.messages.diagnostic import Said
from guide.model.guide import Guide
from guide.model.reader_flow import Milestone, Question
from guide.model.records import Condition, Fix, WaitingPeriod
from guide.model.vocabulary import Role, Standing, Wait

_NO_ANSWER = Said(
    "no-earlier-answer",
    "no earlier question has the answer '{answer}'; write question/answer of one above it",
    "前面没有哪个问题有 {answer} 这个回答；请写排在它上面的“问题/回答”",
)
_UNASKED = Said(
    "unasked-condition",
    "no question asks about it; add conditions/{id} to 'because' of one in questions.yml",
    "没有问题问到这个条件；请把 conditions/{id} 写进 questions.yml 里某个问题的 because",
)
_CIRCLE = Said(
    "circle",
    "these wait for one another: {circle}; take one 'after' out",
    "这几件事互相等待：{circle}；请删掉其中一个 after",
)
_NO_DURATION = Said(
    "no-duration",
    "'{fact}' has no days, months or years to add; name a record with such a duration",
    "{fact} 没有可以相加的天数、月数或年数；请写一条有这种时长的记录",
)
_INCAUTIOUS = Said(
    "incautious-milestone",
    "a day with role {role} is counted with 'wait: {wait}' and nothing else, so that it is the cautious one",
    "role 是 {role} 的日子只能用 wait: {wait} 来算，不加别的，这样才稳妥",
)
_CAUTIOUS = {Role.WITHDRAW: Wait.SHORTEST, Role.STAY_OUT: Wait.LONGEST}
_NO_LAST_DAY = Said(
    "no-last-day",
    "no last day follows from it; give days, months or years, or write withdrawable: false",
    "由它算不出最后一天；请写天数、月数或年数，或者写 withdrawable: false",
)


def check_asked_if(guide: Guide) -> Iterator[Problem]:
    """A question that hangs on an answer names one of an earlier question."""
    known: set[str] = set()
    for question in guide.of(Question):
        for index, answer in enumerate(question.asked_if):
            if answer not in known:
                yield Problem(*question.name, ("asked_if", index), _NO_ANSWER.format(answer=answer))
        known |= {f"{question.id}/{answer.id}" for answer in question.answers}


def check_conditions_are_asked(guide: Guide) -> Iterator[Problem]:
    """A condition that holds now is asked about, so that nobody runs into it."""
    asked = {fact for question in guide.of(Question) for fact in question.because}
    for condition in guide.of(Condition):
        if condition.standing in (Standing.CURRENT, Standing.UNDERLYING) and str(condition.name) not in asked:
            yield Problem(*condition.name, ("standing",), _UNASKED.format(id=condition.id))


def check_order(guide: Guide) -> Iterator[Problem]:
    """What has to be done before a fix does not wait for the fix itself."""
    try:
        graphlib.TopologicalSorter({fix.id: fix.after for fix in guide.of(Fix)}).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
        yield Problem("fixes", circle[0], ("id",), _CIRCLE.format(circle=" → ".join(circle)))


def check_milestones(guide: Guide) -> Iterator[Problem]:
    """A milestone adds known durations; the last day to withdraw takes the shortest wait, staying out the longest."""
    for milestone in guide.of(Milestone):
        for index, fact in enumerate(milestone.add):
            duration = find_duration(guide, fact)
            if duration is None or duration.unit not in WHOLE_DAYS:
                yield Problem(*milestone.name, ("add", index), _NO_DURATION.format(fact=fact))
        wanted = _CAUTIOUS.get(milestone.role)
        if wanted and (milestone.wait is not wanted or milestone.add):
            yield Problem(*milestone.name, ("role",), _INCAUTIOUS.format(role=milestone.role, wait=wanted))


def check_waits(guide: Guide) -> Iterator[Problem]:
    """A wait during which a request can be withdrawn is a length of time to reckon a day with."""
    for wait in guide.of(WaitingPeriod):
        duration = find_wait(wait, guide)
        if wait.withdrawable and (duration is None or duration.unit not in WHOLE_DAYS):
            yield Problem(*wait.name, ("value",), _NO_LAST_DAY)
