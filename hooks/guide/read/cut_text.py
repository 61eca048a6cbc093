"""Text that YAML cuts off, or cannot read, because it has a character that YAML keeps for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guide.messages.message import Message, shorten

_COMMENT = re.compile(r"(?<=\S)[ \t]+#")
_REMARK = re.compile(
    r"[ -]*(?:[a-z_]{3,}: +(?:[a-z0-9_.-]+|\[[a-z0-9_, -]*\])|[a-z_]+: +(?:''|\[\]|[0-9]{4}-[0-9]{2}-[0-9]{2})) +# "
)
"""A remark behind a word of a closed list, a date or nothing yet, such as what may stand there: no text is cut."""
_LONGEST = 500  # of a line: what is quoted in a message is a few words of it
_VALUE = r"^[ -]*(?:[A-Za-z_][A-Za-z0-9_.-]*:|-) +"
"""What stands before a text that has its line for itself."""
_STARTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(rf"{_VALUE}([*&!@%`>|])"), 1),
    (re.compile(rf"{_VALUE}([-?]) +\S"), 1),
    (re.compile(rf"{_VALUE}(\{{)[a-z0-9_/.-]*\}}[ \t]*[^\s#\]}},]"), 1),
    (re.compile(rf"{_VALUE}(\[)[^\]\n]*\][ \t]*[^\s#\]}},]"), 1),
    (re.compile(rf"{_VALUE}(\")[^\"\n]*\"[ \t]*[^\s#]"), 1),
    (re.compile(rf"{_VALUE}(')[^'\n]*'[ \t]*[^\s#']"), 1),
)
_HAS_KEY = re.compile(r"\s*(?:-(?:\s|$)|[\"']?[A-Za-z_][\w.-]*[\"']?\s*:)")
_TEXT_ABOVE = re.compile(rf"{_VALUE}[^\s{{\[|>\"'&*!].*$")
_GLUED = re.compile(r"[}\]]\s*(-) +[a-z_]+:")

Place = tuple[int, int, Message]
"""A line and a column, both from 0, and what is wrong there."""


def find_comments(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (line, column) of each `#` behind a text: the rest of the line is a comment, unless quotes are round it.

    A line of nothing but a comment is one on purpose.
    """
    for number, line in enumerate(lines):
        if (" #" in line or "\t#" in line) and not _REMARK.match(line):
            yield from ((number, found.end() - 1) for found in _COMMENT.finditer(line) if line.lstrip()[0] != "#")


def explain_cut(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[Place]:
    """Yield what cuts or breaks a text in the lines of these numbers, of a file that is no YAML."""
    for number in numbers:
        line = lines[number][:_LONGEST]
        if found := _GLUED.search(line):
            yield number, found.start(1), Message("cut-text/glued")
        for pattern, group in _STARTS:
            if found := pattern.search(line):
                yield number, found.start(group), Message("cut-text/start", found=found[group])
        if number and line.strip() and not _HAS_KEY.match(line) and _goes_on(lines, number):
            column = len(line) - len(line.lstrip())
            yield number, column, Message("cut-text/next-line", words=shorten(line.strip(), 30))


def _goes_on(lines: Sequence[str], number: int) -> bool:
    above = lines[number - 1][:_LONGEST]
    return bool(_TEXT_ABOVE.match(above)) and lines[number].lstrip()[0] not in "#{}[]|>\"'"


def explain_comma(before: str, behind: str) -> Message:
    """Say what a comma between braces has cut in two: `before` stands before it, `behind` behind it."""
    digits = before[-1:].isdigit() and behind[:1].isdigit()
    words = {"before": shorten(before, 30), "behind": shorten(behind, 30)}
    return Message("cut-text/number", **words) if digits else Message("cut-text/comma", **words)
