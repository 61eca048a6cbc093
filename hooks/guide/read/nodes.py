"""YAML text -> plain values that know their place.

Every scalar stays the text that was written: `NO`, `010` and `12:30` mean nothing here,
the model decides what they are. Whatever YAML can do beyond lists, mappings and text is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import yaml

from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.characters import LOADER, explain_syntax, find_forbidden, find_odd
from guide.read.cut_text import explain_comma
from guide.read.lookalikes import FULL_COLON, explain_slip, find_slip
from guide.read.plain import NAME, read_plain

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class _Source:
    """A file of a document: its name, its text, and how many records stand before its own."""

    path: str
    text: str
    shift: int = 0


@dataclass(frozen=True)
class _Places:
    """Where each value of a file stands, and the key before it."""

    values: dict[Path, Location]
    keys: dict[Path, Location]


@dataclass(frozen=True, eq=False)
class Document:
    """One data file, or several that are one list: its values as text, lists and mappings, and where each stands.

    `size` is how many values there are, `names` are the places of the records, by their names. Other places are looked
    up in the files when somebody asks for one, which is when something is wrong there.
    """

    path: str
    value: Any
    size: int
    names: tuple[Location, ...]
    sources: tuple[_Source, ...]

    def locate(self, path: Path) -> Location:
        """Return the place of `path`, or of the nearest thing around it that exists."""
        if len(path) == 2 and path[1] == NAME and isinstance(path[0], int) and path[0] < len(self.names):
            return self.names[path[0]]
        while path and path not in self.locations:
            path = path[:-1]
        return self.locations.get(path, Location(self.path, 1, 1))

    def mark_character(self, path: Path, character: str) -> Location:
        """Return the place of the first `character` at `path`; the place of `path` where it is written as an escape."""
        start = self.locate(path)
        skip = start.column - 1
        for number, line in enumerate(self.lines[start.path][start.line - 1 :], start=start.line):
            column = line.find(character, skip)
            if column >= 0:
                return Location(start.path, number, column + 1)
            skip = 0
        return start

    def leave_values(self) -> Document:
        """Return the document without its values: there are as many as in the records that were made of them."""
        return replace(self, value=None)

    @property
    def locations(self) -> Mapping[Path, Location]:
        """The place of each value."""
        return self._places.values

    @property
    def key_locations(self) -> Mapping[Path, Location]:
        """The place of each key, by the path of what stands behind it."""
        return self._places.keys

    @cached_property
    def lines(self) -> Mapping[str, list[str]]:
        """The lines of each file, by its name."""
        return {source.path: source.text.split("\n") for source in self.sources}

    @cached_property
    def _places(self) -> _Places:
        found = _Places({}, {})
        for source in self.sources:
            reader = _look_closely(source.text, source.path)
            is_first = source.path == self.path
            found.values.update(reader.locations if is_first else _shift(reader.locations, source.shift))
            found.keys.update(reader.key_locations if is_first else _shift(reader.key_locations, source.shift))
        return found


def parse_document(text: str, path: str) -> Document:
    """Read YAML `text`; `path` is what messages call the file.

    Raises DataError with every mistake of form: syntax, duplicate or odd keys, anchors, tags,
    invisible characters.
    """
    source = (_Source(path, text),)
    if plain := read_plain(text):
        names = tuple(Location(path, line + 1, column + 1) for line, column in plain.names)
        return Document(path, plain.value, plain.size, names, source)
    reader = _look_closely(text, path)
    return Document(path, reader.value, len(reader.locations), reader.list_names(), source)


def _look_closely(text: str, path: str) -> _Reader:
    """Return what has read a text, with the place of each value. Raises DataError, as parse_document does."""
    problems = list(find_forbidden(text, path))
    if problems:
        raise DataError(problems)
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise DataError([explain_syntax(error, text, path)]) from None
    reader = _Reader(path, text.split("\n"))
    reader.value = reader.read(root, ()) if root is not None else None
    if reader.problems:
        raise DataError(cut_short(reader.problems))
    return reader


def join_documents(first: Document, others: Iterable[Document]) -> Document:
    """Return files that hold records of one kind as one, whose records follow one another.

    Where one of them is no list, the answer is that one, for whoever reads it to refuse.
    """
    parts = (first, *others)
    if odd := next((part for part in parts if not isinstance(part.value, list)), None):
        return odd
    value: list[Any] = []
    sources: list[_Source] = []
    for part in parts:
        sources += (replace(source, shift=len(value)) for source in part.sources)
        value += part.value
    names = tuple(name for part in parts for name in part.names)
    size = sum(part.size for part in parts)
    return Document(first.path, value, size, names, tuple(sources))


def _shift(locations: Mapping[Path, Location], by: int) -> dict[Path, Location]:
    """Return the locations inside the items of a list, as they are behind so many others."""
    inside = ((path, location) for path, location in locations.items() if path)
    return {(int(path[0]) + by, *path[1:]): location for path, location in inside}


class _Reader:
    """Walks one node tree; collects locations and mistakes on the way."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path = path
        self.value: Any = None
        self.lines = lines
        self.locations: dict[Path, Location] = {}
        self.key_locations: dict[Path, Location] = {}
        self.problems: list[Diagnostic] = []

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.locations[path] = self._locate(node)
        if isinstance(node, yaml.MappingNode):
            return {key: self.read(child, (*path, key)) for key, child in self._pairs(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        if node.value == "" and not getattr(node, "style", None):
            self._report(node, Message("empty-value"))
        elif odd := find_odd(node.value):
            self._report(node, odd)
        return node.value

    def list_names(self) -> tuple[Location, ...]:
        """Return where the name of each record of a list stands; of one without a name, where the record does."""
        count = len(self.value) if isinstance(self.value, list) else 0
        return tuple(self.locations.get((index, NAME), self.locations[(index,)]) for index in range(count))

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, yaml.Node]]:
        before = ""
        for key_node, child in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode) or "\n" in key:
                self._report(key_node, Message("odd-key"))
            elif ":" in key and not child.value:
                self._report_space(key_node, key)
            elif _has_no_colon(key_node, child) and FULL_COLON not in key:
                self._report(key_node, explain_comma(before, key) if before else Message("cut-text/brace"))
            elif odd := find_odd(key):
                self._report(key_node, odd)
            elif found := find_slip(key):
                self._report(key_node, explain_slip(found), key.index(found))
            elif (*path, key) in self.key_locations:
                first = self.key_locations[(*path, key)]
                self._report(key_node, Message("repeated-key/first", key=shorten(key), line=first.line))
            else:
                self.key_locations[(*path, key)] = self._locate(key_node)
                before = child.value if isinstance(child, yaml.ScalarNode) else "…"
                yield key, child

    def _locate(self, node: yaml.Node, offset: int = 0) -> Location:
        start = node.start_mark
        if start.line >= len(self.lines):  # behind the last line end YAML counts one more line than editors do
            return Location(self.path, len(self.lines), len(self.lines[-1]) + 1)
        return Location(self.path, start.line + 1, start.column + 1 + offset)

    def _report_space(self, node: yaml.Node, key: str) -> None:
        if ":\u3000" in key:
            self._report(node, Message("full-width-space"), key.index(":\u3000") + 1)
        else:
            self._report(node, Message("missing-space", key=shorten(key)))

    def _report(self, node: yaml.Node, message: Message, offset: int = 0) -> None:
        self.problems.append(Diagnostic(self._locate(node, offset), message))


def _has_no_colon(key: yaml.Node, child: yaml.Node) -> bool:
    """Say whether a key is none: YAML takes what stands between two commas in braces for a key without a value."""
    ends, starts = key.end_mark, child.start_mark
    return child.value == "" and (ends.line, ends.column) == (starts.line, starts.column)
