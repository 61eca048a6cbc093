"""The whole guide as one file: every page a chapter, every link between pages a link inside the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from guide.site.page import Page
from guide.site.tree import Element, drop, find_all, parse_page, unwrap, write_html

_LEVELS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5"}
_ON_SCREEN = "on-screen"
"""The class of what does nothing in one file. Tabs turn by themselves, and follow the choice."""
_NAMING = frozenset({"id", "for", "aria-labelledby", "aria-describedby"})
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
    root = parse_page(chapter.html)
    elements = [*root.iter()]  # lxml makes each anew that nobody holds
    for element in [one for one in elements if _is_control(one)]:
        drop(element)
    for heading in [*root.iter(*_LEVELS)]:
        heading.tag = _LEVELS[str(heading.tag)]
    etree.strip_attributes(root, "hidden", "focusable")  # for browsers that do not know this style sheet either
    for element in elements:
        _tell_apart(element, chapter.anchor)
    for link in find_all(root, "descendant::a[@href]"):
        _turn_inside(link, chapter, pages)
    return write_html(root)


def _is_control(element: Element) -> bool:
    """Tell whether an element does nothing in one file; of the choices, those that follow what was chosen do."""
    tag, classes = element.tag, element.get("class") or ""  # a comment says None, whatever is asked for
    if tag in ("form", "button") or (_ON_SCREEN in classes and _ON_SCREEN in classes.split()):
        return True
    if tag == "input":
        return element.get("type") == "radio" and element.get("data-for") is None
    return tag == "label" and bool(find_all(element, "parent::*[@class='register']"))


def _tell_apart(element: Element, chapter: str) -> None:
    """Put the name of a chapter before all names that an element has or refers to."""
    for name in element.keys():  # noqa: SIM118 (an element is no mapping)
        if name in _NAMING or (name == "name" and element.tag == "input"):
            element.set(name, f"{chapter}--{element.get(name)}")


def _turn_inside(link: Element, chapter: Chapter, pages: Mapping[str, Chapter]) -> None:
    address, hash_, anchor = link.get("href", "").partition("#")
    if "://" in address or address.startswith("mailto:"):
        link.attrib.pop("rel", "")  # the file says of itself that nobody is told where a reader comes from
        return
    target = chapter.address if not address else posixpath.normpath(posixpath.join(chapter.address, address))
    page = pages.get("" if target == "." else f"{target.strip('/')}/")
    if page is None:  # a file that does not come along
        unwrap(link)
    else:
        link.set("href", f"#{page.anchor}--{anchor}" if hash_ else f"#{page.anchor}")
