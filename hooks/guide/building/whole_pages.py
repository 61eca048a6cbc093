"""The pages of a build that show their beginning at first, and stand in whole beside that."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import escape

from guide.building.build import Build
from guide.site.addresses import ASSETS, find_hashed
from guide.site.assets import name_script
from guide.site.borrowed_words import show_borrowed
from guide.site.page import Page
from guide.site.render import list_scripts, make_relative
from guide.site.whole_page import cut_rest, has_rest, make_whole, name_whole_page
from guide.views import BEGINNINGS


def name_whole_pages(build: Build) -> Iterator[str]:
    """Yield their addresses. In a quick build and in the second skin every page is whole."""
    if not build.options.quick and not build.skin:
        yield from (name_whole_page(page.address) for page in build.pages.values() if has_rest(page.html))


def split_page(build: Build, html: str, page: Page) -> tuple[str, dict[str, str]]:
    """Return a page in its frame as readers see it at first, and what stands beside it, by its address."""
    address = name_whole_page(page.address)
    if address not in build.addresses:
        return html, {}
    own = list_scripts(page.markdown)
    script, other = (_find_asset(name_script(names), build, page) for names in (own, list_beginnings(own)))
    beginning = cut_rest(
        html.replace(f'data-script="{script}"', f'data-script="{other}"', 1), _lead(build, page, address)
    )
    return beginning, {address: make_whole(html, make_relative(page.address or "./", page.address))}


def list_beginnings(own: list[str]) -> list[str]:
    """Return the scripts of a page that holds only the beginning of its views; `own` are those of the whole page."""
    return [BEGINNINGS.get(name, name) for name in own]


def _lead(build: Build, page: Page, address: str) -> str:
    """Return what leads to the whole page, and tells the script of the beginning which one goes on."""
    label = build.localized_guides[page.language].label
    later = next(name for name in list_scripts(page.markdown) if name in BEGINNINGS)
    place = f'href="{posixpath.basename(address)}" data-script="{_find_asset(later, build, page)}"'
    link = f'<a class="button" {place}>{escape(label("rest.see"))}</a>'
    way = f'<p class="to-rest" data-failed="{escape(label("rest.failed"))}">{link}</p>'
    return show_borrowed(way, build.localized_guides[page.language])


def _find_asset(name: str, build: Build, page: Page) -> str:
    return make_relative(find_hashed(f"{ASSETS}/{name}", build.addresses), page.address)
