"""Sources, what they say of a record, and what every record has in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, Field, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from guide.model.language import Frozen, Text, Words
from guide.model.values import FullDate, HttpsUrl, PartialDate, Slug, Value, WebAddress
from guide.model.vocabulary import Extent, Method, Platform, Product, SourceClass, Stance


@dataclass(frozen=True)
class Refers:
    """Marks a field whose value is the id of a record of `kind`, or kind/id where `kind` is empty.

    checks.references holds it to that. schema.py finds the mark as `refers`, and offers the ids.
    """

    kind: str

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core_schema), "refers": self.kind}


def find_reference(field: FieldInfo) -> str | None:
    """Return the kind of record that a field names by id, empty where it is written as kind/id; None for any other."""
    marks = (*field.metadata, *_list_metadata(field.annotation))
    return next((mark.kind for mark in marks if isinstance(mark, Refers)), None)


def _list_metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _list_metadata(inner)


class SourceLanguage(StrEnum):
    """A language that sources are written in, as an HTML `lang` value."""

    ZH = "zh"
    ZH_HANT = "zh-Hant"
    EN = "en"
    AR = "ar"
    IS = "is"
    ID = "id"


# Pages are called after records: `index` is the page of a whole folder, the others are devices to Windows.
_RESERVED = {
    "index",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


def _check_id(written: str) -> str:
    if written in _RESERVED:
        raise PydanticCustomError("reserved", "is a name with a use of its own; choose another id")
    return written


class Record(Frozen):
    """Anything that has a name in a data file."""

    id: Annotated[Slug, AfterValidator(_check_id)]


class Checked(Frozen):
    """When and how a piece of evidence was last looked at."""

    on: FullDate
    how: Method


class Archive(Frozen):
    """A file in a public git repository where a machine finds a source's text: at a commit, so that it stays."""

    repository: HttpsUrl
    commit: str = Field(pattern=r"^[0-9a-f]{40}$")
    path: str = Field(min_length=1, max_length=300)


class Source(Record):
    """Who says something: a page, a law, an article. `url` is linked; `addresses` are only shown."""

    source_class: SourceClass = Field(alias="class")
    publisher: Text
    title: str = Field(min_length=1, max_length=300)
    language: SourceLanguage
    about: Text
    products: tuple[Product, ...] = Field(min_length=1)
    url: HttpsUrl | None = None
    addresses: tuple[WebAddress, ...] = ()
    copied: bool = False
    date: PartialDate | None = None
    extent: Extent
    read: FullDate
    archive: Archive | None = None


Quote = Annotated[str, Field(min_length=1, max_length=400)]
"""A source's own words, verbatim, as short as will do."""


class Evidence(Frozen):
    """What one source says of one record."""

    source: Annotated[Slug, Refers("sources")]
    stance: Stance
    products: tuple[Product, ...] = ()
    value: Value | None = None
    quote: Quote | None = None
    language: SourceLanguage | None = None
    locator: Words | None = None
    note: Text | None = None
    checked: Checked


class Fact(Record):
    """A record that claims something of the world, with the evidence for it.

    `products` and `platforms` are the fact's scope: evidence about another product decides nothing.
    """

    title: Text
    detail: Text | None = None
    value: Value | None = None
    advice: Text | None = None
    products: tuple[Product, ...] = Field(min_length=1)
    platforms: tuple[Platform, ...] = ()
    evidence: tuple[Evidence, ...] = Field(min_length=1)
