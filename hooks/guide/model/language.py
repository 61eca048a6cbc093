"""The guide's languages, and text that is written in all of them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from guide.model.refusal import refuse

_FULL_WIDTH = re.compile("[\uff10-\uff19\uff05\uff21-\uff3a\uff41-\uff5a]")


class Language(StrEnum):
    """A language of the site. The first one stands at the site's root, the others in a folder of their name."""

    ZH = "zh"
    EN = "en"


class Frozen(BaseModel):
    """A value that cannot change and knows no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


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


class Text(Frozen):
    """The same text in every language of the guide."""

    zh: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return str(getattr(self, language))


class Phrase(Text):
    """A word of the interface. It may begin or end with a space, since it is put together with others."""

    zh: Annotated[str, Field(max_length=LONGEST)]
    en: Annotated[str, Field(max_length=LONGEST)]


class Lines(Frozen):
    """The same list of short texts in every language: as many items, in the same order."""

    zh: tuple[Words, ...]
    en: tuple[Words, ...]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return tuple(getattr(self, language))

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        counts = {language.value: len(self[language]) for language in Language}
        if len(set(counts.values())) > 1:
            raise refuse("uneven-lists", counts=tuple(f"{language}: {count}" for language, count in counts.items()))
        return self


class WordLists(Frozen):
    """Words in each language; the lists need not be of one length."""

    zh: tuple[Words, ...]
    en: tuple[Words, ...]

    def __getitem__(self, language: Language) -> tuple[str, ...]:
        return tuple(getattr(self, language))
