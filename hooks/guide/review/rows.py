"""A guide -> the HTML of each of its records on each page, as a build shows it: what a row looks like to readers."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree, html

from guide.messages.diagnostic import DataError
from guide.messages.location import Location
from guide.model.guide import Guide
from guide.model.record import Record
from guide.prose.sections import Section
from guide.site.addresses import root_first
from guide.site.rehearsal import list_files, list_shown_pages
from guide.site.render import Links
from guide.views.localized_guide import LocalizedGuide

Show = Callable[[str, Location, Links, LocalizedGuide], Mapping[str, str]]
"""Returns what the shortcodes of a text show."""
Place = tuple[str, str]
"""The file name of a page, and an anchor on it."""
SITE = "site"
"""The folder, beside the review, that holds the whole site."""
_HERE = "index.html"


@dataclass(frozen=True)
class RowChange:
    """A record on a page, before and after; empty where it was not, or is not, there."""

    place: Place
    record: Record
    before: str
    after: str


def show_rows(localized: LocalizedGuide, prose: tuple[Section, ...], show: Show) -> dict[Place, str]:
    """Return the HTML of each record that a guide shows in one language. What cannot be shown is left out."""
    urls = _list_urls(localized, prose)
    links = Links(localized.language, _HERE, urls)
    wanted = {record.anchor for _, record in localized.guide.everything()}
    found: dict[Place, str] = {}
    for page in list_shown_pages(localized, prose):
        try:
            shown = show(page.text, Location(page.path, 1, 1), links, localized)
        except DataError:  # what stood there before may need templates of its time
            continue
        for text in shown.values():
            found |= {(page.page, anchor): row for anchor, row in _cut_rows(text, wanted)}
    return found


def compare_rows(
    before: Mapping[Place, str], after: Mapping[Place, str], old: Guide, new: Guide
) -> Iterator[RowChange]:
    """Yield each record on a page that looks different, in the order of the pages, those that went at the end."""
    records = {record.anchor: record for guide in (old, new) for _, record in guide.everything()}
    renamed = {name: anchor for anchor, names in new.old_anchors.items() for name in names}
    was = {(page, renamed.get(anchor, anchor)): row for (page, anchor), row in before.items()}
    for place in dict.fromkeys((*after, *was)):
        rows = was.get(place, ""), after.get(place, "")
        if rows[0] != rows[1] and place[1] in records:
            yield RowChange(place, records[place[1]], *rows)


def find_dying(before: Iterable[Place], after: Iterable[Place], new: Guide) -> list[Place]:
    """Return the places that were there, are no more, and do not lead on."""
    kept = {*after}
    kept |= {(page, old) for page, anchor in kept for old in new.old_anchors.get(anchor, ())}
    return [place for place in before if place not in kept]


def _list_urls(localized: LocalizedGuide, prose: Iterable[Section]) -> dict[str, str]:
    first = localized.guide.subject.languages[0]
    pages = {section.page for section in prose} | {page.page for page in list_shown_pages(localized, tuple(prose))}
    names = [f"{one}/{page}" for one in localized.guide.subject.languages for page in pages]
    files = [name for name in list_files([localized]) if not name.endswith(".md")]
    return {
        **{name: f"{SITE}/{root_first(name_page(name), first)}" for name in names},
        **{name: f"{SITE}/{root_first(name, first)}" for name in files},
    }


def name_page(name: str) -> str:
    """Return the file, in the folder of a site, of the page that is called so in docs/."""
    folder, page = posixpath.split(name.removesuffix(".md"))
    return posixpath.join(folder, "" if page == "index" else page, _HERE)


def _cut_rows(shown: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for fragment in html.fragments_fromstring(shown) if shown else ():
        for element in fragment.iter("*") if isinstance(fragment, html.HtmlElement) else ():
            name = element.get("id", "")
            if name in wanted:
                yield name, _write(element)


def _write(element: html.HtmlElement) -> str:
    """Return an element without its name, and without what stands behind it; of a table, its head comes along."""
    own = copy.deepcopy(element)
    own.tail = None
    for inner in own.iter("*"):
        inner.attrib.pop("id", None)
        if inner.tag == "details":
            inner.set("open", "")  # a reviewer reads all of it
    if own.tag == "tbody":
        table = next(element.iterancestors("table"))
        whole = html.Element("table", dict(table.attrib))
        whole.extend([*(copy.deepcopy(head) for head in table.findall("thead")), own])
        own = whole
    return str(etree.tostring(own, encoding="unicode", method="html")).strip()
