"""`python -m guide build`: the whole site, in its place only when it is finished."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from guide.cli.options import LANG
from guide.cli.spoken import command, option
from guide.deploy.compress import SUFFIXES, list_forms
from guide.deploy.kept import KEPT, Shelf
from guide.deploy.outputs import check_folder, check_inside
from guide.deploy.swap import replacing
from guide.kept.pack import COLD
from guide.messages.diagnostic import DataError
from guide.messages.message import Message
from guide.messages.reporters import LANGUAGE_VARIABLE, Reporter
from guide.site.headers import NAME
from guide.site.skin import SKIN

_DEFAULT = Path("site")
_ROOM = 4_000_000
"""Bytes, a little more than the largest file has: with less, a disk is full."""
_BUILDERS = ("mkdocs", "properdocs")
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""How people and systems ask a process to end."""


class _Stopped(BaseException):
    """Somebody asked this process to end. Not an Exception, so that nothing takes it for a mistake."""

    def __init__(self, number: int) -> None:
        self.number = number


@command(Message("command/build"))
@click.argument("site", type=click.Path(path_type=Path, file_okay=False), default=_DEFAULT)
@option("--skin", type=click.Choice([SKIN]), about=Message("option/skin"))
@option("--cold", is_flag=True, about=Message("option/cold-build"))
@LANG
def build(site: Path, skin: str | None, cold: bool, reporter: Reporter) -> None:
    """Build the site in a folder beside it, and swap it in."""
    try:
        check_folder(site)
        if _is_foreign(site):
            raise click.BadParameter(reporter.format(Message("build/foreign", site=site)))
        _hear_stops()
        with replacing(site, lambda: click.echo(reporter.format(Message("build/waiting")), err=True)) as room:
            shelf = Shelf(KEPT)
            if cold:
                shelf.keep_only(frozenset())
            _run_mkdocs(room, {LANGUAGE_VARIABLE: reporter.language, **({COLD: "1"} if cold else {})}, skin)
            files, compressed = finish_site(room, shelf)
            _ignore_stops()  # what is finished takes its place
    except _Stopped as stopped:
        _end(reporter.format(Message("build/stopped", site=site)), 128 + stopped.number)
    except subprocess.CalledProcessError as error:
        code = error.returncode
        _end(reporter.format(Message("build/failed", site=site)), code if code > 0 else 128 - code)
    except DataError as error:
        lines = reporter.write_lines(error.diagnostics)
        _end(f"{lines}\n{reporter.format(Message('build/failed', site=site))}", os.EX_CANTCREAT)
    except OSError as error:
        reason = ": ".join(str(part) for part in (error.strerror, error.filename) if part)
        _end(reporter.format(Message("build/unwritten", reason=reason, site=site)), os.EX_IOERR)
    click.echo(reporter.format(Message("build/done", site=site, files=files, compressed=compressed)), err=True)


def finish_site(site: Path, shelf: Shelf) -> tuple[int, int]:
    """Write the compressed files of a built site and let everybody read it, whatever the umask.

    What `shelf` holds of them need not be compressed again, and it holds them afterwards, and nothing else.
    Returns the number of the site's files and of the compressed ones. Raises DataError where it holds a link.
    """
    check_inside(site)
    files = sorted((path for path in site.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        names = [name for written in pool.map(partial(_write_compressed, shelf), files) for name in written]
    finally:
        pool.shutdown(cancel_futures=True)
    shelf.keep_only(frozenset(names))
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return len(files), len(names)


def _write_compressed(shelf: Shelf, path: Path) -> list[str]:
    """Write the compressed forms of a file beside it; return the names under which they are kept."""
    content = path.read_bytes() if path.suffix in SUFFIXES else b""
    names = []
    for form in list_forms(len(content), path.suffix):
        packed = shelf.pack(content, form)
        path.with_name(path.name + form.suffix).write_bytes(packed.content)
        names.append(packed.name)
    return names


def _run_mkdocs(room: Path, told: Mapping[str, str], skin: str | None) -> None:
    command = [sys.executable, "-m", _find_builder(), "build", "--strict", "--site-dir", str(room)]
    command += ["--config-file", f"mkdocs.{skin}.yml"] if skin else []
    # MkDocs prints an advertisement for its successor. What it inherits is the lock (see replace.py).
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **told}
    try:
        subprocess.run(command, env=environment, close_fds=False, check=True)
    except subprocess.CalledProcessError:
        if shutil.disk_usage(room).free < _ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def _find_builder() -> str:
    """Return the module of the builder: MkDocs, or what continues it where MkDocs is not installed."""
    found = [name for name in _BUILDERS if find_spec(name)]
    if not found:
        raise ModuleNotFoundError(name=_BUILDERS[0])
    return found[0]


def _is_foreign(site: Path) -> bool:
    """Tell a folder that somebody named by mistake from one that may be thrown away."""
    if site == _DEFAULT or not site.exists():
        return False
    return not (site / NAME).is_file() and any(site.iterdir())


def _end(text: str, code: int) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)


def _hear_stops() -> None:
    """From now on a signal to end raises _Stopped, once. What the caller ignores, as nohup does, stays ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        _ignore_stops()
        raise _Stopped(number)

    for number in _STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


def _ignore_stops() -> None:
    for number in _STOPS:
        signal.signal(number, signal.SIG_IGN)
