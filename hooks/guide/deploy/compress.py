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
_SMALLEST = 1024
"""Bytes; what is smaller travels in one packet anyway."""
_LARGE = 1_000_000
"""Bytes of a file that is fetched to be kept, such as the one-file edition: no page is so long."""
_FETCHED = frozenset({".bib", ".csv", ".ics", ".json", ".md"})
"""What programs fetch, and nobody waits for."""
_GZIP = 9
_WITH_HEADER = 16 + zlib.MAX_WBITS  # how zlib is told that what it reads is gzip


@dataclass(frozen=True)
class Form:
    """One compressed form of a file: its suffix, what packs the content, and what tells whether bytes hold a content.

    `recipe` names all that the packed bytes depend on beside the content: the encoder, its version and its settings.
    """

    suffix: str
    recipe: str
    pack: Callable[[bytes], bytes]
    holds: Callable[[bytes, bytes], bool]


def list_forms(size: int, suffix: str = ".html") -> Iterator[Form]:
    """Yield the forms that a text file gets, by its bytes and its own suffix; none where the file is small."""
    if size >= _SMALLEST:
        quality = choose_quality(size, suffix)
        pack = partial(brotli.compress, mode=brotli.MODE_TEXT, quality=quality)
        yield Form(".br", f"brotli {brotli.version} text {quality}", pack, _holds_brotli)
        yield Form(".gz", f"zlib {zlib.ZLIB_RUNTIME_VERSION} gzip {_GZIP}", _pack_gzip, _holds_gzip)


def choose_quality(size: int, suffix: str) -> int:
    """Return how hard Brotli tries, by the bytes and the suffix of a file: most where a reader waits for it.

    What takes half of the time at the quality of a page is kept or read by programs: of a large file 9 is 3 % more than
    10 in a tenth of the time, of data 6 is 11 % more in a tenth. 11 would take three times as long as 10 for 2 % less.
    """
    return 6 if suffix in _FETCHED else 9 if size > _LARGE else 10


def _pack_gzip(content: bytes) -> bytes:
    """Return the same bytes on any day. Not by gzip.compress(): there the header says which system made it."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP, fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()


# Whoever asks may hold anything: no more is unpacked than the content has, and one byte to tell that there is more.
def _holds_brotli(packed: bytes, content: bytes) -> bool:
    reader = brotli.Decompressor()
    try:
        return bool(reader.process(packed, output_buffer_limit=len(content) + 1) == content and reader.is_finished())
    except brotli.error:
        return False


def _holds_gzip(packed: bytes, content: bytes) -> bool:
    reader = zlib.decompressobj(_WITH_HEADER)
    try:
        return reader.decompress(packed, len(content) + 1) == content and reader.eof and not reader.unused_data
    except zlib.error:
        return False
