"""The whole guide as one file: every page a chapter, every link between pages a link inside the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree, html

from guide.site.page import Page

_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}
_CONTROLS = (
    "//form | //button | //input[@type='radio' and not(@data-for)] | //label[parent::*[@class='register']]"
    " | //*[contains(concat(' ', @class, ' '), ' on-screen ')]"
)
"""What does nothing in one file; `on-screen` marks it in the views. Tabs turn by themselves, and follow the choice."""
_NAMING = ("id", "for", "aria-labelledby", "aria-describedby")
"""Attributes that give a place its name, or refer to one by it."""


@dataclass(frozen=True)
class Chapter:
    """A page: its address in the site (`en/page/`), its place in the file (`page`), its title and its HTML."""

    address: str
    anchor: str
    title: str
    html: str


def make_chapter(page: Page) -> Chapter:
    """Return a page as a chapter, before it is bound."""
    name = page.name.partition("/")[2]
    anchor = "home" if name == "index.md" else re.sub(r"(/index)?\.md$", "", name).replace("/", "-")
    return Chapter(page.address, anchor, page.title, page.html)


def bind_chapters(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters as they stand in one file: ids are told apart, links lead inside, controls are left out."""
    pages = {chapter.address: chapter for chapter in chapters}
    return tuple(replace(chapter, html=_bind(chapter, pages)) for chapter in pages.values())


def _bind(chapter: Chapter, pages: Mapping[str, Chapter]) -> str:
    root = html.fragment_fromstring(chapter.html, create_parent="div")
    for element in root.xpath(_CONTROLS):
        element.drop_tree()
    for heading in [*root.iter(*_LEVELS)]:
        heading.tag = _LEVELS[heading.tag]
    etree.strip_attributes(root, "hidden", "focusable")  # for browsers that do not know this style sheet either
    for name in _NAMING:
        for element in root.xpath(f"//*[@{name}]"):
            element.set(name, f"{chapter.anchor}--{element.get(name)}")
    for tab in root.xpath("//input[@name]"):
        tab.set("name", f"{chapter.anchor}--{tab.get('name')}")
    for link in root.xpath("//a[@href]"):
        _turn_inside(link, chapter, pages)
    return str(html.tostring(root, encoding="unicode"))


def _turn_inside(link: html.HtmlElement, chapter: Chapter, pages: Mapping[str, Chapter]) -> None:
    address, hash_, anchor = link.get("href", "").partition("#")
    if "://" in address or address.startswith("mailto:"):
        link.attrib.pop("rel", None)  # the file says of itself that nobody is told where a reader comes from
        return
    target = chapter.address if not address else posixpath.normpath(posixpath.join(chapter.address, address))
    page = pages.get("" if target == "." else f"{target.strip('/')}/")
    if page is None:  # a file that does not come along
        link.drop_tag()
    else:
        link.set("href", f"#{page.anchor}--{anchor}" if hash_ else f"#{page.anchor}")
