"""The compressed forms of a file, made once at build time, so that a server need not compress while a reader waits."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import brotli

SUFFIXES = frozenset({".bib", ".css", ".csv", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
"""What is text. Pictures are compressed already."""
_LARGE = 100_000
"""Bytes: no page that a reader waits for at first is so long. Pages in whole are, pocket editions, and the books."""
_LATER = ("evidence.html", "whole.html")
"""How pages are called that are fetched from another page that the reader has already."""
_FETCHED = (".bib", ".csv", ".ics", ".json", ".md", ".xml")
"""What programs fetch, and no reader waits for."""
_SMALLEST, _SMALLEST_FETCHED = 1024, 4096
"""Bytes; what is smaller travels in one packet anyway, or in three. Each file of a site costs time to be made."""
_GZIP = 9


@dataclass(frozen=True)
class Form:
    """One compressed form of a file: its suffix, and what packs the content.

    `recipe` names all that the packed bytes depend on beside the content: the encoder, its version and its settings.
    """

    suffix: str
    recipe: str
    pack: Callable[[bytes], bytes]


def list_forms(size: int, name: str) -> Iterator[Form]:
    """Yield the forms that a text file gets, by its bytes and its name; none where the file is small.

    A file of data has none below 4 KiB: of those that this guide has, 664 of a kilobyte and more, they would save 1.4
    of 2.2 MB and be two fifths of all compressed files.
    """
    if size >= (_SMALLEST_FETCHED if name.endswith(_FETCHED) else _SMALLEST):
        quality = choose_quality(size, name)
        pack = partial(brotli.compress, mode=brotli.MODE_TEXT, quality=quality)
        yield Form(".br", f"brotli {brotli.version} text {quality}", pack)
        yield Form(".gz", f"zlib {zlib.ZLIB_RUNTIME_VERSION} gzip {_GZIP}", _pack_gzip)


def choose_quality(size: int, name: str) -> int:
    """Return how hard Brotli tries, by the bytes and the name of a file: 10 where a reader waits for it at first.

    For all else 7, which takes a fifth of the time or less. Its bytes are 8 % more for the pages with the evidence (648
    for 602 kB in this guide), for the pages in whole and the pocket editions (308 for 286), and 9 % more for the data
    (2.09 for 1.92 MB). 9 takes as long as 10 for small files, and saves 1 %; 11 would take three times as long as 10
    for 2 % less.
    """
    return 7 if name.endswith(_LATER + _FETCHED) or size > _LARGE else 10


def _pack_gzip(content: bytes) -> bytes:
    """Return the same bytes on any day. Not by gzip.compress(): there the header says which system made it."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP, fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()
