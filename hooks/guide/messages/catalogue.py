"""The catalogue: the words of every message in every language, and the rules of the data with reasons and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from guide.messages.message import Message, Texts, Word

Words = dict[str, str]
"""What is said, by language."""
FALLBACK = "en"
"""The language that is spoken where another one has no words."""
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rule(_Frozen):
    """One rule: why it is asked, what is said where it is broken, and what it looks like broken and kept.

    `says` has words, or the words of several messages by their short names. `kind` is the sort of record that the
    examples belong to; without one they speak of a whole file. An example is one or more lines of a record, or records
    as a whole, each after '- '.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: str | None = None
    reason: Words
    says: Words | dict[str, Words]
    bad: str
    good: str

    @property
    def messages(self) -> Mapping[str, Words]:
        """The words of each message about this rule, by its id."""
        several = {f"{self.id}/{name}": words for name, words in self.says.items() if isinstance(words, dict)}
        return several or {self.id: {language: str(words) for language, words in self.says.items()}}


class _File(_Frozen):
    rules: tuple[Rule, ...]
    notes: dict[str, Words]


@dataclass(frozen=True)
class Catalogue:
    """All that can be said: the rules by id, and the words of each message, by its id and by language."""

    rules: Mapping[str, Rule]
    messages: Mapping[str, Words]

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that something is said in, in the order of the file."""
        return tuple(dict.fromkeys(language for words in self.messages.values() for language in words))

    def format(self, message: Message, language: str) -> str:
        """Return a message in a language; where it has no words in that one, in English."""
        words = {name: self._write(word, language) for name, word in message.words}
        text = choose_words(self.messages[message.id], language).format(**words)
        frame = message.frame
        return self.format(Message(frame.id, message=text, **dict(frame.words)), language) if frame else text

    def _write(self, word: Word, language: str) -> str:
        if isinstance(word, Message):
            return self.format(word, language)
        if isinstance(word, tuple):
            return self.format(Message("list/separator"), language).join(self._write(one, language) for one in word)
        return choose_words(dict(word.texts), language) if isinstance(word, Texts) else word

    def find_rule(self, message: Message) -> str:
        """Return the id of the rule that a message is about; empty where it is about none."""
        return message.rule if message.rule in self.rules else ""

    def list_missing(self, language: str) -> tuple[str, ...]:
        """Return what has no words in a language: the ids of messages, and of rules whose reason has none."""
        messages = [name for name, words in self.messages.items() if language not in words]
        return (*messages, *(f"{rule.id} (reason)" for rule in self.rules.values() if language not in rule.reason))


def choose_words(words: Words, language: str) -> str:
    """Return what is said in a language; in English where nothing is, or else in the first one."""
    return words[language] if language in words else words.get(FALLBACK, next(iter(words.values())))


def parse_catalogue(content: str) -> Catalogue:
    """Read the content of catalogue.yml. It is part of the program, so a mistake in it is an exception."""
    file = TypeAdapter(_File).validate_python(yaml.load(content, _LOADER))
    messages = {name: words for rule in file.rules for name, words in rule.messages.items()}
    return Catalogue({rule.id: rule for rule in file.rules}, {**messages, **file.notes})
