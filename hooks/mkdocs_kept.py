"""What MkDocs makes of a page, kept from one build to the next: it neither converts nor frames what is known already.

Only where MkDocs does nothing that this does not know of: a plugin may bring the weather of the day into a page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import CountHandler

from guide.building.build import KEY, Project
from guide.building.recalled import Kept

FRAMED = "framed"
"""Under which the frame is told of a whole page, in the place of all else."""
_FRAME = "main.html"
_ELSEWHERE = {"config_file_path", "docs_dir", "site_dir", "plugins", "hooks", "watch", "theme", "extra"}
"""What of the settings says where files are, or is told otherwise."""
_OWN_HOOKS = {"mkdocs_hooks.py", "mkdocs_serve.py"}
_CLOSED = {
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "tables", "toc"),
    *("pymdownx.details", "pymdownx.highlight", "pymdownx.superfences", "pymdownx.tabbed"),
}
"""Extensions of Markdown that read nothing but the text."""
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_UNKNOWN = re.compile(r"\b(?:pages|build_date_utc|update_date)\b|_page\.(?:content|toc|markdown|meta)\b")
"""What a frame may read of MkDocs that changes without anybody noticing."""


def name_settings(config: MkDocsConfig) -> str | None:
    """Return all that a site is asked for beside what its files say; None where MkDocs has plugins or hooks of others.

    Where the site is written to is no part of it.
    """
    names = {Path(name).name for name in config.plugins}
    if not config.strict or names - _OWN_HOOKS or set(config.markdown_extensions) - _CLOSED - {"fenced_code"}:
        return None
    plain = {name: value for name, value in config.items() if name not in _ELSEWHERE and _is_plain(value)}
    extra = {name: value for name, value in config.extra.items() if name != KEY}
    theme = config.theme
    return repr((plain, extra, theme.name, theme.dirs, sorted(theme.static_templates), dict(theme.items())))


def _is_plain(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str | int | float)


def has_known_frame(project: Project) -> bool:
    """Say whether the frame of pages reads nothing that changes without anybody noticing."""
    folder = project.skin if project.skinned else project.theme
    frames = [*folder.glob("*.html"), *(folder / "partials").rglob("*.html")]
    texts = (_REMARK.sub("", path.read_text(encoding="utf-8")) for path in frames)
    return not any(map(_UNKNOWN.search, texts))


def note_converted(page: Page) -> dict[str, Any] | None:
    """Return what MkDocs made of the Markdown of a page beside its HTML, as JSON has it; None where it did not say."""
    if page.links_to_anchors is None:
        return None
    links = {file.src_uri: anchors for file, anchors in page.links_to_anchors.items()}
    return {"title": page._title_from_render, "contents": [*map(_write_heading, page.toc)], "links": links}


def _write_heading(link: AnchorLink) -> dict[str, Any]:
    return {"name": link.title, "id": link.id, "level": link.level, "children": [*map(_write_heading, link.children)]}


def leave_converted(page: Page, kept: Kept) -> None:
    """Let MkDocs take what a page was, in the place of converting its Markdown."""

    def render(config: MkDocsConfig, files: Files) -> None:
        found = {files.get_file_from_path(name): anchors for name, anchors in kept.made["links"].items()}
        page.content, page.toc = kept.html, get_toc(kept.made["contents"])
        page._title_from_render = kept.made["title"]
        page.present_anchor_ids = set(kept.anchors)
        page.links_to_anchors = {file: anchors for file, anchors in found.items() if file}

    vars(page)["render"] = render


def name_around(page: Page, nav: Navigation, config: MkDocsConfig) -> tuple[Any, ...] | None:
    """Return what the frame of a page reads of MkDocs; None where nobody knows."""
    if "template" in page.meta:
        return None
    around = [one and (one.title, one.url) for one in (page.previous_page, page.next_page)]
    return str(page.title), repr(around), [*map(_write_heading, page.toc)], config.nav, _list_faces(nav)


def _list_faces(nav: Navigation) -> Any:
    """Return what templates read of the pages in the menu, written once for all pages."""
    if "faces" not in vars(nav):
        vars(nav)["faces"] = tuple((str(page.title), page.url, repr(page.meta)) for page in nav.pages)
    return vars(nav)["faces"]


def leave_framed(env: Environment) -> None:
    """Let a page that is known with its frame be shown as it was, and its template not even be read."""
    find = env.get_template

    def find_frame(name: str, *others: Any) -> Any:
        return _Frame(find) if name == _FRAME and not others else find(name, *others)

    vars(env)["get_template"] = find_frame


class _Frame:
    """The template of a page, which is read when the first page asks for it that is not known."""

    def __init__(self, find: Callable[[str], Template]) -> None:
        self._find = find

    def render(self, context: Mapping[str, Any]) -> str:
        """Return a page in its frame."""
        return context[FRAMED] if FRAMED in context else self._find(_FRAME).render(context)


def is_without_warnings() -> bool:
    """Say whether MkDocs, which counts in a strict build, has nothing to complain of: that would not be said again."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    return bool(counters) and not any(one.get_counts() for one in counters)
