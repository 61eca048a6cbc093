"""How the model refuses a value: by the id of the message that says why, and what fills it."""

from __future__ import annotations

from typing import Any, LiteralString

from pydantic_core import PydanticCustomError


def refuse(id: LiteralString, **words: Any) -> PydanticCustomError:
    """Return what a validator raises. Pydantic wants words, too; nobody reads them."""
    return PydanticCustomError(id, id, words)
