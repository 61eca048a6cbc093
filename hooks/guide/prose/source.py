"""What a page is written with, line by line: its front matter, its code, and all the rest, each letter in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.prose.sections import FILLER

GOOD_FENCE = re.compile(r"((?: {4})*)```[a-z]*")
"""How code begins, alone in its line. It ends with three backticks, which stand as far in."""
COMMENT = re.compile(r"<!--[ \t]((?:(?!--)[^<>\n])*)[ \t]-->")
"""A comment stands in one line and holds neither brackets nor what could end it; a shortcode is one."""
_HEAD = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")


def cut_head(text: str) -> str:
    """Return what stands below the front matter of a page."""
    return _HEAD.sub("", text, count=1) if _HEAD.match(text) else text


def fill_head(text: str) -> str:
    """Fill the front matter, at the same length."""
    head = _HEAD.match(text)
    return fill(head) + text[head.end() :] if head else text


def fill_code(text: str) -> str:
    """Fill what is code, and the front matter, at the same length; the room before code in a box stays."""
    lines, room = fill_head(text).split("\n"), None
    for number, line in enumerate(lines):
        opened = GOOD_FENCE.fullmatch(line) if room is None else None
        room = opened[1] if opened else room
        if room is None:
            continue
        lines[number] = room + FILLER * (len(line) - len(room)) if line.startswith(room) else FILLER * len(line)
        room = None if not opened and line == f"{room}```" else room
    return _CODE.sub(fill, "\n".join(lines))


def fill(found: re.Match[str]) -> str:
    """Return what stands in the place of something that is not looked at: as many letters, and the same lines."""
    return re.sub(r"[^\n]", FILLER, found[0])


def list_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, and where it begins."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
