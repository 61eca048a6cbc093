"""What sources say of a record, and what every record that claims something has in common."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from guide.model.language import Frozen, Text, Words
from guide.model.record import Record, Refers
from guide.model.refusal import refuse
from guide.model.values import FullDate, PartialDate, Slug, Value, VersionNumber
from guide.model.vocabulary import Method, NoQuote, Platform, Product, SourceLanguage, Stance

ASIDE = "aside"
"""What an answer `says` that belongs to a question and takes no side in it."""


class Checked(Frozen):
    """When and how a piece of evidence was last looked at."""

    on: FullDate
    how: Method


DeviceMark = Annotated[str, Field(pattern=r"^[a-z0-9]{6}$")]
"""A random name that a reader's device gave itself, so that what it tells counts once, and nothing more."""


class Seen(Frozen):
    """On what a reader saw something: the device by its mark, the platform, the version, and which screen it was.

    `days` is the number of days that the screen gives.
    """

    by: DeviceMark
    platform: Platform
    version: VersionNumber
    step: Annotated[Slug, Refers("steps")] | None = None
    days: int | None = Field(default=None, ge=1, le=999)


Quote = Annotated[str, Field(min_length=1, max_length=400)]
"""A source's own words, verbatim, as short as will do."""


class Evidence(Frozen):
    """What one source says of one record, in its own words, or the reason why they are not here.

    `counted` says that the record's figure was counted in the source and stands nowhere in it. `translation` is ours,
    of a quote in a language that the guide is not written in. `seen` tells of a look at a reader's own screen.
    """

    source: Annotated[Slug, Refers("sources")]
    stance: Stance
    products: tuple[Product, ...] = ()
    value: Value | None = None
    quote: Quote | None = None
    no_quote: NoQuote | None = None
    counted: bool = False
    language: SourceLanguage | None = None
    translation: Text | None = None
    locator: Words | None = None
    note: Text | None = None
    seen: Seen | None = None
    checked: Checked

    @property
    def voice(self) -> tuple[str, str]:
        """Who speaks: the source, and where it is what readers saw, which of their devices."""
        return self.source, self.seen.by if self.seen else ""

    @model_validator(mode="after")
    def _check_words(self) -> Self:
        if self.stance is Stance.SILENT:
            if self.quote or self.no_quote or self.value:
                raise refuse("silent-evidence")
        elif bool(self.quote) == bool(self.no_quote):
            raise refuse("no-words")
        if self.seen and self.checked.how is not Method.TRIED:
            raise refuse("seen-untried")
        return self


class Search(Frozen):
    """A search that somebody else can repeat: the day, where, and with which words; `found` says what came of it."""

    on: FullDate
    where: Text
    words: tuple[Words, ...] = Field(min_length=1)
    found: Text | None = None


class AnswerTo(Frozen):
    """That a fact answers a question on which sources disagree.

    Two answers contradict each other where they differ: in what they say in a word (`says`), or else in their figures.
    `says: aside` takes no side.
    """

    question: Annotated[Slug, Refers("disagreements")]
    says: Slug | None = None


class Fact(Record):
    """A record that claims something of the world, with the evidence for it.

    `products` and `platforms` are the fact's scope: evidence about another product decides nothing. `past` is the day
    until which it was so; texts of that time decide. `searched` makes it a negative finding: what was looked for and
    not found. `denial` is the search for somebody who denies it, which every warning needs.
    """

    title: Text
    detail: Text | None = None
    value: Value | None = None
    advice: Text | None = None
    products: tuple[Product, ...] = Field(min_length=1)
    platforms: tuple[Platform, ...] = ()
    past: PartialDate | None = None
    answers: tuple[AnswerTo, ...] = ()
    searched: Search | None = None
    denial: Search | None = None
    evidence: tuple[Evidence, ...]

    @model_validator(mode="after")
    def _check_ground(self) -> Self:
        if not self.evidence and not self.searched:
            raise refuse("no-evidence")
        return self
