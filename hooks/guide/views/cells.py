"""The columns that any kind can have: a name, and how a cell is filled from a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from guide.model.evidence import Fact
from guide.model.language import Lines, Text
from guide.model.record import Record
from guide.model.records import PlatformDifference
from guide.model.values import Value
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Items, LinkList, Tag, Words

Column = tuple[str, Callable[[LocalizedGuide, Record], Cell]]
"""A column's name, by which its heading goes, and what fills it."""


def field_column(name: str) -> Column:
    """Return a column that shows a field of the record as its type is shown; nothing where nothing is written."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        return _show_value(getattr(record, name), localized, record)

    return name, fill


def is_shown(value_type: type) -> bool:
    """Say whether a column can show a field of this type by itself."""
    return issubclass(value_type, tuple(_SHOWN)) and not issubclass(value_type, StrEnum)


def word_column(name: str, vocabulary: str, field: str | None = None) -> Column:
    """Return a column that shows a word of a closed vocabulary."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        word = getattr(record, field or name)
        return (Tag(localized.label(f"{vocabulary}.{word}"), word),) if word else ()

    return name, fill


def place_column(name: str) -> Column:
    """Return a column that shows where in the app something is, by a field that names a place."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        path = localized.place(getattr(record, name))
        return (path,) if path else ()

    return name, fill


def platform_column(name: str) -> Column:
    """Return a column that shows how something is on one platform, with a mark that says how that is known."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        assert isinstance(record, PlatformDifference)
        told = record.by_platform[name]
        mark = Tag(localized.label(f"finding.{told.finding}"), f"finding-{told.finding}")
        return (mark, Words(" "), *localized.say(told.text, record))

    return name, fill


def _show_value(value: Any, localized: LocalizedGuide, record: Record) -> Cell:
    show = next((show for shown, show in _SHOWN.items() if isinstance(value, shown)), None)
    return show(value, localized, record) if show else ()


def _show_lines(lines: Lines, localized: LocalizedGuide, record: Record) -> Cell:
    return (Items(tuple(localized.fill(line, record) for line in lines[localized.language])),)


_SHOWN: Mapping[type, Callable[[Any, LocalizedGuide, Record], Cell]] = {
    Text: lambda text, localized, record: localized.say(text, record),
    Lines: _show_lines,
    Value: lambda value, localized, record: localized.figure_with_whole(value, record),
    str: lambda written, localized, record: (Words(written),),
}
"""How a value of each type is shown in a cell."""


def _fill_scope(localized: LocalizedGuide, record: Record) -> Cell:
    products = tuple(localized.tag_product(name) for name in getattr(record, "products", ()))
    platforms = tuple(Tag(localized.label(f"platform.{name}"), name) for name in getattr(record, "platforms", ()))
    return (*products, *platforms)


def _fill_fixes(localized: LocalizedGuide, record: Record) -> Cell:
    links = tuple(localized.link(localized.find("fixes", name, Fact)) for name in getattr(record, "fixes", ()))
    return (LinkList(links),) if links else ()


_, _TITLE = field_column("title")


def _fill_title(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the title, with a tag before it for each flag that the record has."""
    flags = [Tag(localized.label(f"flag.{name}"), name) for name in _list_flags(type(record)) if getattr(record, name)]
    marks = tuple(part for flag in flags for part in (flag, Words(" ")))
    return (*marks, *_TITLE(localized, record))


@cache
def _list_flags(record_class: type[Record]) -> tuple[str, ...]:
    fields = record_class.model_fields.items()
    return tuple(name for name, field in fields if field.annotation is bool and field.default is False)


def _fill_claim(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the title, with the figure behind it where no text of the record asks for the figure."""
    title = _fill_title(localized, record)
    texts = [text[localized.language] for text in (getattr(record, name, None) for name in _TEXTS) if text]
    value = getattr(record, "value", None)
    if value is None or any("{value}" in text for text in texts):
        return title
    return (*title, Words(localized.label("word.colon")), *localized.figure_with_whole(value, record))


_TEXTS = ("title", "detail", "advice")
SCOPE: Column = ("scope", _fill_scope)
FIXES: Column = ("fixes", _fill_fixes)
CLAIM: Column = ("title", _fill_claim)
TITLE: Column = ("title", _fill_title)
DETAIL: Column = field_column("detail")
ADVICE: Column = field_column("advice")
VALUE: Column = field_column("value")
