"""Where the records of each kind stand: on the page that asks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.checks import Problem
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.kinds import KINDS, Group, Kind
from guide.prose.sections import Section
from guide.views import list_home_kinds
from guide.views.binding import CLAIMS, JOURNAL, name_folder, name_volumes
from guide.views.columns import find_bare_columns, find_odd_columns

_WHOLE = ("", "all")
"""What stands behind the name in a shortcode that shows a kind as a whole."""


@dataclass(frozen=True)
class _Showing:
    """The pages that show a kind: as a whole, or a part of it. `parts` are the pages of each part."""

    whole: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that can be the kind's home: those that show all of it, and where none does, any.

        Where each part has a page of its own, the first of these stands for all.
        """
        some = tuple(dict.fromkeys(page for pages in self.parts.values() for page in pages))
        return self.whole or (some[:1] if self.homes_of_parts else some)

    @property
    def homes_of_parts(self) -> Mapping[str, str]:
        """The page of each part, where no page shows the whole and none shows another part, too."""
        alone = not self.whole and all(len(pages) == 1 for pages in self.parts.values())
        return {part: pages[0] for part, pages in self.parts.items()} if alone else {}


def find_homes(guide: Guide, sections: Iterable[Section]) -> Mapping[str, str]:
    """Return the page of each kind that readers see: the one in `sections` that shows it as a whole, or alone.

    Where several do, the kind's own `page` decides. A kind that check_homes has something to say of may have none. A
    part that has a page of its own stands under kind/part; name_volumes says where the folder of a kind's volumes is.
    """
    found = _find_showings(guide, sections)
    homes = {kind.id: _choose_home(kind, found[kind.id].pages) for kind in guide.kinds.values() if kind.id in found}
    shown = {view: _find_page(view, sections) for view in (CLAIMS, JOURNAL)}
    parts = {
        f"{kind}/{part}": page
        for kind, one in found.items()
        for part, page in one.homes_of_parts.items()
        if part in guide.subject.flows
    }
    whole = {kind: home for kind, home in homes.items() if home in found[kind].whole}
    return {kind: page for kind, page in {**homes, **parts, **shown, **_find_folders(guide, whole)}.items() if page}


def _find_folders(guide: Guide, homes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the folder for the volumes of each kind that may have some, which only a page that shows all of it binds.

    It is the one beside that page, or where several kinds share the page, one inside it; a register that the page
    leads to as a whole shares the folder with no other register.
    """
    registers = [kind for kind in homes if guide.kinds[kind].volume]
    bound = [kind for kind in homes if kind in registers or guide.kinds[kind].rows_on_page]
    on_page, led_to = (Counter(homes[kind] for kind in some) for some in (bound, registers))
    folders = {kind: name_folder(homes[kind]) for kind in bound}
    shared = {kind for kind in bound if (led_to if kind in registers else on_page)[homes[kind]] > 1}
    inside = {kind: f"{folders[kind]}/{kind.replace('_', '-')}" for kind in shared}
    return {name_volumes(kind): folder for kind, folder in {**folders, **inside}.items()}


def _find_page(view: str, sections: Iterable[Section]) -> str:
    """Return the first page that shows a view; empty where none does."""
    return next((section.page for section in sections if any(name == view for name, _ in section.asks)), "")


def check_homes(guide: Guide, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield each kind with records for readers that no page shows, or several, so that links to it lead nowhere."""
    found = _find_showings(guide, sections)
    for kind in guide.kinds.values():
        pages = found[kind.id].pages if kind.id in found else ()
        if pages and not _choose_home(kind, pages):
            yield Problem(KINDS, kind.id, ("page",), _explain_choice(kind, pages))
        elif not pages and kind.group is not Group.EDITORS and guide.records(kind.id):
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
    found: dict[str, dict[str, dict[str, None]]] = {}
    for section in sections:
        for name, argument in section.asks if section.language == guide.subject.languages[0] else ():
            for kind in list_home_kinds(name, guide):
                part = "" if argument in _WHOLE else argument
                found.setdefault(kind, {}).setdefault(part, {})[section.page] = None
    return {kind: _make_showing(parts) for kind, parts in found.items()}


def _make_showing(shown: Mapping[str, Iterable[str]]) -> _Showing:
    return _Showing(tuple(shown.get("", ())), {part: tuple(pages) for part, pages in shown.items() if part})
