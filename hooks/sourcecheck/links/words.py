"""Messages about a link."""

from __future__ import annotations

from guide.messages.message import Message
from guide.model.vocabulary import Trouble
from sourcecheck.links.outcome import Outcome


def name_trouble(trouble: Trouble | None) -> Message:
    """Return what a trouble is called, or that there is none."""
    return Message(f"link-trouble/{trouble or 'fine'}")


def explain_remedy(trouble: Trouble) -> Message:
    """Return what to do about a trouble."""
    return Message(f"link-remedy/{trouble}")


def explain_outcome(outcome: Outcome) -> Message:
    """Return what was seen, as a half sentence behind the address. What a server wrote is kept to one short line."""
    detail = "".join(letter if letter.isprintable() else " " for letter in outcome.detail)
    return Message(f"link-cause/{outcome.cause}", detail=detail if len(detail) <= 300 else f"{detail[:299]}…")
