"""MkDocs -> the guide: each event once, in the order in which they come. No logic: unpack, call, pack."""

from __future__ import annotations

import atexit
import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavigationSection
from mkdocs.structure.pages import Page as MkDocsPage

from guide.building import steps
from guide.building.build import KEY, Options, Project, PublishedFile, find_build, find_options
from guide.building.frames import find_framed, finish_page, tell_page
from guide.building.last_files import make_last_files
from guide.building.recalled import keep_archive, load_archive
from guide.deploy.outputs import write_outputs
from guide.deploy.predecessor import VARIABLE, Predecessor, drop_aside
from guide.kept.pack import COLD
from guide.load import make_reporter
from guide.messages.diagnostic import DataError
from guide.messages.message import Message
from guide.read.addresses import read_version
from guide.site.addresses import find_address, find_asset, is_left_out, list_assets
from guide.site.context import make_other_context
from guide.site.page import Page, find_first_id
from guide.site.render import find_draw
from guide.site.skin import SKIN
from guide.site.tabs import link_tabs
from mkdocs_kept import (
    FRAMED,
    has_known_frame,
    is_without_warnings,
    leave_converted,
    leave_framed,
    name_around,
    name_settings,
    note_converted,
)

log = logging.getLogger("mkdocs.hooks")
_AS_EVER = gc.get_threshold()
_NEW_THINGS, _NEVER = 20_000, 1_000_000
"""How many things have been made when somebody looks for garbage among them, and how many such looks never come."""
_PUBLISHED = range(InclusionLevel.NOT_IN_NAV.value, InclusionLevel.INCLUDED.value + 1)


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Look for garbage only among what is new: what Markdown makes of a page is soon some, what a build keeps is none.

    Looking through all again and again takes a tenth longer, and not looking at all a quarter more memory. At the end
    of the process nobody has to look through all that the build held: that took half a second.
    """
    if command == "build":
        gc.set_threshold(_NEW_THINGS, _NEVER, _NEVER)
        atexit.register(gc.freeze)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything first, while the site that was built before is still whole."""
    root = Path(config.config_file_path).parent
    folders = (root, Path(config.docs_dir), Path(config.site_dir))
    skinned = Path(config.theme.custom_dir or "").name == SKIN
    project = Project(*folders, config.site_url or "", config.repo_url or "", read_version(), skinned)
    if (
        skinned
    ):  # what is not the frame's comes from our theme, behind the one below it, whose templates ours would hide
        config.theme.dirs.insert(-1, str(project.theme))
    options = _find_options(project, config)
    with _stopping():
        build = steps.begin(project, config.nav or [], options, _report)
        config.nav = steps.write_menus(build)
    for line in steps.tell_unhonored(build, Path(config.config_file_path).name, partial(make_reporter, os.environ)):
        log.warning(line)
    config.extra[KEY] = build
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Set the old site aside before MkDocs throws it away: the new one has most of its files."""
    build = steps.set_old_site_aside(find_build(config.extra))
    atexit.register(drop_aside, build.project.site)  # however this ends
    config.extra[KEY] = build


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made from data, leave out what is not published, and give each file its address."""
    build = find_build(config.extra)
    with _stopping():
        made = steps.make_files(build)
    for file in [file for file in files if is_left_out(file.src_uri, build.project.skinned)]:
        files.remove(file)
    for name, content in made:
        files.append(File.generated(config, name, content=content))
    for file in files:
        file.dest_uri = find_address(file.src_uri, file.dest_uri, file.content_bytes, build.first)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let the pages of a language lead to one another only, and its sections stand at the top."""
    for section in nav.items:
        own = _cut(nav, section.title)
        own.pages[0].previous_page = own.pages[-1].next_page = None
        for item in own.items:
            item.parent = None
    config.extra[KEY] = steps.place_files(find_build(config.extra), {file.src_uri: file.url for file in files})
    return nav


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Take the front matter of the prose, and what stands below it, as they were checked."""
    build = find_build(config.extra)
    text = page.file.content_string
    page.meta, page.markdown = steps.read_page(build, page.file.src_uri, text, (page.meta, markdown))
    known = steps.find_shown(build, _unpack(page, ""), text) if build.options.archive else None
    if known:
        leave_converted(page, known)
    return page.markdown


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Replace the shortcodes of a page by what they show. MkDocs has only looked for anchors in what Markdown made."""
    build, made = find_build(config.extra), note_converted(page)
    with _stopping():
        shown = steps.show_page(build, _unpack(page, html), page.file.content_string, made)
    page.present_anchor_ids = set(shown.anchors)
    for heading in [one for one in page.toc.items[:1] if one.level == 1]:
        heading.id = find_first_id(shown.html) or heading.id
    return shown.html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add what is made from the finished pages, and let the theme's templates escape whatever they show."""
    pages = [_unpack(file.page, file.page.content or "") for file in files.documentation_pages() if file.page]
    published = [_describe(file, config) for file in files if file.inclusion.value in _PUBLISHED]
    others = [PublishedFile(f"overrides/{name}", name) for name in config.theme.static_templates]
    with _stopping():
        build = steps.gather_pages(find_build(config.extra), pages, [*published, *others])
        # Not by way of MkDocs: it makes something of each file, and there are thousands.
        write_outputs(build.project.site, make_last_files(build), build.options.predecessor)
        choice = steps.render_choices(build)
    assets = list_assets((file.source, file.address) for file in published)

    def asset(name: str) -> str:
        """Return the address of an asset by its name without the hash: `{{ asset('site.css') | url }}`."""
        with _stopping():
            return find_asset(name, assets)

    env.autoescape = True  # what is HTML already says so there, by `safe`
    env.globals |= {"asset": asset, "policy": build.frame_policy, "theme_script": build.script, "choice": choice}
    env.globals |= {"icon": find_draw(build.templates), "appearance": build.appearance}
    env.filters["linked_tabs"] = link_tabs
    config.extra[KEY] = build
    if build.options.archive and build.options.archive.frames:
        leave_framed(env)
    return env


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Tell the templates of pages that are made from no file (404.html) the words of every language."""
    build = find_build(config.extra)
    told = make_other_context(build.pages, build.shown_guides)
    return {**context, **told, "nav": _cut(context["nav"], build.first)}


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the templates what stands around the text of a page, and its language's own menu."""
    build = find_build(config.extra)
    own, around = build.pages[page.file.src_uri], name_around(page, nav, config)
    framed = find_framed(build, own.name, around)
    if framed is not None:
        return {FRAMED: framed}
    return {**context, **tell_page(build, own.name, around), "nav": _cut(nav, own.language)}


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Call what a page borrows, in its frame as in its text, by its language, and take out what stands beside it."""
    build = find_build(config.extra)
    finished, beside = finish_page(build, output, page.file.src_uri)
    write_outputs(build.project.site, beside.items(), build.options.predecessor)
    return finished


def on_post_build(config: MkDocsConfig) -> None:
    """Look at the finished site, without the old one."""
    drop_aside(find_build(config.extra).project.site)
    with _stopping():
        steps.check_site(find_build(config.extra))
    if is_without_warnings():
        keep_archive(find_build(config.extra))


def on_shutdown() -> None:
    """Look for garbage as ever: tests build more than once in a process."""
    gc.set_threshold(*_AS_EVER)


def _find_options(project: Project, config: MkDocsConfig) -> Options:
    """Return how the build was asked for; one of a whole site that no server asks for knows what the last one made."""
    options = find_options(config.extra)
    if options.quick or options.memory:
        return replace(options, cold=bool(os.environ.get(COLD)))
    place, settings = os.environ.get(VARIABLE), name_settings(config)
    options = replace(options, predecessor=Predecessor(place) if place else None)
    if os.environ.get(COLD):
        return replace(options, cold=True)
    return replace(options, archive=load_archive(project, settings, has_known_frame(project)) if settings else None)


def _unpack(page: MkDocsPage, html: str) -> Page:
    return Page(
        name=page.file.src_uri,
        address=page.url,
        canonical=page.canonical_url or "",
        title=str(page.title),
        head=page.meta,
        markdown=page.markdown or "",
        html=html,
        anchors=page.present_anchor_ids or (),
    )


def _describe(file: File, config: MkDocsConfig) -> PublishedFile:
    return PublishedFile(file.src_uri, file.dest_uri, file.generated_by is None and file.src_dir != config.docs_dir)


def _cut(nav: Navigation, language: str | None) -> Navigation:
    """Return the navigation of one language, the same for all its pages: on_config has made each a section."""
    cuts: dict[str | None, Navigation] = vars(nav).setdefault("cuts", {})
    if language not in cuts:
        cuts[language] = _cut_anew(nav, language)
    return cuts[language]


def _cut_anew(nav: Navigation, language: str | None) -> Navigation:
    sections = [item for item in nav.items if isinstance(item, NavigationSection) and item.title == language]
    pages = [page for page in nav.pages if page.file.src_uri.startswith(f"{language}/")]
    own = Navigation(sections[0].children, pages)
    own.homepage = pages[0]
    return own


def _report(message: Message) -> None:
    """Print something that does not end a build; a warning would."""
    click.echo(make_reporter(os.environ).format(message), err=True)


@contextmanager
def _stopping() -> Iterator[None]:
    """End the build with one clean text, in the language of the shell."""
    try:
        yield
    except DataError as error:
        raise PluginError(steps.explain_end(error, make_reporter(os.environ))) from error
