"""MkDocs events -> one site in several languages: addresses, navigation, twins, search. The first is at the root."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from guide.messages.diagnostic import SaidError
from guide.messages.reporters import choose_language
from guide.model.language import Language
from guide.model.record import Record
from guide.model.repository import write_edit_address, write_report_address
from guide.site.lang_spans import mark_foreign
from guide.site.render import make_relative
from guide.views.localized_guide import LocalizedGuide
from guide.views.terms import list_synonyms

_FIRST = next(iter(Language))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the navigation of mkdocs.yml out for each language: sections are labels, pages are files."""
    outline = config.nav
    try:
        config.nav = [{str(language): _translate(outline, language, config)} for language in Language]
    except SaidError as error:
        told = getattr(error.said, choose_language(os.environ))
        raise PluginError(f"mkdocs.yml: nav: {told}") from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Move the first language to the root, and leave out what the theme brings and no page uses."""
    for file in list(files):
        if file.src_uri.startswith(f"{_FIRST}/"):
            file.dest_uri = file.dest_uri.removeprefix(f"{_FIRST}/")
        if file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")):
            files.remove(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give each language a navigation of its own, with its own first and last page."""
    config.extra["typed_titles"] = set()
    config.extra["navs"] = {Language(item.title): _cut(item, nav) for item in nav.items if isinstance(item, Section)}
    first: Navigation = config.extra["navs"][_FIRST]
    return first


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Have the theme's templates escape whatever they show, as the views do: MkDocs' own environment does not.

    What is HTML already says so there, by `safe`.
    """
    env.autoescape = True
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Location the words of other languages on the page."""
    marked: str = config.extra["memoize"](mark_foreign)(html, _language_of(page))
    return marked


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the templates the page's language, its navigation and its twins."""
    config.extra["typed_titles"] |= {page.url} if "title" in page.meta else set()
    language = _language_of(page)
    localized = config.extra["press"].localized_guides[language]
    name = page.file.src_uri.partition("/")[2]
    pages = {file.src_uri: file for file in context["pages"]}
    twins = [(other, pages[f"{other}/{name}"]) for other in Language]
    parent = pages.get(f"{language}/{page.meta['parent']}") if "parent" in page.meta else None
    context.update(
        language=language,
        nav=config.extra["navs"][language],
        label=localized.label,
        labels={other: config.extra["press"].localized_guides[other].label for other in Language},
        twins=[(other, make_relative(file.url, page.url), file.page.canonical_url) for other, file in twins],
        parent=parent.page if parent else None,
        edit=_find_origin(page, localized),
        report=write_report_address(localized.repository, page.canonical_url or str(page.title)),
    )
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the pages that are not made from a file (404.html) the words of every language."""
    localized_guides = config.extra["press"].localized_guides
    context.update(
        language=_FIRST,
        label=localized_guides[_FIRST].label,
        labels={language: localized.label for language, localized in localized_guides.items()},
        twins=[],
        parent=None,
        scripts=[],
    )
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Split the search index, so that a reader loads one language only.

    The parts are scripts that hand their content over: a page that was opened from the disk may load those, no other.
    """
    if config.extra["serving"]:
        return
    folder = Path(config.site_dir) / "search"
    index = folder / "search_index.json"
    entries = json.loads(index.read_text(encoding="utf-8"))["docs"]
    for entry in entries:
        if entry["location"] in config.extra["typed_titles"]:  # the others come from HTML, as does all text
            entry["title"] = escape(entry["title"], quote=False)
    for language in Language:
        chosen = [entry for entry in entries if _language_at(entry["location"]) is language]
        synonyms = list_synonyms(config.extra["press"].localized_guides[language])
        told = ",".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (chosen, synonyms))
        (folder / f"{language}.js").write_text(f"window.guide.receive({told});\n", encoding="utf-8")
    index.unlink()
    # It holds the time of the build, and the same commit has to build the same bytes.
    (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)


def _find_origin(page: Page, localized: LocalizedGuide) -> str:
    """Return where the file that a page was made from is edited: its record's or its own. Empty without an address."""
    if "record" not in page.meta:
        return write_edit_address(localized.repository, f"docs/{page.file.src_uri}")
    link = localized.edit(localized.read(page.meta["record"], Record))
    return link.url or "" if link else ""


def _translate(outline: Any, language: Language, config: MkDocsConfig) -> Any:
    label = config.extra["press"].localized_guides[language].label
    if isinstance(outline, str):
        return f"{language}/{outline}"
    if isinstance(outline, dict):
        return {label(f"nav.{name}"): _translate(item, language, config) for name, item in outline.items()}
    return [_translate(item, language, config) for item in outline]


def _cut(section: Section, nav: Navigation) -> Navigation:
    pages = [page for page in nav.pages if _language_of(page) == section.title]
    pages[0].previous_page = pages[-1].next_page = None
    for item in section.children:
        item.parent = None
    own = Navigation(section.children, pages)
    own.homepage = pages[0]
    return own


def _language_of(page: Page) -> Language:
    return Language(page.file.src_uri.partition("/")[0])


def _language_at(location: str) -> Language:
    folder = location.partition("/")[0]
    return Language(folder) if folder in set(Language) else _FIRST
