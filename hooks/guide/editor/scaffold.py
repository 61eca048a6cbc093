"""A new record to fill in: every field of its kind, the required ones empty, the others as comments."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.field_help import list_words
from guide.model.kinds import Kind
from guide.model.language import Keyed, Lines, Text, list_asked
from guide.model.record import Refers, list_marks
from guide.model.subject import Subject
from guide.model.values import FullDate, Measures, Value
from guide.model.word import Vocabularies

_VALUES = {"duration": "{duration: P15D}", "working_days": "{working_days: 5}", "percent": "{percent: 43}"}
"""What a figure looks like, by its measure."""


@dataclass(frozen=True)
class Known:
    """What is known of a new record by now: who says so, in which words, and the figure, as it is typed."""

    source: str = ""
    quote: str = ""
    figure: str = ""


_NOTHING = Known()


def asks_figure(kind: Kind) -> str:
    """Return the measure of the figure that a kind cannot do without; empty where it needs none."""
    field = kind.record_class.model_fields.get("value")
    if field is None or not field.is_required():
        return ""
    return next((mark.names[0] for mark in list_marks(field) if isinstance(mark, Measures)), "duration")


def is_claim(kind: Kind) -> bool:
    """Say whether the records of a kind rest on evidence."""
    return "evidence" in kind.record_class.model_fields


def _give(known: Known, kind: Kind, subject: Subject) -> dict[str, str]:
    """Return the fields that are known, as YAML writes them."""
    words = f"quote: {_quote(known.quote)}" if known.quote else "no_quote: ''"
    piece = f"\n  - source: {known.source}\n    stance: supports\n    {words}\n    checked: {{on: TODAY, how: read}}"
    figure = _write_figure(known.figure, asks_figure(kind) or "duration", subject)
    evidence = {"evidence": piece} if known.source and is_claim(kind) else {}
    return {**evidence, **({"value": figure} if figure and "value" in kind.record_class.model_fields else {})}


def _write_figure(typed: str, measure: str, subject: Subject) -> str:
    """Return a figure as YAML writes it, by what the kind wants; empty where it cannot be told from what was typed."""
    number = re.search(r"[0-9]+(\.[0-9]+)?", typed)
    if not number:
        return ""
    iso = re.fullmatch(r"P(T?)[0-9]+[MHDY]", typed.strip())
    written = {
        "percent": number[0],
        "duration": iso[0] if iso else f"P{number[0]}D",
        "working_days": number[0],
        "money": f"{number[0]} {next(iter(subject.currencies), '')}",
    }
    kind = "percent" if "%" in typed else "duration" if iso else measure
    return f"{{{kind}: {written[kind]}}}" if kind in written else ""


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def make_scaffold(kind: Kind, record_id: str, today: str, subject: Subject, known: Known = _NOTHING) -> str:
    """Return the YAML of a record of `kind` to fill in. What is left empty is reported by `check`, with its place."""
    given = _give(known, kind, subject)
    lines = list(_Form(today, subject.vocabularies).write_fields(kind.record_class, {"id": record_id, **given}))
    return "\n".join(("- " if number == 0 else "  ") + line for number, line in enumerate(lines)) + "\n"


@dataclass(frozen=True)
class _Form:
    """Writes empty fields: dates are of `today`, and the subject's `words` may be written."""

    today: str
    words: Vocabularies

    def write_fields(self, model: type[BaseModel], known: dict[str, str]) -> Iterator[str]:
        """Yield the lines of a group, required fields first: they are what has to be written."""
        if issubclass(model, Keyed):
            for word in list_asked(model.vocabulary, self.words):
                yield from self._write_field(word, FieldInfo.from_annotation(model.item_type()))
        fields = sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())
        for name, field in fields:
            key = field.alias or name
            if key in known:
                yield from f"{key}: {known[key]}".replace("TODAY", self.today).replace(": \n", ":\n").split("\n")
            elif field.is_required():
                yield from self._write_field(key, field)
            else:
                yield from (f"# {line}" for line in self._write_field(key, field))

    def _write_field(self, key: str, field: FieldInfo) -> Iterator[str]:
        inner, many = _unwrap(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and not issubclass(inner, Text | Lines | Value):
            yield f"{key}:"
            first, rest = ("  - ", "    ") if many else ("  ", "  ")
            for number, line in enumerate(self.write_fields(inner, {})):
                yield (rest if number else first) + line
        else:
            hint = " | ".join(list_words(field.annotation, self.words)) or _name_records(field)
            yield f"{key}: {self._write_empty(inner, many, field)}" + (f" # {hint}" if hint else "")

    def _write_empty(self, inner: Any, many: bool, field: FieldInfo) -> str:
        if isinstance(inner, type) and issubclass(inner, Text | Lines):
            empty = "['']" if issubclass(inner, Lines) else "''"
            return (
                "{" + ", ".join(f"{language}: {empty}" for language in list_asked(inner.vocabulary, self.words)) + "}"
            )
        if inner is Value:
            marks = (mark for mark in list_marks(field) if isinstance(mark, Measures))
            return next((_VALUES[mark.names[0]] for mark in marks), _VALUES["duration"])
        if inner in (bool, int):
            return "true" if inner is bool else "0"
        if _is_date(field):
            return self.today
        return "[]" if many else "''"


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """Return what stands in a field, without `None` and marks, and whether it is a list."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _unwrap(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is tuple:
        return _unwrap(get_args(annotation)[0])[0], True
    if hasattr(annotation, "__metadata__"):
        return _unwrap(get_args(annotation)[0])
    return annotation, False


def _is_date(field: FieldInfo) -> bool:
    return field.metadata == list(getattr(FullDate, "__metadata__", ()))


def _name_records(field: FieldInfo) -> str:
    """Say which records can be named in a field; nothing where it names none."""
    refers = next((mark for mark in list_marks(field) if isinstance(mark, Refers)), None)
    if refers is None:
        return ""
    return f"ids of data/{refers.kind}.yml" if refers.kind else "kind/id of a fact"
