"""Where each value of a file stands: a few numbers a value, as a large file has a million of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern

from guide.messages.location import Location

Step = str | int
Path = tuple[Step, ...]


def _make_numbers() -> array[int]:
    return array("I")


@dataclass(frozen=True, eq=False)
class Spots(Mapping[Path, Location]):
    """Places in a file by the paths of values: of the values themselves, or of the keys before them."""

    tree: Tree
    lines: array[int] = field(default_factory=_make_numbers)
    """The line of each, from 1; 0 for one that has no place."""
    columns: array[int] = field(default_factory=_make_numbers)

    def __getitem__(self, path: Path) -> Location:
        index, depth = self.tree.find(path)
        if depth < len(path) or not self.has(index):
            raise KeyError(path)
        return self.place(index)

    def __iter__(self) -> Iterator[Path]:
        return (path for index, path in enumerate(self.tree.list_paths()) if self.has(index))

    def __len__(self) -> int:
        return sum(map(bool, self.lines))

    def has(self, index: int) -> bool:
        """Say whether the value of that number has a place."""
        return index < len(self.lines) and self.lines[index] > 0

    def place(self, index: int) -> Location:
        """Return the place of the value of that number."""
        return Location(self.tree.path, self.lines[index], self.columns[index])

    def add(self, location: Location | None) -> None:
        """Put down the place of the next value."""
        self.lines.append(location.line if location else 0)
        self.columns.append(location.column if location else 0)


@dataclass(frozen=True, eq=False)
class Tree:
    """The values of the file at `path` by their numbers, each before what is in it.

    `steps` is for each what leads to it from the value around it, `ends` the number behind all that is in it.
    """

    path: str
    steps: list[Step] = field(default_factory=list)
    ends: array[int] = field(default_factory=_make_numbers)

    def open(self, step: Step) -> int:
        """Put down the next value, and return its number."""
        self.steps.append(intern(step) if isinstance(step, str) else step)
        self.ends.append(0)
        return len(self.steps) - 1

    def close(self, index: int) -> None:
        """Put down that a value holds all that was put down since."""
        self.ends[index] = len(self.steps)

    def find(self, path: Path) -> tuple[int, int]:
        """Return the number of the value at `path`, or of the nearest around it, and how many steps lead there."""
        index = 0
        for depth, step in enumerate(path):
            inner = self._find_inside(index, step) if index or not self.steps else self._first.get(step)
            if inner is None:
                return index, depth
            index = inner
        return index, len(path)

    def _find_inside(self, index: int, step: Step) -> int | None:
        return next((inner for inner in self._list_inside(index) if self.steps[inner] == step), None)

    def _list_inside(self, index: int) -> Iterator[int]:
        inner = index + 1
        while inner < self.ends[index]:
            yield inner
            inner = self.ends[inner]

    @cached_property
    def _first(self) -> Mapping[Step, int]:
        """What is in the first value of all: the records, of which there may be very many."""
        return {self.steps[inner]: inner for inner in self._list_inside(0)}

    def list_paths(self) -> Iterator[Path]:
        """Yield the path of each value, in the order of their numbers."""
        around: list[tuple[int, Path]] = []
        for index, step in enumerate(self.steps):
            while around and index >= around[-1][0]:
                around.pop()
            path = (*around[-1][1], step) if around else ()
            around.append((self.ends[index], path))
            yield path
