"""One word for one thing: a word that misleads about a state of a request, or about a term, is not used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from guide.checks.problem import Problem
from guide.checks.walk import walk_texts
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language, WordLists
from guide.model.name import RecordName
from guide.model.open_questions import Statement
from guide.model.reader_flow import State
from guide.model.record import Record
from guide.model.records import Term
from guide.read.scan import Pair, blot, find_pairs

# What others call a thing, and what people type.
_ABOUT_WORDS = {"aliases", "other_names"}
_IDLE = "labels/search.idle"

# In quotation marks, the titles of works, and Chinese words in English brackets.
_QUOTED = (Pair("“", "”"), Pair('"', '"'), Pair("《", "》"), Pair(r"\(", ")", "[\u4e00-\u9fff]"))


@dataclass(frozen=True)
class Avoided:
    """Records, and the words that are not used for what each of them is about; for readers there is no record.

    `any_word` finds one of all those words of a language in a text as _write_plainly writes it; nearly no text has one.
    """

    words: tuple[tuple[RecordName | None, WordLists], ...]
    any_word: Mapping[Language, re.Pattern[bytes]]


def check_misleading_words(guide: Guide) -> Iterator[Problem]:
    """A text of ours says of a request what states.yml says, and of a term what terms.yml says.

    Words in quotation marks are somebody else's; so are the article's statements, and what people type in a search.
    """
    avoided = list_avoided(guide)
    for kind, record in guide.everything():
        for path, language, text in () if _is_typed_by_others(record) else walk_texts(record):
            found = None if _ABOUT_WORDS & set(path) else find_misleading(text, language, avoided)
            if found:
                yield Problem(kind, record.id, path, found[0])


def _is_typed_by_others(record: Record) -> bool:
    return isinstance(record, Statement) or str(record.name) == _IDLE


def list_avoided(guide: Guide) -> Avoided:
    """Return the states and terms that say which words are not used for them, with these words; then the subject."""
    states = tuple((state.name, state.avoid) for state in guide.of(State))
    terms = tuple((term.name, term.avoid) for term in guide.of(Term) if term.avoid)
    words = (*states, *terms, (None, guide.subject.address))
    languages = guide.subject.languages
    return Avoided(words, {one: _join(word for _, lists in words for word in lists[one]) for one in languages})


def _join(words: Iterable[str]) -> re.Pattern[bytes]:
    """Return what finds one of some words."""
    return re.compile(b"|".join(sorted({re.escape(_write_plainly(word)) for word in words})) or b"(?!)")


def _write_plainly(text: str) -> bytes:
    """Return a text as it is compared with words: in small Latin letters, and every other letter as it is."""
    return text.encode("utf-8", "surrogatepass").lower()


def find_misleading(text: str, language: Language, avoided: Avoided) -> tuple[Message, int] | None:
    """Return what is wrong with the first word of `text` that is not used, and its place."""
    if not avoided.any_word[language].search(_write_plainly(text)):
        return None
    own = mask_quoted(text)
    for name, words in avoided.words:
        for word in words[language]:
            # Not in small letters: some letters become two, and then no place in the text is where it was.
            found = _compile(word).search(own)
            if found:
                return _explain(word, name), found.start()
    return None


def _explain(word: str, name: RecordName | None) -> Message:
    if name is None:
        return Message("misleading-word/address", word=word)
    return Message("misleading-word/name", word=word, name=str(name))


def mask_quoted(text: str) -> str:
    """Return `text` with what is quoted blotted out, at the same length."""
    return blot(text, find_pairs(text, _QUOTED), "\ufffc")


@cache
def _compile(word: str) -> re.Pattern[str]:
    return re.compile(f"(?ai:{re.escape(word)})")
