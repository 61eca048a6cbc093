"""The only reader of data files."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from guide.checks import Problem, find_problems
from guide.diagnostics import DataError, Diagnostic, Mark
from guide.model.evidence import Fact, Record
from guide.model.guide import KINDS, Guide
from guide.nodes import Document, parse_document
from guide.validate import read_records

_MAX_BYTES = 2_000_000


def load_guide(folder: Path) -> Guide:
    """Return the guide whose data files stand in `folder`.

    Raises DataError with all mistakes found: first those within the files, and once there are none,
    those between them.
    """
    documents: dict[str, Document] = {}
    records: dict[str, tuple[Record, ...]] = {}
    mistakes = list(_find_stray_files(folder))
    for kind, record_class in KINDS.items():
        try:
            documents[kind] = parse_document(_read_text(folder, kind), _name(folder, kind))
            records[kind] = read_records(documents[kind], record_class)
        except DataError as error:
            mistakes.extend(error.diagnostics)
    if mistakes:
        raise DataError(mistakes)
    guide = Guide(**records, captures=_read_captures(folder))  # type: ignore[arg-type]
    problems = [_locate(problem, guide, documents) for problem in find_problems(guide)]
    if problems:
        raise DataError(problems)
    return guide


def read_reference_date(root: Path, guide: Guide) -> datetime.date:
    """Return the day that freshness is counted from: SOURCE_DATE_EPOCH, else the last commit's day.

    Without either it is the newest evidence's. Never today: the same commit has to build the same pages.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _read_commit_time(root)
    if seconds:
        return datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date()
    facts = (record for _, record in guide.everything() if isinstance(record, Fact))
    return max(datetime.date.fromisoformat(evidence.checked.on) for fact in facts for evidence in fact.evidence)


def _read_commit_time(root: Path) -> str:
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _read_captures(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "captures").glob("*.txt"))}


def _name(folder: Path, kind: str) -> str:
    return f"{folder.name}/{kind}.yml"


def _read_text(folder: Path, kind: str) -> str:
    mark = Mark(_name(folder, kind), 1, 1)
    path = folder / f"{kind}.yml"
    if not path.is_file():
        raise DataError([Diagnostic(mark, "this file is missing; restore it, it may hold an empty list: []")])
    if path.stat().st_size > _MAX_BYTES:
        raise DataError([Diagnostic(mark, f"is larger than {_MAX_BYTES} bytes; split the change or shorten it")])
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 (byte {error.start + 1}); save the file as UTF-8"
        raise DataError([Diagnostic(mark, message)]) from None


def _find_stray_files(folder: Path) -> Iterator[Diagnostic]:
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        if path.suffix != ".yml" or path.stem not in KINDS:
            mark = Mark(f"{folder.name}/{path.name}", 1, 1)
            yield Diagnostic(mark, f"no kind of record has this name; the kinds are {', '.join(KINDS)}")


def _locate(problem: Problem, guide: Guide, documents: dict[str, Document]) -> Diagnostic:
    index = [record.id for record in guide.records(problem.kind)].index(problem.record_id)
    mark = documents[problem.kind].mark((index, *problem.path))
    return Diagnostic(mark, problem.message)
