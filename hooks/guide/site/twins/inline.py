"""Words within a line: HTML of a page -> Markdown, with what would mean something else there escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guide.site.element import Element, begins_with_space, ends_with_space, read_text


@dataclass(frozen=True)
class Manner:
    """How a page is written.

    `lead` tells where a link of it leads from its twin, `marks` is the heading of a column of verdicts.
    """

    lead: Callable[[str], str]
    marks: str


SHAPES = {"confirmed": "✔", "reported": "◐", "disputed": "◆", "refuted": "✘", "searched": "⌕", "unverified": "○"}
"""The sign before a verdict: it is told by a word and a shape here, too."""
_SILENT = {"svg", "form", "button", "input", "select", "script", "style", "textarea", "caption"}
_UNREAD = {"on-screen", "not-shown", "to-groups", "jump", "drawings"}
"""Classes of what only works in a browser, of jumps within the page, and of pictures of what stands beside them."""
_SIGNS = re.compile(r"[\\`*_\[\]|<>]|&(?=#?\w+;)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_FIRST = re.compile(r"^(?:[-+#:=~]|\d+(?=[.)](?: |$)))")


def is_read(element: Element) -> bool:
    """Tell whether an element says anything to who reads: no control, no drawing, and nothing that a script shows."""
    if element.tag in _SILENT or "hidden" in element.given or not _UNREAD.isdisjoint(element.classes):
        return False
    return not (element.tag == "label" and "register" in element.around)


def write_inline(element: Element, manner: Manner) -> str:
    """Return the words in an element, in one line."""
    return squeeze("".join([escape(one) if isinstance(one, str) else _write(one, manner) for one in element.inside]))


def write_block(text: str) -> str:
    """Return a line as a paragraph: what would begin a list or a heading is escaped."""
    return _FIRST.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", text)


def squeeze(text: str) -> str:
    """Return a text with all white space as single spaces, and none around it."""
    return " ".join(text.split())


def escape(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _SIGNS.sub(_escape_sign, text)


def _escape_sign(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"\\{found[0]}"


def write_one(element: Element, manner: Manner) -> str:
    """Return one element within a line, with the spaces that begin and end it, and not what stands behind it."""
    told = _mark(element, write_inline(element, manner), manner)
    return f"{' ' * begins_with_space(element)}{told}{' ' * ends_with_space(element)}"


def _mark(element: Element, inner: str, manner: Manner) -> str:
    if element.tag in _MARKS:
        return _MARKS[element.tag](element, inner, manner)
    classes = element.classes
    if "verdict" in classes:
        return f"{SHAPES.get(classes[1].removeprefix('verdict-'), '○')} {inner}"
    # In the page the style sheet parts tags from what follows.
    return f" {inner} " if "tag" in classes else inner


def _write(element: Element, manner: Manner) -> str:
    return write_one(element, manner) if is_read(element) else ""


def _write_link(link: Element, inner: str, manner: Manner) -> str:
    return f"[{inner}]({_write_address(manner.lead(link.get('href')))})"


def _write_picture(picture: Element, _: str, manner: Manner) -> str:
    return f"![{escape(picture.get('alt'))}]({_write_address(manner.lead(picture.get('src')))})"


def _write_strong(element: Element, inner: str, _: Manner) -> str:
    """Return bold words. Where a sign ends them and a letter follows, readers of Markdown would not see their end."""
    ends = (element.before[-1:], inner[:1]), (element.after[:1], inner[-1:])
    odd = any(outer.strip() and not own.isalnum() for outer, own in ends)
    return f"<strong>{inner}</strong>" if odd else f"**{inner}**" if inner else ""


def _write_address(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


_MARKS: Mapping[str, Callable[[Element, str, Manner], str]] = {
    "a": _write_link,
    "b": _write_strong,
    "strong": _write_strong,
    "em": lambda _, inner, __: f"*{inner}*",
    "q": lambda _, inner, __: f"“{inner}”",
    "code": lambda element, *_: f"`{squeeze(read_text(element))}`",
    "br": lambda *_: "<br>",
    "img": _write_picture,
}
"""How each element within a line is written that has a form of its own: (element, its words, manner)."""
