"""MkDocs events -> the whole guide in one file for each language, to be saved or passed on."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from guide.site.render import render_book
from guide.site.single_page import Chapter, bind_chapters


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin with empty books: config is new at each rebuild."""
    config.extra["books"] = {language: {} for language in config.extra["press"].localized_guides}
    return config


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep each page for its language's book."""
    folder, _, name = page.file.src_uri.partition("/")
    anchor = "home" if name == "index.md" else re.sub(r"(/index)?\.md$", "", name).replace("/", "-")
    config.extra["books"][folder][page.file.src_uri] = Chapter(page.url, anchor, str(page.title), html)
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Write the books, the pages in the order of the menu, those of single records after their overview."""
    if config.extra["serving"]:
        return
    style = (Path(config.config_file_path).parent / "overrides" / "assets" / "site.css").read_text(encoding="utf-8")
    press = config.extra["press"]
    for language, pages in config.extra["books"].items():
        menu = [page.file.src_uri for page in config.extra["navs"][language].pages]
        order = [*menu, *(name for name in pages if name not in menu)]
        chapters = bind_chapters(pages[name] for name in order)
        folder = Path(config.site_dir) / Path(config.extra["navs"][language].homepage.file.dest_uri).parent
        text = render_book(chapters, style, press.environment, press.localized_guides[language])
        (folder / "guide.html").write_text(text, encoding="utf-8")
