"""Some records of a guide, for rules that look at one record after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from guide.model.guide import Guide, Some
from guide.model.name import RecordName
from guide.model.record import Record
from guide.model.records import SubjectLabel


@dataclass(frozen=True)
class Part(Guide):
    """The guide `whole`, of which only `chosen`, records with their kinds, are gone through.

    Any other record can be looked up: what the whole guide knows of its records is not found out for each part.
    """

    whole: Guide = field(kw_only=True)
    chosen: Collection[tuple[str, Record]] = field(kw_only=True)

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Yield each chosen record with its kind."""
        return iter(self.chosen)

    def of(self, record_class: type[Some]) -> tuple[Some, ...]:
        """Return the records of a class in the whole guide."""
        return self.whole.of(record_class)

    @cached_property
    def by_name(self) -> Mapping[RecordName, Record]:
        """Each record of the whole guide, by its name."""
        return self.whole.by_name

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """What the records of the whole guide are called, by their kinds."""
        return self.whole.ids

    @cached_property
    def fact_names(self) -> frozenset[str]:
        """What the facts of the whole guide are called."""
        return self.whole.fact_names

    @cached_property
    def subject_labels(self) -> tuple[SubjectLabel, ...]:
        """The words of the interface that the subject gives."""
        return self.whole.subject_labels


def take_part(guide: Guide, chosen: Collection[tuple[str, Record]]) -> Part:
    """Return the part of a guide that some records, each with its kind, are."""
    return Part(**{one.name: getattr(guide, one.name) for one in fields(Guide)}, whole=guide, chosen=chosen)
