"""Words of the closed lists that the subject says: what may be written is known only when the subject has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError
from pydantic_core.core_schema import with_info_plain_validator_function

Vocabularies = Mapping[str, tuple[str, ...]]
"""The words of each closed list of the subject, by the list's name. Records are validated with it as the context."""


class Word(str):
    """A word of one of the subject's lists, `vocabulary`; `family` is what the names of its labels begin with."""

    __slots__ = ()
    vocabulary: ClassVar[str]
    family: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_plain_validator_function(cls._read, ref=f"{cls.__module__}.{cls.__qualname__}:{id(cls)}")

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "vocabulary": cls.vocabulary}

    @classmethod
    def _read(cls, written: Any, info: ValidationInfo) -> Self:
        return cls(_check_word(written, cls.vocabulary, info))


@dataclass(frozen=True)
class OneOf:
    """Marks a text that has to be a word of one of the subject's lists, and is nothing but text all the same."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "vocabulary": self.vocabulary}

    def _read(self, written: Any, info: ValidationInfo) -> str:
        return _check_word(written, self.vocabulary, info)


def _check_word(written: Any, vocabulary: str, info: ValidationInfo) -> str:
    """Return what was written, if it is a word of that list; anything else is an error that pydantic reports."""
    known = find_words(info)[vocabulary]
    if not isinstance(written, str) or written not in known:
        raise PydanticKnownError("enum", {"expected": _enumerate(known)})
    return written


def find_words(info: ValidationInfo) -> Vocabularies:
    """Return the words that a validation goes by. To validate without them is a mistake in the code."""
    if info.context is None:
        raise LookupError("records are validated with the subject's words as the context")
    words: Vocabularies = info.context
    return words


def _enumerate(words: Sequence[str]) -> str:
    """Return words as pydantic lists those of an enumeration: 'a', 'b' or 'c'."""
    *most, last = (f"'{word}'" for word in words) if words else ("(none)",)
    return f"{', '.join(most)} or {last}" if most else last
