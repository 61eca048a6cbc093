"""A built site as one archive, for whoever puts it on a mirror: the same site makes the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

ARCHIVE = "site.zip"
SUMS = "SHA256SUMS"
FOLDER = "site"
"""What the files stand in, in the archive."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that an archive can name: when a site was built says nothing of it."""
_READ_BY_ALL = 0o100644 << 16
_UNIX = 3
_PACKED = (".br", ".gz", ".png", ".jpg", ".webp", ".avif")


def pack_site(files: Mapping[str, bytes]) -> bytes:
    """Return the archive of a site; `files` are its files by their paths."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _DAY)
            entry.create_system, entry.external_attr = _UNIX, _READ_BY_ALL
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return packed.getvalue()


def write_sums(files: Iterable[tuple[str, bytes]]) -> str:
    """Return what `sha256sum -c` reads: a line for each file, with its path from where the sums stand."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files))
