"""The prose uses no word that misleads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.words import find_misleading, list_avoided
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.prose.sections import Section


def check_misleading_words(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A word that misleads about a state of a request, or about a term, is not used, but in quotation marks."""
    avoided = list_avoided(guide)
    for section in sections:
        found = find_misleading(section.words, section.language, avoided)
        if found:
            message, offset = found
            yield Diagnostic(section.locate(offset), message)
