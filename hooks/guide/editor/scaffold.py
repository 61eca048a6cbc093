"""A new record to fill in: every field of its kind, the required ones empty, the others as comments."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from guide.model.field_help import FieldPath, list_names, list_words
from guide.model.kinds import Kind
from guide.model.language import Keyed, Lines, Text, list_asked
from guide.model.record import Refers, list_marks
from guide.model.subject import Subject
from guide.model.values import FullDate, Measures, Value
from guide.model.word import Vocabularies

_VALUES = {"duration": "{duration: P15D}", "working_days": "{working_days: 5}", "percent": "{percent: 43}"}
"""What a figure looks like, by its measure."""


_EXPLAINED = "## "
"""How a line begins that says what to write into the field below; a field that may be left out is a comment, too."""


@dataclass(frozen=True)
class Known:
    """What is known of a new record by now: who says so, in which words, and the figure, as it is typed."""

    source: str = ""
    quote: str = ""
    figure: str = ""


NOTHING = Known()
"""Nothing at all."""


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


@dataclass(frozen=True)
class Basis:
    """What a new record is made from: the day that it is dated, the subject, and what to write into which field.

    `explanations` go by the names that list_names gives a field.
    """

    today: str
    subject: Subject
    explanations: Mapping[str, str] = dataclasses.field(default_factory=dict)


def make_scaffold(kind: Kind, record_id: str, basis: Basis, known: Known = NOTHING) -> str:
    """Return the YAML of a record of `kind` to fill in. What is left empty is reported by `check`, with its place.

    What explains a field has a line of its own above it: before a remark in the same line, a text would be cut off.
    """
    given = _give(known, kind, basis.subject)
    lines = _Form(basis).write_fields(kind.record_class, {"id": record_id, **given}, (kind.id,))
    return "\n".join(_indent(lines, "- ", "")) + "\n"


def _indent(lines: Iterable[str], dash: str, margin: str) -> Iterator[str]:
    """Yield the lines of a group with a dash before its first field, above which an explanation may stand."""
    begun = False
    for line in lines:
        if not begun and line.startswith(_EXPLAINED):
            yield margin + line
        else:
            yield (margin + " " * len(dash) if begun else margin + dash) + line
            begun = True


@dataclass(frozen=True)
class _Form:
    """Writes empty fields, with the words that may be written there."""

    basis: Basis

    @property
    def words(self) -> Vocabularies:
        """The words of the subject."""
        return self.basis.subject.vocabularies

    def write_fields(self, model: type[BaseModel], known: dict[str, str], path: FieldPath) -> Iterator[str]:
        """Yield the lines of a group, required fields first: they are what has to be written.

        `path` is the kind, and the fields inside of it in which the group stands.
        """
        if issubclass(model, Keyed):
            for word in list_asked(model.vocabulary, self.words):
                yield from self._write_field(word, FieldInfo.from_annotation(model.item_type()), (*path, word))
        fields = sorted(model.model_fields.items(), key=lambda item: not item[1].is_required())
        for name, field in fields:
            key = field.alias or name
            if key in known:
                yield from f"{key}: {known[key]}".replace("TODAY", self.basis.today).replace(": \n", ":\n").split("\n")
                continue
            yield from self._explain((*path, key))
            lines = self._write_field(key, field, (*path, key))
            yield from lines if field.is_required() else (f"# {line}" for line in lines)

    def _explain(self, path: FieldPath) -> Iterator[str]:
        kind, *inside = path
        told = next(
            (
                self.basis.explanations[name]
                for name in list_names(kind, tuple(inside))
                if name in self.basis.explanations
            ),
            "",
        )
        if told:
            yield _EXPLAINED + told

    def _write_field(self, key: str, field: FieldInfo, path: FieldPath) -> Iterator[str]:
        inner, many = _unwrap(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel) and not issubclass(inner, Text | Lines | Value):
            yield f"{key}:"
            yield from _indent(self.write_fields(inner, {}, path), "- " if many else "", "  ")
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
            return self.basis.today
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
