"""The terms of a text, for which the search looks: words, pairs of Chinese characters, and numbers with their units.

What a reader types is cut in the same way by overrides/assets/search.js: what is changed here is changed there.
tests/site/test_search_parts.py holds the two to one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_HAN = re.compile("[\u3400-\u9fff]")
_FOLDED = re.compile("[A-Z\uff01-\uff5e\u4e00-\u9fff\u2019]")
_RUNS = re.compile("[a-z0-9.%']*[a-z0-9%]|[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z']{4,}")
_ENDINGS = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        ("'s?$", ""),
        ("isation", "ization"),
        ("ise(d|s)?$", r"ize\1"),
        ("(..)our", r"\1or"),
        ("grey", "gray"),
        ("licence", "license"),
        ("ies$", "y"),
        ("(ss|sh|ch|x)es$", r"\1"),
        ("([^su])s$", r"\1"),
        ("(..)(?:ation|ion|ing|ed)$", r"\1"),
        (r"([a-z])\1$", r"\1"),
        ("(..)e$", r"\1"),
    )
)
"""Endings fall, and British and American spellings fall together, one after the other."""
_DIGITS = {letter: number for number, letter in enumerate("\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d", 1)}
_DIGITS["\u4e24"] = 2
_TEN, _HUNDRED = "\u5341", "\u767e"
_ENGLISH = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
_UNITS = (
    ("\u5929|\u65e5|days?", "d"),
    ("\u5468|\u661f\u671f|\u793c\u62dc|weeks?", "w"),
    ("\u4e2a?\u6708|months?", "m"),
    ("\u5e74|years?", "y"),
    ("\u4e2a?\u5c0f\u65f6|hours?", "h"),
    ("\u5143|\u5757|yuan", "cny"),
    ("\u5206\u94b1|fen", "fen"),
)
_TIMES = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?|[{''.join(_DIGITS)}{_TEN}{_HUNDRED}]+|{'|'.join((*_ENGLISH, *_TENS))})[ -]?"
    f"(?:{'|'.join(f'({unit})' for unit, _ in _UNITS)})"
)
_TWO = re.compile(r"(.+) \((.+)\)")
_CHINESE = re.compile(f"(?:(.)?{_HUNDRED})?(?:(.)?({_TEN}))?(.)?")


@dataclass(frozen=True)
class Cutter:
    """Cuts texts into terms. `traditional` has the simplified character for each traditional one."""

    traditional: Mapping[str, str]

    def fold(self, text: str) -> str:
        """Return a text as it is looked for, letter for letter: small, half as wide, and in simplified characters."""
        return _FOLDED.sub(self._fold, text)

    def list_terms(self, text: str) -> list[str]:
        """Return the terms of a text, each as often as it is there."""
        return list(cut(self.fold(text)))

    def _fold(self, found: re.Match[str]) -> str:
        letter = found[0]
        if letter >= "\uff01":
            return self.fold(chr(ord(letter) - 0xFEE0))
        return "'" if letter == "\u2019" else self.traditional.get(letter, letter.lower())


def cut(text: str) -> Iterator[str]:
    """Yield the terms of a folded text. What is part of a number with its unit is no term of its own."""
    times = list(_TIMES.finditer(text))
    yield from (f"#{_read_number(time[1])}{_UNITS[(time.lastindex or 2) - 2][1]}" for time in times)
    for term, start, end in _cut_runs(text):
        if not any(start >= time.start() and end <= time.end() for time in times):
            yield term


def cut_letters(text: str) -> Iterator[str]:
    """Yield the Chinese characters of a folded text."""
    return (found[0] for found in _HAN.finditer(text))


def is_han(term: str) -> bool:
    """Tell whether there is a Chinese character in a term."""
    return bool(_HAN.search(term))


@lru_cache(16_384)  # a language has few different words, and each stands in hundreds of rows
def stem(word: str) -> str:
    """Return what stands for all forms of a small Latin word."""
    if not _WORD.fullmatch(word):
        return word
    for pattern, ending in _ENDINGS:
        word = pattern.sub(ending, word, count=1)
    return word


def split_name(name: str) -> tuple[str, ...]:
    """Return a folded name; one that has the word of another script behind it, in brackets, is two."""
    parts = _TWO.fullmatch(name)
    return parts.groups() if parts and is_han(parts[1]) != is_han(parts[2]) else (name,)


def make_idle(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for the runs of Chinese characters among `words`, longer ones first, or for nothing."""
    runs = {word for word in words if len(word) > 1 and is_han(word)}
    return re.compile("|".join(sorted(runs, key=lambda run: (-len(run), run))) or "(?!)")


def _cut_runs(text: str) -> Iterator[tuple[str, int, int]]:
    for found in _RUNS.finditer(text):
        run, start = found[0], found.start()
        if len(run) == 1 or not is_han(run):
            yield stem(run), start, found.end()
        else:
            yield from ((run[at : at + 2], start + at, start + at + 2) for at in range(len(run) - 1))


def _read_number(written: str) -> str:
    if written[0].isdigit():
        return written
    if "a" <= written[0] <= "z":
        return str(_TENS.get(written) or _ENGLISH.index(written))
    parts = _CHINESE.fullmatch(written)
    hundreds, tens, ten, ones = parts.groups() if parts else (None,) * 4
    number = (_DIGITS.get(hundreds or "") or 1) * 100 if _HUNDRED in written else 0
    number += (_DIGITS.get(tens or "") or 1) * 10 if ten else 0
    return str(number + _DIGITS.get(ones or "", 0))
