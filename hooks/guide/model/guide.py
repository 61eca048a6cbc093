"""All records, validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from guide.model.capture import Capture
from guide.model.evidence import Fact
from guide.model.journal import Journal
from guide.model.kinds import Kind
from guide.model.language import Phrase
from guide.model.name import RecordName
from guide.model.record import Record
from guide.model.records import SubjectLabel
from guide.model.subject import SUBJECT, Subject

Some = TypeVar("Some", bound=Record)


@dataclass(frozen=True)
class Guide:
    """Everything that is known, in the order of the kinds and of the records in their files."""

    subject: Subject
    kinds: Mapping[str, Kind]
    by_kind: Mapping[str, tuple[Record, ...]]
    captures: Mapping[str, Capture]
    """What a machine read of some sources, by source id. Quotes are looked up in it."""
    lines: Mapping[RecordName, int]
    """The line of its data file at which a record's id stands; the first line is 1."""
    files: Mapping[RecordName, str] = field(default_factory=dict)
    """The files of the records that have one of their own, such as data/sources/one.yml."""
    journal: Journal = field(default_factory=Journal)
    """What had come to be known of each fact on which day."""

    def locate(self, name: RecordName) -> str:
        """Return the file and the line at which a record stands, such as data/sources/one.yml:1."""
        return f"{self.find_file(name)}:{self.lines[name]}"

    def find_file(self, name: RecordName) -> str:
        """Return the file in which a record stands."""
        return self.files.get(name, f"data/{name.kind}.yml")

    def records(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind; none where the guide does not have the kind."""
        return self.subject_labels if kind == SUBJECT else self.by_kind.get(kind, ())

    def of(self, record_class: type[Some]) -> tuple[Some, ...]:
        """Return the records of a class, whatever their kind: `of(Fact)` are all facts."""
        if record_class not in self._by_class:
            chosen = (kind.id for kind in self.kinds.values() if issubclass(kind.record_class, record_class))
            named = [SUBJECT] if issubclass(SubjectLabel, record_class) else []
            self._by_class[record_class] = tuple(record for kind in (*chosen, *named) for record in self.records(kind))
        return self._by_class[record_class]  # type: ignore[return-value]

    def find(self, name: RecordName | None) -> Record | None:
        """Return the record of that name, or None."""
        return self.by_name.get(name) if name else None

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with its kind, and the words that the subject gives to the interface."""
        for kind in (*self.kinds, SUBJECT):
            for record in self.records(kind):
                yield kind, record

    @cached_property
    def subject_labels(self) -> tuple[SubjectLabel, ...]:
        """The words of the interface that the subject gives."""
        return tuple(_make_label(name, dict(text.items())) for name, _, text in self.subject.list_labels())

    @cached_property
    def citing(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that cite each source, by its id."""
        found: dict[str, dict[RecordName, Fact]] = {}
        for fact in self.of(Fact):
            for evidence in fact.evidence:
                found.setdefault(evidence.source, {})[fact.name] = fact
        return {source: tuple(facts.values()) for source, facts in found.items()}

    @cached_property
    def old_anchors(self) -> Mapping[str, tuple[str, ...]]:
        """The places that lead on to a record, by the record's own place."""
        return {record.anchor: record.old_anchors for _, record in self.everything() if record.was}

    @cached_property
    def facts_by_place(self) -> Mapping[str, Fact]:
        """Each fact, by its name (kind/id) and by its anchor."""
        facts = self.of(Fact)
        return {fact.anchor: fact for fact in facts} | {str(fact.name): fact for fact in facts}

    @cached_property
    def by_name(self) -> Mapping[RecordName, Record]:
        """Each record, by its name."""
        return {RecordName(kind, record.id): record for kind, record in self.everything()}

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """What the records are called, by their kinds."""
        return {kind: frozenset(record.id for record in self.records(kind)) for kind in self.kinds}

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """What the facts are called, as kind/id."""
        return frozenset(str(fact.name) for fact in self.of(Fact))

    @cached_property
    def _by_class(self) -> dict[type[Record], tuple[Record, ...]]:
        """What `of` has been asked for: checks ask for the same with every text."""
        return {}


def _make_label(name: str, words: Mapping[str, Any]) -> SubjectLabel:
    return SubjectLabel.model_construct(id=name, text=Phrase.model_construct(**words))
