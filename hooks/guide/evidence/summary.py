"""How well the whole guide is known, in figures, and what is weakest of what matters most."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from guide.evidence.quotes.state import find_state
from guide.evidence.standing import Assessment, Standing
from guide.evidence.verdict import ENOUGH
from guide.model.capture import QuoteState
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.open_questions import Statement
from guide.model.reader_flow import Milestone, Question
from guide.model.records import WaitingPeriod
from guide.model.sources import Source
from guide.model.vocabulary import Method, NoQuote, SourceClass, Stance, Verdict

RECENT = 90
"""Days for which a quote that was found again counts as found lately."""

_MANY = 3  # origins; more of them are counted together
_WEAKEST = 12
_MUCH = 3
_WEAK = (Verdict.REPORTED, Verdict.DISPUTED, Verdict.UNVERIFIED)


@dataclass(frozen=True)
class Quotes:
    """How many quotes there are (each source's own once), and what became of them when a machine looked."""

    total: int
    found: int
    recent: int
    lost: int
    not_asked: int


@dataclass(frozen=True)
class Summary:
    """The figures of a guide on one day. Facts are all but the article's statements.

    `origins` counts the facts by the independent origins that bear them out, 3 standing for three and more.
    `recreation` are facts that rest on a re-creation of the app alone, `tried` those that somebody tried on a device.
    `seen` are those that enough readers saw on their own screens.
    `rows` are pieces of evidence, `wordless` those without words by reason, `silent` those that tell of nothing found.
    """

    facts: int
    verdicts: Mapping[Verdict, int]
    origins: Mapping[int, int]
    recreation: int
    tried: int
    seen: int
    rows: int
    silent: int
    wordless: Mapping[NoQuote, int]
    quotes: Quotes
    weakest: tuple[RecordName, ...]


def summarize(guide: Guide, assessment: Assessment, as_of: datetime.date) -> Summary:
    """Return the figures of a guide on the day `as_of`."""
    facts = {fact.name: fact for fact in guide.of(Fact) if not isinstance(fact, Statement)}
    standings = {name: assessment.standings[name] for name in facts}
    rows = [evidence for fact in facts.values() for evidence in fact.evidence]
    origins = Counter(min(standing.supporting.origins, _MANY) for standing in standings.values())
    classes = {source.id: source.source_class for source in guide.of(Source)}
    return Summary(
        facts=len(facts),
        verdicts=Counter(standing.verdict for standing in standings.values()),
        origins={number: origins[number] for number in range(_MANY + 1)},
        recreation=sum(_rests_on_recreation(standing, classes) for standing in standings.values()),
        tried=sum(any(one.checked.how is Method.TRIED for one in fact.evidence) for fact in facts.values()),
        seen=sum(standing.supporting.devices >= ENOUGH for standing in standings.values()),
        rows=len(rows),
        silent=sum(row.stance is Stance.SILENT for row in rows),
        wordless=Counter(row.no_quote for row in rows if row.no_quote),
        quotes=_count_quotes(rows, guide, as_of),
        weakest=tuple(_find_weakest(guide, standings))[:_WEAKEST],
    )


def export_summary(summary: Summary) -> dict[str, Any]:
    """Return the figures as JSON has them. The names do not change with the language."""
    return {
        "facts": summary.facts,
        "verdicts": {verdict.value: summary.verdicts[verdict] for verdict in Verdict},
        "independent_origins": {str(number): facts for number, facts in summary.origins.items()},
        "recreation_alone": summary.recreation,
        "tried_on_a_device": summary.tried,
        "seen_by_several": summary.seen,
        "evidence": summary.rows,
        "evidence_silent": summary.silent,
        "evidence_without_words": {reason.value: summary.wordless[reason] for reason in NoQuote},
        "quotes": {field.name: getattr(summary.quotes, field.name) for field in fields(summary.quotes)},
        "weakest": [str(name) for name in summary.weakest],
    }


def _rests_on_recreation(standing: Standing, classes: Mapping[str, SourceClass]) -> bool:
    found = {classes[source] for source in standing.supporting.sources}
    return found == {SourceClass.RECREATION}


def _count_quotes(rows: list[Evidence], guide: Guide, as_of: datetime.date) -> Quotes:
    quoted = {(row.source, row.quote): find_state(row, guide.captures) for row in rows if row.quote and not row.seen}
    since = (as_of - datetime.timedelta(days=RECENT)).isoformat()
    found = [state for state in quoted.values() if state.state is QuoteState.FOUND]
    return Quotes(
        total=len(quoted),
        found=len(found),
        recent=sum(since <= (state.on or "") <= as_of.isoformat() for state in found),
        lost=sum(state.state is QuoteState.CHANGED for state in quoted.values()),
        not_asked=sum(state.state is QuoteState.NOT_ASKED for state in quoted.values()),
    )


def _find_weakest(guide: Guide, standings: Mapping[RecordName, Standing]) -> list[RecordName]:
    """Return the facts that are not confirmed, those first on which most of what readers are told depends.

    A fact with one independent origin, or none, weighs twice.
    """
    weight = _weigh_uses(guide)
    weak = [name for name in weight if name in standings and standings[name].verdict in _WEAK]
    alone = {name: 2 if standings[name].supporting.origins < 2 else 1 for name in weak}
    return sorted(weak, key=lambda name: (-weight[name] * alone[name], name))


def _weigh_uses(guide: Guide) -> Counter[RecordName]:
    """Return how much is built on each fact: red boxes and the length of the wait most, then days, then questions."""
    weight: Counter[RecordName] = Counter()
    for fact in guide.of(Fact):
        weight[fact.name] += _MUCH * bool(fact.denial)
        weight[fact.name] += _MUCH * (isinstance(fact, WaitingPeriod) and fact.withdrawable)
    for milestone in guide.of(Milestone):
        weight.update(dict.fromkeys(_read_names(milestone.add), 2))
    for question in guide.of(Question):
        weight.update(_read_names(question.because))
    return +weight


def _read_names(written: Iterable[str]) -> list[RecordName]:
    return [name for name in map(RecordName.parse, written) if name]
