"""What somebody meant who wrote a name that is not known: the nearest that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from guide.messages.diagnostic import Said

NOTHING = Said("", "", "")
_SUGGESTION = Said("", "; did you mean '{word}'?", "；是不是想写 {word}？")


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is written most like `word`, or None where none is."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


def suggest(word: str, known: Iterable[str], otherwise: Said = NOTHING) -> Said:
    """Return what to say behind a sentence about a `word` that is not known: the nearest that is, or `otherwise`."""
    nearest = find_nearest(word, known)
    return _SUGGESTION.format(word=nearest) if nearest else otherwise
