"""How the words of the glossary are written in running text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, SerializerFunctionWrapHandler, ValidationInfo, model_serializer, model_validator

from guide.model.language import LANGUAGES, Language, Text, WordLists, list_asked
from guide.model.record import Record, Refers
from guide.model.values import Slug
from guide.model.word import find_words

TextName = Annotated[
    str,
    Field(
        pattern=r"^([a-z_]+/[a-z0-9._-]+\.[A-Za-z0-9#._-]+|docs/[a-z0-9/_-]+\.md#[a-z0-9-]+)$",
        max_length=160,
    ),
]
"""A text: kind/id.field, or docs/page.md#anchor for what stands on a page under a heading."""


class Wording(WordLists):
    """How a term is written in each language; one of the words will do, and where there is none, nothing is asked for.

    A Latin word in small letters stands for all words that begin with it: `delet` for delete and deletion.
    `held` names the languages in which the word asks for its counterpart in the others: all of them for a name. For a
    word of everyday speech there are fewer, and `because` says why.
    """

    held: tuple[Language, ...] = ()
    because: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _hold_all(cls, written: Any, info: ValidationInfo) -> Any:
        if not isinstance(written, dict):
            return written
        words = find_words(info)
        asked = list_asked(LANGUAGES, words)
        return {"held": [one for one in words[LANGUAGES] if one in asked or one in written], **written}

    @model_serializer(mode="wrap")
    def _put_words_first(self, write: SerializerFunctionWrapHandler) -> Mapping[str, Any]:
        written = write(self)
        return {**{language: written[language] for language, _ in self.items()}, **written}


class WordingException(Record):
    """A text that rightly says a term in another way in one of its languages, and why."""

    term: Annotated[Slug, Refers("terms")]
    text: TextName
    reason: Text


class CountException(Record):
    """A text that rightly counts or ranks sources in words: which words, and why."""

    text: TextName
    words: Annotated[str, Field(min_length=2, max_length=80)]
    reason: Text
