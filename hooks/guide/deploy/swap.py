"""A new folder takes the place of an old one: all of it or nothing, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from guide.deploy.outputs import check_file, check_folder

STOPS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
"""How people and systems ask a process to end."""
_AT_FDCWD = -100  # Linux: a path is relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}
"""What systems say that cannot exchange two folders: Linux older than 3.15, and some file systems."""


@contextlib.contextmanager
def replacing(target: Path, tell_waiting: Callable[[], None]) -> Iterator[Path]:
    """Yield an empty folder; without an error in between, it then stands at `target`, and what stood there is gone.

    The folder is made in a workshop beside `target`, hence on the same file system. The swap is one call of the
    system, so that whoever opens `target` finds the old folder or the new one, and never a missing one; a symbolic
    link to folders would do as much, but tools that copy or pack a site expect a folder, and a link that a pull request
    brings could lead to anybody's. Where the file system cannot swap, `target` is missing for the moment between two
    renames; a process that is killed there leaves the old folder in the workshop, and the next one puts it back.

    One at a time works at a target; `tell_waiting` is called before waiting for another. What a killed process left
    behind is swept away first. Raises OSError where something cannot be written, and DataError where `target`, or what
    stands in the workshop, is a link: then `target` is as it was.
    """
    check_folder(target)
    target = Path(os.path.abspath(target))  # noqa: PTH100 (resolve() follows links)
    workshop = target.parent / f".{target.name}.building"
    room = workshop / "site"
    for folder in (workshop, room, workshop / "old"):
        check_folder(folder)
    check_file(workshop / "lock")
    target.parent.mkdir(parents=True, exist_ok=True)
    _hold_stops()
    try:
        with _lock(workshop, tell_waiting), _sweeping(workshop, target):
            _put_back(workshop, target)
            if room.exists():
                shutil.rmtree(room)
            room.mkdir()
            _let_stops()
            yield room
            os.sync()  # after a power cut, too, the new folder must be whole before it has the name
            _hold_stops()
            _exchange(room, target)
    finally:
        _let_stops()


@contextlib.contextmanager
def _lock(workshop: Path, tell_waiting: Callable[[], None]) -> Iterator[None]:
    """Make the workshop and hold it. The system lets go when this process and its children have ended, however."""
    with _open_lock(workshop) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _let_stops()
            tell_waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
            _hold_stops()
        if os.fstat(lock.fileno()).st_nlink:
            yield
            return
    # Whoever held it has swept it away since.
    with _lock(workshop, tell_waiting):
        yield


def _open_lock(workshop: Path) -> IO[str]:
    while True:
        workshop.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # swept away in between
            lock = os.fdopen(os.open(workshop / "lock", os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o666), "w")
            # A child that outlives us still writes into the workshop, so it has to hold the lock.
            os.set_inheritable(lock.fileno(), True)
            return lock


def _put_back(workshop: Path, target: Path) -> None:
    old = workshop / "old"
    if old.exists() and not target.exists():
        old.rename(target)
    elif old.exists():
        shutil.rmtree(old)


@contextlib.contextmanager
def _sweeping(workshop: Path, target: Path) -> Iterator[None]:
    """Leave nothing behind, the lock last: while it is there, nobody else begins. A rest is the next one's to sweep."""
    try:
        yield
    finally:
        _hold_stops()
        shutil.rmtree(workshop / "site", ignore_errors=True)
        if target.exists():
            shutil.rmtree(workshop / "old", ignore_errors=True)
        with contextlib.suppress(OSError):
            (workshop / "lock").unlink()
            workshop.rmdir()
        _forget_stops()


def _exchange(new: Path, target: Path) -> None:
    """Swap two folders."""
    if not target.exists():
        new.rename(target)
        return
    try:
        _swap(new, target)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        _swap_in_two_steps(new, target)


def _swap(new: Path, target: Path) -> None:
    """Swap two folders in one step. Raises OSError, with ENOSYS where the system has no call for that."""
    system = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(new), os.fsencode(target)
    try:
        if sys.platform == "darwin":
            failed = system.renamex_np(*paths, _EXCHANGE)
        else:
            failed = system.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE)
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))


def _swap_in_two_steps(new: Path, target: Path) -> None:
    old = new.parent / "old"
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise


def _hold_stops() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def _let_stops() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _forget_stops() -> None:
    """Forget a wish to stop that came too late: what was to be stopped is over."""
    while signal.sigpending() & STOPS:
        signal.sigwait(STOPS)
