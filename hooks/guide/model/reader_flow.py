"""What accompanies a reader: questions before the request, days to keep, states of a request, stages of the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from guide.model.evidence import Fact
from guide.model.language import Frozen, Text, WordLists
from guide.model.record import Record, Refers
from guide.model.records import FactRef, PlaceRef
from guide.model.refusal import refuse
from guide.model.values import Slug
from guide.model.vocabulary import Effect, Moment, Platform, Product, Role, Topic, Wait

AnswerRef = Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=121)]
"""An answer, as question/answer. checks.questions holds it to an earlier question."""


@dataclass(frozen=True)
class NamesPage:
    """Marks a field whose value is the name of a page."""


PageName = Annotated[str, Field(pattern=r"^[a-z-]+(/[a-z-]+)*\.md$", max_length=60), NamesPage()]
"""A page by its file name in docs/<language>/."""


class Exit(Frozen):
    """A way off the main way: what happens, and the page about it."""

    text: Text
    page: PageName


class Ending(Exit):
    """The end of the questions: what to do at once, and the page that goes on from there."""

    advice: Text


class Answer(Frozen):
    """One answer to a question: what it means for the request and what to do about it.

    `no_remedy` says so where no remedy is known, `ends` that nothing more is asked. A reader who has chosen one of
    `products` or `platforms` on top of the pages has given this answer.
    """

    id: Slug
    text: Text
    effect: Effect
    products: tuple[Product, ...] = ()
    platforms: tuple[Platform, ...] = ()
    fixes: tuple[Annotated[Slug, Refers("fixes")], ...] = ()
    no_remedy: Text | None = None
    ends: Ending | None = None

    @model_validator(mode="after")
    def _check_remedy(self) -> Self:
        has_remedy = bool(self.fixes or self.no_remedy or self.ends)
        if has_remedy == (self.effect is Effect.FINE):
            raise refuse("remedy")
        return self


class Question(Record):
    """One plain question before the request. It is asked if one of the answers in `asked_if` was given, or always.

    `because` names the facts for which it is asked; their evidence is the question's.
    """

    question: Text
    how: Text
    place: PlaceRef | None = None
    because: tuple[FactRef, ...] = Field(min_length=1)
    asked_if: tuple[AnswerRef, ...] = ()
    answers: tuple[Answer, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _check_names(self) -> Self:
        names = [answer.id for answer in self.answers]
        if len(set(names)) < len(names):
            raise refuse("repeated-answer")
        return self


class Milestone(Record):
    """A day in the reader's own calendar, counted from a day that the reader knows.

    First the wait is added, if any: the shortest or the longest that stands, or each, which makes a day of each length,
    or the reader's own, which only the reader's screen tells.
    The durations of the facts in `add` are added one after the other, then `margin` days. In its texts `{wait}` is the
    waiting period that was taken.
    """

    title: Text
    detail: Text
    products: tuple[Product, ...] = Field(min_length=1)
    role: Role
    counted_from: Moment
    wait: Wait | None = None
    add: tuple[FactRef, ...] = Field(default=(), max_length=5)
    margin: int = Field(default=0, ge=-7, le=7)
    remind: bool = False


class State(Fact):
    """A state of the request, and the words that must not be used for it because they mislead."""

    login: Text
    avoid: WordLists


class Asked(Record):
    """A question that readers ask, in their words, and where it is answered: by a fact, or by a whole page.

    `words` are other ways to ask it. What is asked `often` is offered before a reader has typed anything.
    """

    title: Text
    topic: Topic
    words: WordLists | None = None
    fact: FactRef | None = None
    page: PageName | None = None
    often: bool = False

    @model_validator(mode="after")
    def _check_answer(self) -> Self:
        if bool(self.fact) == bool(self.page):
            raise refuse("fact-or-page")
        return self


class Stage(Record):
    """One stage of the whole way, as the map on the home page shows it."""

    title: Text
    text: Text
    page: PageName
    exits: tuple[Exit, ...] = ()
