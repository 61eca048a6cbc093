"""A new record to fill in: every field of its kind, the required ones empty, the others as comments."""

from __future__ import annotations

import types
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.field_help import is_one_text
from guide.model.kinds import Kind
from guide.model.language import Language, Lines, Text
from guide.model.record import Refers
from guide.model.values import FullDate, Value

_DURATION = "P15D"
_VALUE = f"{{duration: {_DURATION}}}"


def make_scaffold(kind: Kind, record_id: str, today: str) -> str:
    """Return the YAML of an empty record of `kind`. What is left empty is reported by `check`, with its place."""
    lines = list(_write_fields(kind.record_class, today, {"id": record_id}))
    return "\n".join(("- " if number == 0 else "  ") + line for number, line in enumerate(lines)) + "\n"


def _write_fields(model: type[BaseModel], today: str, known: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a group, required fields first: they are what has to be written."""
    fields = sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())
    for name, field in fields:
        key = field.alias or name
        if key in known:
            yield f"{key}: {known[key]}"
        elif field.is_required():
            yield from _write_field(key, field, today)
        else:
            yield from (f"# {line}" for line in _write_field(key, field, today))


def _write_field(key: str, field: FieldInfo, today: str) -> Iterator[str]:
    inner, many = _unwrap(field.annotation)
    if is_one_text(field):
        yield f"{key}: {_DURATION}"
    elif isinstance(inner, type) and issubclass(inner, BaseModel) and not issubclass(inner, Text | Lines | Value):
        yield f"{key}:"
        first, rest = ("  - ", "    ") if many else ("  ", "  ")
        for number, line in enumerate(_write_fields(inner, today, {})):
            yield (rest if number else first) + line
    else:
        hint = _write_hint(inner, field)
        yield f"{key}: {_write_empty(inner, many, field, today)}" + (f" # {hint}" if hint else "")


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """Return what stands in a field, without `None` and marks, and whether it is a list."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _unwrap(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is tuple:
        return _unwrap(get_args(annotation)[0])[0], True
    if hasattr(annotation, "__metadata__"):
        return _unwrap(get_args(annotation)[0])
    return annotation, False


def _write_empty(inner: Any, many: bool, field: FieldInfo, today: str) -> str:
    if isinstance(inner, type) and issubclass(inner, Text | Lines):
        empty = "['']" if issubclass(inner, Lines) else "''"
        return "{" + ", ".join(f"{language}: {empty}" for language in Language) + "}"
    if inner is Value:
        return _VALUE
    if inner in (bool, int):
        return "true" if inner is bool else "0"
    if _is_date(field):
        return today
    return "[]" if many else "''"


def _is_date(field: FieldInfo) -> bool:
    return field.metadata == list(getattr(FullDate, "__metadata__", ()))


def _write_hint(inner: Any, field: FieldInfo) -> str:
    """Say what may be written: the words of a vocabulary, or which records can be named."""
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return " | ".join(inner)
    refers = next((mark for mark in _find_marks(field) if isinstance(mark, Refers)), None)
    if refers:
        return f"ids of data/{refers.kind}.yml" if refers.kind else "kind/id of a fact"
    return ""


def _find_marks(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    pending = [field.annotation]
    while pending:
        annotation = pending.pop()
        yield from getattr(annotation, "__metadata__", ())
        pending += get_args(annotation)
