"""Which addresses outside of the site there are, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.messages.diagnostic import DataError
from guide.messages.location import Location
from guide.read.nodes import parse_document
from guide.read.places import Path
from guide.read.scan import blot, find_code, find_fences

EXCEPTIONS = "data/link_exceptions.yml"
_FILES = (re.compile(r"data/([^/]+/)?[^/]+\.yml"), re.compile(r"docs/.+\.md"), re.compile(r"[^/]+\.md"))
# What ends an address in a text: white space, quotation marks and brackets, the punctuation of Chinese, and what nobody
# sees: control characters and those that turn the direction of writing.
_ADDRESS = re.compile(
    r"https?://[\w\[][^\s<>\"'`{}|\\\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2018-\u201d\u2028-\u202e\u2060-\u206f"
    r"\u3000-\u303f\ufeff\uff01-\uff0f\uff1a-\uff1f\ufff0-\uffff]*",
    re.ASCII,
)


@dataclass(frozen=True)
class Link:
    """An address, and every place where it stands."""

    address: str
    locations: tuple[Location, ...]


def holds_links(path: str) -> bool:
    """Say whether the file at `path`, seen from the project's root, is one whose addresses are checked.

    The list of exceptions is none of them: an address that stands only there is linked nowhere.
    """
    return path != EXCEPTIONS and any(pattern.fullmatch(path) for pattern in _FILES)


def find_links(texts: Mapping[str, str]) -> tuple[Link, ...]:
    """Return each address of the files in `texts` (their text by their path), in the order of its first place."""
    locations: dict[str, list[Location]] = {}
    for path, text in sorted(texts.items()):
        for address, location in _find_in_file(path, text):
            locations.setdefault(address, []).append(location)
    return tuple(Link(address, tuple(found)) for address, found in locations.items())


def _find_in_file(path: str, text: str) -> Iterator[tuple[str, Location]]:
    if path.endswith(".yml"):
        try:
            yield from _find_in_data(path, text)
            return
        except DataError:  # an old revision may hold what is no data today; its addresses are known all the same
            pass
    yield from _find_in_prose(path, text)


def _find_in_data(path: str, text: str) -> Iterator[tuple[str, Location]]:
    document = parse_document(text, path)
    for place in document.locations:
        value = _read_value(document.value, place)
        if isinstance(value, str):
            for address, _ in _find_in_text(value):
                yield address, document.mark_character(place, address)


def _read_value(value: Any, place: Path) -> Any:
    for step in place:
        value = value[step]
    return value


def _find_in_prose(path: str, text: str) -> Iterator[tuple[str, Location]]:
    """Yield the addresses of Markdown; what stands in code is an example, and no link."""
    fenced = blot(text, find_fences(text), " ")
    bare = blot(fenced, find_code(fenced), " ")
    starts = [0, *(end.end() for end in re.finditer("\n", bare))]
    for address, start in _find_in_text(bare):
        line = bisect_right(starts, start)
        yield address, Location(path, line, start - starts[line - 1] + 1)


def _find_in_text(text: str) -> Iterator[tuple[str, int]]:
    for found in _ADDRESS.finditer(text):
        yield _trim(found[0]), found.start()


def _trim(address: str) -> str:
    """Cut off what belongs to the sentence around an address: its full stop, or the bracket that it stands in."""
    end, closed = len(address), address.count(")") - address.count("(")
    while address[end - 1] in ".,;:!?*_" or (address[end - 1] == ")" and closed > 0):
        end -= 1
        closed -= address[end] == ")"
    return address[:end]
