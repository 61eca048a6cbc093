"""What a development server knows from one build to the next: pages are shown again only where they would change."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from guide.building.noted import Notes, Sources, is_same, is_still_so, list_sources, note_frame, note_reading
from guide.checks import Problem
from guide.checks.again import find_errors_again
from guide.evidence.standing import Assessment
from guide.load_prose import FindMistakes
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.again import find_mistakes_again
from guide.prose.sections import Section
from guide.site.page import Page
from guide.views.localized_guide import LocalizedGuide

Recall = Callable[[str, tuple[Any, ...], "Make"], Any]
"""Returns a part of what is made, by its name; as before, where nothing has changed that is given, or that it reads."""
Make = Callable[["Told", Recall], Any]
"""Makes something of what it is told, with what recalls parts of it."""
Find = Callable[[Guide], Iterator[Problem]]
Thing = TypeVar("Thing")


class Told(NamedTuple):
    """What things are made from: the guide in a language, and the addresses of all files."""

    localized: LocalizedGuide
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class _Kept:
    """Something as it was made, what it was `given`, and what it read of the guide."""

    given: tuple[Any, ...]
    notes: Notes
    made: Any


@dataclass(frozen=True)
class _Framed:
    """What a page was given when its frame was made, and what the frame read of the guide and of other pages."""

    given: tuple[Any, ...]
    notes: Mapping[str, Notes]


@dataclass
class Memory:
    """What is known from the builds before. It is told of each build in turn, and ends with the server."""

    made: dict[str, _Kept] = field(default_factory=dict)
    frames: dict[str, _Framed] = field(default_factory=dict)
    site: object = None
    """What a builder keeps of its last build; `around` is what it calls all that is no data and no prose."""
    around: str = ""
    read: Guide | None = None
    """The last guide as it was read."""
    guide: Guide | None = None
    """The same, in which each record that says what it said before is the very same as before."""
    assessment: Assessment | None = None
    right: Guide | None = None
    """The last guide that no rule found fault with."""
    right_prose: tuple[Guide, tuple[Section, ...]] | None = None
    """The last prose that no rule found fault with, and the guide that it was held to."""

    def recognize(self, guide: Guide) -> Guide:
        """Return a guide in which each record that says what it said before is the very same as before."""
        if self.guide and guide is self.read:
            return self.guide
        before, self.read = self.guide or guide, guide
        records = {kind: _keep(some, before.by_kind.get(kind, ())) for kind, some in guide.by_kind.items()}
        captures = _keep_each(guide.captures, before.captures)
        journal = _choose(guide.journal, before.journal)
        self.guide = replace(guide, by_kind=records, captures=captures, journal=journal)
        return self.guide

    def recognize_assessment(self, localized_guides: list[LocalizedGuide]) -> list[LocalizedGuide]:
        """Return the guide in its languages, with what is as well known as before the very same as before."""
        now = localized_guides[0].assessment
        before = self.assessment or now
        # How well a fact is known is told in words and whole numbers, of which what is equal is written alike.
        standings = {name: _keep_equal(one, before.standings.get(name)) for name, one in now.standings.items()}
        others = (_keep_each(getattr(now, name), getattr(before, name)) for name in ("opposition", "answers"))
        self.assessment = Assessment(standings, *others)
        return [replace(one, assessment=self.assessment) for one in localized_guides]

    def ask(self, find: Find) -> Find:
        """Return what holds a guide to the rules as `find` does, but asks it only where something may be wrong."""

        def find_again(guide: Guide) -> Iterator[Problem]:
            known = self.recognize(guide)
            problems = [] if self._is_still_right(known) else list(find(guide))
            yield from problems
            self.right = self.right if problems else known

        return find_again

    def _is_still_right(self, guide: Guide) -> bool:
        if self.right is None or guide.subject is not self.right.subject or not is_same(guide.kinds, self.right.kinds):
            return False
        return _is_same_guide(guide, self.right) or not any(find_errors_again(guide, self.right))

    def ask_of_prose(self, find: FindMistakes) -> FindMistakes:
        """Return the same for what holds prose to the rules; the guide has to be right."""

        def find_again(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Diagnostic]:
            found = [] if self._is_prose_still_right(guide, sections) else list(find(guide, sections))
            yield from found
            self.right_prose = self.right_prose if found else (guide, sections)

        return find_again

    def _is_prose_still_right(self, guide: Guide, sections: tuple[Section, ...]) -> bool:
        if self.right_prose is None:
            return False
        known, before = self.right_prose
        if guide.subject is not known.subject or not is_same(guide.kinds, known.kinds):
            return False
        return not any(find_mistakes_again(guide, sections, known, before))

    def recall(self, name: str, given: tuple[Any, ...], told: Told, make: Make) -> Any:
        """Return something as `make` makes it; as before, where nothing has changed that it was made from.

        `given` is what it is made from beside the guide and the addresses of all files: templates, a text.
        """
        return self._recall(name, given, told.localized, list_sources(*told), make).made

    def _recall(
        self, name: str, given: tuple[Any, ...], localized: LocalizedGuide, sources: Sources, make: Make
    ) -> _Kept:
        kept, whole = self.made.get(name), (*given, *_list_told([localized]))
        if kept and _is_given(kept.given, whole) and is_still_so(kept.notes, sources):
            return kept
        notes: Notes = {}

        def recall_part(part: str, given: tuple[Any, ...], make: Make) -> Any:
            found = self._recall(part, given, localized, sources, make)
            notes.update(found.notes)
            return found.made

        made = make(Told(*note_reading(localized, sources, notes)), recall_part)
        self.made[name] = _Kept(whole, notes, made)
        return self.made[name]

    def note_frame(
        self,
        page: Page,
        given: tuple[Any, ...],
        localized_guides: Mapping[Language, LocalizedGuide],
        sources: Mapping[str, Sources],
    ) -> tuple[Mapping[Language, LocalizedGuide], Mapping[str, Page]]:
        """Return the guide in each language and all pages, for the frame of a page; what it reads of them is noted."""
        notes: dict[str, Notes] = {name: {} for name in sources}
        self.frames[page.name] = _Framed((page, *given, *_list_told(localized_guides.values())), notes)
        return note_frame(page, localized_guides, sources, notes)

    def is_framed_alike(
        self,
        page: Page,
        given: tuple[Any, ...],
        localized_guides: Mapping[Language, LocalizedGuide],
        sources: Mapping[str, Sources],
    ) -> bool:
        """Say whether the frame of a page would be the same as before."""
        kept, whole = self.frames.get(page.name), (page, *given, *_list_told(localized_guides.values()))
        if kept is None or {*kept.notes} != {*sources} or not _is_given(kept.given, whole):
            return False
        return all(is_still_so(kept.notes[name], sources[name]) for name in sources)


def _list_told(localized_guides: Iterable[LocalizedGuide]) -> Iterator[Any]:
    """Yield what may be read without a note."""
    for one in localized_guides:
        yield from (one.as_of, one.repository, one.version)
        yield from (one.guide.subject, one.guide.journal, tuple(one.guide.kinds.items()))


def _keep(some: tuple[Any, ...], before: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return records, with those of before in the place of those that say the same."""
    known = {record.id: record for record in before}
    kept = tuple(_choose(one, known.get(one.id)) for one in some)
    return before if is_same(kept, before) else kept


def _keep_each(some: Mapping[Any, Any], before: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return a mapping, with the values of before in the place of those that say the same."""
    return {key: _choose(value, before.get(key)) for key, value in some.items()}


def _choose(now: Any, before: Any) -> Any:
    """Return the thing of before if it says the same. To be equal is not enough: 0.1 and 0.10 are."""
    return before if is_same(now, before) or repr(now) == repr(before) else now


def _keep_equal(now: Thing, before: Thing | None) -> Thing:
    return before if before is not None and now == before else now


def _is_given(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    return all(is_same(one, other) or _are_equal(one, other) for one, other in zip(before, now, strict=True))


def _are_equal(one: Any, other: Any) -> bool:
    """Say whether two pages, or two days, are the same: of these, what is equal is written alike."""
    return isinstance(one, Page | datetime.date) and one == other


def _is_same_guide(one: Guide, other: Guide) -> bool:
    """Say whether two guides hold the same. Where in its file a record stands is nothing that a rule asks."""
    parts = ((part.by_kind, part.captures, part.kinds, part.journal) for part in (one, other))
    return one.subject is other.subject and is_same(*parts)
