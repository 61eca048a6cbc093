"""Addresses that a change takes away: ids of records, and pages, that were there and lead nowhere now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.kinds import Group
from guide.model.subject import SUBJECT

_ID = re.compile(r"^- *\{? *id: *[\"']?([A-Za-z0-9._-]+)", re.MULTILINE)
_PAGE = re.compile(r"docs/([a-z]+)/(.+\.md)")


def holds_addresses(path: str) -> bool:
    """Say whether find_lost_addresses wants to know what a file held."""
    return bool(_PAGE.fullmatch(path) or re.fullmatch(r"data/[a-z_]+\.yml", path))


def find_lost_addresses(before: Mapping[str, str], guide: Guide, pages: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what was there and leads on to nothing; `before` are the texts of files as they were, by their path.

    `pages` are those of today. A kind that readers see no record of, or that is gone as a whole, has no addresses.
    """
    for kind in guide.kinds.values():
        records = guide.records(kind.id) if kind.group is not Group.EDITORS else ()
        known = {name for record in records for name in (record.id, *record.was)}
        for name in _ID.findall(before.get(f"data/{kind.id}.yml", "")) if records else ():
            if name not in known:
                yield Diagnostic(Location(f"data/{kind.id}.yml", 1, 1), Message("lost-address/record", id=name))
    moved = {one.id for one in guide.subject.moved}
    for page in _list_pages(before, guide.subject.languages[0]):
        if page not in moved and page not in pages:
            yield Diagnostic(Location(f"data/{SUBJECT}.yml", 1, 1), Message("lost-address/page", page=page))


def _list_pages(before: Mapping[str, str], language: str) -> Iterator[str]:
    for path in before:
        found = _PAGE.fullmatch(path)
        if found and found[1] == language:
            yield found[2]
