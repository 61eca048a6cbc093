"""The guide that is made up for the tests, as its files say it: its data, languages, words and addresses."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from project_copy import SECOND
from raw import ReadRow, Site, find_row, read_data

LANGUAGES = ("en", "de", "fr")
DATA = read_data(SECOND / "data")


def folder_of(language: str) -> str:
    """Return where the pages of a language stand, from the site's root."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def language_of(path: Path) -> str:
    """Return the language of a page by its path in the site."""
    return path.parts[0] if path.parts[0] in LANGUAGES[1:] else LANGUAGES[0]


def label(name: str, language: str) -> str:
    """Return a word of the interface."""
    (found,) = (one for one in DATA["labels"] if one["id"] == name)
    return str(found["text"][language])


def read_page(site: Site, name: str, language: str = LANGUAGES[0]) -> html.HtmlElement:
    """Return a page by its address in its language, such as `failures/overdrawn/`."""
    return site.open(Path(folder_of(language), name, "index.html"))


def find(site: Site, name: str, anchor: str, language: str = LANGUAGES[0]) -> ReadRow:
    """Return the row of a page that has this anchor."""
    return find_row(read_page(site, name, language), anchor)
