"""All records, validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import get_args, get_origin, get_type_hints

from guide.model.capture import Capture
from guide.model.evidence import Fact
from guide.model.field_help import Field
from guide.model.open_questions import Contradiction, Disagreement, Gap, Statement, Unknown
from guide.model.reader_flow import Milestone, Question, Stage, State
from guide.model.record import Record
from guide.model.records import (
    Alternative,
    Backup,
    BarredHost,
    Change,
    Condition,
    DataFate,
    FailureCause,
    FailureShare,
    Fix,
    Label,
    Law,
    LinkException,
    Place,
    PlatformDifference,
    Scam,
    SpecialAccount,
    Step,
    Term,
    TimelineEntry,
    WaitingPeriod,
)
from guide.model.sources import Origin, Source
from guide.model.subject import Subject
from guide.model.wording import CountException, WordingException


@dataclass(frozen=True)
class Guide:
    """Everything that is known: one field for each kind, in the order of the records in its file."""

    subject: Subject
    labels: tuple[Label, ...]
    fields: tuple[Field, ...]
    sources: tuple[Source, ...]
    origins: tuple[Origin, ...]
    places: tuple[Place, ...]
    terms: tuple[Term, ...]
    products: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    steps: tuple[Step, ...]
    platform_differences: tuple[PlatformDifference, ...]
    failure_causes: tuple[FailureCause, ...]
    failure_shares: tuple[FailureShare, ...]
    statistics: tuple[Fact, ...]
    messages: tuple[Fact, ...]
    fixes: tuple[Fix, ...]
    questions: tuple[Question, ...]
    stages: tuple[Stage, ...]
    states: tuple[State, ...]
    waiting_periods: tuple[WaitingPeriod, ...]
    timeline: tuple[TimelineEntry, ...]
    milestones: tuple[Milestone, ...]
    data_fates: tuple[DataFate, ...]
    special_accounts: tuple[SpecialAccount, ...]
    phone_number: tuple[Fact, ...]
    devices: tuple[Fact, ...]
    laws: tuple[Law, ...]
    recovery: tuple[Fact, ...]
    friends: tuple[Fact, ...]
    sign_in: tuple[Fact, ...]
    alternatives: tuple[Alternative, ...]
    backups: tuple[Backup, ...]
    money: tuple[Fact, ...]
    scams: tuple[Scam, ...]
    disagreements: tuple[Disagreement, ...]
    unknowns: tuple[Unknown, ...]
    statements: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    gaps: tuple[Gap, ...]
    changes: tuple[Change, ...]
    link_exceptions: tuple[LinkException, ...]
    barred_hosts: tuple[BarredHost, ...]
    wording_exceptions: tuple[WordingException, ...]
    count_exceptions: tuple[CountException, ...]
    captures: Mapping[str, Capture]
    """What a machine read of some sources, by source id. Quotes are looked up in it."""
    lines: Mapping[tuple[str, str], int]
    """The line of its data file at which a record's id stands, by kind and id; the first line is 1."""

    def records(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind. Raises AttributeError for an unknown kind."""
        records: tuple[Record, ...] = getattr(self, kind)
        return records

    def find(self, kind: str, record_id: str) -> Record | None:
        """Return the record of that kind and id, or None."""
        if kind not in KINDS:
            return None
        return next((record for record in self.records(kind) if record.id == record_id), None)

    def everything(self) -> Iterator[tuple[str, Record]]:
        """Yield every record with its kind, in the order of the kinds and files."""
        for kind in KINDS:
            for record in self.records(kind):
                yield kind, record


def _read_kinds() -> Mapping[str, type[Record]]:
    hints = get_type_hints(Guide)
    kinds = {field.name: hints[field.name] for field in fields(Guide)}
    return {name: get_args(hint)[0] for name, hint in kinds.items() if get_origin(hint) is tuple}


KINDS: Mapping[str, type[Record]] = _read_kinds()
"""Each kind of record and its class."""
