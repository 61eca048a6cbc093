"""The pages of evidence of a build, and the pages whose evidence stands there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from html import escape

from guide.building.build import Build
from guide.building.recalled import Thing, recall
from guide.model.evidence import Fact
from guide.model.open_questions import Disagreement
from guide.model.record import Record
from guide.model.sources import Source
from guide.site.addresses import ASSETS
from guide.site.borrowed_words import show_borrowed
from guide.site.csp import make_policy
from guide.site.evidence_page import cut_grounds, find_worthy, list_grounds, name_evidence_page, place_grounds
from guide.site.lang_spans import mark_foreign
from guide.site.page import Page
from guide.site.render import make_relative, render_evidence_page
from guide.views.citation import show_edition
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly

_ASSET = re.compile(rf"{ASSETS}/(?P<stem>[^/]+)\.[0-9a-f]{{8}}\.(?P<suffix>[^/.]+)")
"""Where an asset stands, whose name says what it holds."""


def name_evidence_pages(build: Build) -> Iterator[str]:
    """Yield their addresses. In a quick build and in the second skin all evidence stays where it is."""
    if not build.options.quick and not build.skin:
        yield from (name_evidence_page(page.address) for page in find_worthy(build.pages))


def make_evidence_pages(build: Build) -> Iterator[tuple[str, str]]:
    """Yield each page of evidence by its address. The build knows all addresses already."""
    around, assets = (build.assets, build.shown), _list_assets(build.assets)
    for page in build.pages.values():
        address = name_evidence_page(page.address)
        make = partial(_make, page=page, address=address, assets=assets)
        if address in build.addresses:
            yield address, recall(build, Thing(address, (page, *around), build.localized_guides), make)


def cut_evidence(build: Build, html: str, page: Page) -> str:
    """Return a page in its frame, with what leads to its evidence in the place of it, where that stands elsewhere."""
    address = name_evidence_page(page.address)
    if address not in build.addresses:
        return html
    localized = build.localized_guides[page.language]
    return cut_grounds(html, lambda name: _lead(name, address, localized))


def _lead(name: str, address: str, localized: LocalizedGuide) -> str:
    record = localized.read(name, Record)
    place = f"{make_relative(address, address)}#{record.anchor}"
    label = "evidence.see" if isinstance(record, Fact) else "action.more"
    return f'<a class="to-grounds" href="{place}">{escape(localized.label(label))}</a>'


def _make(build: Build, page: Page, address: str, assets: Mapping[str, str]) -> str:
    localized = build.localized_guides[page.language]
    canonical = build.pages[page.original].canonical if page.original else page.canonical
    here = make_relative(page.address or "./", address)
    shown = {
        "language": page.language,
        "title": localized.tell("evidence.page", title=page.title),
        "back": localized.tell("evidence.back", title=page.title),
        "original": _tell_original(build, page, address),
        "scheme": build.appearance.scheme,
        "policy": make_policy([build.script], []),
        "canonical": canonical,
        "home": make_relative(build.pages[f"{page.language}/index.md"].address or "./", address),
        "here": here,
        "style": make_relative(assets["site.css"], address),
        "script": make_relative(assets["site.js"], address),
        "citing": make_relative(assets["cite.js"], address),
        "edition": show_edition(localized),
        "drawing": make_relative(assets[build.appearance.favicon or "icon.svg"], address),
        "translations": list(_list_translations(build, page, address)),
        "facts": list(_list_facts(page, here, localized)),
    }
    return show_borrowed(render_evidence_page(shown, build.inline, build.templates, localized), localized)


def _tell_original(build: Build, page: Page, here: str) -> tuple[str, str] | None:
    """Return (tag, address) of the evidence of the page that a borrowed one stands for."""
    if not page.original:
        return None
    original = build.pages[page.original]
    tag = build.localized_guides[original.language].label("language.tag")
    return tag, make_relative(name_evidence_page(original.address), here)


def _list_facts(page: Page, here: str, localized: LocalizedGuide) -> Iterator[dict[str, object]]:
    """Yield what the template shows of each record. One that is told elsewhere has no place on the page."""
    for name, grounds in place_grounds(list_grounds(page.html), here).items():
        record = localized.read(name, Record)
        yield {
            "anchor": record.anchor,
            "address": f"{here}#{record.anchor}" if record.anchor in page.anchors else here,
            "title": _write_title(record, localized),
            "language": record.language if isinstance(record, Source) else "",
            "grounds": grounds,
        }


def _write_title(record: Record, localized: LocalizedGuide) -> str:
    """Return what a record is called, as HTML: a source in its own words."""
    if isinstance(record, Source):
        return escape(record.title)
    assert isinstance(record, Fact | Disagreement)
    named = record.question if isinstance(record, Disagreement) else record.title
    title = escape(read_plainly(localized.say(named, record)))
    return mark_foreign(show_borrowed(title, localized), localized.language)


def _list_translations(build: Build, page: Page, here: str) -> Iterator[tuple[str, str, str]]:
    """Yield (tag, name, address) of the same in each other language that the menus show."""
    name = page.name.partition("/")[2]
    for language, localized in build.shown_guides.items():
        if language != page.language:
            address = name_evidence_page(build.pages[f"{language}/{name}"].address)
            yield localized.label("language.tag"), localized.label("language.name"), make_relative(address, here)


def _list_assets(addresses: Collection[str]) -> dict[str, str]:
    """Return where each asset stands, by its name without what that says of its content."""
    found = filter(None, map(_ASSET.fullmatch, addresses))
    return {f"{one['stem']}.{one['suffix']}": one[0] for one in found}
