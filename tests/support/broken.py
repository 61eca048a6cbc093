"""A copy of the data that a test may break, and what is said of it. Files that no test touches are read once."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide import load
from guide.checks import find_problems, typography
from guide.checks.typography import find_slips
from guide.messages.catalogue import parse_catalogue
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.record import Record
from guide.model.subject import Subject
from guide.read.nodes import Document, parse_document
from guide.read.validate import read_records
from project_copy import write_small_data
from raw import ROOT


def copy_data(target: Path) -> Path:
    """Copy the data to `target`/data."""
    shutil.copytree(ROOT / "data", target / "data", ignore=shutil.ignore_patterns("schema"))
    return target / "data"


BLOG = """\
- id: ujeeb
  class: blog
  publisher: {zh: 某站, en: A site}
  title: A page
  language: en
  about: {zh: 一页, en: One page}
  products: [wechat, weixin]
  url: https://blog.example/page
  extent: full
  read: 2026-11-23
"""
FEE = """\
- id: withdraw-fee-minimum
  title: {zh: '最低 {value}', en: 'At least {value}'}
  value: {money: 0.10 CNY}
  products: [weixin]
  evidence: [{source: ujeeb, stance: supports, no_quote: spread, checked: {on: 2026-11-23, how: read}}]
"""


def write_few(target: Path) -> Path:
    """Write data of one source and one fact to `target`/data, for tests of a record that needs no others."""
    return write_small_data(target / "data", sources=BLOG, money=FEE)


def list_mistakes(folder: Path) -> tuple[Diagnostic, ...]:
    """Return every mistake in a data folder, and what is only advice."""
    try:
        load.load_guide(folder, find_problems)
    except DataError as error:
        return error.diagnostics
    return ()


@contextmanager
def read_once() -> Iterator[None]:
    """Read each text once for a subject, and the words of messages once; a mistake is found anew each time."""
    found: dict[tuple[int, Subject], tuple[Record, ...]] = {}

    def read(document: Document, record_class: type[Record], subject: Subject) -> tuple[Record, ...]:
        name = (id(document), subject)
        if name not in found:
            found[name] = read_records(document, record_class, subject)
        return found[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "parse_catalogue", functools.cache(parse_catalogue))
        patch.setattr(load, "parse_document", functools.cache(parse_document))
        patch.setattr(load, "read_records", read)
        patch.setattr(typography, "find_slips", functools.cache(lambda *text: tuple(find_slips(*text))))
        yield
