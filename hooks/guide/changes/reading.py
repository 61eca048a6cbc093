"""How any value of a record reads: figures and words as the pages show them, names for ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Any

from pydantic import BaseModel

from guide.model.evidence import Checked
from guide.model.guide import KINDS
from guide.model.language import Lines, Text
from guide.model.record import Record, find_reference, list_parts
from guide.model.records import Label
from guide.model.values import Value
from guide.model.vocabulary import NoQuote, SourceClass, Standing
from guide.model.word import Word
from guide.views.localized_guide import LocalizedGuide
from guide.views.pages import PAGE_OF_KIND
from guide.views.parts import read_plainly

SEEN = tuple(kind for kind in KINDS if kind in PAGE_OF_KIND or kind == "labels")
"""The kinds that readers see something of; others help contributors."""
_FAMILIES: Mapping[type[StrEnum], str] = {
    SourceClass: "class",
    Standing: "table.conditions",
    NoQuote: "no_quote",
}
"""Where the labels of a vocabulary are, unless they go by its name."""
_COLUMNS = {"products": "scope", "platforms": "scope", "evidence": "source"}
"""Fields that pages show under a heading of another name."""
_BREAK = " / "


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


def name_kind(kind: str, localized: LocalizedGuide) -> str:
    """Return the caption of a kind's table, or its name in the data where it has none."""
    return localized.labels.get(f"table.{kind}", kind)


def name_field(name: str, localized: LocalizedGuide) -> str:
    """Return the heading of a field, or its name in the data file where no page has a heading for it."""
    return localized.labels.get(f"column.{_COLUMNS.get(name, name)}", name)


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
    kind, _, record_id = f"{refers}/{written}".strip("/").partition("/")
    record = side.localized.records.get((kind, record_id))
    return name_record(record, side.localized) if record else written


_READERS: tuple[tuple[type | UnionType, Callable[[Any, Side, str | None], str]], ...] = (
    (type(None), _read_nothing),
    (Text, _read_text),
    (Lines, _read_lines),
    (Value, _read_figure),
    (Checked, _read_checked),
    (BaseModel, _read_group),
    (tuple, _read_all),
    (StrEnum | Word, _read_word),
    (bool, _read_yes),
    (str, _read_name),
)
"""What reads a value of a type; the first that fits."""
