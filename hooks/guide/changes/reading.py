"""How any value of a record reads: figures and words as the pages show them, names for ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Any

from pydantic import BaseModel

from guide.model.evidence import Checked
from guide.model.guide import Guide
from guide.model.kinds import Group, Kind
from guide.model.language import Lines, Text
from guide.model.name import RecordName
from guide.model.record import Record, find_reference, list_parts
from guide.model.records import Label
from guide.model.values import Duration, Value
from guide.model.vocabulary import NoQuote, SourceClass, Standing
from guide.model.word import Word
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly

_FAMILIES: Mapping[type[StrEnum], str] = {
    SourceClass: "class",
    Standing: "table.conditions",
    NoQuote: "no_quote",
}
"""Where the labels of a vocabulary are, unless they go by its name."""
_COLUMNS = {"products": "scope", "platforms": "scope", "evidence": "source"}
"""Fields that pages show under a heading of another name."""
_BREAK = " / "


def list_seen(*guides: Guide) -> tuple[Kind, ...]:
    """Return the kinds of some guides that readers see something of: theirs, the words of the interface, the kinds."""
    kinds = {kind.id: kind for guide in reversed(guides) for kind in guide.kinds.values()}
    order = dict.fromkeys(name for guide in guides for name in guide.kinds)
    return tuple(kinds[name] for name in order if _is_seen(kinds[name]))


def _is_seen(kind: Kind) -> bool:
    return kind.group is not Group.EDITORS or issubclass(kind.record_class, Label | Kind)


@dataclass(frozen=True)
class Side:
    """A record as one guide tells it: the old one or the new one."""

    localized: LocalizedGuide
    record: Record

    def read(self, value: Any, refers: str | None = None) -> str:
        """Return how `value` reads, empty for nothing; the id of a record of the kind `refers` reads as its title."""
        reader = next((reader for kind, reader in _READERS if isinstance(value, kind)), None)
        return reader(value, self, refers) if reader else str(value)

    def read_with_whole(self, value: Value) -> str:
        """Return how a figure reads, and what it is a share of."""
        return read_plainly(self.localized.figure_with_whole(value, self.record))


def name_record(record: Record, localized: LocalizedGuide) -> str:
    """Return what a reader calls a record: its title or its question, else its id."""
    named = (getattr(record, field, None) for field in ("title", "question"))
    title = next((title for title in named if title), record.id)
    return read_plainly(localized.say(title, record)) if isinstance(title, Text) else title


def name_field(name: str, record: Record, localized: LocalizedGuide) -> str:
    """Return the heading of a field of a record, or its name in the data file where no page has a heading for it."""
    wanted = _COLUMNS.get(name, name)
    declared = localized.guide.kinds.get(record.kind)
    is_known = f"column.{wanted}" in localized.labels
    return localized.heading(record.kind, wanted) if declared and (is_known or _is_titled(declared, wanted)) else name


def _is_titled(kind: Kind, name: str) -> bool:
    return any(field.id == name and field.title for field in kind.fields)


def join_lines(written: str | tuple[str, ...]) -> str:
    """Return a text, or a list of short ones, as one string."""
    return written if isinstance(written, str) else _BREAK.join(written)


def _read_nothing(value: Any, side: Side, refers: str | None) -> str:
    return ""


def _read_text(text: Text, side: Side, refers: str | None) -> str:
    if isinstance(side.record, Label):  # its braces stand for words that the code puts in
        return text[side.localized.language]
    return read_plainly(side.localized.say(text, side.record))


def _read_lines(lines: Lines, side: Side, refers: str | None) -> str:
    localized = side.localized
    return join_lines(tuple(read_plainly(localized.fill(line, side.record)) for line in lines[localized.language]))


def _read_figure(value: Value, side: Side, refers: str | None) -> str:
    return side.localized.figure(value, side.record).text


def _read_checked(checked: Checked, side: Side, refers: str | None) -> str:
    return side.localized.tell(f"method.{checked.how}", date=checked.on)


def _read_duration(duration: Duration, side: Side, refers: str | None) -> str:
    return duration.iso


def _read_word(word: StrEnum | Word, side: Side, refers: str | None) -> str:
    family = word.family if isinstance(word, Word) else _FAMILIES.get(type(word), type(word).__name__.lower())
    return side.localized.labels.get(f"{family}.{word}", word)


def _read_yes(value: bool, side: Side, refers: str | None) -> str:
    return side.localized.label("diff.yes" if value else "diff.no")


def _read_all(values: tuple[Any, ...], side: Side, refers: str | None) -> str:
    return side.localized.label("word.separator").join(side.read(value, refers) for value in values)


def _read_group(group: BaseModel, side: Side, refers: str | None) -> str:
    """Return the fields of a group that say something: not its id, and nothing that goes without saying."""
    parts = [(value, field) for name, value, field in list_parts(group) if name != "id"]
    said = [(value, field) for value, field in parts if field is None or value != field.default]
    told = (side.read(value, find_reference(field) if field else None) for value, field in said)
    return _BREAK.join(filter(None, told))


def _read_name(written: str, side: Side, refers: str | None) -> str:
    if refers is None:
        return written
    record = side.localized.guide.find(RecordName.parse(f"{refers}/{written}".strip("/")))
    return name_record(record, side.localized) if record else written


_READERS: tuple[tuple[type | UnionType, Callable[[Any, Side, str | None], str]], ...] = (
    (type(None), _read_nothing),
    (Text, _read_text),
    (Lines, _read_lines),
    (Value, _read_figure),
    (Checked, _read_checked),
    (Duration, _read_duration),
    (BaseModel, _read_group),
    (tuple, _read_all),
    (StrEnum | Word, _read_word),
    (bool, _read_yes),
    (str, _read_name),
)
"""What reads a value of a type; the first that fits."""
