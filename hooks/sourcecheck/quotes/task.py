"""A run over the quotes: which addresses it needs, and what it makes of what came from there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from guide.checks import Pointer, Problem
from guide.checks.references import check_references
from guide.evidence.quotes.store import is_sealed
from guide.messages.location import Location
from guide.model.capture import Capture
from guide.model.guide import Guide
from guide.model.records import LinkException
from guide.model.subject import Subject
from sourcecheck.links.outcome import Outcome
from sourcecheck.quotes.capture import hide_persons, prune
from sourcecheck.quotes.clones import read_archive
from sourcecheck.quotes.look import Look, Sent, look, take_outcome
from sourcecheck.quotes.quests import Quest, list_quests
from sourcecheck.quotes.report import QuoteReport, make_rows


@dataclass(frozen=True)
class QuoteTask:
    """What a run looks up, what is kept from earlier ones, and the exceptions of the link check.

    `files` are those of git repositories that a clone has, by source. `revision`: see QuoteReport. `subject` knows what
    belongs to an authority: all else that belongs to somebody is not kept.
    """

    quests: tuple[Quest, ...]
    kept: Mapping[str, Capture]
    exceptions: tuple[LinkException, ...]
    files: Mapping[str, tuple[bytes, ...]]
    day: datetime.date
    subject: Subject
    revision: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that has to be asked for."""
        asked = (quest for quest in self.quests if quest.source.id not in self.files)
        return tuple(dict.fromkeys(address for quest in asked for address in quest.addresses))

    def choose(self, sources: tuple[str, ...]) -> QuoteTask:
        """Return the part of the task that is about some sources; all of it where none is named."""
        if not sources:
            return self
        files = {source: file for source, file in self.files.items() if source in sources}
        return replace(self, quests=tuple(one for one in self.quests if one.source.id in sources), files=files)

    def finish(
        self, outcomes: Mapping[str, Outcome], locations: Mapping[Pointer, Location]
    ) -> tuple[QuoteReport, Mapping[str, Capture]]:
        """Return the report, and the captures to keep by source; `locations` has where a place stands in its file."""
        looks = {quest.source.id: self._look(quest, outcomes) for quest in self.quests}
        findings = [finding for one in looks.values() for finding in one.findings]
        captures = {source: hide_persons(one.capture, self.subject) for source, one in looks.items() if one.capture}
        return QuoteReport(make_rows(findings, locations), self.day, self.revision), captures

    def _look(self, quest: Quest, outcomes: Mapping[str, Outcome]) -> Look:
        files, archive = self.files.get(quest.source.id), quest.source.archive
        if files and archive:
            names = quest.addresses or archive.paths
            sent = [Sent(name, file) for name, file in zip(names, files, strict=True)]
        else:
            sent = [take_outcome(one, outcomes[one]) for one in quest.addresses if one in outcomes]
        return look(quest, sent, self.day, self.kept.get(quest.source.id), self.exceptions)


def read_files(quests: tuple[Quest, ...], clones: Mapping[str, str]) -> Mapping[str, tuple[bytes, ...]]:
    """Return the files of the quests' sources that the clones have, by source."""
    found = ((quest.source.id, read_archive(quest.source.archive, clones)) for quest in quests if quest.source.archive)
    return {source: content for source, content in found if content}


def prune_captures(guide: Guide) -> Mapping[str, Capture]:
    """Return the captures without what is quoted no more; one without quotes is to be deleted."""
    quoted = {quest.source.id: quest.quotes for quest in list_quests(guide)}
    kept = {source: capture for source, capture in guide.captures.items() if is_sealed(capture)}
    return {source: prune(quoted.get(source, ()), capture) for source, capture in kept.items()}


def check_names(guide: Guide) -> Iterator[Problem]:
    """Yield what keeps quotes from being looked up: names that lead nowhere."""
    yield from check_references(guide)
