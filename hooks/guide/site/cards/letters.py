"""The sheet of letters: a picture of four shades with a letter in each cell, and the file that says which.

It comes with the code, so that a build needs neither a font nor a browser, and makes the same bytes everywhere.
`tests/support/glyph_sheet.py` drew it.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

BITS = 2
"""Of a pixel."""
_LEFT = 4
"""Pixels of a cell before a letter begins, for those that reach out to the left."""
_SIGNATURE = 8
"""Bytes that a PNG begins with."""


@dataclass(frozen=True)
class Sheet:
    """The letters, each with its place; `lines` are the lines of the picture, `advances` how wide letters are."""

    width: int
    height: int
    columns: int
    advance: int
    advances: Mapping[str, int]
    places: Mapping[str, int]
    lines: tuple[bytes, ...]

    def measure(self, text: str) -> int:
        """Return how many pixels wide a text is."""
        return sum(self.step(letter) for letter in text)

    def step(self, letter: str) -> int:
        """Return how far the next letter is from one."""
        return self.advance // 4 if letter == " " else self.advances.get(letter, self.advance)

    def cut(self, letter: str) -> list[int]:
        """Return the lines of a letter from top to bottom, each as the bits of its pixels."""
        row, column = divmod(self.places[letter], self.columns)
        size = self.width * BITS // 8
        lines = self.lines[row * self.height : (row + 1) * self.height]
        return [int.from_bytes(line[column * size : (column + 1) * size], "big") for line in lines]

    def lacks(self, text: str) -> str:
        """Return the letters of a text that are not there."""
        return "".join(letter for letter in dict.fromkeys(text) if letter != " " and letter not in self.places)

    @property
    def left(self) -> int:
        """Pixels of a cell before its letter."""
        return _LEFT


def read_sheet(told: str, picture: bytes) -> Sheet:
    """Return the sheet from its two files, letters.json and letters.png."""
    known = json.loads(told)
    letters = "".join(known["letters"])
    width, height = known["cell"]
    size = known["columns"] * width * BITS // 8 + 1  # each line begins with its filter, which is none
    raw = zlib.decompress(_find_data(picture))
    lines = tuple(raw[start + 1 : start + size] for start in range(0, len(raw), size))
    places = {letter: place for place, letter in enumerate(letters)}
    return Sheet(width, height, known["columns"], known["advance"], known["advances"], places, lines)


def _find_data(picture: bytes) -> bytes:
    """Return what a PNG holds, as it is packed."""
    at, data = _SIGNATURE, b""
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        data += picture[at + 8 : at + 8 + size] if picture[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    return data
