"""Questions to the guide, and the answers to them, as text: so that whoever asks later can tell what has changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import uuid4

from guide.kept.fingerprint import digest_words
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.record import Record
from guide.site.page import Page

_TEXT, _NAME, _CLASS, _PAIR = "text", "name", "class", "pair"
"""The sorts of what is asked for: a word, the name of a record, a class of records, two words."""
_NAMELESS = re.compile(r" at 0x[0-9a-f]+>")
"""What stands in the place of a thing that cannot be written out."""
_SHORT = 64


@dataclass(frozen=True)
class Answers:
    """Names for answers: what is written alike has the same one. Each thing is written out once."""

    known: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """What was answered, so that its id stays its own, and its name."""

    def name(self, answer: Any) -> str:
        """Return the name of an answer. To be equal is not enough for the same one: 0.1 and 0.10 are."""
        if isinstance(answer, str) and len(answer) < _SHORT:
            return f"'{answer}"
        known = self.known.get(id(answer))
        if known is None:
            known = self.known[id(answer)] = answer, self._digest(answer)
        return known[1]

    def name_all(self, answers: Iterable[Any]) -> str:
        """Return one name for several answers in their order."""
        return digest_words(map(self.name, answers))

    def _digest(self, answer: Any) -> str:
        if isinstance(answer, str):
            return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()
        return digest_words(self._write(answer))

    def _write(self, answer: Any) -> Iterable[str]:
        if type(answer) in (tuple, list):
            return [type(answer).__name__, *map(self.name, answer)]
        if isinstance(answer, Mapping):
            return ["mapping", *(self.name(part) for item in answer.items() for part in item)]
        if isinstance(answer, Set):
            return ["set", *sorted(map(self.name, answer))]
        if isinstance(answer, Page):
            return ["page", *(self.name(_sort(getattr(answer, one.name))) for one in fields(answer))]
        written = repr(answer)
        return [type(answer).__qualname__, written if not _NAMELESS.search(written) else uuid4().hex]


def _sort(part: Any) -> Any:
    """Return the anchors of a page as the set that they are; any other part of it as it is."""
    return part if isinstance(part, str | Mapping) else frozenset(part)


def write_key(key: Hashable, classes: Mapping[str, type]) -> tuple[str, Any] | None:
    """Return what was asked for as JSON has it, its sort first; None for what has no name."""
    if isinstance(key, str):
        return _TEXT, key
    if isinstance(key, RecordName):
        return _NAME, str(key)
    if isinstance(key, tuple) and len(key) == 2 and all(isinstance(one, str) for one in key):
        return _PAIR, list(key)
    return (_CLASS, _call(key)) if isinstance(key, type) and _call(key) in classes else None


def read_key(sort: str, word: Any, classes: Mapping[str, type]) -> Hashable:
    """Return what write_key wrote; None where there no longer is such a thing."""
    if sort == _NAME:
        return RecordName.parse(word)
    if sort == _CLASS:
        return classes.get(word)
    return tuple(word) if sort == _PAIR else word


def list_classes(guide: Guide) -> Mapping[str, type]:
    """Return all classes of records by their names: those of the kinds of a guide, and those that it has no kind of."""
    own = (one for kind in guide.kinds.values() for one in kind.record_class.__mro__)
    return {_call(one): one for one in (*_list_subclasses(Record), *own)}


def _list_subclasses(whole: type) -> Iterator[type]:
    one: type
    for one in whole.__subclasses__():
        yield one
        yield from _list_subclasses(one)


def _call(one: type) -> str:
    return f"{one.__module__}.{one.__qualname__}"
