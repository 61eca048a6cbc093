"""What a build made, kept for the next one: a thing that would come out the same is taken over as it is.

Each thing is known by all that it was given, and by what it asked of the guide while it was made. Of what it asked only
names are kept, and of the thing itself its text.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guide.building.noted import Notes, Sources, find_answer, list_sources, list_sources_of_pages, note_reading
from guide.building.questions import Answers, list_classes, read_key, write_key
from guide.kept.pack import Pack
from guide.model.language import Language
from guide.site.page import Page
from guide.views.localized_guide import LocalizedGuide

PAGES = ""
"""Where questions about pages are asked; those about the guide are asked in a language."""
_Question = tuple[str, str, Hashable]
"""Where something was asked, of what, and for what."""
Guides = Mapping[Language, LocalizedGuide]


@dataclass(frozen=True)
class Entry:
    """A thing as it was made: a name for what it was given, the numbers of its questions, and its text."""

    given: str
    asked: tuple[int, ...]
    content: bytes


@dataclass(frozen=True)
class Recording:
    """A thing that is being made: its name, one for what it was given, and what it asks by and by."""

    name: str
    given: str
    notes: Mapping[str, Notes]
    guides: Guides
    """The guide in the languages that the thing may read, which notes what it is asked."""
    addresses: Mapping[str, str]
    """Where each file stands, as whoever is told in the last of these languages asks for it."""


@dataclass
class Archive:
    """The things of one build, and those of the build `before`, which was of the same `stamp`.

    The stamp is another as soon as the program is, or the theme, or a setting.
    """

    stamp: str
    settings: str
    frames: bool
    before: Mapping[str, Entry] = field(default_factory=dict)
    asked_before: tuple[list[Any], ...] = ()
    """What was asked then, as JSON has it, and the names of the answers."""
    now: dict[str, Entry] = field(default_factory=dict)
    questions: list[list[Any]] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    """The names of the things that this build had to make."""
    answers: Answers = field(default_factory=Answers)
    sources: dict[str, Sources] = field(default_factory=dict)
    numbers: dict[_Question, int | None] = field(default_factory=dict)
    taken_over: dict[int, int | None] = field(default_factory=dict)
    """The numbers of the questions of before that are answered as they were then; None for the others."""
    classes: Mapping[str, type] = field(default_factory=dict)
    begun: dict[str, Recording] = field(default_factory=dict)
    """The frames that are being made, by the names of their pages."""
    around: str = ""
    """A name for what may be read without a note."""

    def tell(self, guides: Guides, addresses: Mapping[str, str]) -> None:
        """Tell of the guide in its languages, and where each file stands, before anything is looked for."""
        self.sources |= {language: list_sources(one, addresses) for language, one in guides.items()}
        self.classes = list_classes(next(iter(guides.values())).guide)
        self.around = self.answers.name_all(part for one in guides.values() for part in _list_told(one))

    def tell_pages(self, pages: Mapping[str, Page]) -> None:
        """Tell of all pages, once they are known."""
        self.sources[PAGES] = list_sources_of_pages(pages)

    def name_given(self, *given: Any) -> str:
        """Return a name for what a thing is given, and for what may be read without a note."""
        return self.answers.name_all((self.around, *given))

    def find(self, name: str, given: str) -> bytes | None:
        """Return a thing as the last build made it; None where it may come out otherwise now."""
        if name in self.now:
            return self.now[name].content if self.now[name].given == given else None
        entry = self.before.get(name)
        if entry is None or entry.given != given:
            return None
        asked = tuple(map(self._take_over, entry.asked))
        if None in asked:
            return None
        self.now[name] = Entry(given, asked, entry.content)  # type: ignore[arg-type]
        return entry.content

    def record(self, name: str, given: str, guides: Guides) -> Recording:
        """Return what notes what a thing asks while it is made of the guide in some languages."""
        notes: dict[str, Notes] = {place: {} for place in (PAGES, *guides)}
        told: dict[Language, LocalizedGuide] = {}
        addresses: Mapping[str, str] = {}
        for language, one in guides.items():
            told[language], addresses = note_reading(one, self.sources[language], notes[language])
        return Recording(name, given, notes, told, addresses)

    def keep(self, recording: Recording, content: bytes) -> None:
        """Keep a thing that has been made, unless it asked for something that has no name."""
        self.made.add(recording.name)
        asked = [
            self._number((place, source, key), answer)
            for place, notes in recording.notes.items()
            for (source, key), answer in notes.items()
        ]
        if None not in asked:
            self.now[recording.name] = Entry(recording.given, tuple(asked), content)  # type: ignore[arg-type]

    def _take_over(self, old: int) -> int | None:
        if old not in self.taken_over:
            place, source, sort, word, name = self.asked_before[old]
            key = read_key(sort, word, self.classes)
            is_known = key is not None and source in self.sources.get(place, ())
            answer = find_answer(source, key, self.sources[place]) if is_known else None
            is_so = is_known and self.answers.name(answer) == name
            self.taken_over[old] = self._number((place, source, key), answer) if is_so else None
        return self.taken_over[old]

    def _number(self, question: _Question, answer: Any) -> int | None:
        if question not in self.numbers:
            place, source, key = question
            written = write_key(key, self.classes)
            self.numbers[question] = len(self.questions) if written else None
            if written:
                self.questions.append([place, source, *written, self.answers.name(answer)])
        return self.numbers[question]

    def is_as_before(self) -> bool:
        """Say whether there is nothing new to be kept, and nothing old to be dropped."""
        return not self.made and self.now.keys() == self.before.keys()


def _list_told(localized: LocalizedGuide) -> Iterable[Any]:
    """Return what may be read without a note."""
    whole = localized.guide
    return (
        (localized.language, localized.as_of, localized.repository, localized.version),
        whole.subject,
        whole.journal,
        whole.kinds,
    )


def open_archive(stamp: str, settings: str, frames: bool, pack: Pack | None) -> Archive:
    """Return an archive that knows the things in a pack, if they are of the same stamp; else of none."""
    if pack is None or pack.told.get("stamp") != stamp:
        return Archive(stamp, settings, frames)
    rows = zip(pack.told["things"], pack.contents, strict=True)
    before = {name: Entry(given, tuple(asked), content) for (name, given, asked), content in rows}
    return Archive(stamp, settings, frames, before, tuple(pack.told["questions"]))


def pack_archive(archive: Archive) -> Pack:
    """Return all that an archive knows of this build, for the next one."""
    things = [[name, entry.given, entry.asked] for name, entry in archive.now.items()]
    told = {"stamp": archive.stamp, "questions": archive.questions, "things": things}
    return Pack(told, tuple(entry.content for entry in archive.now.values()))
