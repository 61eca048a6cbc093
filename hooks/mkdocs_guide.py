"""MkDocs events -> the guide: data into pages. No logic: unpack, call, pack."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from guide.changes.translations import list_outdated
from guide.deploy.outputs import check_inside
from guide.evidence.reference_date import read_reference_date
from guide.load import load_guide
from guide.load_prose import check_menu, load_prose, load_translations
from guide.messages.diagnostic import DataError, Diagnostic, Location, Said, SaidError
from guide.messages.reporters import choose_language, write_lines
from guide.model.language import Language
from guide.prose.head import read_head
from guide.prose.homes import find_homes
from guide.prose.links import check_links
from guide.prose.sections import Section
from guide.read.addresses import check_addresses
from guide.read.closed_folders import find_strays_of_theme
from guide.site.calendars import write_calendar
from guide.site.publish import publish_calendars, publish_data, publish_pages
from guide.site.render import Links, fill_shortcodes, list_anchors, list_scripts, make_environment, render_shortcodes
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.outdated import note_outdated_page

_NOTHING = Said("", "nothing can be built from this:", "这样没法生成网站：")


@dataclass(frozen=True)
class Press:
    """What one build needs to make pages. Kept in `config.extra`, which is new at each rebuild."""

    localized_guides: Mapping[Language, LocalizedGuide]
    prose: tuple[Section, ...]
    environment: Environment


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data first, while the site that was built before is still whole."""
    root, memoize = Path(config.config_file_path).parent, config.extra["memoize"]
    try:
        check_inside(Path(config.site_dir), root)
        if odd := tuple(check_addresses({"SITE_URL": config.site_url or "", "REPO_URL": config.repo_url or ""})):
            raise DataError(odd)
        guide = load_guide(root / "data", memoize=memoize)
        prose = load_prose(Path(config.docs_dir), root / "data", guide)
        translations = load_translations(root / "data", guide, prose)
        check_menu(root, guide, prose)
        if strays := tuple(find_strays_of_theme(root / "overrides")):
            raise DataError(strays)
        as_of = read_reference_date(root, guide, _tell)
    except DataError as error:
        raise _stop(error) from None
    homes = find_homes(guide, prose)
    localized_guides = {
        language: localize(
            guide, language, as_of, config.repo_url or "", list_outdated(translations, language)
        ).place_on(homes)
        for language in Language
    }
    config.extra["press"] = Press(localized_guides, prose, memoize(make_environment)(root / "overrides" / "views"))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that are made from data."""
    localized_guides = config.extra["press"].localized_guides
    made: list[tuple[str, str | bytes]] = [*publish_data(next(iter(localized_guides.values())))]
    try:
        for localized in localized_guides.values():
            made += [*publish_pages(localized), *publish_calendars(localized, config.extra["memoize"](write_calendar))]
    except SaidError as error:  # a label that is not there, or does not hold what it should
        raise _stop(DataError([Diagnostic(Location("data/labels.yml", 1, 1), error.said)])) from None
    for path, content in made:
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Take the front matter of the prose as it was checked; MkDocs' own reader makes numbers and dates of it."""
    first = {section.path: section for section in config.extra["press"].prose if section.line == 1}
    section = first.get(f"docs/{page.file.src_uri}")
    if section:
        page.meta = dict(read_head(section))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the templates which scripts the views of a page work with."""
    context["scripts"] = list_scripts(page.markdown or "")
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replace the shortcodes of a page by what they show."""
    markdown = page.markdown or ""
    press = config.extra["press"]
    language = Language(page.file.src_uri.partition("/")[0])
    links = Links(language, page.url, {file.src_uri: file.url for file in files})
    # MkDocs has taken the front matter off; messages count lines as the file has them.
    skipped = page.file.content_string.count("\n") - markdown.count("\n")
    location = Location(f"docs/{page.file.src_uri}", 1 + skipped, 1)
    try:
        shown = render_shortcodes(markdown, location, press.environment, links, press.localized_guides[language])
    except DataError as error:
        raise _stop(error) from None
    # MkDocs has only looked for anchors in what Markdown made.
    page.present_anchor_ids = (page.present_anchor_ids or set()).union(*map(list_anchors, shown.values()))
    page.meta["lag"] = note_outdated_page(press.localized_guides[language], page.file.src_uri.partition("/")[2])
    return fill_shortcodes(html, shown)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Hold the links of the prose to the pages and the places on them, now that all are known."""
    places = {file.src_uri: file.page.present_anchor_ids or () if file.page else () for file in files}
    mistakes = tuple(check_links(config.extra["press"].prose, places))
    if mistakes:
        raise _stop(DataError(mistakes))


def _tell(said: Said) -> None:
    """Say something that does not end a build; a warning would."""
    click.echo(getattr(said, choose_language(os.environ)), err=True)


def _stop(error: DataError) -> PluginError:
    """Return what ends a build, in the language of the shell, as `guide check` tells it."""
    language = choose_language(os.environ)
    return PluginError(f"{getattr(_NOTHING, language)}\n{write_lines(error.diagnostics, language)}")
