"""Reads the prose, and the lock that knows which text was written when."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from guide.changes.translation_hashes import parse_lock
from guide.changes.translations import PROSE, Translations, compare_with_lock
from guide.checks import Problem
from guide.load import locate_problems
from guide.messages.diagnostic import DataError, Diagnostic, Location, tell_first
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.limits import check_limits
from guide.prose.pages import find_lost_pages
from guide.prose.run import find_mistakes
from guide.prose.sections import Section, cut_page
from guide.read.characters import find_characters
from guide.read.closed_folders import find_strays, find_strays_of_theme, list_pages, list_pictures
from guide.read.files import check_size, load_text
from guide.site.menu import check_outline
from guide.site.rehearsal import find_faults
from guide.site.render import Links, make_environment, render_book, render_shortcodes
from guide.site.single_page import Chapter
from guide.views.causes import cause_page
from guide.views.localized_guide import LocalizedGuide

LOCK = "translations.lock"
"""The file, beside the data, that says which texts were in step."""
MENU = "mkdocs.yml"
"""The file that holds the menu, and MkDocs' settings."""


def load_prose(folder: Path, data: Path, guide: Guide) -> tuple[Section, ...]:
    """Return the prose in `folder`, which has one folder for each language, by language, page and place.

    Raises DataError with every mistake in it, and in what `guide`, whose files stand in `data`, says of its pages.
    """
    check_size(folder, ("**/*.md",))
    strays = tuple(find_strays(folder, [cause_page(cause.id) for cause in guide.failure_causes]))
    if strays:
        raise DataError(strays)
    sections = _read_pages(folder)
    lost = find_lost_pages(guide, sections) if sections else ()
    mistakes = (*find_mistakes(guide, sections), *locate_problems(lost, data, guide))
    if mistakes:
        raise DataError(mistakes)
    return sections


def _read_pages(folder: Path) -> tuple[Section, ...]:
    sections: list[Section] = []
    mistakes: list[Diagnostic] = []
    for language in Language:
        for path in list_pages(folder / language):
            try:
                sections += _read_page(path, folder, language)
            except DataError as error:
                mistakes += error.diagnostics
    if mistakes:
        raise DataError(mistakes)
    return tuple(sections)


def _read_page(path: Path, folder: Path, language: Language) -> tuple[Section, ...]:
    page = path.relative_to(folder / language).as_posix()
    name = f"{folder.name}/{language}/{page}"
    text = load_text(path, name)
    mistakes = tuple(check_limits(text, name)) or tuple(tell_first(find_characters(text, name)))
    if mistakes:
        raise DataError(mistakes)
    return cut_page(text, page, language)


def load_translations(folder: Path, guide: Guide, sections: tuple[Section, ...]) -> Translations:
    """Return how all texts stand to the lock in `folder`; without a lock, all of them are new.

    Raises DataError for a lock that cannot be read.
    """
    name = f"{folder.name}/{LOCK}"
    content = load_text(folder / LOCK, name) if os.path.lexists(folder / LOCK) else ""
    return compare_with_lock(guide, sections, parse_lock(content, name))


def check_menu(root: Path, guide: Guide, sections: Iterable[Section]) -> None:
    """Raise DataError for a menu, in `root`/mkdocs.yml, that does not fit the pages. There may be no such file."""
    if os.path.lexists(root / MENU):
        pages = {section.page for section in sections}
        labels = {label.id for label in guide.labels}
        mistakes = tuple(check_outline(load_text(root / MENU, MENU), MENU, pages, labels))
        if mistakes:
            raise DataError(mistakes)


def rehearse(root: Path, guide: Guide, sections: tuple[Section, ...]) -> None:
    """Show every page of the guide in `root` once. Raises DataError with all that would stop a build.

    Without a theme there is nothing to show it with, and nothing is said.
    """
    theme = root / "overrides"
    if not theme.is_dir():
        return
    strays = tuple(find_strays_of_theme(theme))
    pictures = list_pictures(root / "docs")
    environment = make_environment(theme / "views")

    def render(text: str, location: Location, links: Links, localized: LocalizedGuide) -> Mapping[str, str]:
        return render_shortcodes(text, location, environment, links, localized)

    def bind(localized: LocalizedGuide) -> str:
        return render_book((Chapter("", "home", "", ""),), "", environment, localized)

    mistakes = strays or tuple(find_faults(guide, sections, render, bind, pictures))
    if mistakes:
        raise DataError(mistakes)


def locate_lags(lags: Iterable[Problem], folder: Path, guide: Guide, sections: Iterable[Section]) -> list[Diagnostic]:
    """Return which texts are behind, with their places: those of records, then those of the prose."""
    found = list(lags)
    locations = {(one.page, one.anchor, one.language.value): one.locate(0) for one in sections}
    prose = [Diagnostic(locations[(lag.record_id, *lag.path)], lag.message) for lag in found if lag.kind == PROSE]  # type: ignore[index]
    return locate_problems((lag for lag in found if lag.kind != PROSE), folder, guide) + prose
