"""A figure stands in the words that bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guide.checks.numbers import find_numbers
from guide.checks.problem import Problem
from guide.evidence.answers import resolve_figure
from guide.messages.diagnostic import Said
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.values import Value
from guide.model.vocabulary import Stance

_ELSEWHERE = Said(
    "figure-not-in-quote",
    "the figure is {figure}, and the quote has {found.en}; quote the words that give it, correct one of them, write "
    "'counted: true' where it was counted, or mentions where the source gives no figure",
    "数字是 {figure}，引文里{found.zh}；请引写着这个数的话，或者改正其中一个；"
    "是数出来的写 counted: true，来源没有给数字的写 mentions",
)
_NONE = Said("", "none", "没有数字")
_SOME = Said("", "{told}", "是 {told}")


def check_bearing(guide: Guide) -> Iterator[Problem]:
    """The figure that a source is said to give stands in its quote; one that was counted there says so."""
    for kind, record in guide.everything():
        for index, evidence in enumerate(record.evidence if isinstance(record, Fact) else ()):
            value = _find_claimed(evidence, record, guide) if isinstance(record, Fact) else None
            found = find_numbers(evidence.quote or "")
            if value and not _list_numbers(value) <= found:
                figure = "–".join(f"{number:f}" for number in sorted(_list_numbers(value)))
                told = ", ".join(f"{number:f}" for number in sorted(found))
                said = _ELSEWHERE.format(figure=figure, found=_SOME.format(told=told) if told else _NONE)
                yield Problem(kind, record.id, ("evidence", index, "quote"), said)


def _find_claimed(evidence: Evidence, fact: Fact, guide: Guide) -> Value | None:
    """Return the figure that a source is quoted for: its own, or where it bears the fact out, the fact's."""
    if not evidence.quote or evidence.counted:
        return None
    claimed = evidence.value or (fact.value if evidence.stance is Stance.SUPPORTS else None)
    return resolve_figure(claimed, guide)


def _list_numbers(value: Value) -> frozenset[Decimal]:
    """Return the numbers of a figure; a date and a version have none that a sentence has to repeat."""
    lengths = [duration.number for duration in (value.duration, value.to) if duration]
    counts = [number for number in (value.working_days, value.to_working_days, value.count) if number is not None]
    amounts = [amount for amount in (value.percent, value.money.amount if value.money else None) if amount is not None]
    return frozenset((*map(Decimal, lengths), *map(Decimal, counts), *amounts))
