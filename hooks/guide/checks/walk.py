"""Visit every value of a record with the path that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.evidence import Record
from guide.model.language import Language, Lines, Text
from guide.nodes import Path


def walk(value: Any, path: Path = (), field: FieldInfo | None = None) -> Iterator[tuple[Path, Any, FieldInfo | None]]:
    """Yield (path, value, field) for `value` and all inside it; the path uses the names of the data file."""
    yield path, value, field
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*path, info.alias or name), info)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*path, index), field)


def walk_texts(record: Record) -> Iterator[tuple[Path, Language, str]]:
    """Yield (path, language, text) for every text of a record, each line of a list by itself."""
    for path, value, _ in walk(record):
        if isinstance(value, Text | Lines):
            for language in Language:
                words = value[language]
                if isinstance(words, str):
                    yield (*path, language.value), language, words
                else:
                    yield from (((*path, language.value, index), language, item) for index, item in enumerate(words))
