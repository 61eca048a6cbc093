"""All pages, shown as a build shows them, but without MkDocs: what `check` passes, builds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from guide.evidence.reference_date import find_newest_day
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, MessageError
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.prose.borrowed import borrow_pages
from guide.prose.homes import find_homes
from guide.prose.links import check_links
from guide.prose.sections import Section, join_sections
from guide.site.api.publish import name_api_files
from guide.site.publish import name_data_files, publish_calendars, publish_pages
from guide.site.render import Links, list_anchors
from guide.views.journal import name_feed
from guide.views.localized_guide import LocalizedGuide, localize_all
from guide.views.outdated import note_outdated_page

Show = Callable[[str, Location, Links, LocalizedGuide], Mapping[str, str]]
"""Returns what shortcodes show: render_shortcodes, with the templates that it uses."""
Bind = Callable[[LocalizedGuide], object]
"""Makes the one-file edition."""
_LATE = 36_525
"""Days after which any evidence is past its date: then the guide says so, and has to have the words."""
_REPOSITORY = "https://git.example/guide"
FRAME = frozenset(
    {
        *("choice", "choice-platform", "content", "edition", "menu", "theme", "top"),
        *("query", "search", "search-doors", "search-link", "search-open", "search-results", "search-status"),
        *("print", "print-evidence", "print-tools"),
    }
)
"""The ids that the frame of every page has."""
_PLACE = re.compile(r"<!--\s*guide:[^>]*-->|^#{1,6} [^<\n]*\{#([\w-]+)\}[ \t]*$", re.MULTILINE)
"""What brings a place to a page: a shortcode, and a heading with an id. The first heading has one that no other has."""


@dataclass(frozen=True)
class Shown:
    """What came of showing a page: the places on it, and what is wrong with it."""

    places: Collection[str]
    mistakes: tuple[Diagnostic, ...] = ()


ShowPage = Callable[[LocalizedGuide, Mapping[str, str]], Shown]
"""Shows a page, with the guide and the addresses of all files."""
Remember = Callable[[Section, LocalizedGuide, Mapping[str, str], ShowPage], Shown]
"""Shows a page, or knows what came of it before."""


def show_each(page: Section, localized: LocalizedGuide, addresses: Mapping[str, str], show: ShowPage) -> Shown:
    """Show a page, whatever is known of it."""
    return show(localized, addresses)


@dataclass(frozen=True)
class Shows:
    """What shows shortcodes, what makes the one-file edition, and what knows which pages need not be shown again."""

    render: Show
    bind: Bind
    remember: Remember = show_each


@dataclass(frozen=True)
class _Stage:
    """What a language's pages are shown with."""

    localized: LocalizedGuide
    addresses: Mapping[str, str]
    shows: Shows

    def show(self, page: Section) -> Shown:
        """Return what comes of showing a page: what keeps it from being shown, and each place that is on it twice."""
        return self.shows.remember(page, self.localized, self.addresses, partial(self._show, page))

    def _show(self, page: Section, localized: LocalizedGuide, addresses: Mapping[str, str]) -> Shown:
        links = Links(localized.language, _name(page), addresses)
        mistakes: list[Diagnostic] = []
        seen = dict.fromkeys(FRAME, Message("place/frame"))
        for found in _PLACE.finditer(page.text):
            location = page.locate(found.start())
            try:
                anchors = [found[1]] if found[1] else self._list_anchors(found[0], location, links, localized)
            except DataError as error:
                mistakes += error.diagnostics
                continue
            twice = next((anchor for anchor in anchors if anchor in seen), None)
            if twice:
                mistakes.append(Diagnostic(location, Message("repeated-anchor/shown", anchor=twice, other=seen[twice])))
            seen = {**dict.fromkeys(anchors, Message("place/line", line=location.line)), **seen}
        return Shown(seen.keys(), tuple(mistakes))

    def _list_anchors(self, shortcode: str, location: Location, links: Links, localized: LocalizedGuide) -> list[str]:
        shown = self.shows.render(shortcode, location, links, localized)
        return [anchor for html in shown.values() for anchor in list_anchors(html)]


def find_faults(
    guide: Guide, prose: tuple[Section, ...], shows: Shows, pictures: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield what would stop a build of a guide whose data and prose are right by themselves.

    `pictures` are the files in docs/ that are no pages, such as `zh/menu.png`.
    """
    try:
        homes = find_homes(guide, prose)
        localized_guides = [one.place_on(homes) for one in _localize_fully(guide)]
        for localized in localized_guides:
            shows.bind(localized)
        pages = {localized.language: tuple(list_shown_pages(localized, prose)) for localized in localized_guides}
        files = {*pictures, *list_files(localized_guides), *(_name(page) for some in pages.values() for page in some)}
        for localized in localized_guides:
            late = replace(localized, outdated=frozenset({RecordName("docs", "index.md")}))
            note_outdated_page(late, "index.md")
    except MessageError as error:
        yield Diagnostic(Location("data/labels.yml", 1, 1), Message("shortcode/unshown", reason=error.message))
        return
    addresses = {name: name for name in files}
    stages = [_Stage(localized, addresses, shows) for localized in localized_guides]
    shown = [(_name(page), stage.show(page)) for stage in stages for page in pages[stage.localized.language]]
    mistakes = [found for _, one in shown for found in one.mistakes]
    yield from mistakes
    if not mistakes:
        places = {name: one.places for name, one in shown}
        yield from check_links(prose, {**dict.fromkeys(files, ()), **places})


def _localize_fully(guide: Guide) -> list[LocalizedGuide]:
    """Return the guide as it tells the most: on a late day, with a repository to edit it in, all of it outdated."""
    late = find_newest_day(guide) + datetime.timedelta(days=_LATE)
    everything = frozenset(record.name for _, record in guide.everything())
    return localize_all(guide, late, _REPOSITORY, dict.fromkeys(guide.subject.languages, everything))


def list_shown_pages(localized: LocalizedGuide, prose: Iterable[Section]) -> Iterator[Section]:
    """Yield each page of a language as one section, those that are made from data included."""
    own = (*prose, *borrow_pages(localized.guide, prose))
    yield from join_sections(section for section in own if section.language == localized.language)
    for name, text in publish_pages(localized):
        yield Section(name.partition("/")[2], localized.language, "top", 1, text)


def list_files(localized_guides: Iterable[LocalizedGuide]) -> Iterator[str]:
    """Yield the names of the files that are made from data and are no pages."""
    first, *_ = localized_guides
    yield from name_data_files(first)
    yield from name_api_files(first)
    for localized in localized_guides:
        yield name_feed(localized)
        yield from (name for name, _ in publish_calendars(localized, lambda *given: b""))


def _name(page: Section) -> str:
    return f"{page.language}/{page.page}"
