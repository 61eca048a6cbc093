"""When what a page shows was last checked against its sources, and when somebody has to look again."""

from __future__ import annotations

from guide.evidence.freshness import due_date
from guide.views.localized_guide import LocalizedGuide


def tell_checked(localized: LocalizedGuide, page: str) -> str:
    """Return the two dates of `page` (`folder/page.md`) in words; empty where no fact stands on it by its anchor.

    They are those of the evidence: the latest look at any of it, and the first day on which some of it is due.
    """
    kinds = localized.guide.kinds
    looks = [
        (evidence.checked.on, due_date(kinds[fact.kind], evidence))
        for fact in localized.facts_on.get(page, ())
        for evidence in fact.evidence
    ]
    if not looks:
        return ""
    due = min(day for _, day in looks)
    name = "page.checked" if due >= localized.as_of else "page.overdue"
    return localized.tell(name, last=max(day for day, _ in looks), due=due)
