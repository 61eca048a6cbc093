"""A project of ours with more records than it has, so that what grows faster than the data is seen.

python tests/support/scale.py FOLDER 10     the project at FOLDER, with ten records for each that readers see
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from declared import FOR_EDITORS
from project_copy import copy_project

ALONE = {
    "conditions": "each is asked for by a question",
    "disagreements": "each has answers of its own",
    "failure_shares": "those of one whole are 100 percent",
    "laws": "some words are excused by the record's name",
    "questions": "each is one more step for every reader",
    "stages": "they are those of the drawing",
    "terms": "two cannot own one word",
    "waiting_periods": "each answers the same questions, and is held against each other",
}
"""Kinds that stay as they are, and why."""
_RECORD = re.compile(r"^(?=- )", re.MULTILINE)
_CLOSED = tuple("。？！…”》）")
"""What ends a sentence in Chinese: no space follows it."""


def scale_project(target: Path, times: int, copy: Callable[[Path], Path] = copy_project) -> Path:
    """Copy a project to `target` with `times` records in the place of each that readers see; return that folder.

    Copies say what the record says, under a name of their own; what they refer to is the same for all. `copy` is what
    copies the project; ours, unless told.
    """
    project = copy(target)
    for path in (project / "data").glob("*.yml"):
        if path.stem not in {*FOR_EDITORS, *ALONE, "subject", "kinds"}:
            path.write_text(multiply(path.read_text(encoding="utf-8"), times), encoding="utf-8")
    return project


def multiply(text: str, times: int) -> str:
    """Return a data file with `times` records for each: the first as it is, the others with a number where they differ.

    No two records of a kind may say the same, so the number stands behind their names, titles and addresses.
    """
    head, *written = _RECORD.split(text.rstrip("\n") + "\n")
    records = yaml.load("".join(written), Loader=yaml.CBaseLoader) or []
    copies = [_copy(record, number) for number in range(2, times + 1) for record in records]
    dumped = yaml.dump(copies, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    return "".join((head, *written, dumped if copies else ""))


def _copy(record: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a record like another, under its number."""
    apart: dict[str, Any] = {"id": f"{record['id']}-{number}"}
    for name in ("title", "steps"):
        apart |= {name: number_words(record[name], number)} if name in record else {}
    if "url" in record:
        apart["url"] = _number_address(record["url"], number)
    if "addresses" in record:
        apart["addresses"] = [_number_address(one, number) for one in record["addresses"]]
    return {**deepcopy(record), **apart}


def number_words(words: Any, number: int) -> Any:
    """Return a text with a number at its end: in each language, and of a list in its first line."""
    if isinstance(words, dict):
        return {language: number_words(text, number) for language, text in words.items()}
    if isinstance(words, list):
        return [number_words(line, number) for line in words[:1]] + words[1:]
    return f"{words}{number}" if words.endswith(_CLOSED) else f"{words} {number}"


def _number_address(address: str, number: int) -> str:
    page, mark, place = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}copy={number}{mark}{place}"


if __name__ == "__main__":
    scale_project(Path(sys.argv[1]), int(sys.argv[2]))
