"""The questions lead somewhere, the to-do list has an order, and the reader's days are the cautious ones."""

from __future__ import annotations

import graphlib
from collections.abc import Iterator

from guide.checks.figures import find_duration
from guide.checks.problem import Problem
from guide.diagnostics import Said
from guide.evidence.verdict import judge_fact
from guide.model.guide import Guide
from guide.model.journey import Milestone
from guide.model.records import WaitingPeriod
from guide.model.values import Duration, Unit
from guide.model.vocabulary import Product, Role, Standing, Verdict

_WHOLE_DAYS = {Unit.DAY: 1, Unit.MONTH: 30, Unit.YEAR: 365}

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
    "must add the {word.en} waiting period of {product} that is not refuted, and nothing else",
    "只能加 {product} 的、没有被否定的{word.zh}等待期，别的都不加",
)
_SHORTEST = Said("", "shortest", "最短")
_LONGEST = Said("", "longest", "最长")
_NO_LAST_DAY = Said(
    "no-last-day",
    "no last day follows from it; give days, months or years, or write withdrawable: false",
    "由它算不出最后一天；请写天数、月数或年数，或者写 withdrawable: false",
)


def check_asked_if(guide: Guide) -> Iterator[Problem]:
    """A question that hangs on an answer names one of an earlier question."""
    known: set[str] = set()
    for question in guide.questions:
        for index, answer in enumerate(question.asked_if):
            if answer not in known:
                yield Problem("questions", question.id, ("asked_if", index), _NO_ANSWER.format(answer=answer))
        known |= {f"{question.id}/{answer.id}" for answer in question.answers}


def check_conditions_are_asked(guide: Guide) -> Iterator[Problem]:
    """A condition that holds now is asked about, so that nobody runs into it."""
    asked = {fact for question in guide.questions for fact in question.because}
    for condition in guide.conditions:
        if condition.standing in (Standing.CURRENT, Standing.UNDERLYING) and f"conditions/{condition.id}" not in asked:
            yield Problem("conditions", condition.id, ("standing",), _UNASKED.format(id=condition.id))


def check_order(guide: Guide) -> Iterator[Problem]:
    """What has to be done before a fix does not wait for the fix itself."""
    try:
        graphlib.TopologicalSorter({fix.id: fix.after for fix in guide.fixes}).prepare()
    except graphlib.CycleError as error:
        circle = error.args[1]
        yield Problem("fixes", circle[0], ("id",), _CIRCLE.format(circle=" → ".join(circle)))


def check_milestones(guide: Guide) -> Iterator[Problem]:
    """A milestone adds known durations; the last day to withdraw takes the shortest wait, staying out the longest."""
    for milestone in guide.milestones:
        for index, fact in enumerate(milestone.add):
            duration = find_duration(guide, fact)
            if duration is None or duration.unit not in _WHOLE_DAYS:
                yield Problem("milestones", milestone.id, ("add", index), _NO_DURATION.format(fact=fact))
        yield from _check_caution(milestone, guide)


def check_waits(guide: Guide) -> Iterator[Problem]:
    """A wait during which a request can be withdrawn is a length of time to reckon a day with."""
    for wait in guide.waiting_periods:
        duration = _find_start(wait, guide)
        if wait.withdrawable and (duration is None or duration.unit not in _WHOLE_DAYS):
            yield Problem("waiting_periods", wait.id, ("value",), _NO_LAST_DAY)


def _find_start(wait: WaitingPeriod, guide: Guide) -> Duration | None:
    return wait.value.duration or find_duration(guide, f"waiting_periods/{wait.id}")


def _check_caution(milestone: Milestone, guide: Guide) -> Iterator[Problem]:
    choose = {Role.WITHDRAW: min, Role.STAY_OUT: max}.get(milestone.role)
    for product in milestone.products if choose else ():
        waits = {_count_days(f"waiting_periods/{wait.id}", guide) for wait in _find_waits(product, guide)}
        given = [_count_days(fact, guide) for fact in milestone.add]
        if choose and waits and given != [choose(waits)]:
            word = _SHORTEST if choose is min else _LONGEST
            yield Problem("milestones", milestone.id, ("add",), _INCAUTIOUS.format(word=word, product=product))


def _find_waits(product: Product, guide: Guide) -> Iterator[WaitingPeriod]:
    sources = {source.id: source for source in guide.sources}
    for wait in guide.waiting_periods:
        if not all(evidence.source in sources for evidence in wait.evidence):
            continue  # check_references reports it
        standing = judge_fact(wait, sources, guide.captures) not in (Verdict.REFUTED, Verdict.UNVERIFIED)
        if (
            product in wait.products
            and standing
            and wait.withdrawable
            and find_duration(guide, f"waiting_periods/{wait.id}")
        ):
            yield wait


def _count_days(fact: str, guide: Guide) -> int:
    duration = find_duration(guide, fact)
    return duration.number * _WHOLE_DAYS.get(duration.unit, 0) if duration else 0
