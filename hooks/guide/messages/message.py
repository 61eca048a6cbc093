"""A message before it is said in any language: the id of its words in the catalogue, and what fills them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce


@dataclass(frozen=True)
class Texts:
    """A word that the data have in every language: (language, text)."""

    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, init=False)
class Message:
    """A message of the catalogue, and the words that fill it, by their names.

    A word is a text, or what each language says in its own way: another message, several words in a row, or a text of
    the data. `frame` is a message around this one; the rule is this one's own all the same.
    """

    id: str
    words: tuple[tuple[str, Word], ...]
    frame: Message | None

    def __init__(self, id: str, /, **words: object) -> None:
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "words", tuple((name, _freeze(word)) for name, word in words.items()))
        object.__setattr__(self, "frame", None)

    def within(self, frame: Message) -> Message:
        """Return this message inside the words of another, which have a place `{message}` for it."""
        framed = Message(self.id, **dict(self.words))
        object.__setattr__(framed, "frame", frame)
        return framed

    def fill(self, **words: object) -> Message:
        """Return the message of this id with the words that fill it."""
        return Message(self.id, **words)

    @property
    def rule(self) -> str:
        """The id of the rule that a message about a mistake belongs to."""
        return self.id.partition("/")[0]

    def __str__(self) -> str:
        inside = [f"{name}={word}" for name, word in (*self.words, *(self.frame.words if self.frame else ())) if word]
        return f"{self.id} ({', '.join(inside)})" if inside else self.id


Word = str | Message | Texts | tuple["Word", ...]


class MessageError(LookupError):
    """Something that was asked for is not there. `message` says what, and what there is, as a part of a sentence."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def join_counts(counts: Iterable[Message]) -> Message:
    """Return several counts, one after the other; there has to be one."""
    return reduce(lambda before, count: Message("list/counts", before=before, count=count), counts)


def shorten(written: str, limit: int = 80) -> str:
    """Return what somebody wrote as it is quoted in a message: in one line, not over `limit` characters long."""
    line = written[: limit + 1].replace("\n", "\\n")
    return line if len(line) <= limit else f"{line[: limit - 3]}..."


def _freeze(word: object) -> Word:
    if isinstance(word, Message | Texts):
        return word
    if isinstance(word, Mapping):
        return Texts(tuple((str(language), str(text)) for language, text in word.items()))
    if isinstance(word, tuple | list):
        return tuple(_freeze(one) for one in word)
    return str(word)
