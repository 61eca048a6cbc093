"""Style sheets and scripts without what only their authors read: readers wait for each byte."""

from __future__ import annotations

import re
from functools import lru_cache

_REMEMBERED = 64
"""Sheets and scripts, more than the site has: a server makes them ready again for each file that is saved."""
_HELD = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\(\s*[^"'\s)][^)]*\))|(?:\s|/\*.*?\*/)+""", re.DOTALL)
"""What stays as it is in a style sheet, and what only parts one word from the next."""
_HOLDER = "\0"
_PLACE = re.compile(_HOLDER)
_NOTHING = "/**/"
"""Parts two words, and is no space."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NEEDLESS = re.compile(r" ?([{},;>]) ?|(\() | (?=[)!])|(:) ")
_LAST_SEMICOLON = re.compile(r";+(?=})")
_EMPTY = re.compile(r"(--[\w-]+:)(?=[;}])")
"""A custom property that holds a space; without one, older browsers drop it."""
_COMMENT_LINES = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*$|//.*?$)", re.DOTALL | re.MULTILINE)
_COMMENT_INSIDE = re.compile(r"[ \t]+//[ \t].*$|[ \t]*/\*[^*\n]*\*/", re.MULTILINE)
_ENDS = re.compile(r"\s*\n\s*")
_NEEDLESS_ENDS = re.compile(r"(?<=[{;,(])\n")
_SPACED = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:(?<=[([,=:!&|?{;\n])|(?<=[([,=:!&|?{;] )|(?<=return ))"""
    r"""/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+/)|(?<![-+]) (?=[^\w$ ])|(?<=[^\w$\s+-]) |(?<=[-+]) (?![-+])"""
)
"""What stays as it is in a line of a script, strings and patterns; and a space that parts no two words or signs."""


@lru_cache(_REMEMBERED)
def minify_style(text: str) -> str:
    """Return a style sheet that means the same, without comments, needless space and last semicolons."""
    held: list[str] = []
    bare = _NEEDLESS.sub(r"\1\2\3", _HELD.sub(lambda found: _hold(found, held), text).strip())
    ended = _EMPTY.sub(r"\1 ", _LAST_SEMICOLON.sub("", bare))
    return _PLACE.sub(lambda _: held.pop(0), ended)


def _hold(found: re.Match[str], held: list[str]) -> str:
    """Return what stands for a part of a style sheet while the rest is looked at; it is `held` if it stays as it is."""
    if found[1]:
        held.append(found[1])
        return _HOLDER
    return " " if _COMMENT.sub("", found[0]) else _NOTHING


@lru_cache(_REMEMBERED)
def minify_script(text: str) -> str:
    """Return a script of ours that does the same, without comments, needless space and most ends of lines.

    It goes by lines, and so only for scripts whose strings and patterns end on the line on which they begin.
    """
    bare = _COMMENT_INSIDE.sub("", _COMMENT_LINES.sub("", text))
    return _SPACED.sub(r"\1", _NEEDLESS_ENDS.sub("", _ENDS.sub("\n", bare).strip()))
