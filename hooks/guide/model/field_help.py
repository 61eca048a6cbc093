"""The fields of the data files as a contributor writes them, and their explanations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from guide.model.language import Keyed, Text
from guide.model.record import Record, list_metadata
from guide.model.word import OneOf, Vocabularies, Word

FIELDS = "fields"
"""The kind of the explanations."""
FieldPath = tuple[str, ...]


class Field(Record):
    """What to write into one field of a data file, or what one word of a closed list means.

    The id is the field's dotted name in YAML, such as `title`, `evidence.stance` or `questions.because`; a word stands
    behind its field: `stance.supports`. Of several names that fit a field, the longest counts.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.[A-Za-z_-]+)*$", max_length=120)]
    text: Text


def list_fields(
    record_class: type[BaseModel], words: Vocabularies, path: FieldPath = ()
) -> Iterator[tuple[FieldPath, str]]:
    """Yield (path, "") for every field of a class and inside it, and (path, word) for every word that one allows.

    `words` are those of the subject.
    """
    keyed, fields = _look_into(record_class)
    keys = words[record_class.vocabulary] if issubclass(record_class, Keyed) else ()
    for name, inside in {**dict.fromkeys(keys, keyed), **fields}.items():
        own = (*path, name)
        yield own, ""
        yield from ((own, word) for word in inside.list_words(words))
        for inner in inside.models:
            yield from list_fields(inner, words, own)


def list_models(models: Iterable[type[BaseModel]]) -> frozenset[type[BaseModel]]:
    """Return some classes, and all classes of what stands in their fields."""
    found: set[type[BaseModel]] = set()
    todo = [*models]
    while todo:
        model = todo.pop()
        if model not in found:
            found.add(model)
            types = [field.annotation for field in model.model_fields.values()]
            types += [model.item_type()] if issubclass(model, Keyed) else []
            todo += [one for held in types for one in _find_types(held) if issubclass(one, BaseModel)]
    return frozenset(found)


def list_words(annotation: Any, words: Vocabularies) -> Iterator[str]:
    """Yield the words that a field of this type allows, where it allows only some."""
    return _describe(annotation).list_words(words)


@dataclass(frozen=True)
class _Inside:
    """What may stand in a field: classes, and words: those of lists of the subject, by their names, and the model's."""

    models: tuple[type[BaseModel], ...]
    lists: tuple[str | tuple[str, ...], ...]

    def list_words(self, words: Vocabularies) -> Iterator[str]:
        """Yield the words that the field allows, where it allows only some."""
        for some in self.lists:
            yield from words[some] if isinstance(some, str) else some


@cache  # the model is the same for every guide, and each check asks for all of it
def _look_into(record_class: type[BaseModel]) -> tuple[_Inside, Mapping[str, _Inside]]:
    """Return what may stand behind each word of the subject as a key, and in each field, of a class."""
    fields = {
        field.alias or name: _describe(None if is_one_text(field) else field.annotation)
        for name, field in record_class.model_fields.items()
    }
    return _describe(record_class.item_type() if issubclass(record_class, Keyed) else None), fields


def _describe(annotation: Any) -> _Inside:
    types = [*_find_types(annotation)]
    marks = tuple(mark.vocabulary for mark in list_metadata(annotation) if isinstance(mark, OneOf))
    return _Inside(
        tuple(one for one in types if issubclass(one, BaseModel)),
        (*(found for one in types if (found := _name_words(one)) is not None), *marks),
    )


def _name_words(one: type) -> str | tuple[str, ...] | None:
    if issubclass(one, Word):
        return one.vocabulary
    return tuple(word.value for word in one) if issubclass(one, StrEnum) else None


def list_names(kind: str, path: FieldPath, word: str = "") -> Iterator[str]:
    """Yield the ids under which a field of a kind, or one of its words, can be explained, the longest first."""
    parts = (kind, *path)
    for start in range(len(parts)):
        yield ".".join((*parts[start:], word) if word else parts[start:])


def is_one_text(field: FieldInfo) -> bool:
    """Say whether a field is read from one text, whatever is made of it."""
    return _is_read(field.metadata)


def _is_read(marks: Iterable[Any]) -> bool:
    return any(isinstance(mark, BeforeValidator) for mark in marks)


def _find_types(annotation: Any) -> Iterator[type]:
    """Yield the classes inside a type; not those that are read from one text, since nothing is written inside them."""
    if _is_read(getattr(annotation, "__metadata__", ())):
        return
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _find_types(inner)
