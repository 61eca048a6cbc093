"""What is read of a guide while a page is shown: a guide that answers as another does, and notes what it was asked.

All that views can ask of a guide goes through its mappings, so that whatever else is reckoned from them is noted, too.
"""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterator, KeysView, Mapping, MutableMapping, Set, ValuesView
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from guide.evidence.standing import Assessment
from guide.model.evidence import Fact
from guide.model.guide import Guide, Some
from guide.model.language import Language
from guide.model.name import RecordName
from guide.model.record import Record
from guide.model.records import SubjectLabel
from guide.site.page import Page
from guide.views.localized_guide import LocalizedGuide

Question = tuple[str, Hashable]
"""What was asked, and of what: the label `word.colon` is ("labels", "word.colon")."""
Notes = MutableMapping[Question, Any]
"""What was asked, and the answer."""
_ALL = "*"
"""Stands for everything that a mapping holds; no name of anything has such a sign."""


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


_NOTHING = _Nothing()
"""The answer where there is none."""


class _Noted(Mapping[Any, Any]):
    """A mapping that notes what it is asked."""

    def __init__(self, name: str, whole: Mapping[Any, Any], notes: Notes) -> None:
        self._name, self._whole, self._notes = name, whole, notes

    def __getitem__(self, key: Any) -> Any:
        answer = self._notes[self._name, key] = self._whole.get(key, _NOTHING)
        if answer is _NOTHING:
            raise KeyError(key)
        return answer

    def __contains__(self, key: object) -> bool:
        return self.get(key, _NOTHING) is not _NOTHING

    def __iter__(self) -> Iterator[Any]:
        return iter(self._note_all())

    def __len__(self) -> int:
        return len(self._note_all())

    def keys(self) -> KeysView[Any]:
        """Return all keys: everything is read."""
        return self._note_all().keys()

    def values(self) -> ValuesView[Any]:
        """Return all values: everything is read."""
        return self._note_all().values()

    def items(self) -> ItemsView[Any, Any]:
        """Return all there is: everything is read."""
        return self._note_all().items()

    def _note_all(self) -> Mapping[Any, Any]:
        self._notes[self._name, _ALL] = self._whole
        return self._whole


class _NotedNames(Set[Any]):
    """A set that notes which names were looked for in it."""

    def __init__(self, names: _Noted) -> None:
        self._names = names

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[Any]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Classes(Mapping[Any, Any]):
    """The records of each class: `guide.of` as a mapping."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide

    def __getitem__(self, record_class: Any) -> Any:
        return self._guide.of(record_class)

    def __iter__(self) -> Iterator[Any]:
        return iter(())  # nobody asks for all classes

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class _NotedGuide(Guide):
    """The guide `whole`, which notes what it is asked. Its subject, kinds and journal may be read without a note."""

    whole: Guide = field(kw_only=True)
    sources: Mapping[str, _Noted] = field(kw_only=True)

    def of(self, record_class: type[Some]) -> tuple[Some, ...]:
        """Return the records of a class."""
        found: tuple[Some, ...] = self.sources["of"][record_class]
        return found

    @cached_property
    def subject_labels(self) -> tuple[SubjectLabel, ...]:
        """The words of the interface that the subject gives."""
        return self.whole.subject_labels

    @cached_property
    def citing(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that cite each source."""
        return self.sources["citing"]

    @cached_property
    def old_anchors(self) -> Mapping[str, tuple[str, ...]]:
        """The places that lead on to a record."""
        return self.sources["old_anchors"]

    @cached_property
    def facts_by_place(self) -> Mapping[str, Fact]:
        """Each fact, by its name and by its anchor."""
        return self.sources["facts_by_place"]

    @cached_property
    def by_name(self) -> Mapping[RecordName, Record]:
        """Each record, by its name."""
        return self.sources["by_name"]


