"""When what a page shows was last checked against its sources, and when somebody has to look again."""

from __future__ import annotations

import re
from collections.abc import Collection

from guide.evidence.freshness import due_date
from guide.model.evidence import Fact
from guide.views.localized_guide import LocalizedGuide

_NAMED = re.compile(r'data-record="([^"]+)"')
_LED_TO = re.compile(r'href="[^"]*#([^"]+)"')


def tell_checked(localized: LocalizedGuide, html: str, anchors: Collection[str], own: str = "") -> str:
    """Return the two dates of a page in words; empty where it shows no fact.

    They are those of the evidence for the facts that stand on it by their `anchors`, whose figures it gives or to whose
    rows it leads: the latest look at any of it, and the first day on which some of it is due. `own` is the record
    (kind/id) that the page is about.
    """
    named, places = {own, *_NAMED.findall(html)}, {*anchors, *_LED_TO.findall(html)}
    looks = [
        (evidence.checked.on, due_date(localized.guide.kinds[fact.kind], evidence))
        for fact in localized.guide.of(Fact)
        if str(fact.name) in named or fact.anchor in places
        for evidence in fact.evidence
    ]
    if not looks:
        return ""
    due = min(day for _, day in looks)
    name = "page.checked" if due >= localized.as_of else "page.overdue"
    return localized.tell(name, last=max(day for day, _ in looks), due=due)
