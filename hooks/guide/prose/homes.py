"""Where the records of each kind stand: on the page that asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.checks import Problem
from guide.messages.diagnostic import Said
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.kinds import KINDS, Group, Kind
from guide.model.language import Language
from guide.prose.sections import Section
from guide.views import list_home_kinds
from guide.views.columns import find_bare_columns, find_odd_columns

_WHOLE = ("", "all")
"""What stands behind the name in a shortcode that shows a kind as a whole."""
_NOWHERE = Said(
    "kind-without-page",
    "no page shows these records; write <!-- guide:{kind} --> on one, in every language, or 'group: editors' here",
    "没有哪一页列出这一类；请在一页里写上 <!-- guide:{kind} -->（每种语言都要写），或者在这里写 group: editors",
)
_SEVERAL = Said(
    "kind-without-page",
    "{pages} show these records; say with 'page' to which of them links lead, such as page: {first}",
    "{pages} 都列出这一类；请用 page 写明链接通到哪一页，例如 page: {first}",
)
_OTHER = Said(
    "kind-without-page",
    "the page '{page}' does not show these records; {pages} do",
    "“{page}”这一页没有列出这一类；列出它的是 {pages}",
)
_NO_COLUMN = Said(
    "no-such-column",
    "is no column of this kind{hint.en}; its columns are {known}",
    "这一类没有这一列{hint.zh}；可以写：{known}",
)
_NO_HEADING = Said(
    "no-such-column",
    "nothing says what stands above it; write the field's 'title' here, or add column.{name} to labels.yml",
    "这一列没有标题；请在这里给字段写 title，或者在 labels.yml 里加上 column.{name}",
)


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
    return {kind: page for kind, page in homes.items() if page}


def check_homes(guide: Guide, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield each kind with records for readers that no page shows, or several, so that links to it lead nowhere."""
    found = _find_showings(guide, sections)
    for kind in guide.kinds.values():
        pages = found[kind.id].pages if kind.id in found else ()
        words = {"kind": kind.id, "page": kind.page, "pages": ", ".join(pages), "first": next(iter(pages), "")}
        if pages and not _choose_home(kind, pages):
            yield Problem(KINDS, kind.id, ("page",), (_OTHER if kind.page else _SEVERAL).format(**words))
        elif not pages and kind.group is Group.READERS and guide.records(kind.id):
            yield Problem(KINDS, kind.id, ("id",), _NOWHERE.format(**words))


def check_columns(guide: Guide) -> Iterator[Problem]:
    """Yield each column of a kind's table that the kind does not have, or that has no heading."""
    for kind, index, known in find_odd_columns(guide):
        hint = suggest(kind.columns[index], known)
        yield Problem(KINDS, kind.id, ("columns", index), _NO_COLUMN.format(hint=hint, known=", ".join(known)))
    for kind, index, name in find_bare_columns(guide):
        yield Problem(KINDS, kind.id, ("columns", index), _NO_HEADING.format(name=name))


def _choose_home(kind: Kind, pages: tuple[str, ...]) -> str:
    wanted = [page for page in pages if kind.page in (None, page)]
    return wanted[0] if len(wanted) == 1 else ""


def _find_showings(guide: Guide, sections: Iterable[Section]) -> Mapping[str, _Showing]:
    """Return the pages that show each kind, as the first language's shortcodes say; the others have the same."""
    found: dict[str, dict[str, bool]] = {}
    for section in sections:
        for name, argument in section.asks if section.language is next(iter(Language)) else ():
            for kind in list_home_kinds(name, guide):
                pages = found.setdefault(kind, {})
                pages[section.page] = pages.get(section.page, False) or argument in _WHOLE
    return {
        kind: _Showing(tuple(page for page, whole in pages.items() if whole), tuple(pages))
        for kind, pages in found.items()
    }
