"""A copy of the data that a test may break, and what is said of it. Files that no test touches are read once."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide import load
from guide.checks import typography
from guide.checks.typography import find_slips
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.record import Record
from guide.model.subject import Subject
from guide.read.nodes import Document, parse_document
from guide.read.validate import read_records
from raw import ROOT


def copy_data(target: Path) -> Path:
    """Copy the data to `target`/data."""
    shutil.copytree(ROOT / "data", target / "data", ignore=shutil.ignore_patterns("schema"))
    return target / "data"


def list_mistakes(folder: Path) -> tuple[Diagnostic, ...]:
    """Return every mistake in a data folder."""
    try:
        load.load_guide(folder)
    except DataError as error:
        return error.diagnostics
    return ()


@contextmanager
def read_once() -> Iterator[None]:
    """Read each text once, however many tests read it; a mistake is found anew each time."""
    found: dict[int, tuple[Record, ...]] = {}

    def read(document: Document, record_class: type[Record], subject: Subject) -> tuple[Record, ...]:
        if id(document) not in found:
            found[id(document)] = read_records(document, record_class, subject)
        return found[id(document)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "parse_document", functools.cache(parse_document))
        patch.setattr(load, "read_records", read)
        patch.setattr(typography, "find_slips", functools.cache(lambda *text: tuple(find_slips(*text))))
        yield
