"""The twin of a page: where it stands, what it says of itself, and the page as Markdown."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Set

from guide.site.element import read_page
from guide.site.page import Page
from guide.site.twins.blocks import write_blocks
from guide.site.twins.inline import Manner, escape
from guide.views.checked import tell_checked
from guide.views.localized_guide import LocalizedGuide


def name_twin(address: str) -> str:
    """Return where the twin of a page stands: beside the page, `plan/` has it in `plan/index.md`."""
    folder, name = posixpath.split(address.removeprefix("./"))
    return posixpath.join(folder, f"{name.removesuffix('.html') or 'index'}.md")


def write_twin(page: Page, localized: LocalizedGuide, addresses: Set[str]) -> str:
    """Return the twin of a page. `addresses` are those of all pages, whose twins it links to."""

    def lead(address: str) -> str:
        return lead_on(address, page.address, addresses)

    blocks = write_blocks(read_page(page.html), Manner(lead, escape(localized.label("column.verdict"))))
    return "\n\n".join([_write_head(page, localized), *blocks, *_write_end(page, localized)]) + "\n"


def lead_on(link: str, here: str, addresses: Set[str]) -> str:
    """Return where a link of the page at `here` leads from its twin: to a twin, or to a place in a page.

    Markdown has no places: what a link's anchor names is in the page alone.
    """
    address, hash_, _ = link.partition("#")
    if hash_ and not address:
        return f"{posixpath.basename(here) or './'}{link}"
    if hash_ or "://" in link or address.startswith("mailto:"):
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), address))
    if addresses.isdisjoint({target, f"{target}/"} if target != "." else {"", "./"}):
        return link  # a file
    return posixpath.join(posixpath.dirname(address), posixpath.basename(name_twin(address)))


def _write_head(page: Page, localized: LocalizedGuide) -> str:
    told = {"title": page.title, "description": page.head.get("description", "")}
    told |= {"language": localized.label("language.tag"), "address": page.canonical}
    lines = (f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in told.items() if text)
    return "\n".join(["---", *lines, "---"])


def _write_end(page: Page, localized: LocalizedGuide) -> Iterator[str]:
    """Yield what stands below every page: when its evidence was looked at, whose guide it is not, and the licence."""
    yield "---"
    checked = tell_checked(localized, page.html, page.anchors, page.head.get("record", ""))
    yield from map(escape, filter(None, (checked, *map(localized.label, ("site.disclaimer", "site.licence")))))
