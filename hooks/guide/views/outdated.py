"""The note of a page that another language says more by now, where no row can say it for itself."""

from __future__ import annotations

from guide.model.evidence import Fact
from guide.views.localized_guide import LocalizedGuide


def note_outdated_page(localized: LocalizedGuide, page: str) -> str:
    """Return the note for `page` (`folder/page.md`): its prose, or a record that is no row on it, may be behind."""
    late = any(_find_page(kind, name, localized) == page for kind, name in localized.outdated)
    return localized.label("note.page_behind") if late else ""


def _find_page(kind: str, name: str, localized: LocalizedGuide) -> str:
    """Return the page that has to tell of a text that is behind; none for a record that has a row or evidence."""
    if kind == "docs":
        return name
    declared = localized.guide.kinds[kind]
    noted = bool(declared.columns) or issubclass(declared.record_class, Fact)
    return "" if noted else localized.pages.get(kind, "")
