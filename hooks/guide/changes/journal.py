"""The journal goes on: what is known of each fact now, beside what was known when it was last written.

Only what a reader is told of the world counts: a fact that came or went, another figure, another verdict. Words may be
mended, and records renamed, without a line.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.journal import Backing, Change, Journal, Known, Reading
from guide.model.kinds import Group
from guide.model.language import Language
from guide.model.name import RecordName
from guide.model.sources import Source
from guide.model.values import Value
from guide.views.figures import write_machine
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly

Guides = Mapping[Language, LocalizedGuide]


@dataclass(frozen=True)
class Snapshot:
    """What is known of each fact at one time, by its name: `sources` bear it out, `renamed` leads from old names."""

    facts: Mapping[str, Known]
    sources: Mapping[str, tuple[Backing, ...]] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


def take_snapshot(guides: Guides) -> Snapshot:
    """Return what is known now; `guides` is one guide in each of its languages, on one day."""
    first = next(iter(guides.values()))
    facts = [fact for fact in first.guide.of(Fact) if is_told(fact.kind, first.guide)]
    return Snapshot(
        facts={str(fact.name): _read_fact(fact, guides) for fact in facts},
        sources={str(fact.name): tuple(_list_backing(fact, first)) for fact in facts},
        renamed={str(RecordName(fact.kind, old)): str(fact.name) for fact in facts for old in fact.was},
    )


def is_told(kind: str, guide: Guide) -> bool:
    """Say whether readers are told of the changes in a kind: it has facts, and is not for editors alone."""
    declared = guide.kinds.get(kind)
    return bool(declared and declared.group is not Group.EDITORS and issubclass(declared.record_class, Fact))


def renew_journal(journal: Journal, snapshot: Snapshot, day: datetime.date) -> Journal:
    """Return the journal with what has changed by `day`. What came and went again within a day has no line.

    An empty journal begins: all that is known is there, and nothing has changed.
    """
    if not journal.facts:
        return Journal(facts=dict(snapshot.facts))
    on = max([day.isoformat(), *(change.on for change in journal.changes)])
    earlier = tuple(change for change in journal.changes if change.on != on)
    before = _undo(journal, on)
    renamed = {snapshot.renamed.get(name, name): known for name, known in before.items()}
    changes = tuple(_list_changes(renamed, snapshot, on))
    return Journal(changes=(*changes, *earlier), facts=dict(snapshot.facts))


def _undo(journal: Journal, day: str) -> Mapping[str, Known]:
    """Return what was known before the last day of the journal."""
    undone = {change.record: change.before for change in journal.changes if change.on == day}
    known = {**journal.facts, **undone}
    return {name: before for name, before in known.items() if before}


def _list_changes(before: Mapping[str, Known], snapshot: Snapshot, day: str) -> Iterator[Change]:
    """Yield what reads differently, in the order of the guide; what has gone stands at the end."""
    for name in dict.fromkeys((*snapshot.facts, *before)):
        old, new = before.get(name), snapshot.facts.get(name)
        if old is None or new is None or _differ(old, new):
            yield Change(on=day, record=name, before=old, after=new, sources=snapshot.sources.get(name, ()))


def _differ(old: Known, new: Known) -> bool:
    judged = bool(old.verdict and new.verdict)
    return _measure(old) != _measure(new) or (judged and old.verdict != new.verdict)


def _measure(known: Known) -> tuple[str, str] | None:
    return known.figure.measure if known.figure else None


def _read_fact(fact: Fact, guides: Guides) -> Known:
    first = next(iter(guides.values()))
    value = getattr(fact, "value", None)
    return Known(
        title={language: read_plainly(one.say(fact.title, fact)) for language, one in guides.items()},
        products=tuple(str(product) for product in fact.products),
        figure=read_figure(value, guides),
        verdict=str(first.verdict(fact)),
    )


def read_figure(value: Value | None, guides: Guides) -> Reading | None:
    """Return how a figure reads; none for one that stands in another record, which is where it changes."""
    if value is None or value.same_as:
        return None
    text = {language: one.write(value) for language, one in guides.items()}
    return Reading(machine=write_machine(value), bound=str(value.bound or ""), text=text)


def _list_backing(fact: Fact, localized: LocalizedGuide) -> Iterator[Backing]:
    for source in localized.standing(fact).supporting.sources:
        yield Backing(id=source, title=localized.find("sources", source, Source).title)
