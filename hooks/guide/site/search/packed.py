"""Numbers as letters: small ones, of which there are many, take one each, and none has to be escaped in a script."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import log

LETTERS = "".join(chr(code) for code in range(35, 127) if code != 92)[:90]
"""What the digits are: all that is printed, without quotes, the backslash and what stands between numbers."""
HALF = len(LETTERS) // 2
"""The base of the numbers: a digit of the upper half is followed by another one."""
STEPS = 200
"""How finely a weight is told: its logarithm in so many steps, which is half a percent."""


def pack(numbers: Iterable[int]) -> str:
    """Return numbers, none below 0, as letters."""
    return "".join(map(_pack, numbers))


def pack_rising(numbers: Iterable[int]) -> str:
    """Return numbers of which none is smaller than the one before as letters, each as what it is more than that."""
    return pack(after - before for before, after in pairwise((0, *numbers)))


def pack_weights(weights: Iterable[float]) -> str:
    """Return weights, none below 0, as letters."""
    return pack(round(STEPS * log(1 + weight)) for weight in weights)


def _pack(number: int) -> str:
    letters = ""
    while number >= HALF:
        letters += LETTERS[HALF + number % HALF]
        number //= HALF
    return letters + LETTERS[number]
