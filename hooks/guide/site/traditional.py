"""Traditional characters, which readers type, and the simplified ones that stand for them in our texts."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import opencc

_ALL = tuple(map(chr, range(0x4E00, 0xA000)))
_COMMON = range(0xA4, 0xC7)
"""First bytes, in Big5, of the characters that are in daily use."""


_VARIANTS = {"\u5e10": "\u8d26", "\u5e33": "\u8d26"}
"""Characters in daily use for which our texts have another one: an account is written with either."""


def list_traditional(letters: Collection[str]) -> tuple[str, str]:
    """Return the traditional characters in daily use whose simplified ones are among `letters`, and these."""
    pairs = sorted((simple, letter) for letter, simple in _pair_all() if simple in letters)
    return "".join(letter for _, letter in pairs), "".join(simple for simple, _ in pairs)


@cache
def _pair_all() -> tuple[tuple[str, str], ...]:
    simplified = opencc.OpenCC("t2s").convert(" ".join(_ALL)).split(" ")
    pairs = {letter: simple for letter, simple in zip(_ALL, simplified, strict=True) if _is_common(letter)}
    return tuple((letter, simple) for letter, simple in {**pairs, **_VARIANTS}.items() if letter != simple)


def _is_common(letter: str) -> bool:
    written = letter.encode("big5", "ignore")
    return bool(written) and written[0] in _COMMON
