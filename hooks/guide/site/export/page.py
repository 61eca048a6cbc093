"""A page as another builder takes it: its Markdown, with what each shortcode shows in its place."""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Collection, Mapping

from guide.prose.sections import read_heading

_HEAD = re.compile(r"\A---\n.*?^---\n+", re.DOTALL | re.MULTILINE)
_SHORTCODE = re.compile(r"<!--\s*guide:[^>]*-->")
_HEADING = re.compile(r"^(#{1,6}) .*$", re.MULTILINE)
_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) \w+ "(.*)"\n((?:(?: {4}.*)?\n)+)', re.MULTILINE)
_FOLD = re.compile(r"^( *)\?\?\?\+?(?= )", re.MULTILINE)
_CODE = "```"
_MARKS = re.compile(r"^\{ \.[a-z .-]+\}\n", re.MULTILINE)
_GROUP = re.compile(r"^<div class=\"[a-z -]+\" markdown>\n|^</div>\n", re.MULTILINE)
_WAYS = re.compile(r'<p class="[a-z ]*\bon-screen">.*?</p>\n?', re.DOTALL)
_LINK = re.compile(r'href="([^"#]*)')
_BLANK = re.compile(r"\n\s*\n")


def write_page(markdown: str, head: Mapping[str, str], shown: Mapping[str, str], *, bare: bool = False) -> str:
    """Return a page of an export. `shown` is the HTML of each shortcode, by the shortcode without needless space.

    Folds stand open in boxes, and what holds code stands under its title: only an extension knows the one and finds the
    other. A `bare` page asks for no extension of Markdown but tables: without front matter, and with headings in HTML
    where they have an id, for otherwise links into the page would lose their places.
    """
    text = _FOLD.sub(r"\1!!!", _unfold_code(_HEAD.sub("", markdown)))
    for simplify in (_simplify_boxes, _simplify_groups, _simplify_headings) if bare else ():
        text = simplify(text)
    text = _SHORTCODE.sub(lambda found: _close_up(shown[" ".join(found[0].split())]), text)
    return text if bare else f"{_write_head(head)}\n{text}"


def drop_links(shown: str, here: str, left: Collection[str]) -> str:
    """Return HTML of a page at `here` without the paragraphs that lead to files which are `left` behind."""

    def keep(found: re.Match[str]) -> str:
        folder = posixpath.dirname(here)
        targets = (posixpath.normpath(posixpath.join(folder, one)) for one in _LINK.findall(found[0]))
        return "" if any(target in left for target in targets) else found[0]

    return _WAYS.sub(keep, shown)


def _write_head(head: Mapping[str, str]) -> str:
    lines = (f"{key}: {json.dumps(head[key], ensure_ascii=False)}" for key in ("title", "description") if key in head)
    return "\n".join(["---", *lines, "---", ""])


def _close_up(shown: str) -> str:
    """Return HTML without blank lines: with one, a block of it would end for some readers of Markdown."""
    return _BLANK.sub("\n", shown)


def _unfold_code(text: str) -> str:
    """Return text in which no box or fold holds code: what holds some is words under a title."""

    def unfold(found: re.Match[str]) -> str:
        if _CODE not in found[2]:
            return found[0]
        return f"**{found[1]}**\n\n{_unfold_code(_take_out(found[2]))}\n\n"

    return _BOX.sub(unfold, text)


def _take_out(inside: str) -> str:
    """Return what stands in a box without the spaces that put it there."""
    return re.sub(r"^ {4}", "", inside, flags=re.MULTILINE).strip("\n")


def _simplify_boxes(text: str) -> str:
    """Return text whose boxes are quotations that begin with the title of the box."""

    def quote(found: re.Match[str]) -> str:
        lines = [f"**{found[1]}**", "", *_simplify_boxes(f"{_take_out(found[2])}\n").rstrip("\n").split("\n")]
        return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    return _BOX.sub(quote, text)


def _simplify_groups(text: str) -> str:
    """Return text without what only gives parts of it another look."""
    return _MARKS.sub("", _GROUP.sub("", text))


def _simplify_headings(text: str) -> str:
    """Return text whose headings with an id are HTML."""

    def write(found: re.Match[str]) -> str:
        heading, level = read_heading(found[0]), len(found[1])
        if not heading or not heading.anchor:
            return found[0]
        return f'<h{level} id="{heading.anchor}">{html.escape(heading.title, quote=False)}</h{level}>\n'

    return _HEADING.sub(write, text)
