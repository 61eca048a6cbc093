"""The pages of evidence of a build, and the pages whose evidence stands there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guide.building.build import Build
from guide.model.evidence import Fact
from guide.site.addresses import ASSETS, find_hashed
from guide.site.borrowed_words import show_borrowed
from guide.site.csp import make_policy
from guide.site.evidence_page import cut_grounds, find_worthy, list_grounds, name_evidence_page, place_grounds
from guide.site.lang_spans import mark_foreign
from guide.site.page import Page
from guide.site.render import make_relative, render_evidence_page
from guide.views.citation import show_edition
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly


def name_evidence_pages(build: Build) -> Iterator[str]:
    """Yield their addresses. In a quick build and in the second skin all evidence stays where it is."""
    if not build.options.quick and not build.skin:
        yield from (name_evidence_page(page.address) for page in find_worthy(build.pages))


def make_evidence_pages(build: Build) -> Iterator[tuple[str, str]]:
    """Yield each page of evidence by its address. The build knows all addresses already."""
    for page in build.pages.values():
        address = name_evidence_page(page.address)
        if address in build.addresses:
            yield address, _make(build, page, address)


def cut_evidence(build: Build, html: str, page: Page) -> str:
    """Return a page in its frame, with what leads to its evidence in the place of it, where that stands elsewhere."""
    address = name_evidence_page(page.address)
    if address not in build.addresses:
        return html
    localized = build.localized_guides[page.language]
    return cut_grounds(html, lambda fact: _lead(fact, address, localized))


def _lead(fact: str, address: str, localized: LocalizedGuide) -> str:
    place = f"{make_relative(address, address)}#{localized.read(fact, Fact).anchor}"
    return f'<a class="to-grounds" href="{place}">{escape(localized.label("evidence.see"))}</a>'


def _make(build: Build, page: Page, address: str) -> str:
    localized = build.localized_guides[page.language]
    canonical = build.pages[page.original].canonical if page.original else page.canonical
    here = make_relative(page.address or "./", address)
    shown = {
        "title": localized.tell("evidence.page", title=page.title),
        "back": localized.tell("evidence.back", title=page.title),
        "original": _tell_original(build, page, address),
        "scheme": build.appearance.scheme,
        "policy": make_policy([build.script], []),
        "canonical": canonical,
        "home": make_relative(build.pages[f"{page.language}/index.md"].address or "./", address),
        "here": here,
        "style": _find_asset("site.css", build, address),
        "script": _find_asset("site.js", build, address),
        "citing": _find_asset("cite.js", build, address),
        "edition": show_edition(localized),
        "drawing": _find_asset(build.appearance.favicon or "icon.svg", build, address),
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
    """Yield what the template shows of each fact. One that is told elsewhere has no place on the page."""
    for name, grounds in place_grounds(list_grounds(page.html), here).items():
        fact = localized.read(name, Fact)
        title = escape(read_plainly(localized.say(fact.title, fact)))
        yield {
            "anchor": fact.anchor,
            "address": f"{here}#{fact.anchor}" if fact.anchor in page.anchors else here,
            "title": mark_foreign(show_borrowed(title, localized), page.language),
            "grounds": grounds,
        }


def _list_translations(build: Build, page: Page, here: str) -> Iterator[tuple[str, str, str]]:
    """Yield (tag, name, address) of the same in each other language that the menus show."""
    name = page.name.partition("/")[2]
    for language, localized in build.shown_guides.items():
        if language != page.language:
            address = name_evidence_page(build.pages[f"{language}/{name}"].address)
            yield localized.label("language.tag"), localized.label("language.name"), make_relative(address, here)


def _find_asset(name: str, build: Build, here: str) -> str:
    return make_relative(find_hashed(f"{ASSETS}/{name}", build.addresses), here)
