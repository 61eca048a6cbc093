"""YAML as nearly every file has it -> its values, in one pass. What is out of the ordinary is left to others.

Nothing is explained here: whoever gets no answer reads the text again, token by token, and says what is wrong with it,
or that nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from guide.read.characters import LOADER, MOST_LEVELS, MOST_VALUES, find_odd, is_suspect
from guide.read.left_overs import find_draft

NAME = "id"
"""What records are called by, wherever a record has a name."""
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_LOOK_CLOSER = re.compile(
    r"[ \t]#"  # perhaps a comment that cuts a text off
    r"|^[ -]*\?(?:\s|$)|[\[{,]\s*\?"  # perhaps a key that is announced by a question mark
    r"|[|>][-+0-9]*#",  # a comment that only some parsers read as one
    re.MULTILINE,
)

Place = tuple[int, int]
"""A line and a column, both from 0."""


@dataclass
class Plain:
    """What a text holds: its value, how many values there are in it, and where the name of each of its records stands.

    A record without a name has the place of the record.
    """

    value: Any = None
    size: int = 0
    names: list[Place] = field(default_factory=list)


class _OddError(Exception):
    """Something is out of the ordinary."""


def read_plain(text: str) -> Plain | None:
    """Return what YAML `text` holds; None where anything in it wants a closer look, mistakes above all."""
    if is_suspect(text) or find_draft(text) or _LOOK_CLOSER.search(text):
        return None
    try:
        return _Reader(text).read_all()
    except (_OddError, yaml.YAMLError):
        return None


class _Reader:
    """Builds the values of one text from what the parser reports."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = LOADER(text).get_event
        self.has_escapes = "\\" in text
        self.found = Plain()
        self.scalars = 0

    def read_all(self) -> Plain:
        self.next()
        if getattr(self.next(), "explicit", True):  # `---`, or nothing at all
            raise _OddError
        self.found.value = self._read(self.next(), 0, is_in_braces=False)
        if getattr(self.next(), "explicit", True) or type(self.next()) is not yaml.StreamEndEvent:
            raise _OddError
        return self.found

    def _read(self, event: Any, level: int, is_in_braces: bool) -> Any:
        """Return the value that begins with an event, `level` lists and groups deep."""
        self.found.size += 1
        if type(event) is yaml.ScalarEvent:
            return self._read_scalar(event, is_in_braces)
        if type(event) is yaml.AliasEvent or event.anchor or event.tag or level == MOST_LEVELS:
            raise _OddError
        is_in_braces = is_in_braces or event.flow_style
        if type(event) is yaml.MappingStartEvent:
            return self._read_group(level + 1, is_in_braces)
        return self._read_list(level + 1, is_in_braces)

    def _read_list(self, level: int, is_in_braces: bool) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            if level == 1:
                self.found.names.append((event.start_mark.line, event.start_mark.column))
            items.append(self._read(event, level, is_in_braces))
        return items

    def _read_group(self, level: int, is_in_braces: bool) -> dict[str, Any]:
        group: dict[str, Any] = {}
        while type(event := self.next()) is not yaml.MappingEndEvent:
            key = self._read_key(event)
            if key in group:
                raise _OddError
            child = self.next()
            if key == NAME and level == 2 and self.found.names:
                self.found.names[-1] = (child.start_mark.line, child.start_mark.column)
            group[key] = self._read(child, level, is_in_braces)
        return group

    def _read_key(self, event: Any) -> str:
        key = self._read_scalar(event, is_in_braces=False) if type(event) is yaml.ScalarEvent else ""
        if not _KEY.fullmatch(key):
            raise _OddError
        return key

    def _read_scalar(self, event: Any, is_in_braces: bool) -> str:
        self.scalars += 1
        value: str = event.value
        is_plain = not event.style
        if is_plain and (not value or (is_in_braces and "?" in value)):
            raise _OddError
        if event.anchor or event.tag or self.scalars > MOST_VALUES or (self.has_escapes and find_odd(value)):
            raise _OddError
        return value
