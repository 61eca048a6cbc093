"""A page that the data name is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.model.reader_flow import NamesPage
from guide.prose.sections import Section


def find_lost_pages(guide: Guide, sections: Iterable[Section], made: Iterable[str]) -> Iterator[Problem]:
    """Yield each name of a page, in the data, that neither the prose nor the data make a page of.

    `made` are the pages that are made from data.
    """
    known = {*(section.page for section in sections), *made}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field and NamesPage() in field.metadata and value not in known:
                message = Message("no-such-page", page=value, hint=suggest(value, known))
                yield Problem(kind, record.id, path, message)
