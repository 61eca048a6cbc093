"""One word for one thing: a word that misleads about a state of a request, or about a term, is not used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guide.checks.problem import Problem
from guide.checks.walk import walk_texts
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language, WordLists
from guide.model.name import RecordName
from guide.model.open_questions import Statement
from guide.model.reader_flow import State
from guide.model.records import Term
from guide.read.scan import Pair, blot, find_pairs

# What others call a thing, and what people type.
_ABOUT_WORDS = {"aliases", "other_names"}

# In quotation marks, the titles of works, and Chinese words in English brackets.
_QUOTED = (Pair("“", "”"), Pair('"', '"'), Pair("《", "》"), Pair(r"\(", ")", "[\u4e00-\u9fff]"))


Avoided = tuple[tuple[RecordName, WordLists], ...]
"""Records, and the words that are not used for what each of them is about."""


def check_misleading_words(guide: Guide) -> Iterator[Problem]:
    """A text of ours says of a request what states.yml says, and of a term what terms.yml says.

    Words in quotation marks are somebody else's; so are the article's statements, and what people type in a search.
    """
    avoided = list_avoided(guide)
    for kind, record in guide.everything():
        for path, language, text in () if isinstance(record, Statement) else walk_texts(record):
            found = None if _ABOUT_WORDS & set(path) else find_misleading(text, language, avoided)
            if found:
                word, name, _ = found
                yield Problem(kind, record.id, path, Message("misleading-word", word=word, name=name))


def list_avoided(guide: Guide) -> Avoided:
    """Return the states and terms that say which words are not used for them, with these words."""
    states = tuple((state.name, state.avoid) for state in guide.of(State))
    return states + tuple((term.name, term.avoid) for term in guide.of(Term) if term.avoid)


def find_misleading(text: str, language: Language, avoided: Avoided) -> tuple[str, str, int] | None:
    """Return the first word of `text` that misleads, the name of the record with the right one, and its place."""
    own = mask_quoted(text)
    for name, words in avoided:
        for word in words[language]:
            # Not in small letters: some letters become two, and then no place in the text is where it was.
            found = _compile(word).search(own)
            if found:
                return word, str(name), found.start()
    return None


def mask_quoted(text: str) -> str:
    """Return `text` with what is quoted blotted out, at the same length."""
    return blot(text, find_pairs(text, _QUOTED), "\ufffc")


@cache
def _compile(word: str) -> re.Pattern[str]:
    return re.compile(f"(?ai:{re.escape(word)})")
