"""A link in the prose leads to a page that is there, and to a place on it."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.prose.sections import Section


def check_links(sections: Iterable[Section], places: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    """Yield each link within the site that leads nowhere.

    `places` maps the source of each page (`zh/page.md`), those made from data too, to the anchors on it.
    """
    for section in sections:
        for offset, target in section.links:
            message = _judge(section, target, places)
            if message:
                yield Diagnostic(section.locate(offset), message)


def _judge(section: Section, target: str, places: Mapping[str, Collection[str]]) -> Message | None:
    page, _, anchor = target.partition("#")
    here = f"{section.language}/{section.page}"
    folder = posixpath.dirname(here)
    source = posixpath.normpath(posixpath.join(folder, page)) if page else here
    if source not in places:
        hint = suggest(page, [posixpath.relpath(name, folder) for name in places])
        return Message("link-to-no-page", page=page, language=section.language, hint=hint)
    other, _, name = source.partition("/")
    if other != section.language:
        here = posixpath.relpath(f"{section.language}/{name}", folder)
        return Message("other-links/language", other=other, page=here)
    if anchor and anchor not in places[source]:
        hint = suggest(anchor, places[source])
        return Message("link-to-no-place", page=page or section.page, anchor=anchor, hint=hint)
    return None
