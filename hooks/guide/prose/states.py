"""The prose says of a request what states.yml says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.words import MISLEADING, find_misleading
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.prose.sections import Passage


def check_state_words(guide: Guide, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """A word that misleads about the state of a request is not used, but in quotation marks."""
    for passage in passages:
        found = find_misleading(passage.words, passage.language, guide.states)
        if found:
            word, state, offset = found
            yield Diagnostic(passage.mark(offset), MISLEADING.format(word=word, state=state))
