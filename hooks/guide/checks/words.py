"""One word for one state of a request: a word that misleads is not used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk_texts
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.open_questions import Statement
from guide.model.reader_flow import State
from guide.read.scan import Pair, blot, find_pairs

# In quotation marks, the titles of works, and Chinese words in English brackets.
_QUOTED = (Pair("“", "”"), Pair('"', '"'), Pair("《", "》"), Pair(r"\(", ")", "[\u4e00-\u9fff]"))


def check_state_words(guide: Guide) -> Iterator[Problem]:
    """A text of ours says of a request what states.yml says.

    Words in quotation marks are somebody else's; so are the article's statements, and what people type in a search.
    """
    for kind, record in guide.everything():
        for path, language, text in () if isinstance(record, Statement) else walk_texts(record):
            found = None if "aliases" in path else find_misleading(text, language, guide.of(State))
            if found:
                word, state, _ = found
                yield Problem(kind, record.id, path, Message("misleading-word", word=word, state=state))


def find_misleading(text: str, language: Language, states: tuple[State, ...]) -> tuple[str, str, int] | None:
    """Return the first word of `text` that misleads, the id of the state it is used for, and its place, or None."""
    own = mask_quoted(text)
    for state in states:
        for word in state.avoid[language]:
            # Not in small letters: some letters become two, and then no place in the text is where it was.
            found = re.search(f"(?ai:{re.escape(word)})", own)
            if found:
                return word, state.id, found.start()
    return None


def mask_quoted(text: str) -> str:
    """Return `text` with what is quoted blotted out, at the same length."""
    return blot(text, find_pairs(text, _QUOTED), "\ufffc")
