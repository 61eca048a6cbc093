"""The guide that is made up for the tests, as its files say it: its data, languages, words and addresses."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from project_copy import SECOND
from raw import ReadRow, Site, find_row, list_labels, read_data, read_subject

LANGUAGES = ("en", "de", "fr")
DATA = read_data(SECOND / "data")
PRODUCTS = [product["id"] for product in read_subject(SECOND / "data")["products"]]
LABELS = {one["id"]: one["text"] for one in list_labels(DATA, read_subject(SECOND / "data"))}


def folder_of(language: str) -> str:
    """Return where the pages of a language stand, from the site's root."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def language_of(path: Path) -> str:
    """Return the language of a page by its path in the site."""
    return path.parts[0] if path.parts[0] in LANGUAGES[1:] else LANGUAGES[0]


def label(name: str, language: str) -> str:
    """Return a word of the interface."""
    return str(LABELS[name][language])


def read_page(site: Site, name: str, language: str = LANGUAGES[0]) -> html.HtmlElement:
    """Return a page by its address in its language, such as `failures/overdrawn/`."""
    return site.open(Path(folder_of(language), name, "index.html"))


def find(site: Site, name: str, anchor: str, language: str = LANGUAGES[0]) -> ReadRow:
    """Return the row of a page that has this anchor."""
    return find_row(read_page(site, name, language), anchor)
