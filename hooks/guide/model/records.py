"""One class for each kind of record. The file `data/<kind>.yml` holds the records of a kind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from guide.model.evidence import Fact
from guide.model.language import Frozen, InEach, Keyed, Lines, Phrase, Text, WordLists
from guide.model.record import Record, Refers
from guide.model.refusal import refuse
from guide.model.values import FullDate, Measures, PartialDate, Slug, TimeValue, Value, WebAddress
from guide.model.vocabulary import COMPARED, Fate, Finding, Flow, Moment, Standing, Trouble
from guide.model.wording import Wording

PlaceRef = Annotated[Slug, Refers("places")]

TypedName = Annotated[str, Field(pattern=r"^[a-z]+$", max_length=40)]
"""A name in small Latin letters, such as Pinyin without its marks."""

FactRef = Annotated[str, Field(pattern=r"^[a-z_]+/[a-z0-9-]+$", max_length=120), Refers("")]
"""A fact of any kind, as kind/id."""


class Label(Record):
    """A word of the interface: a column heading, a button, the name of a verdict.

    In a label of a figure, `{n}` is the number and ` | ` parts the singular from the plural.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", max_length=60)]
    text: Phrase


class SubjectLabel(Label):
    """A word of the interface that the subject gives. It has no file of its own: its text stands in the subject's."""

    kind: ClassVar[str] = "subject"


class Place(Fact):
    """Where something is in the app: the words to tap, one after the other."""

    path: Lines


class Term(Fact):
    """A word of the app. `title` is what the app calls it, `aliases` what people type when they look for it.

    `typed` is how people type it without its own script, in small letters and without spaces, such as its Pinyin.
    `wording` says how it is written in running text; without it, as in the title. `avoid` are words that are not used.
    """

    aliases: Lines | None = None
    typed: tuple[TypedName, ...] = ()
    other_names: Text | None = None
    wording: Wording | None = None
    avoid: WordLists | None = None


class Condition(Fact):
    """Something that must be so before an account can be deleted."""

    standing: Standing
    how: Text
    place: PlaceRef | None = None
    lead_time: TimeValue | None = None
    fixes: tuple[Annotated[Slug, Refers("fixes")], ...] = ()


class Step(Fact):
    """One screen on the way: what it shows and what to do there.

    The drawing of the way takes the words of the app from `place` (one screen for each word to tap), or from `head`
    (the title of the screen) and `button`. A step with neither is not drawn.
    """

    flow: Flow
    screen: Text
    action: Text
    place: PlaceRef | None = None
    head: Text | None = None
    button: Text | None = None


class OnPlatform(Frozen):
    """How one thing is on one platform."""

    finding: Finding
    text: Text


class ByPlatform(Keyed):
    """How one thing is on each of the platforms that are compared."""

    vocabulary = COMPARED
    __pydantic_extra__: dict[str, Annotated[OnPlatform, InEach]]

    def __getitem__(self, platform: str) -> OnPlatform:
        return self.__pydantic_extra__[platform]


class PlatformDifference(Fact):
    """How one thing is on each platform."""

    by_platform: ByPlatform


class Fix(Fact):
    """What to do about a cause of failure, where in the app, and how long before the request.

    `after` names what has to be done before it; the reader's to-do list keeps that order.
    """

    steps: Lines
    place: PlaceRef | None = None
    lead_time: TimeValue | None = None
    after: tuple[Annotated[Slug, Refers("fixes")], ...] = ()


class FailureCause(Fact):
    """A reason why a request is refused. `warnings` are the facts that stand on its page in a red box."""

    sign: Text
    warnings: tuple[FactRef, ...] = ()
    condition: Annotated[Slug, Refers("conditions")] | None = None
    fixes: tuple[Annotated[Slug, Refers("fixes")], ...] = ()


class FailureShare(Fact):
    """How often a cause is said to be the reason: a claim of its own, since a real cause can have an invented share."""

    value: Annotated[Value, Measures(("percent",))]
    cause: Annotated[Slug, Refers("failure_causes")]


class WaitingPeriod(Fact):
    """How long a request waits before the account is gone, by one account of it.

    `withdrawable` is false where the account speaks of a review or of keeping data: no day to log in follows from it.
    """

    value: TimeValue
    revoke: Text
    withdrawable: bool = True


class TimelineEntry(Fact):
    """Something that happens at a time, counted from a moment; without one where no source says from when."""

    value: TimeValue
    counted_from: Moment | None = None


class DataFate(Fact):
    """What happens to one sort of data. `value` is how long it stays, counted from `counted_from`."""

    value: TimeValue | None = None
    fate: Fate
    counted_from: Moment | None = None


class Law(Fact):
    """One article of a law: what it says, and what that means for someone who deletes an account.

    A `draft` is not in force and has no day since when it is.
    """

    law: Text
    article: Text
    draft: bool = False
    in_force: PartialDate | None = None
    means: Text

    @model_validator(mode="after")
    def _check_force(self) -> Self:
        if self.draft == bool(self.in_force):
            raise refuse("draft-or-in-force")
        return self


class Change(Record):
    """A change that a reader of the site would notice."""

    on: FullDate
    title: Text


class LinkException(Record):
    """A link that may be in trouble: which trouble, why that is all right, who looks after it, and until when."""

    address: WebAddress
    trouble: Trouble
    reason: Text
    owner: Annotated[str, Field(pattern=r"^@?[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=40)]
    until: FullDate


class BarredHost(Record):
    """A host that readers must not be led to, with what is below it, and what was seen there."""

    host: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=100)]
    reason: Text
