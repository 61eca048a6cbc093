"""Which texts are behind their translations.

Where only some of a text's languages differ from the lock, the others are behind, until they differ too or somebody
confirms that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from guide.changes.translation_hashes import Hashes, Lock, hash_words
from guide.checks import Problem
from guide.checks.walk import walk_named
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.language import Language, Text
from guide.model.record import Record
from guide.prose.sections import FILLER, Section
from guide.read.places import Path

_MOST = 300  # characters of a text in a message


class Status(StrEnum):
    """How a text stands to the lock. One that is neither in step nor behind asks for a new line there."""

    IN_STEP = "in step"
    BEHIND = "behind"
    NEW = "new"
    TOGETHER = "changed together"


PROSE = "docs"
"""Stands for the kind of what is no record: a section, whose id is its page, and whose field is its anchor."""


@dataclass(frozen=True)
class Written:
    """One text of a record, or a section of prose, in all languages.

    `path` leads to it in its file, `line` counts in a list of lines.
    """

    kind: str
    record_id: str
    field: str
    path: Path
    line: int | None
    words: Mapping[Language, str]

    @property
    def key(self) -> str:
        """What the lock calls it."""
        return f"{self.kind}/{self.record_id} {self.field}"


@dataclass(frozen=True)
class Translation:
    """A text, how it stands to the lock, and the languages that are behind."""

    text: Written
    status: Status
    outdated: tuple[Language, ...]


@dataclass(frozen=True)
class Translations:
    """Every text of a guide, the lock that they were compared with, and its keys that no text has any more."""

    texts: tuple[Translation, ...]
    lock: Lock
    dead: tuple[str, ...]


def compare_with_lock(guide: Guide, sections: Iterable[Section], lock: Lock) -> Translations:
    """Return how every text of `guide`, and every section of prose, stands to `lock`."""
    written = [text for kind, record in guide.everything() for text in _list_texts(kind, record)]
    written += _pair_sections(sections)
    keys = {text.key for text in written}
    texts = tuple(Translation(text, *_judge(hash_words(text.words), lock.get(text.key))) for text in written)
    return Translations(texts, lock, tuple(key for key in lock if key not in keys))


def renew_lock(translations: Translations) -> Lock:
    """Return the lock of the present, without dead lines; what is behind keeps its line."""
    found = translations.texts
    present = {one.text.key: hash_words(one.text.words) for one in found}
    kept = {one.text.key: translations.lock[one.text.key] for one in found if one.outdated}
    return dict(sorted({**present, **kept}.items()))


def confirm_texts(translations: Translations, confirmed: Iterable[Translation]) -> Lock:
    """Return the lock with the `confirmed` texts as they are now, and all else as it was."""
    present = {one.text.key: hash_words(one.text.words) for one in confirmed}
    return dict(sorted({**translations.lock, **present}.items()))


def find_texts(translations: Translations, pattern: str) -> tuple[Translation, ...]:
    """Return the texts that `pattern` names: kind/id, or kind/id.field; `*` stands for anything."""
    return tuple(one for one in translations.texts if any(fnmatchcase(name, pattern) for name in list_names(one.text)))


def list_outdated(translations: Translations, language: Language) -> frozenset[tuple[str, str]]:
    """Return the records (kind, id) that have a text which is behind in `language`."""
    return frozenset((one.text.kind, one.text.record_id) for one in translations.texts if language in one.outdated)


def find_lags(translations: Iterable[Translation]) -> Iterator[Problem]:
    """Yield, for each language that is behind, the place of its words, and the words of every language."""
    for one in translations:
        text = one.text
        for language in one.outdated:
            line = () if text.line is None else (text.line,)
            yield Problem(text.kind, text.record_id, (*text.path, language, *line), _explain(one, language))


def _explain(one: Translation, language: Language) -> Message:
    texts: Message | str = ""
    for code, written in one.text.words.items():
        state = "behind" if code in one.outdated else "changed"
        texts = Message(f"translation/{state}", before=texts, language=code, text=shorten(written, _MOST))
    return Message("outdated-translation", name=one.text.key.replace(" ", "."), language=language, texts=texts)


def _judge(now: Hashes, locked: Hashes | None) -> tuple[Status, tuple[Language, ...]]:
    """Return how a text stands to its line. A language that the line does not know yet is not judged."""
    if locked is None:
        return Status.NEW, ()
    known = [language for language in now if language in locked]
    left = tuple(language for language in known if now[language] == locked[language])
    if len(left) == len(known):
        return (Status.IN_STEP if now == locked else Status.NEW), ()
    return (Status.BEHIND, left) if left else (Status.TOGETHER, ())


def _list_texts(kind: str, record: Record) -> Iterator[Written]:
    """Yield the texts of a record, each line of a list by itself."""
    for name, path, text in walk_named(record):
        if isinstance(text, Text):
            yield Written(kind, record.id, name, path, None, dict(text.items()))
        else:
            for index in range(min(len(lines) for _, lines in text.items())):
                words = {language: lines[index] for language, lines in text.items()}
                yield Written(kind, record.id, f"{name}.{index}", path, index, words)


def _pair_sections(sections: Iterable[Section]) -> Iterator[Written]:
    """Yield the sections with their translations. How the lines are broken, and where links lead, is no matter."""
    words: dict[tuple[str, str], dict[Language, str]] = {}
    for one in sections:
        told = " ".join(one.words.replace(FILLER, " ").split())
        words.setdefault((one.page, one.anchor), {})[one.language] = told
    for (page, anchor), written in words.items():
        yield Written(PROSE, page, anchor, (anchor,), None, written)


def list_names(text: Written) -> Iterator[str]:
    """Yield the names that a text answers to: its record's, then those of the fields around it, then its own."""
    name = f"{text.kind}/{text.record_id}"
    yield name
    for part in text.field.split("."):
        name = f"{name}.{part}"
        yield name
