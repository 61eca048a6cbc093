"""The compressed forms of a file, made once at build time, so that a server need not compress while a reader waits."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator

import brotli

SUFFIXES = frozenset({".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
"""What is text. Pictures are compressed already."""
_SMALLEST = 1024
"""Bytes; what is smaller travels in one packet anyway."""
_LARGE = 1_000_000
"""Bytes of a file that is fetched to be kept, such as the one-file edition: no page is so long."""
_FETCHED = frozenset({".csv", ".ics", ".json", ".md"})
"""What programs fetch, and nobody waits for."""


def compress_text(content: bytes, suffix: str = ".html") -> Iterator[tuple[str, bytes]]:
    """Yield (suffix, content) of the compressed forms of a text file; none where the file is small.

    `suffix` is the file's own. The same content gives the same bytes on any day.
    """
    if len(content) < _SMALLEST:
        return
    yield ".br", brotli.compress(content, mode=brotli.MODE_TEXT, quality=choose_quality(len(content), suffix))
    packed = io.BytesIO()
    # Not gzip.compress(): there the header says which system made it.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(content)
    yield ".gz", packed.getvalue()


def choose_quality(size: int, suffix: str) -> int:
    """Return how hard Brotli tries, by the bytes and the suffix of a file: most where a reader waits for it.

    What takes half of the time at the quality of a page is kept or read by programs: of a large file 9 is 3 % more than
    10 in a tenth of the time, of data 6 is 11 % more in a tenth. 11 would take three times as long as 10 for 2 % less.
    """
    return 6 if suffix in _FETCHED else 9 if size > _LARGE else 10
