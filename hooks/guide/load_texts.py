"""Reads the prose, and the lock that knows which text was written when."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from guide.checks import Problem
from guide.diagnostics import DataError, Diagnostic, tell_first
from guide.files import load_text
from guide.load import locate_problems
from guide.lock import parse_lock
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.limits import find_excess
from guide.prose.pages import find_lost_pages, find_taken_pages
from guide.prose.passages import Passage, cut_page
from guide.prose.run import find_mistakes
from guide.translations import PROSE, Translations, compare_with_lock

_MOST_MISTAKES = 1000  # as in the data
LOCK = "translations.lock"
"""The file, beside the data, that says which texts were in step."""


def load_prose(folder: Path, data: Path, guide: Guide) -> tuple[Passage, ...]:
    """Return the prose in `folder`, which has one folder for each language, by language, page and place.

    Raises DataError with every mistake in it, and in what `guide`, whose files stand in `data`, says of its pages;
    where a page is beyond all measure, only with that, since nothing else is then looked at.
    """
    pages = [_read_page(path, folder, language) for language in Language for path in _list_pages(folder, language)]
    excess = [one for page in pages for one in tell_first(find_excess(page.text, page.path))]
    if excess:
        raise DataError(excess)
    passages = tuple(passage for page in pages for passage in cut_page(page.text, page.page, page.language))
    lost = (*find_lost_pages(guide, passages), *find_taken_pages(guide, passages)) if passages else ()
    found = tell_first(find_mistakes(guide, passages), _MOST_MISTAKES)
    mistakes = (*found, *locate_problems(lost, data, guide))
    if mistakes:
        raise DataError(mistakes)
    return passages


def _list_pages(folder: Path, language: Language) -> list[Path]:
    return sorted((folder / language).rglob("*.md"))


def _read_page(path: Path, folder: Path, language: Language) -> Passage:
    """Return a whole page, not yet cut at its headings."""
    page = path.relative_to(folder / language).as_posix()
    text = load_text(path, f"{folder.name}/{language}/{page}")
    return Passage(page, language, "top", 1, text)


def load_translations(folder: Path, guide: Guide, passages: tuple[Passage, ...]) -> Translations:
    """Return how all texts stand to the lock in `folder`; without a lock, all of them are new.

    Raises DataError for a lock that cannot be read.
    """
    name = f"{folder.name}/{LOCK}"
    content = load_text(folder / LOCK, name) if os.path.lexists(folder / LOCK) else ""
    return compare_with_lock(guide, passages, parse_lock(content, name))


def locate_lags(lags: Iterable[Problem], folder: Path, guide: Guide, passages: Iterable[Passage]) -> list[Diagnostic]:
    """Return which texts are behind, with their places: those of records, then those of the prose."""
    found = list(lags)
    marks = {(one.page, one.anchor, one.language.value): one.mark(0) for one in passages}
    prose = [Diagnostic(marks[(lag.record_id, *lag.path)], lag.message) for lag in found if lag.kind == PROSE]  # type: ignore[index]
    return locate_problems((lag for lag in found if lag.kind != PROSE), folder, guide) + prose
