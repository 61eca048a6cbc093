"""What may stand after the name in a shortcode: `<!-- guide:NAME ARGUMENT -->`."""

from __future__ import annotations

from collections.abc import Iterable

from guide.messages.message import Message, MessageError


def choose(argument: str, known: Iterable[str]) -> str:
    """Return `argument`, which has to be one of `known`; "" among them stands for none. Raises MessageError."""
    allowed = tuple(known)
    if argument in allowed:
        return argument
    names = tuple(name for name in allowed if name)
    if not names:
        raise MessageError(Message("argument/none", argument=argument))
    raise MessageError(Message("argument/perhaps" if "" in allowed else "argument/one", known=names))
