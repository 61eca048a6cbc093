"""Files of the data folder as they may be read: plain ones, of a size that a person can review, in UTF-8."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from pathlib import Path

from guide.messages.diagnostic import DataError, Diagnostic, Location, Said

_MAX_BYTES = 2_000_000
_MOST_BYTES = 10_000_000
_MISSING = Said(
    "missing-file",
    "this file is missing; restore it, it may hold an empty list: []",
    "缺这个文件；请把它找回来，里面可以只写空列表 []",
)
_TOO_LARGE = Said(
    "file-too-large",
    "is larger than {limit} bytes; split the change or shorten it",
    "文件超过 {limit} 字节；请拆分或缩短",
).format(limit=_MAX_BYTES)
NOT_PLAIN = Said(
    "not-a-plain-file",
    "is a link, a folder or something else that is no plain file; put the file itself here",
    "这是链接、文件夹或别的东西，不是普通文件；请把文件本身放在这里",
)
_UNREADABLE = Said("not-a-plain-file", "cannot be read: {reason}", "读不了：{reason}")
_NOT_UTF_8 = Said(
    "not-utf-8",
    "is not UTF-8 (byte {byte}); save the file as UTF-8",
    "文件不是 UTF-8 编码（第 {byte} 个字节）；请存成 UTF-8",
)
_TOGETHER = Said(
    "file-too-large",
    "all files of the data together are larger than {limit} bytes; shorten this one",
    "全部数据文件合起来超过 {limit} 字节；请缩短这个文件",
).format(limit=_MOST_BYTES)


def load_text(path: Path, name: str) -> str:
    """Return the text of a plain file; `name` is what messages call it. Raises DataError.

    A link may lead to what is nobody's business, and a device or a pipe never ends.
    """
    location = Location(name, 1, 1)
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise DataError([Diagnostic(location, NOT_PLAIN)])
        if status.st_size > _MAX_BYTES:
            raise DataError([Diagnostic(location, _TOO_LARGE)])
        return _decode(path.read_bytes(), location)
    except FileNotFoundError:
        raise DataError([Diagnostic(location, _MISSING)]) from None
    except OSError as error:
        raise DataError([Diagnostic(location, _UNREADABLE.format(reason=error.strerror))]) from None


def show_name(path: Path, folder: Path) -> str:
    """Return the name of a file, from its folder on, as a message can hold it: git allows line ends and odd bytes."""
    return escape_name(f"{folder.name}/{path.relative_to(folder).as_posix()}")


def escape_name(name: str) -> str:
    """Return a name without line ends, odd bytes and what moves a terminal's cursor."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in name)


def _decode(content: bytes, location: Location) -> str:
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataError([Diagnostic(location, _NOT_UTF_8.format(byte=error.start + 1))]) from None


def check_size(folder: Path, patterns: Iterable[str]) -> None:
    """Raise DataError if the files of a folder that fit any of the patterns are together too large to be read."""
    total = 0
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
        size = path.lstat().st_size
        total += size if size <= _MAX_BYTES else 0  # what is larger is not read
        if total > _MOST_BYTES:
            raise DataError([Diagnostic(Location(show_name(path, folder), 1, 1), _TOGETHER)])
