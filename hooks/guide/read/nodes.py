"""YAML text -> plain values that know their place.

Every scalar stays the text that was written: `NO`, `010` and `12:30` mean nothing here,
the model decides what they are. Whatever YAML can do beyond lists, mappings and text is refused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
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
from guide.read.places import Path, Spots, Tree
from guide.read.plain import NAME, read_plain


@dataclass(frozen=True)
class _Source:
    """A file of a document: its name, its text, and how many records stand before its own."""

    path: str
    text: str
    shift: int = 0

    def enter(self, path: Path) -> Path:
        """Return the path within the file of what has a path in the document."""
        return (int(path[0]) - self.shift, *path[1:]) if self.shift else path


@dataclass(frozen=True)
class _Places:
    """Where each value of a file stands, and the key before it."""

    tree: Tree
    values: Spots
    keys: Spots


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
        number = self._find_source(path)
        tree, inside = self._places[number].tree, self.sources[number].enter(path)
        index, depth = tree.find(inside)
        if not depth:  # the whole document
            number = index = 0
        values = self._places[number].values
        return values.place(index) if values.has(index) else Location(self.path, 1, 1)

    def locate_key(self, path: Path) -> Location:
        """Return the place of the key before what stands at `path`; the place of that where there is no key."""
        number = self._find_source(path)
        return self._places[number].keys.get(self.sources[number].enter(path)) or self.locate(path)

    def _find_source(self, path: Path) -> int:
        """Return the number of the file in which the record stands that a path leads into."""
        first = path[0] if path and isinstance(path[0], int) else 0
        return bisect_right([source.shift for source in self.sources], first) - 1

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
        """The place of each value of the first file."""
        return self._places[0].values

    @property
    def key_locations(self) -> Mapping[Path, Location]:
        """The place of each key of the first file, by the path of what stands behind it."""
        return self._places[0].keys

    @cached_property
    def lines(self) -> Mapping[str, list[str]]:
        """The lines of each file, by its name."""
        return {source.path: source.text.split("\n") for source in self.sources}

    @cached_property
    def _places(self) -> tuple[_Places, ...]:
        return tuple(_look_closely(source.text, source.path).places for source in self.sources)


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
    return Document(path, reader.value, len(reader.places.tree.steps), reader.list_names(), source)


def _look_closely(text: str, path: str) -> _Reader:
    """Return what has read a text, with the place of each value. Raises DataError, as parse_document does."""
    problems = list(find_forbidden(text, path))
    if problems:
        raise DataError(problems)
    reader = _Reader(path, text)
    try:
        reader.read_all()
    except yaml.YAMLError as error:
        raise DataError([explain_syntax(error, text, path)]) from None
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


class _Reader:
    """Reads one text as the parser reports it; collects places and mistakes on the way."""

    def __init__(self, path: str, text: str) -> None:
        tree = Tree(path)
        self.path = path
        self.value: Any = None
        self.text = text
        self.lines = text.split("\n")
        self.parser = LOADER(text)
        self.places = _Places(tree, Spots(tree), Spots(tree))
        self.problems: list[Diagnostic] = []

    def read_all(self) -> None:
        """Read the one document of the text, if there is one. Raises YAMLError."""
        self.parser.get_event()
        if type(self.parser.get_event()) is yaml.StreamEndEvent:
            return
        self.value = self._read(self.parser.get_event(), "")
        self.parser.get_event()
        if type(self.parser.get_event()) is not yaml.StreamEndEvent:
            yaml.compose(self.text, Loader=LOADER)  # which says that there is more than one

    def _read(self, event: Any, step: str | int, key: Location | None = None) -> Any:
        """Return the value that begins with an event; a step leads there, a key may stand before it."""
        index = self.places.tree.open(step)
        self.places.values.add(self._locate(event))
        self.places.keys.add(key)
        value = self._read_inside(event)
        self.places.tree.close(index)
        return value

    def _read_inside(self, event: Any) -> Any:
        if type(event) is yaml.MappingStartEvent:
            return self._read_group()
        if type(event) is yaml.SequenceStartEvent:
            return self._read_list()
        if event.value == "" and not event.style:
            self._report(event, Message("empty-value"))
        elif odd := find_odd(event.value):
            self._report(event, odd)
        return event.value

    def list_names(self) -> tuple[Location, ...]:
        """Return where the name of each record of a list stands; of one without a name, where the record does."""
        count = len(self.value) if isinstance(self.value, list) else 0
        values = self.places.values
        return tuple(values.get((index, NAME)) or values[(index,)] for index in range(count))

    def _read_list(self) -> list[Any]:
        items: list[Any] = []
        while type(event := self.parser.get_event()) is not yaml.SequenceEndEvent:
            items.append(self._read(event, len(items)))
        return items

    def _read_group(self) -> dict[str, Any]:
        group: dict[str, Any] = {}
        known: dict[str, Location] = {}
        before = ""
        while type(event := self.parser.get_event()) is not yaml.MappingEndEvent:
            key = self._read_key(event)
            child = self.parser.get_event()
            if not self._is_key(event, key, child, known, before):
                self._pass_by(child)
                continue
            known[key] = self._locate(event)
            before = child.value if type(child) is yaml.ScalarEvent else "…"
            group[key] = self._read(child, key, known[key])
        return group

    def _read_key(self, event: Any) -> str:
        """Return a key; one that is no text is passed by, and is as one of two lines."""
        if type(event) is yaml.ScalarEvent:
            return str(event.value)
        self._pass_by(event)
        return "\n"

    def _is_key(self, event: Any, key: str, child: Any, known: Mapping[str, Location], before: str) -> bool:
        """Say whether a key may stand where it does; report why not. `before` is the value before it."""
        if "\n" in key:
            self._report(event, Message("odd-key"))
        elif ":" in key and self._is_empty(child):
            self._report_space(event, key)
        elif _has_no_colon(event, child) and FULL_COLON not in key:
            self._report(event, explain_comma(before, key) if before else Message("cut-text/brace"))
        elif odd := find_odd(key):
            self._report(event, odd)
        elif found := find_slip(key):
            self._report(event, explain_slip(found), key.index(found))
        elif key in known:
            self._report(event, Message("repeated-key/first", key=shorten(key), line=known[key].line))
        else:
            return True
        return False

    def _is_empty(self, event: Any) -> bool:
        """Say whether nothing is in the value that begins with an event."""
        if type(event) is yaml.ScalarEvent:
            return not event.value
        return type(self.parser.peek_event()) in (yaml.MappingEndEvent, yaml.SequenceEndEvent)

    def _pass_by(self, event: Any) -> None:
        """Go to the end of the value that begins with an event."""
        level = int(isinstance(event, yaml.CollectionStartEvent))
        while level:
            event = self.parser.get_event()
            level += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def _locate(self, event: Any, offset: int = 0) -> Location:
        start = event.start_mark
        if start.line >= len(self.lines):  # behind the last line end YAML counts one more line than editors do
            return Location(self.path, len(self.lines), len(self.lines[-1]) + 1)
        return Location(self.path, start.line + 1, start.column + 1 + offset)

    def _report_space(self, event: Any, key: str) -> None:
        if ":\u3000" in key:
            self._report(event, Message("full-width-space"), key.index(":\u3000") + 1)
        else:
            self._report(event, Message("missing-space", key=shorten(key)))

    def _report(self, event: Any, message: Message, offset: int = 0) -> None:
        self.problems.append(Diagnostic(self._locate(event, offset), message))


def _has_no_colon(key: Any, child: Any) -> bool:
    """Say whether a key is none: YAML takes what stands between two commas in braces for a key without a value."""
    ends, starts = key.end_mark, child.start_mark
    is_empty = type(child) is yaml.ScalarEvent and not child.value
    return is_empty and (ends.line, ends.column) == (starts.line, starts.column)
