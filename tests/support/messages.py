"""Messages as somebody reads them, with the words of the project's own catalogue."""

from __future__ import annotations

from typing import Protocol

from guide.load import load_catalogue
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter

CATALOGUE = load_catalogue()
ENGLISH, CHINESE = Reporter(CATALOGUE, "en"), Reporter(CATALOGUE, "zh")


class HasMessage(Protocol):
    """A diagnostic, a problem, an error."""

    @property
    def message(self) -> Message: ...


def phrase(found: HasMessage | Message, language: str) -> str:
    """Return a message in a language."""
    message = found if isinstance(found, Message) else found.message
    return CATALOGUE.format(message, language)


def phrase_line(found: Diagnostic) -> str:
    """Return a mistake in English, with its place."""
    return ENGLISH.write_line(found)
