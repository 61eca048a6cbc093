"""What is asked of the facts: open questions, disagreements, and the article that this guide began from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from guide.model.evidence import Fact
from guide.model.language import Text
from guide.model.record import Record, Refers
from guide.model.values import Slug
from guide.model.vocabulary import Product, Topic


class Unknown(Record):
    """A question that no source answers: where it was looked for, and what to do meanwhile."""

    topic: Topic
    question: Text
    searched: Text
    meanwhile: Text


class Statement(Fact):
    """One statement of the article that this guide began from, and what is known instead.

    `quote` is the article's own sentence; `title` says it in the guide's words.
    """

    number: Annotated[str, Field(pattern=r"^[0-9]\.[0-9]{1,2}$")]
    section: Text
    quote: Annotated[str, Field(min_length=1, max_length=400)]
    known: Text


class Contradiction(Record):
    """A place where the article contradicts itself."""

    title: Text
    detail: Text
    statements: tuple[Annotated[Slug, Refers("statements")], ...]


class Disagreement(Record):
    """A question that sources answer differently: what to do meanwhile, and why.

    The facts name the question that they answer. Every row of the kind `answered_by` that speaks of one of `products`
    answers it without naming it. `advice` is the cautious reading: whichever source is right, it does no harm.
    """

    question: Text
    answered_by: Literal["waiting_periods"] | None = None
    products: tuple[Product, ...] = ()
    advice: Text
    why: Text
