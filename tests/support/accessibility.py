"""What axe-core, which knows the rules of accessibility, finds on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
_THIN = """known => {
  const seen = new Set(known.split(" "));
  const LOOSE = ["p", "ul", "ol", "dl", "table", "details", "figure", "blockquote", "section", "div"].join();
  const PART = "ul > *, ol > *, dl > *, tbody:not(:first-of-type), tr:not(:first-child)";
  const MARKS = ["class", "role", "open", "hidden", "aria-pressed", "data-column", "data-view"];
  const NAMING = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
  const namedBy = {};
  for (const mark of NAMING) {
    for (const one of document.querySelectorAll(`[${mark}]`)) {
      for (const id of one.getAttribute(mark).split(" ")) { (namedBy[id] ||= []).push(one); }
    }
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!link.closest("main")) { (namedBy[link.getAttribute("href").slice(1)] ||= []).push(link); }
  }
  // What names a part or is named by one stays with it: a field and its label, a link past the menu and the text.
  const isTied = part => [part, ...part.querySelectorAll("[id], label[for]")].some(one =>
    (namedBy[one.id] || []).some(from => !part.contains(from)) ||
    (one.htmlFor && !part.contains(document.getElementById(one.htmlFor))));
  const mix = (above, sort) => {
    let [one, other] = [above ^ 0xdeadbeef, (above / 4294967296) ^ 0x41c6ce57];
    for (const letter of sort) {
      one = Math.imul(one ^ letter.charCodeAt(0), 2654435761);
      other = Math.imul(other ^ letter.charCodeAt(0), 1597334677);
    }
    return 4294967296 * (2097151 & (other ^ (one >>> 15))) + ((one ^ (other >>> 13)) >>> 0);
  };
  const place = (one, above) => mix(above, [one.localName, ...MARKS.map(mark => one.getAttribute(mark))].join("|"));
  const isKnown = (one, above) => {
    const here = place(one, above);
    return seen.has(`${here}`) && [...one.children].every(child => isKnown(child, here));
  };
  const visit = (one, above) => {
    const here = place(one, above);
    seen.add(`${here}`);
    for (const child of [...one.children]) {
      const goes = child.matches(PART) || (child.matches(LOOSE) && child.closest("main"));
      if (goes && isKnown(child, here) && !isTied(child)) { takeAway(child); } else { visit(child, here); }
    }
  };
  window.takenAway = [];
  const takeAway = one => {
    const mark = document.createComment("");
    one.replaceWith(mark);
    window.takenAway.push([mark, one]);
  };
  visit(document.body, 0);
  return [...seen].join(" ");
}"""
"""A sort is what an element is and what it stands in, up to the whole page; a number stands for each."""
_FILL = "() => { for (const [mark, one] of window.takenAway) mark.replaceWith(one); }"


class Thinning:
    """What takes from pages, one after the other, each part that has no sort of element that was not seen before.

    What axe finds hangs on the sorts, its time on the elements; tests/system/test_every_page.py looks at all of them.
    """

    def __init__(self) -> None:
        self.seen = ""

    def thin(self, page: Page) -> None:
        """Take from a page what was seen before, there or on a page before it."""
        self.seen = page.evaluate(_THIN, self.seen)


@contextmanager
def thinned(page: Page) -> Iterator[None]:
    """Take from a page what is there twice, and put it back in the end."""
    Thinning().thin(page)
    yield
    page.evaluate(_FILL)


def find_faults(page: Page, within: str | None = None, **options: object) -> list[str]:
    """Return the faults of a page as it is now, or of a part: the broken rule, the first element that breaks it."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    # What is in order is not told: of a long page that takes longer than looking at it.
    asked = {"resultTypes": ["violations"], **options}
    found = page.evaluate("([part, asked]) => axe.run(part || document, asked)", [within, asked])["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found]
