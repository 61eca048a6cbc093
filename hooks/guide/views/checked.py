"""When what a page shows was last checked against its sources, and when somebody has to look again."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from guide.views.localized_guide import LocalizedGuide

_NAMED = re.compile(r'data-record="([^"]+)"')
_LED_TO = re.compile(r'href="[^"#]*#([^"]+)"')
_PAGES = 256


@dataclass(frozen=True)
class Looks:
    """The day of the latest look at any evidence on a page, and the first day on which some of it is due."""

    last: str
    due: datetime.date


def find_looks(localized: LocalizedGuide, html: str, anchors: Collection[str], own: str = "") -> Looks | None:
    """Return the two days of a page; None where it shows no fact.

    They are those of the evidence for the facts that stand on it by their `anchors`, whose figures it gives or to whose
    rows it leads. `own` is the record (kind/id) that the page is about.
    """
    known = localized.guide.facts_by_place
    named = {own, *_list_named(html), *anchors}
    places = (place for place in named if place in known)  # each asked for by itself: who notes that, notes no more
    facts = {id(fact): fact for fact in map(known.__getitem__, places)}  # most stand there by two of their names
    looks = [look for look in map(localized.find_looks, facts.values()) if look]
    return Looks(max(last for last, _ in looks), min(due for _, due in looks)) if looks else None


@lru_cache(_PAGES)  # the page itself, its twin and the map of the site ask for the same
def _list_named(html: str) -> frozenset[str]:
    """Return the places that a page names or leads to."""
    return frozenset((*_NAMED.findall(html), *_LED_TO.findall(html)))


def tell_checked(localized: LocalizedGuide, html: str, anchors: Collection[str], own: str = "") -> str:
    """Return the two days of a page in words, as find_looks finds them; empty where it shows no fact."""
    looks = find_looks(localized, html, anchors, own)
    if not looks:
        return ""
    name = "page.checked" if looks.due >= localized.as_of else "page.overdue"
    return localized.tell(name, last=looks.last, due=looks.due)
