"""What axe-core, which knows the rules of accessibility, finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def find_faults(page: Page, **options: object) -> list[str]:
    """Return the faults of a page as it is now: the rule that is broken, and the first element that breaks it."""
    # What is in order is not told: of a long page that takes longer than looking at it.
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]
