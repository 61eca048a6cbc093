"""Where the records of each kind stand: on the page that asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.checks import Problem
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.kinds import KINDS, Group, Kind
from guide.prose.sections import Section
from guide.views import list_home_kinds
from guide.views.columns import find_bare_columns, find_odd_columns
from guide.views.localized_guide import CLAIMS

_WHOLE = ("", "all")
"""What stands behind the name in a shortcode that shows a kind as a whole."""


@dataclass(frozen=True)
class _Showing:
    """The pages that show a kind: as a whole, or a part of it."""

    whole: tuple[str, ...]
    part: tuple[str, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that can be the kind's home: those that show all of it, and where none does, any."""
        return self.whole or self.part


def find_homes(guide: Guide, sections: Iterable[Section]) -> Mapping[str, str]:
    """Return the page of each kind that readers see: the one in `sections` that shows it as a whole, or alone.

    Where several do, the kind's own `page` decides. A kind that check_homes has something to say of may have none.
    """
    found = _find_showings(guide, sections)
    homes = {kind.id: _choose_home(kind, found[kind.id].pages) for kind in guide.kinds.values() if kind.id in found}
    register = next((section.page for section in sections if _shows_claims(section)), "")
    return {kind: page for kind, page in {**homes, CLAIMS: register}.items() if page}


def _shows_claims(section: Section) -> bool:
    return any(name == CLAIMS for name, _ in section.asks)


def check_homes(guide: Guide, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield each kind with records for readers that no page shows, or several, so that links to it lead nowhere."""
    found = _find_showings(guide, sections)
    for kind in guide.kinds.values():
        pages = found[kind.id].pages if kind.id in found else ()
        if pages and not _choose_home(kind, pages):
            yield Problem(KINDS, kind.id, ("page",), _explain_choice(kind, pages))
        elif not pages and kind.group is Group.READERS and guide.records(kind.id):
            yield Problem(KINDS, kind.id, ("id",), Message("kind-without-page/nowhere", kind=kind.id))


def check_columns(guide: Guide) -> Iterator[Problem]:
    """Yield each column of a kind's table that the kind does not have, or that has no heading."""
    for kind, index, known in find_odd_columns(guide):
        message = Message("no-such-column/unknown", hint=suggest(kind.columns[index], known), known=known)
        yield Problem(KINDS, kind.id, ("columns", index), message)
    for kind, index, name in find_bare_columns(guide):
        yield Problem(KINDS, kind.id, ("columns", index), Message("no-such-column/bare", name=name))


def _explain_choice(kind: Kind, pages: tuple[str, ...]) -> Message:
    if kind.page:
        return Message("kind-without-page/other", page=kind.page, pages=pages)
    return Message("kind-without-page/several", pages=pages, first=pages[0])


def _choose_home(kind: Kind, pages: tuple[str, ...]) -> str:
    wanted = [page for page in pages if kind.page in (None, page)]
    return wanted[0] if len(wanted) == 1 else ""


def _find_showings(guide: Guide, sections: Iterable[Section]) -> Mapping[str, _Showing]:
    """Return the pages that show each kind, as the first language's shortcodes say; the others have the same."""
    found: dict[str, dict[str, bool]] = {}
    for section in sections:
        for name, argument in section.asks if section.language == guide.subject.languages[0] else ():
            for kind in list_home_kinds(name, guide):
                pages = found.setdefault(kind, {})
                pages[section.page] = pages.get(section.page, False) or argument in _WHOLE
    return {
        kind: _Showing(tuple(page for page, whole in pages.items() if whole), tuple(pages))
        for kind, pages in found.items()
    }
