"""Shares of one whole, by one source, add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Text
from guide.model.records import FailureShare
from guide.model.vocabulary import Stance

_ALIKE = 0.75  # of the letters of two names: "support tickets" and "all support tickets" are one whole


Taken = dict[tuple[str, Text], list[FailureShare]]


def check_shares(guide: Guide) -> Iterator[Problem]:
    """Shares that one source takes of one named whole add up to 100 percent at most, with room for rounding."""
    taken: Taken = {}
    for share in guide.of(FailureShare):
        if share.value.percent is None or share.value.to_percent is not None:
            yield Problem(*share.name, ("value",), Message("not-a-percentage"))
        elif share.value.of:
            yield from _add(share, share.value.of, taken)


def _add(share: FailureShare, whole: Text, taken: Taken) -> Iterator[Problem]:
    for source in dict.fromkeys(one.source for one in share.evidence if one.stance is Stance.SUPPORTS):
        other = _find_alike(source, whole, taken)
        if other:
            message = Message("whole-in-other-words", source=source, other=other.model_dump())
            yield Problem(*share.name, ("value", "of"), message)
        shares = taken.setdefault((source, whole), [])
        shares.append(share)
        total = sum((one.value.percent or Decimal(0) for one in shares), Decimal(0))
        if total > 100 + sum(_round(one) for one in shares):
            message = Message("shares-over-100", source=source, whole=whole.model_dump(), total=total)
            yield Problem(*share.name, ("value", "percent"), message)


def _round(share: FailureShare) -> Decimal:
    """Return by how much a share may have been rounded up: half of its last digit."""
    exponent = (share.value.percent or Decimal(0)).as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


def _find_alike(source: str, whole: Text, taken: Mapping[tuple[str, Text], object]) -> Text | None:
    """Return a whole of the same source that is called nearly the same in one of the languages, or None."""
    return next(
        (
            known
            for other, known in taken
            if other == source
            and known != whole
            and any(_are_alike(known[name], whole[name]) for name, _ in whole.items())
        ),
        None,
    )


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE
