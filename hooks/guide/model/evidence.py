"""Sources, what they say of a record, and what every record has in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

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


class SourceLanguage(StrEnum):
    """A language that sources are written in, as an HTML `lang` value."""

    ZH = "zh"
    ZH_HANT = "zh-Hant"
    EN = "en"
    AR = "ar"
    IS = "is"
    ID = "id"


class Record(Frozen):
    """Anything that has a name in a data file."""

    id: Slug


class Checked(Frozen):
    """When and how a piece of evidence was last looked at."""

    on: FullDate
    how: Method


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
