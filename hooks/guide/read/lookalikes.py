"""Slips of Chinese typing: characters that look like the ones YAML knows, and are others.

Texts may hold them; keys, figures and the words of closed lists may not. Where YAML cannot be read at all,
they are the most likely reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guide.messages.diagnostic import Said

FULL_WIDTH = re.compile("[\uff01-\uff5e]")
"""A character that stands on an English keyboard, at the width of a Chinese one."""
_BRACKETS: Mapping[str, str] = dict(
    zip("\uff5b\uff5d\uff3b\uff3d\u3010\u3011\uff08\uff09", "{}[][]()", strict=True)  # ｛｝［］【】（）
)
_COLON = Said(
    "full-width-colon",
    "a full-width colon (U+FF1A) after a key; type ': ' (colon, space)",
    "键名后面是全角冒号；请改成半角冒号加一个空格",
)
_COMMA = Said(
    "full-width-comma",
    "a '{found}' between two items; type ', ' (comma, space)",
    "各项之间用了“{found}”；请改成半角逗号加一个空格",
)
_BRACKET = Said(
    "full-width-bracket", "a full-width bracket '{found}'; type '{half}'", "全角括号“{found}”；请改成半角的 {half}"
)
_QUOTE = Said(
    "curly-quote",
    "a curly quote ({found}), which YAML takes for a letter; type a straight one (' or \"), or none around one word",
    "这里是弯引号（{found}），YAML 把它当成普通文字；请改成直引号（' 或 \"），单个词不用加引号",
)
SPACE = Said("full-width-space", "a full-width space (U+3000); type spaces", "全角空格（U+3000）；请改成半角空格")
_CHARACTER = Said(
    "full-width-character",
    "has a full-width '{found}'; type the half-width '{half}'",
    "有全角的“{found}”；请改成半角的 {half}",
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


def explain_slip(found: str) -> Said:
    """Say what is wrong with a character that `find_slip` found."""
    if found == "\uff1a":
        return _COLON
    if found in "\u3001\uff0c":
        return _COMMA.format(found=found)
    if found in _BRACKETS:
        return _BRACKET.format(found=found, half=_BRACKETS[found])
    if found == "\u3000":
        return SPACE
    if FULL_WIDTH.match(found):
        return _CHARACTER.format(found=found, half=chr(ord(found) - 0xFEE0))
    return _QUOTE.format(found=found)


def find_slip(written: str) -> str | None:
    """Return the first character of a key, a figure or a word of a closed list that is a slip, or None."""
    found = _SLIP.search(written)
    return found[0] if found else None


def find_slips_near(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int, Said]]:
    """Yield (line, column, what is wrong) for what looks like a slip in the lines of these numbers; all from 0."""
    for number in numbers:
        for pattern in _NEARBY:
            found = pattern.search(lines[number][:_LONGEST])
            if found:
                yield number, found.start(1), explain_slip(found[1])
