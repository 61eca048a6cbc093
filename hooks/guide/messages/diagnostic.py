"""What is wrong, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.messages.location import Location
from guide.messages.message import Message

_MOST = 100  # of one file; who has more mistakes has one cause for them, such as a wrong encoding


@dataclass(frozen=True)
class Diagnostic:
    """One mistake: where it stands, what is wrong and what is allowed."""

    location: Location
    message: Message

    def __str__(self) -> str:
        return f"{self.location}: {self.message}"


class DataError(Exception):
    """The data cannot be used. Carries every mistake found, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics), key=lambda one: (one.location, str(one.message))))
        super().__init__("\n".join(map(str, self.diagnostics)))


def cut_short(diagnostics: Iterable[Diagnostic], most: int = _MOST) -> Iterator[Diagnostic]:
    """Yield the first of many mistakes, and behind the last of them that there are more. It looks no further."""
    for count, diagnostic in enumerate(diagnostics, start=1):
        yield diagnostic
        if count == most:
            yield Diagnostic(diagnostic.location, Message("more-mistakes"))
            return
