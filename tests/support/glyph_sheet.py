"""Draw the sheet of letters that the pictures of pages are set from: `python tests/support/glyph_sheet.py`.

Needs Chromium and Noto Sans CJK (Debian: fonts-noto-cjk), which a build does not. The sheet holds every letter of the
Latin alphabets of Europe and the Chinese characters of everyday use, so that it is drawn once, and not with each title.
"""

from __future__ import annotations

import base64
import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser import REMEDY, find_browser
from browsing import FLAGS
from raw import ROOT

FOLDER = ROOT / "hooks/guide/site/cards"
FONT = '700 60px "Noto Sans CJK SC"'
WIDTH, HEIGHT, BASE = 68, 80, 62
"""Of a cell, in pixels; the last is where letters stand. Each begins 4 pixels in: some reach out to the left."""
COLUMNS = 64
_DRAW = """([font, letters, columns, width, height, base]) => {
  const canvas = document.createElement("canvas");
  canvas.width = columns * width;
  canvas.height = Math.ceil(letters.length / columns) * height;
  const pen = canvas.getContext("2d");
  pen.font = font;
  pen.textBaseline = "alphabetic";
  const advances = letters.map((letter, place) => {
    pen.fillText(letter, (place % columns) * width + 4, Math.floor(place / columns) * height + base);
    return Math.round(pen.measureText(letter).width);
  });
  const shades = pen.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, place) => place % 4 == 3);
  let text = "";
  for (let start = 0; start < shades.length; start += 32768) {
    text += String.fromCharCode(...shades.subarray(start, start + 32768));
  }
  return [advances, btoa(text)];
}"""


def list_letters() -> str:
    """Return the letters of the sheet: Latin, punctuation, and the first level of GB 2312, in their order."""
    latin = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x180)))
    signs = "–—‘’‚“”„…‹›€№×÷≤≥→、。〈〉《》「」『』【】・！（），．：；？～％＋－／"
    return "".join(dict.fromkeys(latin.replace("\xad", "") + signs + "".join(_list_characters())))


def _list_characters() -> Iterator[str]:
    for row in range(16, 56):
        for cell in range(1, 95):
            yield bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", "ignore")


def draw(letters: str) -> tuple[list[int], bytes]:
    """Return how wide each letter is, and the sheet, a byte a pixel."""
    path = find_browser()
    assert path, REMEDY
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page()
        advances, text = page.evaluate(_DRAW, [FONT, list(letters), COLUMNS, WIDTH, HEIGHT, BASE])
        browser.close()
    return advances, base64.b64decode(text)


def pack(shades: bytes, width: int) -> bytes:
    """Return a PNG of four shades of gray, whose lines are as they are: whoever reads it needs no filter."""
    fours = bytes(round(shade / 85) for shade in shades)
    rows = (fours[start : start + width] for start in range(0, len(fours), width))
    lines = b"".join(b"\0" + _pack_row(row) for row in rows)
    head = struct.pack(">IIBBBBB", width, len(shades) // width, 2, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    written = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def _pack_row(row: bytes) -> bytes:
    return bytes(
        a << 6 | b << 4 | c << 2 | d for a, b, c, d in zip(row[::4], row[1::4], row[2::4], row[3::4], strict=True)
    )


def write(folder: Path) -> None:
    """Write the sheet, and what stands in it."""
    letters = list_letters()
    advances, shades = draw(letters)
    narrow = {letter: width for letter, width in zip(letters, advances, strict=True) if width != advances[-1]}
    told = {
        "font": "Noto Sans CJK SC Bold, SIL Open Font License 1.1: OFL.txt",
        "cell": [WIDTH, HEIGHT],
        "columns": COLUMNS,
        "advance": advances[-1],
        "advances": narrow,
        "letters": [letters[start : start + COLUMNS] for start in range(0, len(letters), COLUMNS)],
    }
    (folder / "letters.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "letters.png").write_bytes(pack(shades, COLUMNS * WIDTH))


if __name__ == "__main__":
    write(FOLDER)
