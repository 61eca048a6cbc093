"""Files of the data folder as they may be read: plain ones, of a size that a check comes to an end with, in UTF-8."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.read.left_overs import find_conflicts

_MAX_BYTES = 20_000_000
_MOST_BYTES = 120_000_000


def load_text(path: Path, name: str) -> str:
    """Return the text of a plain file; `name` is what messages call it. Raises DataError, for marks of a merge, too.

    A link may lead to what is nobody's business, and a device or a pipe never ends.
    """
    location = Location(name, 1, 1)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise DataError([Diagnostic(location, Message("not-a-plain-file/sort"))])
        if status.st_size > _MAX_BYTES:
            raise DataError([Diagnostic(location, Message("file-too-large/bytes", limit=_MAX_BYTES))])
        text = _decode(path.read_bytes(), location)
    except FileNotFoundError:
        raise DataError([Diagnostic(location, Message("missing-file/data"))]) from None
    except OSError as error:
        raise DataError([Diagnostic(location, Message("not-a-plain-file/unreadable", reason=error.strerror))]) from None
    if marks := tuple(find_conflicts(text, name)):
        raise DataError(marks)
    return text


def show_name(path: Path, folder: Path) -> str:
    """Return the name of a file, from its folder on, as a message can hold it: git allows line ends and odd bytes."""
    return escape_name(f"{folder.name}/{path.relative_to(folder).as_posix()}")


def escape_name(name: str) -> str:
    """Return a name without line ends, odd bytes and what moves a terminal's cursor."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in name)


def is_special(path: Path) -> bool:
    """Say whether this is a link, a pipe or a device: neither a file nor a folder."""
    mode = path.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def list_inside(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """Yield all that stands in a folder and below it, in the order of their paths; through no link.

    Nothing of a folder that is not there, or that may not be read.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError:
        return
    for entry in entries:
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from list_inside(entry.path)


def _decode(content: bytes, location: Location) -> str:
    try:
        return normalize_text(content)
    except UnicodeDecodeError as error:
        raise DataError([Diagnostic(location, Message("not-utf-8", byte=error.start + 1))]) from None


def normalize_text(content: bytes) -> str:
    """Return text as it is, whichever editor saved it: without a mark at its beginning, and with our own line ends.

    Raises UnicodeDecodeError.
    """
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def check_size(folder: Path, patterns: Iterable[str]) -> None:
    """Raise DataError if the files of a folder that fit any of the patterns are together too large to be read."""
    total = 0
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
        size = path.lstat().st_size
        total += size if size <= _MAX_BYTES else 0  # what is larger is not read
        if total > _MOST_BYTES:
            raise DataError(
                [
                    Diagnostic(
                        Location(show_name(path, folder), 1, 1),
                        Message("file-too-large/bytes-together", limit=_MOST_BYTES),
                    )
                ]
            )
