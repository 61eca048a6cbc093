"""The guide's languages, and text that is written in all of them."""

from __future__ import annotations

import re
from collections.abc import ItemsView
from typing import Annotated, Any, ClassVar, Self, get_args, get_type_hints

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError

from guide.model.borrowed import borrow
from guide.model.refusal import refuse
from guide.model.word import OneOf, Vocabularies, find_words

_FULL_WIDTH = re.compile("[\uff10-\uff19\uff05\uff21-\uff3a\uff41-\uff5a]")
LANGUAGES = "languages"
"""The name of the list of the guide's languages. The first stands at the site's root, each other in its own folder."""
BEGINNING = "beginning_languages"
"""The name of the list of those among them that are only beginning: nothing has to be written in them."""


Language = Annotated[str, OneOf(LANGUAGES)]
"""The code of a language: of the guide, where it is written in data; of the messages, where a command is asked."""


WITH_HAN: frozenset[Language] = frozenset({"ja"})
"""Languages that are written with Chinese characters beside their own: there these are no words of Chinese."""


class Frozen(BaseModel):
    """A value that cannot change and knows no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


_MISSING, _ODD = object(), object()
"""Stand, in what is validated, where a key is missing and where one is that does not belong there."""


def _check_key(written: Any) -> Any:
    if written is _MISSING:
        raise PydanticKnownError("missing")
    if written is _ODD:
        raise PydanticKnownError("extra_forbidden")
    return written


def list_asked(vocabulary: str, words: Vocabularies) -> tuple[str, ...]:
    """Return those words of a list that a group has to have as keys: all but the languages that are only beginning."""
    beginning = words.get(BEGINNING, ()) if vocabulary == LANGUAGES else ()
    return tuple(word for word in words.get(vocabulary, ()) if word not in beginning)


InEach = BeforeValidator(_check_key)
"""Marks what stands behind the keys of a group that is Keyed."""


class Keyed(BaseModel):
    """A group with one key for each word of a list of the subject, `vocabulary`, beside the fields that it may have.

    A language that is only beginning may be left out.

    What stands behind such a key is what a class says of `__pydantic_extra__`, marked as InEach.
    """

    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=False)
    vocabulary: ClassVar[str] = LANGUAGES

    @model_validator(mode="before")
    @classmethod
    def _ask(cls, written: Any, info: ValidationInfo) -> Any:
        if not isinstance(written, dict):
            return written
        words = find_words(info)
        known = words.get(cls.vocabulary, written)  # while the subject is read, its languages are not known
        asked = list_asked(cls.vocabulary, words)
        given = {word: written.get(word, _MISSING) for word in known if word in written or word in asked}
        others = {key: value for key, value in written.items() if key not in given}
        return {**given, **{key: value if key in cls.model_fields else _ODD for key, value in others.items()}}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        written = handler(core_schema)
        handler.resolve_ref_schema(written)["keys"] = cls.vocabulary
        return written

    @classmethod
    def item_type(cls) -> Any:
        """Return the type of what stands behind each key."""
        asked = get_args(get_type_hints(cls, include_extras=True)["__pydantic_extra__"])[1]
        own, *marks = get_args(asked)
        rest = tuple(mark for mark in marks if mark is not InEach)
        return Annotated[(own, *rest)] if rest else own

    def items(self) -> ItemsView[str, Any]:
        """Return (word, what stands behind it) for each word, in the order of the subject."""
        return (self.__pydantic_extra__ or {}).items()

    def __hash__(self) -> int:
        return hash((*self.items(), *self.__dict__.items()))


def _check_words(words: str) -> str:
    if not words.strip():
        raise refuse("empty-text/value")
    if words != words.strip():
        raise refuse("blank-ends")
    if "\n" in words:
        raise refuse("line-break/text")
    found = _FULL_WIDTH.search(words)
    if found:
        half = chr(ord(found[0]) - 0xFEE0)
        raise refuse("full-width-character/character", found=found[0], half=half)
    return words


LONGEST = 2000
"""Characters of one text: about a screen of a phone, and what any search in it can cope with."""

Words = Annotated[
    str,
    Field(max_length=LONGEST),
    AfterValidator(_check_words),
    WithJsonSchema({"format": "words", "maxLength": LONGEST}),
]
"""One paragraph of plain text in one language. Nothing in it is Markdown, HTML or a template.

No field of any record is inline Markdown. Only `{value}` and `{kind/id}` mean something, and only in a Text or Lines.
"""


class Text(Keyed):
    """The same text in every language of the guide. One that is only beginning borrows the words of the first."""

    __pydantic_extra__: dict[str, Annotated[Words, InEach]]

    def __getitem__(self, language: Language) -> str:
        written = self.__pydantic_extra__
        return written[language] if language in written else self._borrow(next(iter(written.values())))

    @staticmethod
    def _borrow(words: str) -> str:
        return borrow(words)

    def items(self) -> ItemsView[str, str]:
        """Return (language, words) for each language that it is written in, the first one first."""
        return self.__pydantic_extra__.items()


PLURAL = " | "
"""Stands between the singular and the plural of a word of the interface."""


class Phrase(Text):
    """A word of the interface. It may begin or end with a space, since it is put together with others."""

    __pydantic_extra__: dict[str, Annotated[str, Field(max_length=LONGEST), InEach]]

    @staticmethod
    def _borrow(words: str) -> str:
        return PLURAL.join(map(borrow, words.split(PLURAL)))


class WordLists(Keyed):
    """Words in each language; the lists need not be of one length. A language that is only beginning may have none."""

    __pydantic_extra__: dict[str, Annotated[tuple[Words, ...], InEach]]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return self.__pydantic_extra__.get(language, ())

    def items(self) -> ItemsView[str, tuple[str, ...]]:
        """Return (language, words) for each language that has a list, the first one first."""
        return self.__pydantic_extra__.items()


class Lines(Keyed):
    """The same list of short texts in every language: as many items, in the same order; borrowed as a Text is."""

    __pydantic_extra__: dict[str, Annotated[tuple[Words, ...], InEach]]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        written = self.__pydantic_extra__
        return written[language] if language in written else tuple(map(borrow, next(iter(written.values()))))

    def items(self) -> ItemsView[str, tuple[str, ...]]:
        """Return (language, lines) for each language that it is written in, the first one first."""
        return self.__pydantic_extra__.items()

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        counts = {language: len(lines) for language, lines in self.items()}
        if len(set(counts.values())) > 1:
            raise refuse("uneven-lists", counts=tuple(f"{language}: {count}" for language, count in counts.items()))
        return self
