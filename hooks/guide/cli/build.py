"""`python -m guide build`: the whole site, in its place only when it is finished."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from guide.cli.options import LANG
from guide.deploy.compress import SUFFIXES, compress_text
from guide.deploy.outputs import check_folder, check_inside
from guide.deploy.swap import replacing
from guide.messages.diagnostic import DataError
from guide.messages.reporters import write_lines
from guide.model.language import Language
from guide.site.headers import NAME

_DEFAULT = Path("site")
_SAID = {
    Language.EN: {
        "waiting": "another build is at work; waiting for it",
        "failed": "the site was not built; {site} is as it was",
        "stopped": "stopped; {site} is as it was",
        "unwritten": "the site could not be written ({error}); {site} is as it was",
        "done": "{site}: {files} files, and {twins} compressed beside them",
        "foreign": "{site} holds files that no build has made; name a new folder, an empty one or a built site",
    },
    Language.ZH: {
        "waiting": "另一次构建正在进行，等它结束",
        "failed": "网站没有生成；{site} 保持原样",
        "stopped": "已中止；{site} 保持原样",
        "unwritten": "网站写不进去（{error}）；{site} 保持原样",
        "done": "{site}：{files} 个文件，另有 {twins} 个压缩文件",
        "foreign": "{site} 里有不是构建生成的文件；请换一个新文件夹、空文件夹，或以前生成的网站",
    },
}
_ROOM = 4_000_000
"""Bytes, a little more than the largest file has: with less, a disk is full."""
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""How people and systems ask a process to end."""


class _Stopped(BaseException):
    """Somebody asked this process to end. Not an Exception, so that nothing takes it for a mistake."""

    def __init__(self, number: int) -> None:
        self.number = number


@click.command()
@click.argument("site", type=click.Path(path_type=Path, file_okay=False), default=_DEFAULT)
@LANG
def build(site: Path, language: Language) -> None:
    """Build the site in a folder beside SITE, compress its text, and swap it in, all or nothing.

    Whatever happens before, SITE stays as it was. Exit code: MkDocs' own where it fails, 73 where a link is in the way,
    74 where something could not be written, 128 and the signal's number where it was stopped.
    """
    said = _SAID[language]
    try:
        check_folder(site)
        if _is_foreign(site):
            raise click.BadParameter(said["foreign"].format(site=site))
        _hear_stops()
        with replacing(site, lambda: click.echo(said["waiting"], err=True)) as room:
            _run_mkdocs(room)
            files, twins = finish_site(room)
            _ignore_stops()  # what is finished takes its place
    except _Stopped as stopped:
        _end(said["stopped"].format(site=site), 128 + stopped.number)
    except subprocess.CalledProcessError as error:
        code = error.returncode
        _end(said["failed"].format(site=site), code if code > 0 else 128 - code)
    except DataError as error:
        _end(f"{write_lines(error.diagnostics, language)}\n{said['failed'].format(site=site)}", os.EX_CANTCREAT)
    except OSError as error:
        told = ": ".join(str(part) for part in (error.strerror, error.filename) if part)
        _end(said["unwritten"].format(error=told, site=site), os.EX_IOERR)
    click.echo(said["done"].format(site=site, files=files, twins=twins), err=True)


def finish_site(site: Path) -> tuple[int, int]:
    """Write the compressed twins of a built site and let everybody read it, whatever the umask.

    Returns the number of its files and of their twins. Raises DataError where it holds a link.
    """
    check_inside(site)
    files = sorted((path for path in site.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        twins = sum(pool.map(_write_twins, files))
    finally:
        pool.shutdown(cancel_futures=True)
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return len(files), twins


def _write_twins(path: Path) -> int:
    twins = [*compress_text(path.read_bytes())] if path.suffix in SUFFIXES else []
    for suffix, content in twins:
        path.with_name(path.name + suffix).write_bytes(content)
    return len(twins)


def _run_mkdocs(room: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(room)]
    # MkDocs prints an advertisement for its successor. What it inherits is the lock (see replace.py).
    try:
        subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, close_fds=False, check=True)
    except subprocess.CalledProcessError:
        if shutil.disk_usage(room).free < _ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def _is_foreign(site: Path) -> bool:
    """Tell a folder that somebody named by mistake from one that may be thrown away."""
    if site == _DEFAULT or not site.exists():
        return False
    return not (site / NAME).is_file() and any(site.iterdir())


def _end(told: str, code: int) -> NoReturn:
    click.echo(told, err=True)
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
