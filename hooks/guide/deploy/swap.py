"""A new folder takes the place of an old one, whole, or the old one stays."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from guide.deploy.outputs import check_file, check_folder


@contextlib.contextmanager
def replacing(target: Path, tell_waiting: Callable[[], None]) -> Iterator[Path]:
    """Yield an empty folder beside `target`; without an error in between, it then takes the place of `target`.

    That is two renames: the old folder aside, the new one in. For the moment between them nothing stands at `target`,
    and a reader finds nothing there. An error in that moment puts the old folder back; a process that is killed then,
    or may not even put it back, leaves it aside, whole, and the next one puts it back before it begins.

    One at a time works at a target; `tell_waiting` is called before waiting for another. Raises OSError where something
    cannot be written, and DataError where `target`, or what stands beside it under the names used here, is a link.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 (resolve() follows links)
    room, old, lock = (target.parent / f".{target.name}.building{part}" for part in ("", "-old", "-lock"))
    for folder in (target, room, old):
        check_folder(folder)
    check_file(lock)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _holding(lock, tell_waiting):
        try:
            _tidy(target, room, old)
            room.mkdir()
            yield room
            os.sync()  # after a power cut, too, the new folder must be whole before it has the name
            if target.exists():
                target.rename(old)
            room.rename(target)
        finally:
            _tidy(target, room, old)


def _tidy(target: Path, room: Path, old: Path) -> None:
    """Put the old folder back where nothing took its place; sweep what is left, as far as that goes."""
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (room, old):
        shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _holding(path: Path, tell_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold a lock. The system lets go of it when this process and its children have ended, however."""
    lock = _take(path, tell_waiting)
    os.set_inheritable(lock, True)  # a child that outlives us still writes into the room
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()  # while it is held: afterwards it may be another's
        os.close(lock)


def _take(path: Path, tell_waiting: Callable[[], None]) -> int:
    while True:
        lock = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell_waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        if os.fstat(lock).st_nlink:
            return lock
        os.close(lock)  # whoever held it has removed it
