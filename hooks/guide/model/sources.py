"""Sources: who says something, where it stands, and what it was taken from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from guide.model.language import Frozen, Text, Words
from guide.model.record import Record, Refers
from guide.model.values import FullDate, HttpsUrl, PartialDate, Slug, WebAddress
from guide.model.vocabulary import Extent, Product, SourceClass, SourceLanguage

LINEAGE = "sources|origins"
"""The kinds of record that a source can be derived from."""

Ancestor = Annotated[str, Field(pattern=r"^(sources|origins)/[a-z0-9-]+$", max_length=80), Refers(LINEAGE)]
"""What a text was taken from: sources/<id>, or origins/<id> for what the guide does not hold."""


class Origin(Record):
    """What several sources go back to, and the guide does not hold: a screen, an announcement, a case."""

    title: Text
    about: Text


FilePath = Annotated[str, Field(min_length=1, max_length=300)]
"""The path of a file in a repository."""


class Archive(Frozen):
    """The files of a public git repository that hold the text of a source: `path`, and those that are read with it."""

    repository: HttpsUrl
    commit: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    path: FilePath
    also: tuple[FilePath, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All files, in the order in which they are read."""
        return (self.path, *self.also)


class Limit(Frozen):
    """A part of a source that holds for some people only; `at` is how the locators of that part begin."""

    at: Words
    text: Text


class Independence(Frozen):
    """Why two sources that share words are nevertheless independent of each other."""

    source: Annotated[Slug, Refers("sources")]
    reason: Text


class Source(Record):
    """Who says something: a page, a law, an article. `url` is linked; `addresses` are only shown.

    `derived_from` names what this text copies or relays: copies of one text count as one. `superseded_by` is the text
    that replaced it; `limits` are the parts that hold for some people only. A text on neither product has no `products`
    and bears nothing out.
    """

    source_class: SourceClass = Field(alias="class")
    publisher: Text
    title: str = Field(min_length=1, max_length=300)
    language: SourceLanguage
    title_translation: Text | None = None
    about: Text
    products: tuple[Product, ...]
    url: HttpsUrl | None = None
    addresses: tuple[WebAddress, ...] = ()
    copied: bool = False
    date: PartialDate | None = None
    extent: Extent
    read: FullDate
    archive: Archive | None = None
    derived_from: tuple[Ancestor, ...] = ()
    independent_of: tuple[Independence, ...] = ()
    superseded_by: Annotated[Slug, Refers("sources")] | None = None
    limits: tuple[Limit, ...] = ()
