"""Finds what opens and closes in a text, in time that grows with its length and no faster.

A regular expression such as `<!--.*?-->` looks to the end of the text from each opening that is never closed, so that
a page of openings takes the square of its length. Here each is looked for once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

Span = tuple[int, int]
"""Where something begins, and where it is over."""


@dataclass(frozen=True)
class Pair:
    """What begins with a pattern, `opening`, and ends with the next `closing`; between them is what `holding` finds."""

    opening: str
    closing: str
    holding: str = ""


_FENCE = re.compile(r"^([> ]*+)(`{3,}|~{3,})(.*)$", re.MULTILINE)
_OPENS = re.compile(r" *+(?:\{.*\}|\.?[\w#.+-]*+ *+)(?:hl_lines=(?:\"[^\"]*+\"|'[^']*+') *)?")
_TICKS = re.compile("`+")
_BREAK = re.compile(r"\n[ \t]*(?=\n)")


def find_pairs(text: str, pairs: Sequence[Pair]) -> Iterator[Span]:
    """Yield each pair in a text. They do not overlap, and what is never closed is none."""
    openings = _join_openings(tuple(pairs))
    if not openings.search(text):
        return
    closings = [_Ahead(text, re.escape(pair.closing)) for pair in pairs]
    contents = [_Ahead(text, pair.holding) if pair.holding else None for pair in pairs]
    past = 0
    for found in openings.finditer(text):
        kind = (found.lastindex or 1) - 1
        closing, content = closings[kind].find(found.end()), contents[kind]
        if (
            found.start() >= past
            and closing
            and (content is None or _stands_before(content.find(found.end()), closing))
        ):
            past = closing[1]
            yield found.start(), past


@cache
def _join_openings(pairs: tuple[Pair, ...]) -> re.Pattern[str]:
    """Return what finds the opening of any of the pairs; the number of its group says of which."""
    return re.compile("|".join(f"({pair.opening})" for pair in pairs), re.IGNORECASE)


class _Ahead:
    """Finds what comes next in a text. Whoever asks, asks from further and further on."""

    def __init__(self, text: str, pattern: str) -> None:
        self.text = text
        self.pattern = re.compile(pattern)
        self.known: Span | None = (-1, -1)

    def find(self, start: int) -> Span | None:
        """Return the place of the next one at `start` or behind it, or None."""
        if self.known and self.known[0] < start:
            found = self.pattern.search(self.text, start)
            self.known = found.span() if found else None
        return self.known


def _stands_before(one: Span | None, other: Span) -> bool:
    return one is not None and one[0] < other[0]


def find_fences(text: str) -> Iterator[Span]:
    """Yield the blocks of code between fences, to the end of the closing line. One that is never closed is none.

    A fence is what Markdown's extension takes for one: behind nothing, or what a box, a list or a quotation puts before
    its lines, and closed by one that is just as long and stands as far in.
    """
    fences = [*_FENCE.finditer(text)]
    closing: dict[tuple[str, str], list[int]] = {}
    for index, found in enumerate(fences):
        if not found[3].strip(" "):
            closing.setdefault((found[1], found[2]), []).append(index)
    index = 0
    while index < len(fences):
        opened = fences[index]
        same = closing.get((opened[1], opened[2]), [])
        following = bisect_right(same, index)
        if _OPENS.fullmatch(opened[3]) and following < len(same):
            index = same[following]
            yield opened.start(), fences[index].end()
        index += 1


def find_code(text: str) -> Iterator[Span]:
    """Yield the code within lines: what stands between two runs of as many backticks, in one paragraph."""
    start = 0
    for gap in [*_BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _find_ticks(text, start, end)
        start = end


def blot(text: str, spans: Iterable[Span], filler: str) -> str:
    """Return `text` with each span filled, letter for letter; line ends stay."""
    parts, past = [], 0
    for start, end in spans:
        parts += [text[past:start], re.sub(r"[^\n]", filler, text[start:end])]
        past = end
    return "".join((*parts, text[past:]))


def _find_ticks(text: str, start: int, end: int) -> Iterator[Span]:
    runs = [*_TICKS.finditer(text, start, end)]
    places: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        places.setdefault(len(run[0]), []).append(index)
    index = 0
    while index < len(runs):
        same = places[len(runs[index][0])]
        following = bisect_right(same, index)
        if following < len(same):
            closing = same[following]
            yield runs[index].start(), runs[closing].end()
            index = closing
        index += 1
