"""The verdicts themselves: what each mark means, and how many facts and statements have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.open_questions import Statement
from guide.model.vocabulary import Verdict
from guide.views.edition import Edition
from guide.views.evidence import VerdictMark, make_verdict_mark


@dataclass(frozen=True)
class Tally:
    """A verdict, and how many facts (`facts`) and statements of the article (`statements`) have it."""

    verdict: VerdictMark
    facts: int
    statements: int


@dataclass(frozen=True)
class Verdicts:
    """All verdicts with their counts; `totals` are those of facts and of statements."""

    name: str
    caption: str
    columns: tuple[str, str, str, str]
    tallies: tuple[Tally, ...]
    total_label: str
    totals: tuple[int, int]


def show_verdicts(edition: Edition, argument: str) -> Verdicts:
    """Return the legend of the verdicts."""
    facts: Counter[Verdict] = Counter()
    statements: Counter[Verdict] = Counter()
    for _, record in edition.guide.everything():
        if isinstance(record, Fact):
            (statements if isinstance(record, Statement) else facts)[edition.verdict(record)] += 1
    tallies = tuple(Tally(make_verdict_mark(str(name), edition), facts[name], statements[name]) for name in Verdict)
    return Verdicts(
        name="verdicts",
        caption=edition.label("table.verdicts"),
        columns=tuple(edition.label(f"column.{name}") for name in ("verdict", "meaning", "facts", "of_article")),  # type: ignore[arg-type]
        tallies=tallies,
        total_label=edition.label("word.total"),
        totals=(facts.total(), statements.total()),
    )
