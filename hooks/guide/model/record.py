"""What every record has: a name; and how a field says that it names another record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from guide.model.language import Frozen, Keyed
from guide.model.name import RecordName
from guide.model.refusal import refuse
from guide.model.values import Slug


@dataclass(frozen=True)
class Refers:
    """Marks a field whose value is the id of a record of `kind`, or kind/id where `kind` is empty or names several.

    checks.references holds it to that. schema.py finds the mark as `refers`, and offers the ids.
    """

    kind: str

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core_schema), "refers": self.kind}


def find_reference(field: FieldInfo) -> str | None:
    """Return the kind of record that a field names by id, empty where it is written as kind/id; None for any other."""
    return next((mark.kind for mark in list_marks(field) if isinstance(mark, Refers)), None)


def list_parts(group: BaseModel) -> Iterator[tuple[str, Any, FieldInfo | None]]:
    """Yield (name, value, field) for all that is in a group; a word of the subject as a key is no field."""
    keyed = group.items() if isinstance(group, Keyed) else ()
    yield from ((word, value, None) for word, value in keyed)
    yield from ((name, getattr(group, name), field) for name, field in type(group).model_fields.items())


def list_marks(field: FieldInfo) -> Iterator[Any]:
    """Yield what a field is marked with, however deep inside its type."""
    yield from field.metadata
    yield from list_metadata(field.annotation)


def list_metadata(annotation: Any) -> Iterator[Any]:
    """Yield what the parts of a type are marked with."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from list_metadata(inner)


# Pages are called after records: `index` is the page of a whole folder, the others are devices to Windows.
RESERVED = frozenset(
    {
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)


def _check_id(written: str) -> str:
    if written in RESERVED:
        raise refuse("reserved-id")
    return written


class Record(Frozen):
    """Anything that has a name in a data file. Each kind has a class of its own, which knows its `kind`.

    `was` are ids that it had before, or that records had which it stands for now: links to them lead on to it.
    """

    kind: ClassVar[str] = ""

    id: Annotated[Slug, AfterValidator(_check_id)]
    was: tuple[Slug, ...] = ()

    @property
    def name(self) -> RecordName:
        """What the record is called all over the guide."""
        return RecordName(self.kind, self.id)

    @property
    def anchor(self) -> str:
        """The record's place on the page of its kind."""
        return name_anchor(self.kind, self.id)

    @property
    def old_anchors(self) -> tuple[str, ...]:
        """The places by which links of earlier times know it."""
        return tuple(name_anchor(self.kind, name) for name in self.was)


def name_anchor(kind: str, name: str) -> str:
    """Return the place, on the page of a kind, of what has a name among its records."""
    return f"{kind.replace('_', '-')}-{name}"
