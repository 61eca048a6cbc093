"""What axe-core, which knows the rules of accessibility, finds on a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_THIN = """() => {
  const sort = one => [one.localName, one.className, one.getAttribute("role"), one.hasAttribute("open")].join("|");
  for (const list of [...document.querySelectorAll("main :is(table, ul, ol, dl)")].reverse()) {
    const seen = new Set();
    for (const child of [...list.children]) {
      const sorts = [child, ...child.querySelectorAll("*")].map(sort);
      if (sorts.every(one => seen.has(one))) child.remove();
      sorts.forEach(one => seen.add(one));
    }
  }
}"""


def thin(page: Page) -> None:
    """Take from each list and table of a page what has no sort of element that one before it has not.

    What axe finds hangs on the sorts, its time on the elements; tests/system/test_every_page.py looks at all of them.
    """
    page.evaluate(_THIN)


def find_faults(page: Page, within: str | None = None, **options: object) -> list[str]:
    """Return the faults of a page as it is now, or of a part: the broken rule, the first element that breaks it."""
    # What is in order is not told: of a long page that takes longer than looking at it.
    found = Axe().run(page, within, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]
