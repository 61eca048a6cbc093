"""A guide that was right, and is asked again after some of its records changed: most rules need to see only those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from guide.checks import (
    bearing,
    captures,
    counts,
    figures,
    hosts,
    languages,
    left_overs,
    letters,
    lineage,
    persons,
    terms,
    typography,
    words,
)
from guide.checks.problem import Problem
from guide.checks.run import CHECKS, Check, is_advice
from guide.checks.walk import walk
from guide.model.guide import Guide, Some
from guide.model.name import RecordName
from guide.model.reader_flow import State
from guide.model.record import Record
from guide.model.records import BarredHost, Term
from guide.model.sources import Source
from guide.model.subject import SUBJECT
from guide.model.wording import CountException, WordingException

ALONE: Mapping[Check, tuple[type[Record], ...]] = {
    bearing.check_bearing: (),
    captures.check_quotes: (),
    counts.check_counts: (CountException,),
    counts.check_count_exceptions: (CountException,),
    figures.check_evidence_values: (),
    figures.check_figures_in_text: (),
    figures.check_measures: (),
    figures.check_placeholders: (),
    figures.check_same_as: (),
    figures.check_translated_placeholders: (),
    hosts.check_hosts: (BarredHost,),
    languages.check_same_contents: (),
    languages.check_scripts: (),
    left_overs.check_left_overs: (),
    letters.check_letters: (),
    persons.check_persons: (),
    terms.check_terms: (Term, WordingException),
    terms.check_wording_exceptions: (Term, WordingException),
    typography.check_typography: (),
    words.check_misleading_words: (State, Term),
}
"""The rules that look at each record by itself, and at those that it names as kind/id, with all records of some classes
that they hold it to. They go through `everything()`, or through what excuses a text."""
KEPT: Mapping[Check, tuple[type[Record], ...]] = {
    captures.check_seals: (),
    lineage.check_common_passages: (Source,),
    persons.check_captures: (),
}
"""The rules that look at captures, and at records of some classes, alone."""


@dataclass(frozen=True)
class PartOfGuide(Guide):
    """The guide `whole`, of which only the records `changed` are gone through. Any other can be looked up.

    Of what excuses a text it has what excuses those that begin with one of the names `excused`.
    """

    whole: Guide = field(kw_only=True)
    changed: Set[RecordName] = field(kw_only=True)
    excused: tuple[str, ...] = field(kw_only=True)

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Yield each changed record with its kind, in the order in which the whole guide has them."""
        for kind in dict.fromkeys(name.kind for name in sorted(self.changed)):
            for record in self.whole.records(kind):
                if RecordName(kind, record.id) in self.changed:
                    yield kind, record

    def of(self, record_class: type[Some]) -> tuple[Some, ...]:
        """Return the records of a class; of those that excuse a text, those that are about the part."""
        found = self.whole.of(record_class)
        if record_class in (CountException, WordingException):
            chosen = [one for one in found if cast(WordingException, one).text.startswith(self.excused)]
            return tuple(chosen)
        return found

    @cached_property
    def by_name(self) -> Mapping[RecordName, Record]:
        """Each record of the whole guide, by its name."""
        return self.whole.by_name


def cut_out(guide: Guide, changed: Set[RecordName], excused: Collection[str]) -> PartOfGuide:
    """Return the part of a guide that some records are; `excused` are the names of texts whose exceptions it has."""
    parts = (guide.subject, guide.kinds, guide.by_kind, guide.captures, guide.lines, guide.files, guide.journal)
    return PartOfGuide(*parts, whole=guide, changed=changed, excused=tuple(excused))


def list_affected(guide: Guide, before: Guide) -> frozenset[RecordName]:
    """Return the names of all records that differ in two guides, or name such a one as kind/id, be it by others."""
    return _add_naming(guide, _list_changed(guide, before))


def _list_changed(guide: Guide, before: Guide) -> frozenset[RecordName]:
    """Return the names of all records that are not the very same in two guides: changed, new, or gone."""
    names = set[RecordName]()
    for kind in {*guide.by_kind, *before.by_kind}:
        now, then = ({one.id: one for one in each.by_kind.get(kind, ())} for each in (guide, before))
        names |= {RecordName(kind, one) for one in {*now, *then} if now.get(one) is not then.get(one)}
    return frozenset(names)


def find_errors_again(guide: Guide, before: Guide) -> Iterator[Problem]:
    """Yield what rules find in a guide, of which another with the same subject and kinds was found right `before`.

    It may name less than find_errors, but finds something where that does, and nothing where that finds nothing.
    """
    changed = _list_changed(guide, before)
    touched = {guide.kinds[name.kind].record_class for name in changed}
    affected = _add_naming(guide, changed)
    part = cut_out(guide, affected, [f"{name}." for name in affected])
    same_captures = guide.captures == before.captures
    for check in CHECKS:
        if check in KEPT and same_captures and not _are_touched(KEPT[check], touched):
            continue
        is_alone = check in ALONE and same_captures and not _are_touched(ALONE[check], touched)
        yield from (one for one in check(part if is_alone else guide) if not is_advice(one.message))


def _are_touched(known: tuple[type[Record], ...], touched: Set[type[Record]]) -> bool:
    return any(issubclass(one, known) for one in touched)


def _add_naming(guide: Guide, changed: Set[RecordName]) -> frozenset[RecordName]:
    """Return some records with those that name one of them as kind/id, those that name these, and so on."""
    strings = {record.name: " ".join(_list_strings(record)) for kind, record in guide.everything() if kind != SUBJECT}
    found, new = {*changed}, {*changed}
    while new:
        named = tuple(str(one) for one in new)
        new = {name for name, told in strings.items() if name not in found and any(one in told for one in named)}
        found |= new
    return frozenset(found)


def _list_strings(record: Record) -> Iterator[str]:
    return (value for _, value, _ in walk(record) if isinstance(value, str))
