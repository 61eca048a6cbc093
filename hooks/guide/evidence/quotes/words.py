"""Why a text does not bear a quote out."""

from __future__ import annotations

from guide.evidence.quotes.find import Miss
from guide.messages.message import Message, shorten


def explain_miss(quote: str, miss: Miss, nearest: str) -> Message:
    """Return why a text does not bear a quote out, and what it says instead."""
    why = Message(f"quote-fault/{miss.fault}", detail=shorten(miss.detail))
    other = Message("quote/nearest", nearest=shorten(nearest, 200)) if nearest else ""
    return Message("quote/not-there", quote=shorten(quote), why=why, nearest=other)
