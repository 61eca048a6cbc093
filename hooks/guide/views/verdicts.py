"""The verdicts themselves: what each mark means, and how many facts and statements have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.open_questions import Statement
from guide.model.vocabulary import Verdict
from guide.views.evidence import Badge, make_plain_badge
from guide.views.localized_guide import LocalizedGuide


@dataclass(frozen=True)
class Tally:
    """A verdict, and how many facts have it, and where there are any, how many statements of the article."""

    verdict: Badge
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Verdicts:
    """All verdicts with their counts; `totals` are those of each column of counts."""

    name: str
    caption: str
    columns: tuple[str, ...]
    tallies: tuple[Tally, ...]
    total_label: str
    totals: tuple[int, ...]


def show_verdicts(localized: LocalizedGuide, argument: str) -> Verdicts:
    """Return the legend of the verdicts."""
    facts: Counter[Verdict] = Counter()
    statements: Counter[Verdict] = Counter()
    for fact in localized.guide.of(Fact):
        (statements if isinstance(fact, Statement) else facts)[localized.verdict(fact)] += 1
    counters = {"facts": facts, "of_article": statements} if statements else {"facts": facts}
    return Verdicts(
        name="verdicts",
        caption=localized.label("table.verdicts"),
        columns=tuple(localized.label(f"column.{name}") for name in ("verdict", "meaning", *counters)),
        tallies=tuple(
            Tally(make_plain_badge(str(name), localized), tuple(counter[name] for counter in counters.values()))
            for name in Verdict
        ),
        total_label=localized.label("word.total"),
        totals=tuple(counter.total() for counter in counters.values()),
    )
