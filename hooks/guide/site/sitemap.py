"""The map of the site for search engines: every page, when what it says was last checked, and its translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.model.language import Language
from guide.site.page import Page
from guide.views.checked import find_looks
from guide.views.localized_guide import LocalizedGuide

ROBOTS = "robots.txt"
"""What robots read first, where a site stands at the root of its host."""


@dataclass(frozen=True)
class Entry:
    """A page: its whole address, the day of the latest look at its evidence or nothing, (language tag, address)."""

    address: str
    day: str
    translations: tuple[tuple[str, str], ...]


def map_site(pages: Mapping[str, Page], guides: Mapping[Language, LocalizedGuide]) -> Iterator[Entry]:
    """Yield an entry for each page that knows its whole address; search engines take no other.

    `guides` are the languages that they are told of. A borrowed page is no translation, and has no entry.
    """
    own = {name: page for name, page in pages.items() if page.language in guides and not page.original}
    for page in (page for page in own.values() if page.canonical):
        name = page.name.partition("/")[2]
        looks = find_looks(guides[page.language], page.html, page.anchors, page.head.get("record", ""))
        told = ((one.label("language.tag"), own.get(f"{other}/{name}")) for other, one in guides.items())
        others = [(tag, other) for tag, other in told if other]
        translations = tuple((tag, other.canonical) for tag, other in others)
        yield Entry(page.canonical, looks.last if looks else "", translations)


def write_robots(root: str) -> str:
    """Return what robots are told: everything may be read, and where the map is, if the site knows its place."""
    told = f"Sitemap: {root}sitemap.xml\n" if root else ""
    return f"User-agent: *\nAllow: /\n{told}"
