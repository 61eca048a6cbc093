"""The prose says of a request what states.yml says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.words import find_misleading
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.reader_flow import State
from guide.prose.sections import Section


def check_state_words(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A word that misleads about the state of a request is not used, but in quotation marks."""
    for section in sections:
        found = find_misleading(section.words, section.language, guide.of(State))
        if found:
            word, state, offset = found
            yield Diagnostic(section.locate(offset), Message("misleading-word", word=word, state=state))