class _PartsOfPages(Mapping[Any, Any]):
    """What is known of pages, as a mapping: `parts["en/money.md", "title"]`."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    def __getitem__(self, name: tuple[str, str]) -> Any:
        page, part = name
        return getattr(self._pages[page], part)

    def __iter__(self) -> Iterator[Any]:
        return iter(())  # nobody asks for all parts

    def __len__(self) -> int:
        return 0


class _NotedPage:
    """A page that notes what of it is read."""

    def __init__(self, name: str, parts: _Noted) -> None:
        self._name, self._parts = name, parts

    def __getattr__(self, part: str) -> Any:
        return self._parts[self._name, part]


class _NotedPages(Mapping[str, Any]):
    """Pages by their names, which note what is read of them; but for the one that asks, `own`."""

    def __init__(self, own: Page | None, names: _Noted, parts: _Noted) -> None:
        self._own, self._names, self._parts = own, names, parts

    def __getitem__(self, name: str) -> Any:
        if self._own and name == self._own.name:
            return self._own
        if name not in self._names:
            raise KeyError(name)
        return _NotedPage(name, self._parts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


Sources = Mapping[str, Mapping[Any, Any]]
"""All that a page can be asked of, by the names in its notes."""


def list_sources(localized: LocalizedGuide, addresses: Mapping[str, str]) -> Sources:
    """Return all that a page of a language is made from, beside its own text; `addresses` are those of the files."""
    guide, known = localized.guide, localized.assessment
    return {
        "addresses": addresses,
        "answers": known.answers,
        "by_kind": guide.by_kind,
        "by_name": guide.by_name,
        "captures": guide.captures,
        "citing": guide.citing,
        "facts_by_place": guide.facts_by_place,
        "files": guide.files,
        "labels": localized.labels,
        "lines": guide.lines,
        "of": _Classes(guide),
        "old_anchors": guide.old_anchors,
        "opposition": known.opposition,
        "outdated": dict.fromkeys(localized.outdated, True),
        "pages": localized.pages,
        "registers": localized.registers,
        "standings": known.standings,
    }


def note_reading(localized: LocalizedGuide, sources: Sources, notes: Notes) -> tuple[LocalizedGuide, Mapping[str, str]]:
    """Return the guide and the addresses as they are, but that `notes` will hold what was read of them."""
    noted = {name: _Noted(name, whole, notes) for name, whole in sources.items()}
    parts = {name: noted[name] for name in ("by_kind", "captures", "lines", "files")}
    whole = localized.guide
    guide = _NotedGuide(whole.subject, whole.kinds, **parts, journal=whole.journal, whole=whole, sources=noted)
    assessment = Assessment(noted["standings"], noted["opposition"], noted["answers"])
    told = replace(
        localized,
        guide=guide,
        labels=noted["labels"],
        pages=noted["pages"],
        outdated=_NotedNames(noted["outdated"]),
        assessment=assessment,
        registers=noted["registers"],
    )
    return told, noted["addresses"]


def find_answer(source: str, key: Hashable, sources: Sources) -> Any:
    """Return what whoever asks a source the same again is answered."""
    return sources[source] if key == _ALL else sources[source].get(key, _NOTHING)


def list_sources_of_frames(
    localized_guides: Mapping[Language, LocalizedGuide], pages: Mapping[str, Page]
) -> Mapping[str, Sources]:
    """Return all that frames are made from: the guide in each language, and under `""` the pages."""
    of_guides = {language: list_sources(one, {}) for language, one in localized_guides.items()}
    return {"": list_sources_of_pages(pages)} | of_guides


def list_sources_of_pages(pages: Mapping[str, Page]) -> Sources:
    """Return all that pages can be asked of one another."""
    return {"names": dict.fromkeys(pages, True), "parts": _PartsOfPages(pages)}


def note_frame(
    own: Page,
    localized_guides: Mapping[Language, LocalizedGuide],
    sources: Mapping[str, Sources],
    notes: Mapping[str, Notes],
) -> tuple[Mapping[Language, LocalizedGuide], Mapping[str, Page]]:
    """Return the guide in each language, and the pages, as they are, but that `notes` will hold what was read of them.

    `own` is the page that is framed, which may be read without a note, as may the records that are behind.
    """
    told = {
        language: replace(note_reading(one, sources[language], notes[language])[0], outdated=one.outdated)
        for language, one in localized_guides.items()
    }
    return told, note_pages(own, sources[""], notes[""])


def note_pages(own: Page | None, sources: Sources, notes: Notes) -> Mapping[str, Page]:
    """Return the pages as they are, but that `notes` will hold what was read of any but `own`."""
    names, parts = (_Noted(name, sources[name], notes) for name in ("names", "parts"))
    return _NotedPages(own, names, parts)


def is_still_so(notes: Notes, sources: Sources) -> bool:
    """Say whether whoever asks the same again is answered the same."""
    return all(is_same(answer, find_answer(name, key, sources)) for (name, key), answer in notes.items())


def is_same(one: Any, other: Any) -> bool:
    """Say whether two answers are the same text, or the same things; what is only equal may be written otherwise."""
    if one is other:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return [*one] == [*other] and all(map(is_same, one.values(), other.values()))
    return type(one) is type(other) and isinstance(one, str | int) and one == other
