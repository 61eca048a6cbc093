"""One picture: a title in a few lines, and below it whose page it is; 1200 by 630 pixels, in four colors."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence

from guide.site.cards.letters import BITS, Sheet

WIDTH, HEIGHT = 1200, 630
"""What those who show links ask for."""
_MARGIN, _TOP, _LEADING, _LINES = 80, 150, 90, 4
_FOOT = 540
_STRIPE = (84, 96, 120)
"""The lines that a stripe above the title takes up, and how long it is."""
_COLORS = bytes.fromhex("0b5c63 5c9297 aec9cb ffffff")
"""From the ground, the accent of the pages, to the letters; white on it has a contrast of 7 to 1."""
_EFFORT = 5
"""How hard the picture is packed, of 9: that would make it 4 % smaller in five times the time."""
_NO_START = "、。，．：；？！）」』》〉】”’…％"
"""What begins no line."""
_WORDS = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+")


def draw_card(title: str, foot: Sequence[int], sheet: Sheet) -> bytes:
    """Return the picture of a title, as PNG. `foot` is what draw_foot made; the sheet has every letter of the title."""
    rows = [0] * HEIGHT
    start, end, length = _STRIPE
    rows[start:end] = [_fill(length)] * (end - start)
    for number, line in enumerate(wrap(title, sheet)):
        _set_line(rows, line, _TOP + number * _LEADING, sheet)
    for number, row in enumerate(foot):
        rows[_FOOT + number] |= row
    return _write_png(rows)


def draw_foot(text: str, sheet: Sheet) -> list[int]:
    """Return a text at half the size, as lines of a picture."""
    rows = [0] * sheet.height
    _set_line(rows, text, 0, sheet, WIDTH * 2)
    return [_halve(*pair) for pair in zip(rows[::2], rows[1::2], strict=True)]


def wrap(title: str, sheet: Sheet) -> list[str]:
    """Return a title in lines that fit; what is more than the picture holds ends in an ellipsis."""
    lines = list(_wrap(title, sheet, WIDTH - 2 * _MARGIN))
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1][:-1]}…"]


def _wrap(title: str, sheet: Sheet, room: int) -> Iterator[str]:
    line = ""
    for word in _WORDS.findall(title):
        if line and sheet.measure((line + word).rstrip()) > room and word not in _NO_START:
            yield line.rstrip()
            line = ""
        line += word if line or not word.isspace() else ""
    yield line.rstrip()


def _set_line(rows: list[int], text: str, top: int, sheet: Sheet, width: int = WIDTH) -> None:
    """Set a line of text into the rows of a picture of that width, from its margin on."""
    at = _MARGIN * width // WIDTH - sheet.left
    for letter in text:
        shift = BITS * (width - at - sheet.width)
        for number, bits in enumerate(sheet.cut(letter) if letter != " " and shift >= 0 else ()):
            rows[top + number] |= bits << shift
        at += sheet.step(letter)


def _halve(upper: int, lower: int) -> int:
    """Return two lines of a picture of twice the width as one: each pixel is the mean of four."""
    if not upper | lower:
        return 0
    size = WIDTH * 2 * BITS // 8
    shades = [_unpack(row.to_bytes(size, "big")) for row in (upper, lower)]
    means = (
        (a + b + c + d + 2) // 4
        for a, b, c, d in zip(*(part for row in shades for part in (row[::2], row[1::2])), strict=True)
    )
    told = 0
    for mean in means:
        told = told << BITS | mean
    return told


def _unpack(row: bytes) -> list[int]:
    return [byte >> shift & 3 for byte in row for shift in (6, 4, 2, 0)]


def _fill(length: int) -> int:
    """Return a line of a picture that is white from its margin on."""
    bits = (1 << BITS * length) - 1
    return bits << BITS * (WIDTH - _MARGIN - length)


def _write_png(rows: Sequence[int]) -> bytes:
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, BITS, 3, 0, 0, 0)
    lines = b"".join(b"\0" + row.to_bytes(WIDTH * BITS // 8, "big") for row in rows)
    parts = ((b"IHDR", head), (b"PLTE", _COLORS), (b"IDAT", zlib.compress(lines, _EFFORT)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_write_part(*part) for part in parts)


def _write_part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
