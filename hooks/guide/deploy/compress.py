"""The compressed forms of a file, made once at build time, so that a server need not compress while a reader waits."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator

import brotli

SUFFIXES = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".xml"})
"""What is text. Pictures are compressed already."""
_SMALLEST = 1024
"""Bytes; what is smaller travels in one packet anyway."""


def compress_text(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield (suffix, content) of the compressed forms of a text file; none where the file is small.

    The same content gives the same bytes on any day. Brotli's highest quality, 11, would take three times as long
    as 10 (11 s for the site instead of 3) for 2 % less.
    """
    if len(content) < _SMALLEST:
        return
    yield ".br", brotli.compress(content, mode=brotli.MODE_TEXT, quality=10)
    packed = io.BytesIO()
    # Not gzip.compress(): there the header says which system made it.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(content)
    yield ".gz", packed.getvalue()
