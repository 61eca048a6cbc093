"""What a development server knows from one build to the next: pages are shown again only where they would change."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from guide.building.noted import Notes, is_same, is_still_so, list_sources, note_reading
from guide.checks import Problem
from guide.evidence.standing import Assessment
from guide.model.guide import Guide
from guide.site.page import Page
from guide.views.localized_guide import LocalizedGuide

Show = Callable[[LocalizedGuide, Mapping[str, str]], Page]
"""Shows a page, with the guide and the addresses of all files."""
Find = Callable[[Guide], Iterator[Problem]]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class _Kept:
    """A page as it was shown, what it was `given`, and what it read of the guide."""

    given: tuple[Any, ...]
    notes: Notes
    shown: Page


@dataclass
class Memory:
    """What is known from the builds before. It is told of each build in turn, and ends with the server."""

    pages: dict[str, _Kept] = field(default_factory=dict)
    guide: Guide | None = None
    assessment: Assessment | None = None
    right: Guide | None = None
    """The last guide that no rule found fault with."""

    def recognize(self, guide: Guide) -> Guide:
        """Return a guide in which each record that says what it said before is the very same as before."""
        before, self.guide = self.guide or guide, guide
        records = {kind: _keep(some, before.by_kind.get(kind, ())) for kind, some in guide.by_kind.items()}
        captures = _keep_each(guide.captures, before.captures)
        journal = _choose(guide.journal, before.journal)
        self.guide = replace(guide, by_kind=records, captures=captures, journal=journal)
        return self.guide

    def recognize_assessment(self, localized_guides: list[LocalizedGuide]) -> list[LocalizedGuide]:
        """Return the guide in its languages, with what is as well known as before the very same as before."""
        now = localized_guides[0].assessment
        before = self.assessment or now
        self.assessment = Assessment(
            *(_keep_each(getattr(now, name), getattr(before, name)) for name in ("standings", "opposition", "answers"))
        )
        return [replace(one, assessment=self.assessment) for one in localized_guides]

    def ask_once(self, find: Find) -> Find:
        """Return what holds a guide to the rules as `find` does, but where it was found right before."""

        def find_again(guide: Guide) -> Iterator[Problem]:
            known = self.recognize(guide)
            if self.right and _is_same_guide(known, self.right):
                return
            problems = list(find(guide))
            yield from problems
            self.right = self.right if problems else known

        return find_again

    def show(
        self, page: Page, given: tuple[Any, ...], localized: LocalizedGuide, addresses: Mapping[str, str], show: Show
    ) -> Page:
        """Return a page as `show` shows it; as before, where nothing that it was made from has changed.

        `given` is what it is made from beside the guide: itself, and the templates.
        """
        guide, sources = localized.guide, list_sources(localized, addresses)
        told = (localized.as_of, localized.repository, localized.version)
        whole = (*given, page, *told, guide.subject, guide.journal, tuple(guide.kinds.items()))
        kept = self.pages.get(page.name)
        if kept and _is_given(kept.given, whole) and is_still_so(kept.notes, sources):
            return kept.shown
        notes: Notes = {}
        shown = show(*note_reading(localized, sources, notes))
        self.pages[page.name] = _Kept(whole, notes, shown)
        return shown


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
    return before if now is before or repr(now) == repr(before) else now


def _is_given(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    return all(is_same(one, other) or _are_equal(one, other) for one, other in zip(before, now, strict=True))


def _are_equal(one: Any, other: Any) -> bool:
    """Say whether two pages, or two days, are the same: of these, what is equal is written alike."""
    return isinstance(one, Page | datetime.date) and one == other


def _is_same_guide(one: Guide, other: Guide) -> bool:
    """Say whether two guides hold the same. Where in its file a record stands is nothing that a rule asks."""
    parts = ((part.by_kind, part.captures, part.kinds, part.journal) for part in (one, other))
    return one.subject is other.subject and is_same(*parts)
