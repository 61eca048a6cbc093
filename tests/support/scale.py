"""A project of ours with more records than it has, so that what grows faster than the data is seen.

python tests/support/scale.py FOLDER 10     the project at FOLDER, with ten records for each that readers see
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

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
_ID = re.compile(r"^(- (?:\{ *)?id: )([^\s,}]+)")


def scale_project(target: Path, times: int) -> Path:
    """Copy the project to `target` with `times` records in the place of each that readers see; return that folder.

    Copies say what the record says, under a name of their own; what they refer to is the same for all.
    """
    project = copy_project(target)
    for path in (project / "data").glob("*.yml"):
        if path.stem not in {*FOR_EDITORS, *ALONE, "subject", "kinds"}:
            path.write_text(multiply(path.read_text(encoding="utf-8"), times), encoding="utf-8")
    return project


def multiply(text: str, times: int) -> str:
    """Return a data file with `times` records for each: the first as it is, the others with a number behind the id."""
    head, *records = _RECORD.split(text.rstrip("\n") + "\n")
    copies = (_ID.sub(rf"\g<1>\g<2>-{number}", one) for number in range(2, times + 1) for one in records)
    return "".join((head, *records, *copies))


if __name__ == "__main__":
    scale_project(Path(sys.argv[1]), int(sys.argv[2]))
