"""A figure stands in the words that bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guide.checks.numbers import find_numbers
from guide.checks.problem import Problem
from guide.evidence.answers import resolve_figure
from guide.messages.message import Message
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.values import Value
from guide.model.vocabulary import Stance


def check_bearing(guide: Guide) -> Iterator[Problem]:
    """The figure that a source is said to give stands in its quote; one that was counted there says so."""
    for kind, record in guide.everything():
        for index, evidence in enumerate(record.evidence if isinstance(record, Fact) else ()):
            value = _find_claimed(evidence, record, guide) if isinstance(record, Fact) else None
            found = find_numbers(evidence.quote or "") | _read_seen(evidence)
            if value and not _list_numbers(value) <= found:
                figure = "–".join(f"{number:f}" for number in sorted(_list_numbers(value)))
                numbers = ", ".join(f"{number:f}" for number in sorted(found)) or Message("quote/no-number")
                message = Message("figure-not-in-quote", figure=figure, found=numbers)
                yield Problem(kind, record.id, ("evidence", index, "quote"), message)


def _find_claimed(evidence: Evidence, fact: Fact, guide: Guide) -> Value | None:
    """Return the figure that a source is quoted for: its own, or where it bears the fact out, the fact's."""
    if not evidence.quote or evidence.counted:
        return None
    claimed = evidence.value or (fact.value if evidence.stance is Stance.SUPPORTS else None)
    return resolve_figure(claimed, guide)


def _read_seen(evidence: Evidence) -> frozenset[Decimal]:
    """Return the number that a reader read off the screen, beside the words."""
    return frozenset({Decimal(evidence.seen.days)} if evidence.seen and evidence.seen.days else ())


def _list_numbers(value: Value) -> frozenset[Decimal]:
    """Return the numbers of a figure; a date and a version have none that a sentence has to repeat."""
    lengths = [duration.number for duration in (value.duration, value.to) if duration]
    counts = (value.working_days, value.to_working_days, value.count, value.to_count)
    shares = (value.percent, value.to_percent)
    amounts = [money.amount for money in (value.money, value.to_money) if money]
    numbers = [number for number in (*counts, *shares) if number is not None]
    return frozenset(map(Decimal, (*lengths, *numbers, *amounts)))
