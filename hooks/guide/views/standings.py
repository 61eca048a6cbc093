"""How sure are we? The whole guide in figures, and where readers can help most."""

from __future__ import annotations

from dataclasses import dataclass

from guide.evidence.summary import RECENT, Summary, summarize
from guide.model.evidence import Fact
from guide.model.name import RecordName
from guide.model.vocabulary import Verdict
from guide.views.evidence import Badge, make_badge, make_plain_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link
from guide.views.why import write_why


@dataclass(frozen=True)
class Measure:
    """One figure: its machine name, what it counts, the number, of how many it is, and both in words."""

    name: str
    text: str
    number: int
    whole: int
    told: str

    @property
    def percent(self) -> str:
        """The share of the whole, as the length of a bar."""
        return f"{100 * self.number / self.whole:.1f}" if self.whole else "0"


@dataclass(frozen=True)
class Weakness:
    """A fact that matters and is not well known: where it stands, its mark, and why it has it."""

    record: str
    link: Link
    verdict: Badge
    why: str


@dataclass(frozen=True)
class Standings:
    """The figures in groups, each with a heading."""

    name: str
    groups: tuple[tuple[str, str, tuple[Measure, ...]], ...]


@dataclass(frozen=True)
class Weakest:
    """The facts that matter most and are known least."""

    name: str
    facts: tuple[Weakness, ...]


def show_standings(localized: LocalizedGuide, argument: str) -> Standings:
    """Return how well the guide is known on its day."""
    summary = summarize(localized.guide, localized.assessment, localized.as_of)
    groups = {
        "verdicts": _measure_verdicts(summary, localized),
        "origins": _measure_origins(summary, localized),
        "ground": _measure_ground(summary, localized),
        "words": _measure_words(summary, localized),
    }
    return Standings(
        name="standings",
        groups=tuple((name, localized.label(f"standing.{name}"), measures) for name, measures in groups.items()),
    )


def show_weakest(localized: LocalizedGuide, argument: str) -> Weakest:
    """Return the facts that most need a reader's help."""
    summary = summarize(localized.guide, localized.assessment, localized.as_of)
    return Weakest("weakest", tuple(_make_weakness(name, localized) for name in summary.weakest))


def _measure_verdicts(summary: Summary, localized: LocalizedGuide) -> tuple[Measure, ...]:
    return tuple(
        _measure(f"verdict-{verdict}", make_plain_badge(verdict, localized).text, number, summary.facts, localized)
        for verdict, number in ((verdict, summary.verdicts[verdict]) for verdict in Verdict)
    )


def _measure_origins(summary: Summary, localized: LocalizedGuide) -> tuple[Measure, ...]:
    return tuple(
        _measure(f"origins-{number}", localized.label(f"standing.origins.{number}"), facts, summary.facts, localized)
        for number, facts in summary.origins.items()
    )


def _measure_ground(summary: Summary, localized: LocalizedGuide) -> tuple[Measure, ...]:
    found = {"recreation": summary.recreation, "tried": summary.tried, "seen": summary.seen}
    return tuple(
        _measure(name, localized.label(f"standing.{name}"), number, summary.facts, localized)
        for name, number in found.items()
    )


def _measure_words(summary: Summary, localized: LocalizedGuide) -> tuple[Measure, ...]:
    quotes, rows = summary.quotes, summary.rows
    wordless = sum(summary.wordless.values())
    told = {
        "quoted": (rows - summary.silent - wordless, rows),
        "wordless": (wordless, rows),
        "silent": (summary.silent, rows),
        "found": (quotes.found, quotes.total),
        "recent": (quotes.recent, quotes.total),
        "lost": (quotes.lost, quotes.total),
        "not_asked": (quotes.not_asked, quotes.total),
    }
    return tuple(
        _measure(name, localized.tell(f"standing.{name}", days=RECENT), number, whole, localized)
        for name, (number, whole) in told.items()
    )


def _measure(name: str, text: str, number: int, whole: int, localized: LocalizedGuide) -> Measure:
    return Measure(name, text, number, whole, localized.tell("standing.of", n=number, whole=whole))


def _make_weakness(name: RecordName, localized: LocalizedGuide) -> Weakness:
    fact = localized.find(*name, Fact)
    return Weakness(str(name), localized.link(fact), make_badge(fact, localized), write_why(fact, localized))
