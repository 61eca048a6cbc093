"""What the guide writes and removes: never through a link, which a pull request can bring and lead anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from guide.deploy.predecessor import Predecessor
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.read.files import escape_name, list_inside


def write_output(path: Path, content: str | bytes, root: Path = Path()) -> None:
    """Write a file, and the folders that it stands in; text as UTF-8 as it is. Raises as check_file does."""
    check_file(path, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(os.fspath(path), _encode(content))


def _encode(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _write(path: str, content: bytes) -> None:
    # Were it a link or a pipe by now, this would fail, too.
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    with os.fdopen(file, "wb") as opened:
        opened.write(content)


def write_outputs(
    folder: Path, files: Iterable[tuple[str, str | bytes]], predecessor: Predecessor | None = None
) -> None:
    """Write many files, each by its place in a folder; each as soon as it is made, so that they need no room together.

    The folder holds no link, as check_inside says, and nobody else writes there. Raises OSError where one stands all
    the same. What the `predecessor` of that folder can lend it does; nothing may be written there a second time, then.
    """
    root, made = os.fspath(folder), set[str]()
    for name, content in files:
        inside = name.rpartition("/")[0]
        if inside not in made:
            Path(root, inside).mkdir(parents=True, exist_ok=True)
            made.add(inside)
        written, path = _encode(content), f"{root}/{name}"
        if predecessor is None or not predecessor.lend(name, written, path):
            _write(path, written)


def remove_output(path: Path, root: Path = Path()) -> None:
    """Remove a file if it is there. Raises as check_file does."""
    check_file(path, root)
    path.unlink(missing_ok=True)


def check_file(path: Path, root: Path = Path()) -> None:
    """Raise DataError where a file may not be written: at a link or behind one, or where something else stands.

    Behind one below `root`, that is, the project's folder: where people keep a project, and what stands around a
    place that they name outside of it, may well be links.
    """
    last = _check_folders(path, root)
    if os.path.lexists(last) and not last.is_file():
        _refuse(last, root, Message("linked-output/no-file"))


def check_folder(path: Path, root: Path = Path()) -> None:
    """Raise DataError where a folder may not be made, filled or replaced, as check_file does."""
    last = _check_folders(path, root)
    if os.path.lexists(last) and not last.is_dir():
        _refuse(last, root, Message("linked-output/no-folder"))


def check_inside(folder: Path, root: Path = Path()) -> None:
    """Raise DataError where a folder that is to be emptied or filled again is a link or holds one."""
    check_folder(folder, root)
    for entry in list_inside(folder):
        if entry.is_symlink():
            _refuse(Path(entry.path), root, Message("linked-output/link"))


def _check_folders(path: Path, root: Path) -> Path:
    """Hold a path and the folders above it to the rules; return the path, as a whole one."""
    whole, start = _make_whole(path), _make_whole(root)
    above = [one for one in reversed(whole.parents) if start in one.parents]
    for part in (*above, whole):
        if part.is_symlink():
            _refuse(part, root, Message("linked-output/link"))
        if part != whole and part.exists() and not part.is_dir():
            _refuse(part, root, Message("linked-output/no-folder"))
    return whole


def _make_whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve() follows links)


def _refuse(path: Path, root: Path, message: Message) -> None:
    whole, start = _make_whole(path), _make_whole(root)
    name = whole.relative_to(start) if start in whole.parents else whole
    raise DataError([Diagnostic(Location(escape_name(name.as_posix()), 1, 1), message)])
