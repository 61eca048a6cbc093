"""What somebody meant who wrote a name that is not known: the nearest that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from guide.messages.message import Message


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is written most like `word`, or None where none is."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


def suggest(word: str, known: Iterable[str], otherwise: Message | str = "") -> Message | str:
    """Return what to say behind a message about a `word` that is not known: the nearest that is, or `otherwise`."""
    nearest = find_nearest(word, known)
    return Message("hint/behind", word=nearest) if nearest else otherwise
