"""A page that the data name is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.reader_flow import NamesPage
from guide.prose.links import suggest
from guide.prose.sections import Section
from guide.views.causes import cause_page


def find_lost_pages(guide: Guide, sections: Iterable[Section]) -> Iterator[Problem]:
    """Yield each name of a page, in the data, that neither the prose nor the data make a page of."""
    known = {section.page for section in sections} | {cause_page(cause.id) for cause in guide.failure_causes}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field and NamesPage() in field.metadata and value not in known:
                message = Message("no-such-page", page=value, hint=suggest(value, known))
                yield Problem(kind, record.id, path, message)
