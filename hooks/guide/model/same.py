"""A thing that is equal to itself alone, where something is remembered of it: nobody compares all that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, eq=False, slots=True)
class Same(Generic[Thing]):
    """The very `thing`, and no other that is equal to it."""

    thing: Thing

    def __eq__(self, other: object) -> bool:
        """Say whether the other is of the very same thing."""
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        """Return the same number for the same thing."""
        return id(self.thing)
