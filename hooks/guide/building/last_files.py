"""What is made from the finished pages: search, one-file editions, twins in Markdown, the API, the headers file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import cache, partial
from importlib.resources import files

from guide.building.build import Build
from guide.building.evidence_pages import make_evidence_pages, name_evidence_pages
from guide.building.recalled import Thing, bind_each, recall, recall_files
from guide.model.borrowed import drop_marks
from guide.model.language import Language
from guide.site.addresses import MOVED, list_patterns, root_first
from guide.site.api.publish import name_api_files, publish_api
from guide.site.borrowed_words import show_borrowed
from guide.site.feed import write_feed
from guide.site.headers import NAME, fill_headers
from guide.site.moved import list_moved_pages
from guide.site.navigation import list_pages
from guide.site.page import Page
from guide.site.pocket.edition import LIMIT, Leaf, fit_edition, make_chapters, name_pocket, open_page
from guide.site.render import draw_badge, make_relative, render_moved, render_pocket, render_single_page
from guide.site.search.parts import make_search, name_search
from guide.site.single_page import make_chapter
from guide.site.sitemap import ROBOTS, write_robots
from guide.site.skin_search import name_stock_index, write_stock_index
from guide.site.twins.page import name_twin, write_twin
from guide.views.evidence import Badge
from guide.views.journal import name_feed
from guide.views.localized_guide import LocalizedGuide

_HEAD = 16 * 1024
"""Bytes for what stands around the chapters of a pocket edition: its head, its contents and what it leaves out."""


def name_last_files(build: Build) -> Iterator[str]:
    """Yield the addresses of all that make_last_files may make."""
    yield from (NAME, ROBOTS)
    yield from name_api_files(build.localized_guides[build.first])
    for language, localized in build.localized_guides.items():
        yield _name_single_page(language, build.first)
        yield from _name_search(localized, build)
    yield from map(name_feed, build.localized_guides.values())
    for language in build.complete_guides:
        yield from (_name_pocket(language, product, build) for product in _list_products(build))
    yield from (name_twin(page.address) for page in build.pages.values())
    yield from name_evidence_pages(build)
    yield from (_name_moved(f"{language}/{old}", build) for language, old, _ in _list_moves(build))


def make_last_files(build: Build) -> Iterator[tuple[str, str]]:
    """Yield what is made from the finished pages, by its address: headers, and unless it has to be quick, the rest."""
    template = files("guide.site").joinpath("templates", "headers.txt").read_text(encoding="utf-8")
    yield NAME, fill_headers(template, build.policy, list_patterns(build.addresses - {NAME}))
    yield ROBOTS, write_robots(build.project.site_url)
    yield from ((_name_moved(f"{move[0]}/{move[1]}", build), _make_moved(*move, build)) for move in _list_moves(build))
    for localized in build.localized_guides.values():
        yield name_feed(localized), write_feed(localized, build.project.site_url, build.pages)
    if not build.options.quick:
        yield from _make_slow_files(build)


def _make_slow_files(build: Build) -> Iterator[tuple[str, str]]:
    yield from _publish_api(build)
    yield from _write_twins(build)
    yield from make_evidence_pages(build)
    for language in build.localized_guides:
        yield _name_single_page(language, build.first), _make_single_page(language, build)  # of chapters that are kept
        yield from _publish_search(build, language)
    for language in build.complete_guides:
        open_once = cache(lambda name: open_page(build.pages[name]))  # the products of a language share its pages
        for product in _list_products(build):
            make = partial(_make_pocket, product, open_once, language)
            name = _name_pocket(language, product, build)
            yield name, recall(build, _all_pages(build, language, name), make)


def _all_pages(build: Build, language: Language, name: str) -> Thing:
    """Return what is known of a thing that is made from all pages of a language."""
    pages = tuple(page for page in build.pages.values() if page.language == language)
    return Thing(name, (pages, build.outline), [language], are_given=True)


def _publish_api(build: Build) -> Iterator[tuple[str, str]]:
    return recall_files(build, Thing("api", (build.project.site_url,), build.complete_guides), _make_api)


def _make_api(build: Build) -> Iterator[tuple[str, str]]:
    return publish_api(build.complete_guides, build.project.site_url, build.pages)


def _write_twins(build: Build) -> Iterator[tuple[str, str]]:
    addresses = frozenset(page.address for page in build.pages.values())
    for page in build.pages.values():
        thing = Thing(f"twin {page.name}", (page, addresses), [page.language])
        yield name_twin(page.address), recall(build, thing, partial(_write_twin, page=page, addresses=addresses))


def _write_twin(build: Build, page: Page, addresses: Set[str]) -> str:
    return drop_marks(write_twin(page, build.localized_guides[page.language], addresses))


def _name_single_page(language: Language, first: Language) -> str:
    return root_first(f"{language}/guide.html", first)


def _name_search(localized: LocalizedGuide, build: Build) -> Iterator[str]:
    if build.skin:
        yield name_stock_index(localized.language, build.first)
    else:
        yield from name_search(localized)


def _list_moves(build: Build) -> Iterator[tuple[Language, str, str]]:
    """Yield, for each language, a page that is there no more and the one that its readers are led on to."""
    for language, localized in build.localized_guides.items():
        yield from ((language, old, new) for old, new in list_moved_pages(localized))


def _name_moved(page: str, build: Build) -> str:
    """Return the file that stands where a page of that name did."""
    name = page.removesuffix(".md")
    names_files = any(known.address.endswith(".html") for known in build.pages.values())
    address = f"{name}.html" if names_files or name.endswith("/index") else f"{name}/index.html"
    return root_first(address, build.first)


def _make_moved(language: Language, old: str, new: str, build: Build) -> str:
    name, hash_, anchor = new.partition("#")
    page = build.pages[f"{language}/{name}"]
    here = _name_moved(f"{language}/{old}", build)
    localized = build.localized_guides[language]
    (script,) = (one for one in build.addresses if MOVED.fullmatch(one))
    address = make_relative(page.address, here) + hash_ + anchor
    moved = render_moved(page.title, address, localized.label("language.tag"), make_relative(script, here))
    return show_borrowed(moved, localized)


def _make_single_page(language: Language, build: Build) -> str:
    """Return the one-file edition, the pages in the order of the menu, those of single records after them."""
    localized = build.localized_guides[language]
    pages = {name: page for name, page in build.pages.items() if page.language == localized.language}
    menu = _list_chapters(build, localized.language)
    order = [*menu, *(page for page in pages.values() if page not in menu)]
    chapters = bind_each(build, language, tuple(map(make_chapter, order)))
    return show_borrowed(render_single_page(chapters, build.inline, build.templates, localized), localized)


def _list_chapters(build: Build, language: Language) -> list[Page]:
    """Return the pages of the menu in its order, each with the volumes that it leads to behind it."""
    volumes: dict[str, list[Page]] = {}
    for page in build.pages.values():
        if page.language == language and page.is_volume:
            volumes.setdefault(page.head["parent"], []).append(page)
    names = list_pages(build.outline)
    return [one for name in names for one in (build.pages[f"{language}/{name}"], *volumes.get(name, ()))]


def _list_products(build: Build) -> tuple[str, ...]:
    return build.localized_guides[build.first].guide.subject.vocabularies["products"]


def _name_pocket(language: Language, product: str, build: Build) -> str:
    return root_first(f"{language}/{name_pocket(product)}", build.first)


def _make_pocket(product: str, open_once: Callable[[str], Leaf], language: Language, build: Build) -> str:
    """Return the pocket edition for a product: the pages of the menu but for those that the subject leaves out.

    The volumes of a register come along with its page, and are left out with it.
    """
    localized = build.localized_guides[language]
    left_out = {f"{localized.language}/{name}" for name in localized.guide.subject.not_in_pocket}
    menu = _list_chapters(build, localized.language)
    pages = [page for page in menu if not left_out & {page.name, f"{page.language}/{page.head.get('parent')}"}]
    others = [page for page in menu if page.name in left_out]
    rest = [page for page in build.pages.values() if page.language == localized.language and page not in pages]
    leaves = tuple(open_once(page.name) for page in pages)
    chapters = tuple(make_chapters(leaves, rest, product, localized))
    return render_pocket(fit_edition(chapters, others, localized, LIMIT - _HEAD), product, localized)


def _publish_search(build: Build, language: Language) -> Iterator[tuple[str, str]]:
    return recall_files(build, _all_pages(build, language, f"search {language}"), partial(_make_search, language))


def _make_search(language: Language, build: Build) -> Iterator[tuple[str, str]]:
    localized = build.localized_guides[language]
    pages = [page for page in build.pages.values() if page.language == language]
    if build.skin:
        stock = write_stock_index(localized, pages, root_first(f"{language}/", build.first))
        yield name_stock_index(language, build.first), drop_marks(stock)
        return

    @cache  # there are few different ones, and each record has one
    def draw(mark: Badge) -> str:
        return show_borrowed(draw_badge(build.templates, mark), localized)

    yield from ((address, drop_marks(script)) for address, script in make_search(localized, pages, draw))
