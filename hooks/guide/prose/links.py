"""A link in the prose leads to a page that is there, and to a place on it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping

from guide.messages.diagnostic import Diagnostic, Said
from guide.messages.nearest import NOTHING, suggest
from guide.prose.sections import Section

_NO_PAGE = Said(
    "link-to-no-page",
    "there is no page '{page}' in {language}; write the way from this file, such as money.md or ../law.md",
    "{language} 里没有“{page}”这一页；请从这个文件写起，例如 money.md、../law.md",
)
_NO_PLACE = Said(
    "link-to-no-place",
    "the page '{page}' has no place '#{anchor}'; a heading's id stands behind it, a row's is kind-id",
    "“{page}”这一页没有“#{anchor}”这个位置；标题的 id 写在标题后面，一行的 id 是“种类-id”",
)


def check_links(sections: Iterable[Section], places: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    """Yield each link within the site that leads nowhere.

    `places` maps the source of each page (`zh/money.md`), those made from data too, to the anchors on it.
    """
    for section in sections:
        for offset, target in section.links:
            said = _judge(section, target, places)
            if said:
                yield Diagnostic(section.locate(offset), said)


def _judge(section: Section, target: str, places: Mapping[str, Collection[str]]) -> Said | None:
    page, _, anchor = target.partition("#")
    here = f"{section.language}/{section.page}"
    folder = posixpath.dirname(here)
    source = posixpath.normpath(posixpath.join(folder, page)) if page else here
    if source not in places:
        hint = suggest(page, [posixpath.relpath(name, folder) for name in places])
        return _NO_PAGE.format(page=page, language=section.language).wrap(NOTHING, hint)
    if anchor and anchor not in places[source]:
        hint = suggest(anchor, places[source])
        return _NO_PLACE.format(page=page or section.page, anchor=anchor).wrap(NOTHING, hint)
    return None
