"""YAML text -> plain values that know their place.

Every scalar stays the text that was written: `NO`, `010` and `12:30` mean nothing here,
the model decides what they are. Whatever YAML can do beyond lists, mappings and text is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from guide.diagnostics import DataError, Diagnostic, Mark

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FULL_WIDTH_COLON = "\uff1a"
# Zero-width and bidirectional characters change what a reviewer sees without changing what is read.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")


@dataclass(frozen=True)
class Document:
    """One data file: its values as text, lists and mappings, and where each stands."""

    path: str
    value: Any
    marks: Mapping[Path, Mark]
    key_marks: Mapping[Path, Mark]

    def mark(self, path: Path) -> Mark:
        """Return the place of `path`, or of the nearest thing around it that exists."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(self.path, 1, 1))


def parse_document(text: str, path: str) -> Document:
    """Read YAML `text`; `path` is what messages call the file.

    Raises DataError with every mistake of form: syntax, duplicate or odd keys, anchors, tags,
    invisible characters.
    """
    problems = list(_find_forbidden(text, path))
    if problems:
        raise DataError(problems)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError([_explain_syntax(error, text, path)]) from None
    reader = _Reader(path)
    value = reader.read(root, ()) if root is not None else None
    if reader.problems:
        raise DataError(reader.problems)
    return Document(path, value, reader.marks, reader.key_marks)


class _Reader:
    """Walks one node tree; collects marks and mistakes on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.marks: dict[Path, Mark] = {}
        self.key_marks: dict[Path, Mark] = {}
        self.problems: list[Diagnostic] = []

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.marks[path] = self._mark(node)
        if isinstance(node, yaml.MappingNode):
            return {key: self.read(child, (*path, key)) for key, child in self._pairs(node, path)}
        if isinstance(node, yaml.SequenceNode):
            return [self.read(child, (*path, index)) for index, child in enumerate(node.value)]
        if node.value == "" and not getattr(node, "style", None):
            self._report(node, "nothing is written here; give a value or delete the key")
        return node.value

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, yaml.Node]]:
        for key_node, child in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, "a key must be a plain word")
            elif ":" in key and not child.value:
                self._report(key_node, f"a space after the colon is missing in '{key}'")
            elif (*path, key) in self.key_marks:
                first = self.key_marks[(*path, key)]
                self._report(key_node, f"'{key}' stands twice, first in line {first.line}; delete one of them")
            else:
                self.key_marks[(*path, key)] = self._mark(key_node)
                yield key, child

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _report(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Diagnostic(self._mark(node), message))


def _find_forbidden(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield characters and YAML features that no data file may hold."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _INVISIBLE.finditer(line):
            name = unicodedata.name(match[0], "a character without a name")
            message = f"invisible character U+{ord(match[0]):04X} ({name}); delete it and type the text again"
            yield Diagnostic(Mark(path, number, match.start() + 1), message)
        if "\t" in line:
            yield Diagnostic(Mark(path, number, line.index("\t") + 1), "a tab; indent with spaces")
    yield from _find_references(text, path)


def _find_references(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield anchors, aliases and tags: a few of them can grow into gigabytes or into Python objects."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            start, tag = event.start_mark, getattr(event, "tag", None)
            if start and getattr(event, "anchor", None):
                message = "anchors and aliases (& and *) are not allowed; put the text in quotes"
                yield Diagnostic(Mark(path, start.line + 1, start.column + 1), message)
            if start and tag not in (None, "!"):
                message = f"tags ({tag}) are not allowed; put the text in quotes"
                yield Diagnostic(Mark(path, start.line + 1, start.column + 1), message)
    except yaml.YAMLError:
        return  # compose reports it, with its place


def _explain_syntax(error: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """Turn PyYAML's report into one line, with the slip that most often causes it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Diagnostic(Mark(path, 1, 1), f"not YAML: {error}")
    reason = " ".join(part for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    lines = text.split("\n")
    nearby = lines[max(mark.line - 1, 0) : mark.line + 1]
    hint = ""
    if any(_FULL_WIDTH_COLON in line for line in nearby):
        hint = "; is there a full-width colon (U+FF1A) after a key? Type ': ' (colon, space)"
    return Diagnostic(Mark(path, mark.line + 1, mark.column + 1), f"not YAML: {reason}{hint}")
