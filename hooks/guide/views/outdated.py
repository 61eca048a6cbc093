"""The note of a page that another language says more by now, where no row can say it for itself."""

from __future__ import annotations

from guide.views.localized_guide import LocalizedGuide
from guide.views.pages import PAGE_OF_KIND

_WITHOUT_ROWS = frozenset({"questions", "stages", "milestones", "disagreements"})
"""Kinds that are drawn, asked or set side by side; every other has a row for the note."""


def note_outdated_page(localized: LocalizedGuide, page: str) -> str:
    """Return the note for `page` (`folder/page.md`): its prose, or a record that is no row on it, may be behind."""
    late = any(_find_page(kind, name) == page for kind, name in localized.outdated)
    return localized.label("note.page_behind") if late else ""


def _find_page(kind: str, name: str) -> str:
    """Return the page that has to tell of a text that is behind; none for a record that has a row."""
    return name if kind == "docs" else PAGE_OF_KIND[kind] if kind in _WITHOUT_ROWS else ""
