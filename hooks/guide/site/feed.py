"""The changes of facts as a feed (Atom, RFC 4287), by which other programs tell their readers what is new."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from lxml import etree

from guide.model.borrowed import drop_marks
from guide.model.journal import Change
from guide.site.page import Page
from guide.site.render import make_relative
from guide.views.journal import name_feed, tell_change
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Target

MOST = 100
"""Changes in a feed, which is asked for again and again; all of them stand in the data for programs."""
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def write_feed(localized: LocalizedGuide, root: str, pages: Mapping[str, Page]) -> str:
    """Return the feed of a language, with the newest changes. `root` is where the site stands, if it is known.

    Identifiers depend on nothing but the subject's name, the fact and the day: they outlive a move of the site.
    """
    name, subject = name_feed(localized), localized.guide.subject
    changes = localized.guide.journal.changes[:MOST]
    feed = etree.Element(f"{{{_ATOM}}}feed", {f"{_XML}lang": localized.label("language.tag")}, {None: _ATOM})  # type: ignore[dict-item]
    title = localized.tell("journal.feed.title", site=localized.label("site.title"))
    _add(feed, "id", _identify(f"{subject.name} {localized.language}"))
    _add(feed, "title", title)
    _add(feed, "updated", _stamp(changes[0].on if changes else localized.as_of.isoformat()))
    _add(_add(feed, "author"), "name", localized.label("site.title"))
    _add(feed, "rights", localized.label("site.licence"))
    _add(
        feed,
        "link",
        rel="self",
        type="application/atom+xml",
        href=f"{root}{name}" if root else make_relative(name, name),
    )
    _add(feed, "link", rel="alternate", type="text/html", href=_locate(Target("index.md"), localized, root, pages))
    for change in changes:
        _add_entry(feed, change, localized, root, pages)
    return drop_marks(etree.tostring(feed, encoding="unicode", pretty_print=True))


def _add_entry(
    feed: etree._Element, change: Change, localized: LocalizedGuide, root: str, pages: Mapping[str, Page]
) -> None:
    told = tell_change(change, localized)
    entry = _add(feed, "entry")
    _add(entry, "id", _identify(f"{localized.guide.subject.name} {localized.language} {change.record} {change.on}"))
    _add(entry, "title", told.title.text)
    _add(entry, "updated", _stamp(change.on))
    target = told.title.target or Target("index.md")
    _add(entry, "link", rel="alternate", type="text/html", href=_locate(target, localized, root, pages))
    source = f"\n{localized.label('journal.source')}{told.sources}" if told.sources else ""
    _add(entry, "content", f"{told.text}{source}", type="text")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _identify(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, name).urn


def _stamp(day: str) -> str:
    return f"{day}T00:00:00Z"


def _locate(target: Target, localized: LocalizedGuide, root: str, pages: Mapping[str, Page]) -> str:
    page = pages[f"{localized.language}/{target.page}"]
    address = f"{root}{page.address}" if root else make_relative(page.address or "./", name_feed(localized))
    return f"{address}#{target.anchor}" if target.anchor in page.anchors else address
