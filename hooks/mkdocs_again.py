"""A site that MkDocs has built, made anew where it changed: what a development server does when a file is saved.

MkDocs builds everything each time. Here its files, its menu, and its templates are those of the last build, and of its
pages only those are made again whose text changed, or what they read. That ends well or not at all: where anything is
not as it was that this does not know of, or where anything is wrong, MkDocs builds the whole, and says so.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_relative_url, is_error_template, write_file

from guide.building.build import KEY, find_build
from guide.building.frames import is_framed_alike
from guide.building.memory import Memory
from guide.building.steps import place_files

_TOLD = ("choice", "policy", "theme_script", "appearance")
"""What every template is told; some keep it as it was when they were first shown."""
_UNKNOWN = re.compile(r"\b(?:pages|build_date_utc|update_date)\b")
"""What a frame may read of MkDocs that changes without anybody noticing."""


class _OtherwiseError(Exception):
    """Something is not as it was."""


@dataclass(frozen=True)
class _Converted:
    """What Markdown made of a page, before anything was shown on it."""

    html: str
    anchors: frozenset[str]


@dataclass
class Site:
    """The last build of a site: how it was asked for, and all that MkDocs made for it.

    `around` is a name for all that it is made from but for data and prose, `texts` are the pages as they were read.
    It `is_whole` where nothing was wrong.
    """

    config: MkDocsConfig
    around: str
    nav: Navigation
    files: Files
    texts: dict[str, str] = field(default_factory=dict)
    converted: dict[str, _Converted] = field(default_factory=dict)
    env: Environment | None = None
    is_whole: bool = False

    def __post_init__(self) -> None:
        """Keep the menus, which differ where a page or a word in them does."""
        self.outline, self.menus = find_build(self.config.extra).outline, self.config.nav

    def read(self, page: Page) -> str:
        """Return the text of a page, and remember it."""
        self.texts[page.file.src_uri] = page.file.content_string
        return self.texts[page.file.src_uri]

    def note(self, page: Page, html: str) -> None:
        """Remember what Markdown made of a page."""
        self.converted[page.file.src_uri] = _Converted(html, frozenset(page.present_anchor_ids or ()))


def name_surroundings(config: MkDocsConfig) -> str:
    """Return a name for all that a site is made from but for the words in data and prose; another, if any differs."""
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    read = hashlib.sha256()
    for path in sorted([*(root / "overrides").rglob("*"), *docs.rglob("*"), *root.glob("mkdocs*.yml")]):
        is_prose = path.suffix == ".md" and docs in path.parents
        words = path.read_bytes() if path.is_file() and not is_prose else b""
        read.update(f"{path}\0{path.is_dir()}\0{len(words)}\0".encode() + words)
    return read.hexdigest()


def build_or_build_again(memory: Memory, build: Callable[[], None]) -> None:
    """Make the site anew where it changed, or else `build` it. `memory` knows the last build."""
    if isinstance(memory.site, Site) and build_again(memory.site):
        return
    build()
    if isinstance(memory.site, Site):
        memory.site.is_whole = True


def build_again(site: Site) -> bool:
    """Make a site anew where it changed, in its folder; say whether that was possible. If not, nothing is as it was."""
    was_whole, site.is_whole = site.is_whole, False
    if not was_whole or name_surroundings(site.config) != site.around or not has_known_frame(site):
        return False
    with _counting() as counter:
        try:
            _build_again(site)
        except Exception:  # whatever it is, MkDocs meets it, too, and says so
            return False
    site.is_whole = not counter.get_counts()
    return site.is_whole


def _build_again(site: Site) -> None:
    assert site.env
    config = _begin(site)
    data = _renew_made(site, config)
    places = {file.src_uri: file.url for file in site.files}
    config.extra[KEY] = place_files(find_build(config.extra), places)
    faces = _name_nav(site.nav)
    pages = [file.page for file in site.files.documentation_pages() if file.page]
    for page in pages:
        _show(page, site, config)
    told = {name: site.env.globals[name] for name in _TOLD}
    config.plugins.on_env(site.env, config=config, files=site.files)
    _expect(all(site.env.globals[name] == told[name] for name in _TOLD))
    build, is_same_nav = find_build(config.extra), _name_nav(site.nav) == faces
    for file in data:
        write_file(file.content_bytes, file.abs_dest_path)
    for name in config.theme.static_templates:
        _write_template(name, site, config)
    for page in pages:
        if not (is_same_nav and is_framed_alike(build, page.file.src_uri)):
            _write_page(page, site, config)
    for page in pages:
        page.validate_anchor_links(files=site.files, log_level=config.validation.links.anchors)
    config.plugins.on_post_build(config=config)


def _begin(site: Site) -> MkDocsConfig:
    """Read and check everything, as at the beginning of a build."""
    config, options = site.config, find_build(site.config.extra).options
    _expect(find_build(config.extra).skin is None)  # whose settings are changed by each build
    config.nav, config.extra[KEY] = site.outline, options
    config = config.plugins.on_config(config)
    _expect(config.nav == site.menus)
    return config


def _renew_made(site: Site, config: MkDocsConfig) -> list[File]:
    """Give each file that is made from data what it holds now; return those that hold something else, but for pages."""
    known = {file.src_uri: file for file in site.files if file.generated_by}
    made = {file.src_uri: file for file in config.plugins.on_files(Files([]), config=config)}
    _expect({name: file.dest_uri for name, file in made.items()} == {name: one.dest_uri for name, one in known.items()})
    renewed = []
    for name, file in known.items():
        if file.content_bytes != made[name].content_bytes:
            file.content_bytes = made[name].content_bytes
            renewed.append(file)
    return [file for file in renewed if not file.is_documentation_page()]


def _show(page: Page, site: Site, config: MkDocsConfig) -> None:
    """Show a page; its Markdown is converted again only if it has changed."""
    known = site.converted[page.file.src_uri]
    if page.file.content_string == site.texts[page.file.src_uri]:
        page.content, page.present_anchor_ids = known.html, {*known.anchors}
    else:
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=site.files)
        page.render(config, site.files)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=site.files)


def _write_template(name: str, site: Site, config: MkDocsConfig) -> None:
    """Write a page that is made from no file, as MkDocs does."""
    assert site.env
    template = config.plugins.on_pre_template(site.env.get_template(name), template_name=name, config=config)
    base = urlsplit(config.site_url or "/").path if is_error_template(name) else get_relative_url(".", name)
    context = get_context(site.nav, site.files, config, base_url=base)
    context = config.plugins.on_template_context(context, template_name=name, config=config)
    shown = config.plugins.on_post_template(template.render(context), template_name=name, config=config)
    if shown.strip():
        write_file(shown.encode("utf-8"), str(Path(config.site_dir, name)))


def _write_page(page: Page, site: Site, config: MkDocsConfig) -> None:
    """Write a page in its frame, as MkDocs does."""
    assert site.env
    page.active = True
    try:
        context = get_context(site.nav, site.files.documentation_pages(), config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=site.nav)
        shown = site.env.get_template("main.html").render(context)
        shown = config.plugins.on_post_page(shown, page=page, config=config)
    finally:
        page.active = False
    write_file(shown.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)


def _name_nav(nav: Navigation) -> list[tuple[object, ...]]:
    """Return what templates may read of the pages in the menu."""
    return [(page.title, page.url, copy(page.meta)) for page in nav.pages]


def _expect(is_so: bool) -> None:
    if not is_so:
        raise _OtherwiseError


def has_known_frame(site: Site) -> bool:
    """Say whether the frame of pages reads nothing that changes without anybody noticing."""
    theme = find_build(site.config.extra).project.theme
    frame = [*theme.glob("*.html"), *(theme / "partials").rglob("*.html")]
    return not any(_UNKNOWN.search(path.read_text(encoding="utf-8")) for path in frame)


@contextmanager
def _counting() -> Iterator[CountHandler]:
    """Count what MkDocs complains of, and keep it to ourselves: who builds the whole says it again."""
    logger, counter = logging.getLogger("mkdocs"), CountHandler()
    counter.setLevel(logging.WARNING)
    handlers, logger.handlers = logger.handlers, [counter]
    propagate, logger.propagate = logger.propagate, False
    try:
        yield counter
    finally:
        logger.handlers, logger.propagate = handlers, propagate
