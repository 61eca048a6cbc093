"""What is made from the finished pages: the search indexes, the one-file editions, and the headers file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

from guide.building.build import Build
from guide.model.language import Language
from guide.site.addresses import list_patterns, root_first
from guide.site.headers import NAME, fill_headers
from guide.site.navigation import list_pages
from guide.site.render import draw_badge, render_single_page
from guide.site.search import make_index, write_index
from guide.site.single_page import bind_chapters, make_chapter
from guide.views.localized_guide import LocalizedGuide


def name_last_files(build: Build) -> Iterator[str]:
    """Yield the addresses of all that make_last_files may make."""
    yield NAME
    for language in build.localized_guides:
        yield from (_name_single_page(language, build.first), _name_index(language))


def make_last_files(build: Build) -> list[tuple[str, str]]:
    """Return what is made from the finished pages, by its address: headers, and unless it has to be quick, the rest."""
    template = files("guide.site").joinpath("templates", "headers.txt").read_text(encoding="utf-8")
    made = [(NAME, fill_headers(template, build.policy, list_patterns(build.addresses - {NAME})))]
    for localized in () if build.options.quick else build.localized_guides.values():
        made.append((_name_single_page(localized.language, build.first), _make_single_page(build, localized)))
        made.append((_name_index(localized.language), _make_index(build, localized)))
    return made


def _name_single_page(language: Language, first: Language) -> str:
    return root_first(f"{language}/guide.html", first)


def _name_index(language: Language) -> str:
    return f"search/{language}.js"


def _make_single_page(build: Build, localized: LocalizedGuide) -> str:
    """Return the one-file edition, the pages in the order of the menu, those of single records after them."""
    menu = [f"{localized.language}/{name}" for name in list_pages(build.outline)]
    pages = {name: page for name, page in build.pages.items() if page.language == localized.language}
    order = [*menu, *(name for name in pages if name not in menu)]
    chapters = bind_chapters(make_chapter(pages[name]) for name in order)
    return render_single_page(chapters, build.style, build.templates, localized)


def _make_index(build: Build, localized: LocalizedGuide) -> str:
    pages = [page for page in build.pages.values() if page.language == localized.language]
    return write_index(make_index(localized, pages, partial(draw_badge, build.templates)))
