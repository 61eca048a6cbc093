"""The only reader of data files."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from guide.checks import Problem, find_problems
from guide.diagnostics import DataError, Diagnostic, Mark, Said
from guide.lock import parse_lock
from guide.model.evidence import Fact, Record
from guide.model.guide import KINDS, Guide
from guide.nodes import Document, parse_document
from guide.translations import Translations, compare_with_lock
from guide.validate import read_records

_MAX_BYTES = 2_000_000
_MISSING = Said(
    "missing-file",
    "this file is missing; restore it, it may hold an empty list: []",
    "缺这个文件；请把它找回来，里面可以只写空列表 []",
)
_TOO_LARGE = Said(
    "file-too-large",
    "is larger than {limit} bytes; split the change or shorten it",
    "文件超过 {limit} 字节；请拆分或缩短",
).format(limit=_MAX_BYTES)
_NOT_UTF_8 = Said(
    "not-utf-8",
    "is not UTF-8 (byte {byte}); save the file as UTF-8",
    "文件不是 UTF-8 编码（第 {byte} 个字节）；请存成 UTF-8",
)
_STRAY = Said(
    "stray-file",
    "no kind of record has this name; the kinds are {kinds}",
    "没有叫这个名字的种类；现有的种类：{kinds}",
).format(kinds=", ".join(KINDS))
LOCK = "translations.lock"
"""The file, beside the data, that says which texts were in step."""


def load_guide(folder: Path, find: Callable[[Guide], Iterator[Problem]] = find_problems) -> Guide:
    """Return the guide whose data files stand in `folder`; `find` holds it to the rules.

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
    lines = _list_lines(records, documents)
    guide = Guide(**records, captures=_read_captures(folder), lines=lines)  # type: ignore[arg-type]
    problems = [_locate(problem, guide, documents) for problem in find(guide)]
    if problems:
        raise DataError(problems)
    return guide


def load_raw(folder: Path) -> dict[str, Any]:
    """Return what each data file in `folder` holds, as text, lists and mappings; None where it cannot be read."""
    return {path.stem: _read_raw(folder, path.stem) for path in sorted(folder.glob("*.yml"))}


def _read_raw(folder: Path, kind: str) -> Any:
    try:
        return parse_document(_read_text(folder, kind), _name(folder, kind)).value
    except DataError:
        return None


def load_translations(folder: Path, guide: Guide) -> Translations:
    """Return how the texts of `guide` stand to the lock in `folder`; without a lock, all of them are new.

    Raises DataError for a lock that cannot be read.
    """
    name = f"{folder.name}/{LOCK}"
    content = _decode((folder / LOCK).read_bytes(), Mark(name, 1, 1)) if (folder / LOCK).exists() else ""
    return compare_with_lock(guide, parse_lock(content, name))


def locate_problems(problems: Iterable[Problem], folder: Path, guide: Guide) -> list[Diagnostic]:
    """Return what was found in a loaded `guide` with the places where it stands in the files of `folder`."""
    found = list(problems)
    kinds = {problem.kind for problem in found}
    documents = {kind: parse_document(_read_text(folder, kind), _name(folder, kind)) for kind in kinds}
    return [_locate(problem, guide, documents) for problem in found]


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
        raise DataError([Diagnostic(mark, _MISSING)])
    if path.stat().st_size > _MAX_BYTES:
        raise DataError([Diagnostic(mark, _TOO_LARGE)])
    return _decode(path.read_bytes(), mark)


def _decode(content: bytes, mark: Mark) -> str:
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError([Diagnostic(mark, _NOT_UTF_8.format(byte=error.start + 1))]) from None


def _find_stray_files(folder: Path) -> Iterator[Diagnostic]:
    for path in sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")]):
        if path.suffix != ".yml" or path.stem not in KINDS:
            mark = Mark(f"{folder.name}/{path.name}", 1, 1)
            yield Diagnostic(mark, _STRAY)


def _list_lines(
    records: Mapping[str, tuple[Record, ...]], documents: Mapping[str, Document]
) -> dict[tuple[str, str], int]:
    return {
        (kind, record.id): documents[kind].mark((index, "id")).line
        for kind, chosen in records.items()
        for index, record in enumerate(chosen)
    }


def _locate(problem: Problem, guide: Guide, documents: dict[str, Document]) -> Diagnostic:
    ids = [record.id for record in guide.records(problem.kind)]
    path = (ids.index(problem.record_id), *problem.path) if problem.record_id else ()
    return Diagnostic(documents[problem.kind].mark(path), problem.message)
