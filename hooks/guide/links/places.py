"""Which addresses outside of the site there are, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.diagnostics import DataError, Mark
from guide.nodes import Path, parse_document

EXCEPTIONS = "data/link_exceptions.yml"
_FILES = (re.compile(r"data/[^/]+\.yml"), re.compile(r"docs/.+\.md"), re.compile(r"[^/]+\.md"))
# What ends an address in a text: white space, quotation marks and brackets, and the punctuation of Chinese.
_ADDRESS = re.compile(r"https?://[\w\[][^\s<>\"'`{}|\\\u2018-\u201d\u3000-\u303f\uff01-\uff0f\uff1a-\uff1f]*", re.ASCII)
_CODE = re.compile(r"^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$|(?P<tick>`+)[^`].*?(?<!`)(?P=tick)(?!`)", re.M | re.S)


@dataclass(frozen=True)
class Link:
    """An address, and every place where it stands."""

    address: str
    marks: tuple[Mark, ...]


def holds_links(path: str) -> bool:
    """Say whether the file at `path`, seen from the project's root, is one whose addresses are checked.

    The list of exceptions is none of them: an address that stands only there is linked nowhere.
    """
    return path != EXCEPTIONS and any(pattern.fullmatch(path) for pattern in _FILES)


def find_links(texts: Mapping[str, str]) -> tuple[Link, ...]:
    """Return each address of the files in `texts` (their text by their path), in the order of its first place."""
    marks: dict[str, list[Mark]] = {}
    for path, text in sorted(texts.items()):
        for address, mark in _find_in_file(path, text):
            marks.setdefault(address, []).append(mark)
    return tuple(Link(address, tuple(found)) for address, found in marks.items())


def _find_in_file(path: str, text: str) -> Iterator[tuple[str, Mark]]:
    if path.endswith(".yml"):
        try:
            yield from _find_in_data(path, text)
            return
        except DataError:  # an old revision may hold what is no data today; its addresses are known all the same
            pass
    yield from _find_in_prose(path, text)


def _find_in_data(path: str, text: str) -> Iterator[tuple[str, Mark]]:
    document = parse_document(text, path)
    for place in document.marks:
        value = _read_value(document.value, place)
        if isinstance(value, str):
            for address, _ in _find_in_text(value):
                yield address, document.mark_character(place, address)


def _read_value(value: Any, place: Path) -> Any:
    for step in place:
        value = value[step]
    return value


def _find_in_prose(path: str, text: str) -> Iterator[tuple[str, Mark]]:
    """Yield the addresses of Markdown; what stands in code is an example, and no link."""
    bare = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for address, start in _find_in_text(bare):
        line = bare.count("\n", 0, start) + 1
        yield address, Mark(path, line, start - bare.rfind("\n", 0, start))


def _find_in_text(text: str) -> Iterator[tuple[str, int]]:
    for found in _ADDRESS.finditer(text):
        yield _trim(found[0]), found.start()


def _trim(address: str) -> str:
    """Cut off what belongs to the sentence around an address: its full stop, or the bracket that it stands in."""
    while address[-1] in ".,;:!?*_" or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address
