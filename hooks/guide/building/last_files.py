"""What is made from the finished pages: search indexes, one-file editions, the data for programs, the headers file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from guide.building.build import Build
from guide.model.borrowed import drop_marks
from guide.model.language import Language
from guide.site.addresses import MOVED, list_patterns, root_first
from guide.site.api.publish import name_api_files, publish_api
from guide.site.borrowed_words import show_borrowed
from guide.site.headers import NAME, fill_headers
from guide.site.moved import list_moved_pages
from guide.site.navigation import list_pages
from guide.site.render import draw_badge, make_relative, render_moved, render_single_page
from guide.site.search import make_index, write_index
from guide.site.single_page import bind_chapters, make_chapter
from guide.site.sitemap import ROBOTS, write_robots
from guide.views.localized_guide import LocalizedGuide


def name_last_files(build: Build) -> Iterator[str]:
    """Yield the addresses of all that make_last_files may make."""
    yield from (NAME, ROBOTS)
    yield from name_api_files(build.localized_guides[build.first])
    for language in build.localized_guides:
        yield from (_name_single_page(language, build.first), _name_index(language))
    yield from (_name_moved(f"{language}/{old}", build) for language, old, _ in _list_moves(build))


def make_last_files(build: Build) -> list[tuple[str, str]]:
    """Return what is made from the finished pages, by its address: headers, and unless it has to be quick, the rest."""
    template = files("guide.site").joinpath("templates", "headers.txt").read_text(encoding="utf-8")
    made = [(NAME, fill_headers(template, build.policy, list_patterns(build.addresses - {NAME})))]
    made.append((ROBOTS, write_robots(build.project.site_url)))
    made += [] if build.options.quick else _publish_api(build)
    made += [(_name_moved(f"{move[0]}/{move[1]}", build), _make_moved(*move, build)) for move in _list_moves(build)]
    for localized in () if build.options.quick else build.localized_guides.values():
        made.append((_name_single_page(localized.language, build.first), _make_single_page(build, localized)))
        made.append((_name_index(localized.language), _make_index(build, localized)))
    return made


def _publish_api(build: Build) -> Iterator[tuple[str, str]]:
    return publish_api(build.complete_guides, build.project.site_url, build.pages)


def _name_single_page(language: Language, first: Language) -> str:
    return root_first(f"{language}/guide.html", first)


def _name_index(language: Language) -> str:
    return f"search/{language}.js"


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


def _make_single_page(build: Build, localized: LocalizedGuide) -> str:
    """Return the one-file edition, the pages in the order of the menu, those of single records after them."""
    menu = [f"{localized.language}/{name}" for name in list_pages(build.outline)]
    pages = {name: page for name, page in build.pages.items() if page.language == localized.language}
    order = [*menu, *(name for name in pages if name not in menu)]
    chapters = bind_chapters(make_chapter(pages[name]) for name in order)
    return show_borrowed(render_single_page(chapters, build.inline, build.templates, localized), localized)


def _make_index(build: Build, localized: LocalizedGuide) -> str:
    pages = [page for page in build.pages.values() if page.language == localized.language]
    draw = partial(draw_badge, build.templates)
    return drop_marks(write_index(make_index(localized, pages, lambda mark: show_borrowed(draw(mark), localized))))
