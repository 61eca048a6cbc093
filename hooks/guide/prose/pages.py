"""A page that the data name is there, and one that is said to have moved is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.reader_flow import NamesPage
from guide.model.subject import SUBJECT
from guide.prose.sections import TOP, Section

_ASKED = NamesPage()


def find_lost_pages(guide: Guide, sections: Iterable[Section], made: Iterable[str]) -> Iterator[Problem]:
    """Yield each name of a page, in the data, that neither the prose nor the data make a page of.

    `made` are the pages that are made from data.
    """
    known = {*(section.page for section in sections), *made}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field and field.metadata and _ASKED in field.metadata and value not in known:
                message = Message("no-such-page", page=value, hint=suggest(value, known))
                yield Problem(kind, record.id, path, message)


def find_odd_pocket(guide: Guide, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield each page that the pocket edition is told to leave out, and that is not there."""
    known = {section.page for section in sections}
    for index, page in enumerate(guide.subject.not_in_pocket):
        if page not in known:
            yield Problem(
                SUBJECT, "", ("not_in_pocket", index), Message("no-such-page", page=page, hint=suggest(page, known))
            )


def find_odd_moves(guide: Guide, sections: Iterable[Section], made: Iterable[str]) -> Iterator[Problem]:
    """Yield each page or heading that is said to have moved and is there, or whose readers are led to nothing."""
    found = tuple(sections)
    pages = {*(section.page for section in found), *made}
    headings = {f"{section.page}#{section.anchor}" for section in found if section.anchor != TOP}
    for index, moved in enumerate(guide.subject.moved):
        if moved.id in pages | headings:
            yield Problem(SUBJECT, "", ("moved", index, "id"), Message("moved-page/there", page=moved.id))
        elif not moved.is_page and moved.id.partition("#")[0] not in pages:
            page = moved.id.partition("#")[0]
            yield Problem(SUBJECT, "", ("moved", index, "id"), Message("moved-page/whole", page=page))
        if moved.to not in pages | headings:
            message = Message("no-such-page", page=moved.to, hint=suggest(moved.to, pages | headings))
            yield Problem(SUBJECT, "", ("moved", index, "to"), message)
