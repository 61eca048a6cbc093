"""Addresses that a change takes away: records, pages and headings that were there and lead nowhere now."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.kinds import Group, Kind
from guide.model.language import Language
from guide.model.subject import SUBJECT
from guide.prose.sections import Section, cut_page

Place = tuple[str, str]
"""The file name of a page, and an anchor on it."""
_ID = re.compile(r"^- *\{? *id: *[\"']?([A-Za-z0-9._-]+)", re.MULTILINE)
_PAGE = re.compile(r"docs/([a-z]+)/(.+\.md)")
_DATA = re.compile(r"data/([a-z_]+)(?:/[^/]+)?\.yml")
"""The file of a kind, or that of a record of its own."""


def holds_addresses(path: str) -> bool:
    """Say whether find_lost_addresses wants to know what a file held."""
    return bool(_PAGE.fullmatch(path) or _DATA.fullmatch(path))


def find_lost_addresses(before: Mapping[str, str], guide: Guide, prose: Iterable[Section]) -> Iterator[Diagnostic]:
    """Yield what was there and leads on to nothing; `before` are the texts of files as they were, by their path.

    `prose` is that of today. A kind that readers see no record of, or that is gone as a whole, has no addresses.
    """
    for path, text in before.items():
        found = _DATA.fullmatch(path)
        if found and found[1] in guide.kinds:
            yield from _find_lost_records(text, guide.kinds[found[1]], guide)
    yield from _find_lost_places(before, guide, {(one.page, one.anchor) for one in prose})


def _find_lost_records(text: str, kind: Kind, guide: Guide) -> Iterator[Diagnostic]:
    records = guide.records(kind.id) if kind.group is not Group.EDITORS else ()
    known = {name for record in records for name in (record.id, *record.was)}
    for name in _ID.findall(text) if records else ():
        if name not in known:
            yield Diagnostic(Location(f"data/{kind.id}.yml", 1, 1), Message("lost-address/record", id=name))


def _find_lost_places(before: Mapping[str, str], guide: Guide, known: Collection[Place]) -> Iterator[Diagnostic]:
    """Yield the pages that went, and the headings that went from pages that stay."""
    first = guide.subject.languages[0]
    pages = {page for page, _ in known}
    for page, text in _list_pages(before, first):
        if page not in pages and page not in guide.subject.moved_pages:
            yield Diagnostic(Location(f"data/{SUBJECT}.yml", 1, 1), Message("lost-address/page", page=page))
        for section in cut_page(text, page, first) if page in pages else ():
            place = f"{page}#{section.anchor}"
            if (page, section.anchor) not in known and place not in guide.subject.moved_headings:
                yield Diagnostic(Location(section.path, 1, 1), Message("lost-address/heading", place=place, page=page))


def _list_pages(before: Mapping[str, str], language: Language) -> Iterator[tuple[str, str]]:
    for path, text in before.items():
        found = _PAGE.fullmatch(path)
        if found and found[1] == language:
            yield found[2], text
