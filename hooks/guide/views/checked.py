"""When what a page shows was last checked against its sources, and when somebody has to look again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from guide.evidence.freshness import due_date
from guide.views.localized_guide import LocalizedGuide


@dataclass(frozen=True)
class Looks:
    """The day of the latest look at any evidence on a page, and the first day on which some of it is due."""

    last: str
    due: datetime.date


def find_looks(localized: LocalizedGuide, page: str) -> Looks | None:
    """Return the two days of `page` (`folder/page.md`); None where no fact stands on it by its anchor."""
    kinds = localized.guide.kinds
    looks = [
        (evidence.checked.on, due_date(kinds[fact.kind], evidence))
        for fact in localized.facts_on.get(page, ())
        for evidence in fact.evidence
    ]
    return Looks(max(last for last, _ in looks), min(due for _, due in looks)) if looks else None


def tell_checked(localized: LocalizedGuide, page: str) -> str:
    """Return the two days of `page` in words; empty where no fact stands on it by its anchor."""
    looks = find_looks(localized, page)
    if not looks:
        return ""
    name = "page.checked" if looks.due >= localized.as_of else "page.overdue"
    return localized.tell(name, last=looks.last, due=looks.due)
