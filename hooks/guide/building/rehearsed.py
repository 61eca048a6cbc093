"""Pages that were shown before and nothing was wrong: one whose text and answers are the same need not be shown again.

What is kept is text: for each page what it was made from and what it asked of the guide, as names, and the places on
it. It is read from the project's own folder, where whoever can write could as well change the program.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guide.building.noted import Notes, Sources, find_answer, list_sources, note_reading
from guide.kept.fingerprint import digest_words
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.prose.sections import Section
from guide.site.rehearsal import Shown, ShowPage
from guide.views.localized_guide import LocalizedGuide

Written = Mapping[str, Mapping[str, Any]]
"""What is known of each page, as JSON has it."""
_TEXT, _NAME, _CLASS = "text", "name", "class"
"""The sorts of questions: by a word, by the name of a record, by a class of records."""


@dataclass
class Rehearsal:
    """The pages of one look at a project, and those of the look `before`.

    `stamp` is another as soon as the program is, or anything of the theme.
    """

    stamp: str
    before: Written
    now: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    digests: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """What was answered, and its name: one record is the answer to many questions."""

    def show(self, page: Section, localized: LocalizedGuide, addresses: Mapping[str, str], show: ShowPage) -> Shown:
        """Return what comes of showing a page; where that hangs on nothing that has changed, it is not shown again."""
        if localized.original:  # what a language borrows is told by two guides at once
            return show(localized, addresses)
        name, given = f"{page.language}/{page.page}", self._digest_given(page, localized)
        sources = list_sources(localized, addresses)
        kept = self.before.get(name, {})
        if kept.get("given") == given and self._is_still_so(kept, localized.guide, sources):
            self.now[name] = kept
            return Shown(frozenset(kept["places"]))
        notes: Notes = {}
        shown = show(*note_reading(localized, sources, notes))
        asked = _write_questions(notes, localized.guide)
        if asked is not None and not shown.mistakes:
            answers = self._digest_answers(notes.values())
            self.now[name] = {"given": given, "asked": asked, "answers": answers, "places": sorted(shown.places)}
        return shown

    def _digest_given(self, page: Section, localized: LocalizedGuide) -> str:
        """Return a name for what a page is made from beside its answers: of that, what may be read without a note."""
        told = (localized.as_of, localized.repository, localized.version)
        whole = localized.guide
        parts = (self._digest(one) for one in (whole.subject, whole.journal, whole.kinds))
        return digest_words([self.stamp, repr(page), repr(told), *parts])

    def _is_still_so(self, kept: Mapping[str, Any], guide: Guide, sources: Sources) -> bool:
        questions = _read_questions(kept["asked"], guide)
        if questions is None:
            return False
        answers = (find_answer(source, key, sources) for source, key in questions)
        return bool(kept["answers"] == self._digest_answers(answers))

    def _digest_answers(self, answers: Iterable[Any]) -> str:
        return digest_words(map(self._digest, answers))

    def _digest(self, answer: Any) -> str:
        """Return a name for an answer: what is written alike is the same. Equal is not enough, as 0.1 and 0.10 are."""
        if isinstance(answer, str):
            return f"'{answer}"
        known = self.digests.get(id(answer))
        if known is None:
            known = self.digests[id(answer)] = answer, digest_words(self._write(answer))  # so that its id stays its own
        return known[1]

    def _write(self, answer: Any) -> Iterable[str]:
        if isinstance(answer, tuple) and type(answer) is tuple:
            return ["tuple", *map(self._digest, answer)]
        if isinstance(answer, Mapping):
            return ["mapping", *(self._digest(part) for item in answer.items() for part in item)]
        return [type(answer).__qualname__, repr(answer)]


def _write_questions(notes: Notes, guide: Guide) -> list[list[str]] | None:
    """Return what was asked as (source, sort, word), in its order; None for what cannot be asked by its name again."""
    classes = _list_classes(guide)
    asked = []
    for source, key in notes:
        written = _write_key(key)
        if written is None or (written[0] == _CLASS and written[1] not in classes):
            return None
        asked.append([source, *written])
    return asked


def _write_key(key: Hashable) -> tuple[str, str] | None:
    if isinstance(key, str):
        return _TEXT, key
    if isinstance(key, RecordName):
        return _NAME, str(key)
    return (_CLASS, _call(key)) if isinstance(key, type) else None


def _read_questions(asked: Iterable[Iterable[str]], guide: Guide) -> list[tuple[str, Hashable]] | None:
    classes = _list_classes(guide)
    found: list[tuple[str, Hashable]] = []
    for source, sort, word in asked:
        key: Hashable = word if sort == _TEXT else RecordName.parse(word) if sort == _NAME else classes.get(word)
        if key is None:
            return None
        found.append((source, key))
    return found


def _list_classes(guide: Guide) -> Mapping[str, type]:
    """Return the classes of records, and those that these are made of, by their names."""
    return {_call(one): one for kind in guide.kinds.values() for one in kind.record_class.__mro__}


def _call(one: type) -> str:
    return f"{one.__module__}.{one.__qualname__}"


def write_rehearsal(pages: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what is known of pages as a text; its first line says whether the rest is as it was written."""
    written = json.dumps(pages, ensure_ascii=False, sort_keys=True)
    return f"{digest_words([written])}\n{written}"


def read_rehearsal(text: str) -> Written:
    """Return what write_rehearsal wrote; nothing of what anybody changed."""
    seal, _, written = text.partition("\n")
    known: Written = json.loads(written) if seal == digest_words([written]) else {}
    return known
