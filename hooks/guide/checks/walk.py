"""Visit every value of a record with the path that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.guide import Guide
from guide.model.language import Keyed, Language, Lines, Text
from guide.model.record import Record
from guide.model.same import Same
from guide.read.places import Path

Part = tuple[Path, Any, FieldInfo | None]
"""Where a value stands in its record, by the names of the data file; the value, and the field it was written in."""

AT_ONCE = 8_192
"""Records that are gone through at once, and remembered meanwhile with their parts: each rule walks through all."""


def walk(record: Record) -> tuple[Part, ...]:
    """Return `record` and all inside it, each value before what is in it."""
    return _list_all(Same(record))


@lru_cache(AT_ONCE)
def _list_all(same: Same[Record]) -> tuple[Part, ...]:
    return tuple(_find_parts((), same.thing, None))


def _find_parts(path: Path, value: Any, field: FieldInfo | None) -> list[Part]:
    """Return a value and all inside it. What is not written is no part."""
    found: list[Part] = [(path, value, field)]
    for inner, item, own in _list_inside(path, value, field):
        if isinstance(item, str):  # nearly all there is; pydantic takes its time to say what is a model
            found.append((inner, item, own))
        elif item is not None:
            found += _find_parts(inner, item, own)
    return found


def _list_inside(path: Path, value: Any, field: FieldInfo | None) -> list[Part]:
    if isinstance(value, tuple):
        return [((*path, index), item, field) for index, item in enumerate(value)]
    if isinstance(value, BaseModel):
        keyed = value.items() if isinstance(value, Keyed) else ()
        inside = [((*path, key), item, None) for key, item in keyed]
        fields = _list_fields(type(value))
        return [*inside, *(((*path, written), getattr(value, name), info) for name, written, info in fields)]
    return []


@cache
def _list_fields(model: type[BaseModel]) -> tuple[tuple[str, str, FieldInfo], ...]:
    """Return each field of a model with its name in the data file. It is asked for with every value of every check."""
    return tuple((name, info.alias or name, info) for name, info in model.model_fields.items())


def walk_texts(record: Record) -> tuple[tuple[Path, Language, str], ...]:
    """Return (path, language, text) for every text of a record, each line of a list by itself."""
    return _list_texts(Same(record))


@lru_cache(AT_ONCE)
def _list_texts(same: Same[Record]) -> tuple[tuple[Path, Language, str], ...]:
    return tuple(_find_texts(same.thing))


def _find_texts(record: Record) -> Iterator[tuple[Path, Language, str]]:
    for path, value, _ in walk(record):
        if isinstance(value, Text | Lines):
            for language, words in value.items():
                if isinstance(words, str):
                    yield (*path, language), language, words
                else:
                    yield from (((*path, language, index), language, item) for index, item in enumerate(words))


def walk_named(record: Record) -> tuple[tuple[str, Path, Text | Lines], ...]:
    """Return (dotted name, path, text) for every text of a record, in all languages together."""
    return _list_named(Same(record))


@lru_cache(AT_ONCE)
def _list_named(same: Same[Record]) -> tuple[tuple[str, Path, Text | Lines], ...]:
    return tuple(_name_texts(same.thing))


def _name_texts(record: Record) -> Iterator[tuple[str, Path, Text | Lines]]:
    names: dict[Path, str] = {}
    seen: Counter[str] = Counter()
    for path, value, _ in walk(record):
        if value is None or isinstance(value, str):  # nearly all there is, and nothing is in it
            continue
        name = _name_part(names.get(path[:-1], ""), path, value)
        seen[name] += 1
        names[path] = f"{name}#{seen[name]}" if seen[name] > 1 else name
        if isinstance(value, Text | Lines):
            yield names[path], path, value


def find_texts(wanted: str, guide: Guide) -> Iterator[tuple[str, Text | Lines]]:
    """Yield (kind/id.field, text) for every text of the record that `wanted`, the name of a text, belongs to."""
    for record in guide.records(wanted.partition("/")[0]):
        if wanted.startswith(f"{record.name}."):
            yield from ((f"{record.name}.{name}", text) for name, _, text in walk_named(record))


def _name_part(parent: str, path: Path, value: Any) -> str:
    """Return the dotted name of a part of a record.

    Answers, exits and evidence go by what they are called, so that a new one among them leaves the others their names.
    """
    called = _list_calls(value) if path and isinstance(path[-1], int) else []
    part = called[0] if called else "".join(map(str, path[-1:]))
    return f"{parent}.{part}".removeprefix(".")


def _list_calls(value: Any) -> list[Any]:
    """Return by what a part of a list is called."""
    fields = type(value).model_fields if isinstance(value, BaseModel) else {}
    return [getattr(value, name) for name in ("id", "source", "page") if name in fields]
