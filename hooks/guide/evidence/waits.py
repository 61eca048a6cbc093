"""How long a request may wait: the figures that stand for a product, and what caution takes of them."""

from __future__ import annotations

from collections.abc import Mapping

from guide.evidence.answers import resolve_figure
from guide.evidence.standing import Standing
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.reader_flow import Milestone
from guide.model.records import WaitingPeriod
from guide.model.values import Duration, Unit
from guide.model.vocabulary import Product, Verdict, Wait

WHOLE_DAYS = {Unit.DAY: 1, Unit.MONTH: 30, Unit.YEAR: 365}
"""About how many days a unit has, to tell which of two lengths of time is the longer."""


def list_waits(product: Product, guide: Guide, standings: Mapping[RecordName, Standing]) -> tuple[WaitingPeriod, ...]:
    """Return the accounts of the wait that have some weight and leave a day to withdraw, in the order of their file."""
    return tuple(
        wait
        for wait in guide.of(WaitingPeriod)
        if product in wait.products and wait.withdrawable and _stands(standings[wait.name]) and find_wait(wait, guide)
    )


def _stands(standing: Standing) -> bool:
    """Say whether a source of some weight gives this wait, and it is not refuted. What others deny may be nobody's."""
    return bool(standing.supporting.sources) and standing.verdict is not Verdict.REFUTED


def find_wait(wait: WaitingPeriod, guide: Guide) -> Duration | None:
    """Return the one length of time that an account of the wait gives, or None for a range or another measure."""
    figure = resolve_figure(wait.value, guide)
    return figure.duration if figure and not figure.to else None


def choose_waits(
    milestone: Milestone, product: Product, guide: Guide, standings: Mapping[RecordName, Standing]
) -> tuple[WaitingPeriod, ...]:
    """Return the waiting periods that a milestone is counted with: none, one, or one of each length in order.

    Of the reader's own the guide knows nothing.
    """
    if milestone.wait in (None, Wait.OWN):
        return ()
    if milestone.wait is Wait.EACH:
        return _order(product, guide, standings)
    chosen = choose_extreme(milestone.wait, product, guide, standings)
    return (chosen,) if chosen else ()


def choose_extreme(
    which: Wait, product: Product, guide: Guide, standings: Mapping[RecordName, Standing]
) -> WaitingPeriod | None:
    """Return the shortest or the longest waiting period that stands for a product, or None where there is none."""
    ordered = _order(product, guide, standings)
    return ordered[0 if which is Wait.SHORTEST else -1] if ordered else None


def _order(product: Product, guide: Guide, standings: Mapping[RecordName, Standing]) -> tuple[WaitingPeriod, ...]:
    """Return one waiting period of each length, the shortest first; of several of one length, the first in the file."""
    lengths: dict[int, WaitingPeriod] = {}
    for wait in list_waits(product, guide, standings):
        lengths.setdefault(count_days(find_wait(wait, guide)), wait)
    return tuple(lengths[days] for days in sorted(lengths))


def count_days(duration: Duration | None) -> int:
    """Return about how many days a length of time has; 0 where it is counted in hours."""
    return duration.number * WHOLE_DAYS.get(duration.unit, 0) if duration else 0
