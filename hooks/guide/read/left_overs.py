"""What is left of somebody's work and was not meant to stay: marks of a merge, notes to oneself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten

_CONFLICT = re.compile(r"^[ \t]*(?:(?:<{7}|>{7}|\|{7})(?: .*)?|={7})$", re.MULTILINE)
_DRAFT = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD|XXX)(?![A-Za-z])|(?ai:\blorem ipsum\b)|待补|待翻译|待完善|未完待续|此处待"
)


def find_conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the marks that a merge leaves where two changes meet. No file of ours has such a line."""
    for found in _CONFLICT.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Diagnostic(Location(path, line, 1), Message("left-over/conflict", found=shorten(found[0].strip(), 30)))


def find_draft(text: str) -> re.Match[str] | None:
    """Return the first note to oneself in a text."""
    return _DRAFT.search(text)


def find_drafts(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the notes to oneself in a file that is all our own."""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _DRAFT.search(line):
            yield Diagnostic(Location(path, number, found.start() + 1), Message("left-over/draft", found=found[0]))


def find_drafts_in_comments(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield the notes to oneself in the comments of a data file; its texts may be somebody else's."""
    if not _DRAFT.search(text):
        return
    comments = (line if line.lstrip().startswith("#") else "" for line in text.split("\n"))
    yield from find_drafts("\n".join(comments), path)
