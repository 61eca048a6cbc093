"""Loads data that want to do harm, in one process with little memory.

The process is this file as a program: it reads what to load as JSON, and answers a line of JSON for each case, so that
it is known where it fell.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from guide import load
from guide.checks import Problem, counts, foreign, languages, letters, repeats, terms, typography
from guide.checks.run import CHECKS
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from guide.model.record import Record
from guide.model.subject import Subject
from guide.read.nodes import Document, parse_document
from guide.read.validate import read_records
from messages import phrase
from patience import PATIENCE

HERE = Path(__file__)
MEMORY = 1024**3
"""Bytes that a process may have when it reads what others wrote: a gibibyte."""


@dataclass(frozen=True)
class Case:
    """What stands in one file of the data: `text`, behind what is there (`after`) or in its place."""

    name: str
    file: str
    text: str
    after: bool
    checked: bool = True
    """Whether the rules between records are asked, too, which takes most of the time."""


@dataclass(frozen=True)
class Mistake:
    """What was said of a case."""

    path: str
    line: int
    rule: str
    en: str
    zh: str
    last: int
    """The last line of the file."""


STYLE = (counts.__name__, foreign.__name__, terms.__name__, typography.__name__)
MEANING = (languages.__name__, letters.__name__, repeats.__name__)
STRICT = tuple(check for check in CHECKS if check.__module__ not in STYLE + MEANING)
"""The rules but for those of style and of meaning: no page may be safe only because a hostile text has neither."""


def find_harm(guide: Guide) -> Iterator[Problem]:
    """Yield what breaks a rule that is no matter of style, nor of what is meant."""
    for check in STRICT:
        yield from check(guide)


def find_nonsense(guide: Guide) -> Iterator[Problem]:
    """Yield what breaks a rule that is no matter of style."""
    for check in CHECKS:
        if check.__module__ not in STYLE:
            yield from check(guide)


def limit_memory() -> None:
    """Take from this process, and from what it starts, all memory beyond a gibibyte."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def load_all(cases: Sequence[Case], data: Path) -> dict[str, tuple[Mistake, ...]]:
    """Load each case in a copy of `data`, all in one process of little memory; return what was said, by name."""
    with tempfile.TemporaryDirectory() as root:
        folder = copy_data(Path(root), data)
        return _ask({"folder": str(folder), "cases": [asdict(case) for case in cases]}, [case.name for case in cases])


def load_folders(
    breaks: Mapping[str, Callable[[Path], object]], data: Path, meant: bool = False
) -> dict[str, tuple[Mistake, ...]]:
    """Load a copy of `data` after each of `breaks` has done to it what it does; return what was said, by name.

    Whether anything can be `meant` by it is asked only then.
    """
    with tempfile.TemporaryDirectory() as root:
        folders = {}
        for number, (name, damage) in enumerate(breaks.items()):
            folder = copy_data(Path(root, str(number)), data)
            damage(folder)
            folders[name] = str(folder)
        return _ask({"folder": str(data), "folders": folders, "meant": meant}, [*breaks])


def copy_data(target: Path, data: Path) -> Path:
    """Copy the files of `data` to `target`/data."""
    for path in [*data.glob("*.yml"), *data.glob("captures/*.json")]:
        copy = target / "data" / path.relative_to(data)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return target / "data"


def _ask(question: object, names: list[str]) -> dict[str, tuple[Mistake, ...]]:
    answer = subprocess.run(
        [sys.executable, str(HERE)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    following = names[len(told)] if len(told) < len(names) else "the end"
    assert answer.returncode == 0, f"it fell at {following}: {answer.stderr[-2000:]}"
    return {name: tuple(Mistake(*one) for one in mistakes) for name, mistakes in told}


def _answer_cases(cases: Sequence[Case], folder: Path) -> Iterator[str]:
    for case in cases:
        file = folder / case.file
        kept = file.read_bytes()
        file.write_bytes((kept + b"\n" if case.after else b"") + case.text.encode("utf-8"))
        yield json.dumps([case.name, _load(folder, case.checked)])
        file.write_bytes(kept)


def _load(folder: Path, checked: bool, meant: bool = False) -> list[tuple[str, int, str, str, str, int]]:
    find = find_nonsense if meant else find_harm
    try:
        load.load_guide(folder, find if checked else lambda guide: iter(()))
    except DataError as error:
        told, last = (
            error.diagnostics,
            {one.location.path: _count_lines(folder.parent / one.location.path) for one in error.diagnostics},
        )
        return [
            (
                one.location.path,
                one.location.line,
                one.message.rule,
                phrase(one, "en"),
                phrase(one, "zh"),
                last[one.location.path],
            )
            for one in told
        ]
    return []


def _count_lines(path: Path) -> int:
    plain = path.is_file() and not path.is_symlink() and path.stat().st_size < 30_000_000
    return path.read_bytes().count(b"\n") + 1 if plain else 1


class _Memory:
    """Reads each file's first text once, since a case changes only one of forty."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        self.records: dict[str, tuple[Record, ...]] = {}

    def parse(self, text: str, path: str) -> Document:
        if self.texts.setdefault(path, text) != text:
            return parse_document(text, path)
        if path not in self.documents:
            self.documents[path] = parse_document(text, path)
        return self.documents[path]

    def read(self, document: Document, record_class: type[Record], subject: Subject) -> tuple[Record, ...]:
        if document is not self.documents.get(document.path):
            return read_records(document, record_class, subject)
        if document.path not in self.records:
            self.records[document.path] = read_records(document, record_class, subject)
        return self.records[document.path]


if __name__ == "__main__":
    limit_memory()
    memory = _Memory()
    vars(load).update(parse_document=memory.parse, read_records=memory.read)
    asked = json.load(sys.stdin)
    _load(Path(asked["folder"]), False)  # remembers what stands in the files when all is well
    folders = asked.get("folders", {}).items()
    answers = (json.dumps([name, _load(Path(folder), True, asked.get("meant", False))]) for name, folder in folders)
    for line in chain(_answer_cases([Case(**one) for one in asked.get("cases", ())], Path(asked["folder"])), answers):
        print(line, flush=True)
