"""Slips of Chinese typing: characters that look like the ones YAML knows, and are others.

Texts may hold them; keys, figures and the words of closed lists may not. Where YAML cannot be read at all,
they are the most likely reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guide.messages.message import Message

FULL_COLON = "\uff1a"
FULL_WIDTH = re.compile("[\uff01-\uff5e]")
"""A character that stands on an English keyboard, at the width of a Chinese one."""
_BRACKETS: Mapping[str, str] = dict(
    zip("\uff5b\uff5d\uff3b\uff3d\u3010\u3011\uff08\uff09", "{}[][]()", strict=True)  # ｛｝［］【】（）
)


_SLIP = re.compile("[\uff01-\uff5e\u3000\u3001\u3010\u3011\u2018-\u201d]")
_LONGEST = 500  # of a line: some of the patterns take the square of its length
_KEY = "[A-Za-z_][A-Za-z0-9_.-]*"
_START = rf"(?:^[\s-]*(?:- +)?|[\[{{,] *|{_KEY}: +)"  # where a key or a value begins
# What a slip looks like in a file that is no YAML; the group is the character.
_NEARBY = [
    re.compile(pattern)
    for pattern in (
        r"(?:^[\s-]*|[{,] *)[\"']?[a-z_]+[\"']? *(\uff1a)",  # no capitals, which begin a text
        rf"{_START}([\uff5b\uff3b])",
        r"([\uff5d\uff3d])\s*(?:$|[\]},])",
        rf"([\uff0c\u3001])\s*{_KEY}:(?:\s|$)",
        rf"{_START}([\u2018\u201c])[^\u2019\u201d]*: ",
        rf"{_KEY}:(\u3000)",
    )
]


def explain_slip(found: str) -> Message:
    """Say what is wrong with a character that `find_slip` found."""
    if found == FULL_COLON:
        return Message("full-width-colon")
    if found in "\u3001\uff0c":
        return Message("full-width-comma", found=found)
    if found in _BRACKETS:
        return Message("full-width-bracket", found=found, half=_BRACKETS[found])
    if found == "\u3000":
        return Message("full-width-space")
    if FULL_WIDTH.match(found):
        return Message("full-width-character/character", found=found, half=chr(ord(found) - 0xFEE0))
    return Message("curly-quote", found=found)


def find_slip(written: str) -> str | None:
    """Return the first character of a key, a figure or a word of a closed list that is a slip, or None."""
    found = _SLIP.search(written)
    return found[0] if found else None


def find_slips_near(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int, Message]]:
    """Yield (line, column, what is wrong) for what looks like a slip in the lines of these numbers; all from 0."""
    for number in numbers:
        for pattern in _NEARBY:
            found = pattern.search(lines[number][:_LONGEST])
            if found:
                yield number, found.start(1), explain_slip(found[1])
