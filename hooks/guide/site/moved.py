"""Addresses are promises: what was renamed leads on, places on a page as well as pages, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.model.records import FailureCause
from guide.views.causes import cause_page
from guide.views.localized_guide import LocalizedGuide

_CELL = re.compile(r"<t[dh]\b[^<>]*>")
_TABLES = {"table", "tbody", "thead", "tr"}
"""What holds nothing but cells."""
_LISTS = {"ul", "ol", "dl", "details"}
"""What begins with something of its own."""


def list_moved_pages(localized: LocalizedGuide) -> Iterator[tuple[str, str]]:
    """Yield each page that is there no more, and the one that its readers are led on to, by their file names."""
    yield from localized.guide.subject.moved_pages.items()
    for cause in localized.guide.of(FailureCause):
        yield from ((cause_page(old, localized.pages), cause_page(cause.id, localized.pages)) for old in cause.was)


def export_moves(localized: LocalizedGuide) -> Mapping[str, Mapping[str, str]]:
    """Return what leads where, for programs: records by kind/id, and pages by their file names."""
    records = {f"{kind}/{old}": str(record.name) for kind, record in localized.guide.everything() for old in record.was}
    headings = localized.guide.subject.moved_headings
    return {"records": records, "pages": dict(list_moved_pages(localized)), "headings": dict(headings)}


def list_old_headings(page: str, moves: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the old ids of headings by the ones that stand for them on a page, by its file name."""
    found: dict[str, tuple[str, ...]] = {}
    for old, new in moves.items():
        (old_page, old_anchor), (new_page, anchor) = _part(old), _part(new)
        if old_page == new_page == page and anchor:
            found[anchor] = (*found.get(anchor, ()), old_anchor)
    return found


def list_departed(page: str, moves: Mapping[str, str]) -> Mapping[str, str]:
    """Return the ids of headings that went from a page, by its file name, to another, and the place that each has."""
    places = ((_part(old), new) for old, new in moves.items())
    return {anchor: new for (own, anchor), new in places if own == page != _part(new)[0]}


def _part(place: str) -> tuple[str, str]:
    page, _, anchor = place.partition("#")
    return page, anchor


def keep_old_places(html: str, old_anchors: Mapping[str, tuple[str, ...]]) -> str:
    """Return HTML in which each place also answers to its old names; `old_anchors` are those by the place's own."""
    for anchor, old in old_anchors.items():
        found = re.search(rf'<([a-z0-9]+)[^<>]* id="{re.escape(anchor)}"[^<>]*>', html)
        if found:
            marks = "".join(f'<span id="{name}"></span>' for name in old)
            place = _find_place(html, found)
            html = html[:place] + marks + html[place:]
    return html


def _find_place(html: str, found: re.Match[str]) -> int:
    """Return where in an element, or before it, a mark may stand."""
    if found[1] in _TABLES:
        cell = _CELL.search(html, found.end())
        return cell.end() if cell else found.end()
    return found.start() if found[1] in _LISTS else found.end()
