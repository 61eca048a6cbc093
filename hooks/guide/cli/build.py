"""`python -m guide build`: the whole site, in its place only when it is finished."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from guide.cli.options import LANG
from guide.cli.spoken import command, option
from guide.deploy.compress import SUFFIXES, list_forms
from guide.deploy.outputs import check_folder, check_inside, write_outputs
from guide.deploy.predecessor import VARIABLE, Predecessor
from guide.deploy.swap import replacing
from guide.kept.compressed import Shelf, open_shelf
from guide.kept.pack import COLD
from guide.messages.diagnostic import DataError
from guide.messages.message import Message
from guide.messages.reporters import LANGUAGE_VARIABLE, Reporter
from guide.read.files import list_inside
from guide.site.headers import NAME
from guide.site.skin import SKIN

_DEFAULT = Path("site")
_ROOM = 4_000_000
"""Bytes, a little more than the largest file has: with less, a disk is full."""
_OPEN = 0o022
"""What a umask takes away where everybody may read, and nobody else write."""
_FOLDER, _FILE = 0o755, 0o644
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
        waiting = partial(click.echo, reporter.format(Message("build/waiting")), err=True)
        with replacing(site, waiting) as room, _letting_all_read():
            before = Predecessor(str(site.absolute()))
            told = {LANGUAGE_VARIABLE: reporter.language, VARIABLE: before.folder, **({COLD: "1"} if cold else {})}
            _run_mkdocs(room, told, skin)
            files, compressed = finish_site(room, Shelf(Path()) if cold else open_shelf(Path()), before)
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


def finish_site(site: Path, shelf: Shelf, predecessor: Predecessor | None = None) -> tuple[int, int]:
    """Write the compressed files of a built site, and let everybody read it, whatever the umask.

    What `shelf` holds of them need not be compressed again, and it holds them afterwards, and nothing else; what the
    site before has of them need not be written. Returns the number of the site's files and of the compressed ones.
    Raises DataError where it holds a link.
    """
    check_inside(site)
    files = sorted((one for one in list_inside(site) if one.is_file()), key=lambda one: -one.stat().st_size)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        compressed = sum(pool.map(partial(_write_compressed, site, shelf, predecessor), files))
    finally:
        pool.shutdown(cancel_futures=True)
    shelf.keep()
    _open_to_all(site)
    for entry in list_inside(site):
        _open_to_all(entry)
    return len(files), compressed


def _write_compressed(site: Path, shelf: Shelf, predecessor: Predecessor | None, file: os.DirEntry[str]) -> int:
    """Write the compressed forms of a file beside it; return how many there are."""
    path = Path(file)
    forms = [*list_forms(file.stat().st_size, file.name)] if path.suffix in SUFFIXES else []
    name, content = path.relative_to(site).as_posix(), path.read_bytes() if forms else b""
    write_outputs(site, ((name + form.suffix, shelf.pack(content, form)) for form in forms), predecessor)
    return len(forms)


def _open_to_all(one: Path | os.DirEntry[str]) -> None:
    """Let everybody read a file or a folder. It seldom lacks anything: see _letting_all_read."""
    mode = _FOLDER if one.is_dir() else _FILE
    if stat.S_IMODE(one.stat().st_mode) != mode:
        Path(one).chmod(mode)


@contextmanager
def _letting_all_read() -> Iterator[None]:
    """Let everybody read what is written meanwhile, by this process and by those that it starts."""
    before = os.umask(_OPEN)
    try:
        yield
    finally:
        os.umask(before)


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
