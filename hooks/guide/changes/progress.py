"""How much of the guide is written in a language that is only beginning, and what is left to write.

What counts is what readers are told: each text of a record, line by line in a list, each word of the interface, and
each part of a page. What only those who edit the guide read is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from guide.changes.translations import PROSE, Translation, Translations, Written
from guide.checks import Problem
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.kinds import Group, Kind
from guide.model.language import Language
from guide.model.records import Label
from guide.model.subject import SUBJECT

_MOST = 80  # characters of a text in a message


@dataclass(frozen=True)
class Progress:
    """How many texts readers are told, and how many of them a language has; from which share on the menus show it."""

    language: Language
    written: int
    whole: int
    shown_from: Decimal

    @property
    def share(self) -> int:
        """The share that is written, in whole per cent, none of them rounded up."""
        return 100 * self.written // max(self.whole, 1)

    @property
    def is_shown(self) -> bool:
        """Whether the menus show the language."""
        return 100 * self.written >= self.shown_from * self.whole


def measure_progress(found: Translations, guide: Guide) -> tuple[Progress, ...]:
    """Return how far each language is that is only beginning."""
    counted = list(_list_counted(found.texts, guide))
    languages = guide.subject.beginning_languages
    written = {one.id: sum(one.id in text.words for text in counted) for one in languages}
    return tuple(Progress(one.id, written[one.id], len(counted), one.shown_from) for one in languages)


def find_left(texts: Iterable[Translation], language: Language, guide: Guide) -> Iterator[Problem]:
    """Yield, for each text that readers are told and that is not written in `language`, the place of the original."""
    first = guide.subject.languages[0]
    for text in _list_counted(texts, guide):
        if language not in text.words:
            line = () if text.line is None else (text.line,)
            words = {"name": text.key.replace(" ", "."), "text": shorten(text.words[first], _MOST)}
            message = Message("text-left", language=language, **words)
            yield Problem(text.kind, text.record_id, (*text.path, first, *line), message)


def _list_counted(texts: Iterable[Translation], guide: Guide) -> Iterator[Written]:
    read = {kind.id for kind in guide.kinds.values() if _is_read(kind)} | {SUBJECT, PROSE}
    return (one.text for one in texts if one.text.kind in read)


def _is_read(kind: Kind) -> bool:
    return kind.group is not Group.EDITORS or issubclass(kind.record_class, Label)
