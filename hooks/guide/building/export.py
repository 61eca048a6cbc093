"""The whole guide for another builder: every page with what it shows, the data, the calendars, and the settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files

from guide.building.build import Build
from guide.building.steps import make_files
from guide.messages.location import Location
from guide.model.language import Language
from guide.prose.head import read_head
from guide.prose.sections import Section, join_sections
from guide.site.addresses import root_first
from guide.site.assets import STYLE
from guide.site.export.page import write_page
from guide.site.export.settings import FRAME, THEME, Engine, write_settings
from guide.site.navigation import write_menu
from guide.site.page import find_language
from guide.site.render import Links, render_shortcodes
from guide.site.tabs import unfold_tabs


def export_guide(build: Build, engine: Engine) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of each file of an export, but for pictures that pages show.

    The pages stand in docs/, those of the first language at its root. A language that is only beginning does not come
    along: other builders do not know what is borrowed. Raises DataError for a page that cannot be shown.
    """
    build = replace(build, localized_guides=build.complete_guides, borrowed=())
    made = dict(make_files(build))
    whole = (page for page in join_sections(build.prose) if page.language in build.localized_guides)
    prose = {f"{page.language}/{page.page}": page.text for page in whole}
    pages = prose | {name: str(text) for name, text in made.items() if name.endswith(".md")}
    locate = root_first if engine is Engine.ZENSICAL else _find_address
    addresses = {name: locate(name, build.first) for name in (*pages, *made)}
    for name, text in pages.items():
        yield f"docs/{root_first(name, build.first)}", _write(name, text, addresses, build, engine)
    for name, content in made.items():
        if name not in pages:
            yield f"docs/{root_first(name, build.first)}", content
    menus = {language: write_menu(build.outline, one) for language, one in build.localized_guides.items()}
    names = {language: one.label("site.title") for language, one in build.localized_guides.items()}
    settings = write_settings(engine, names, menus, [STYLE], build.project.site_url)
    yield from [settings] if settings else []
    if engine is Engine.PLAIN:
        yield f"{THEME}/{FRAME}", files("guide.site").joinpath("templates", "export.html").read_text(encoding="utf-8")


def _write(name: str, text: str, addresses: Mapping[str, str], build: Build, engine: Engine) -> str:
    language = find_language(name)
    links = Links(language, addresses[name].removeprefix("./"), addresses)
    start = Location(f"docs/{name}", 1, 1)
    shown = render_shortcodes(text, start, build.templates, links, build.localized_guides[language])
    head = read_head(Section(name, language, "top", 1, text))
    localized = build.localized_guides[language]
    return write_page(unfold_tabs(text, localized), head, shown, bare=engine is Engine.MKDOCS2)


def _find_address(name: str, first: Language) -> str:
    """Return where a file stands in the site: a page in a folder of its own.

    Zensical alone takes links in HTML as links to files, and makes addresses of them itself.
    """
    path = root_first(name, first)
    if not path.endswith(".md"):
        return path
    folder = re.sub(r"(^|/)index$", "", path.removesuffix(".md"))
    return f"{folder}/" if folder else "./"
