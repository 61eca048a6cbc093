"""What a development server needs beside the site: quick rebuilds, mistakes in the browser too, and fresh Python."""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guide.load import Function, Memoize
from guide.messages.diagnostic import DataError
from guide.messages.reporters import Reporter
from guide.site.render import render_mistakes

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PAGE = "mistakes.html"
_POLL = "/livereload/"  # where a page asks whether it is still fresh
_RESULTS = 512  # more than the guide has pages or calendars


Told = tuple[str, str]
"""What is wrong, as somebody reads it: the language, and the text."""


@dataclass(frozen=True)
class Gate:
    """Stands before a server's pages: all wait for a rebuild, and where one failed, all are what is wrong.

    `folder` is what the server sends, `mount` where it stands on the host; `reporter` has the words around mistakes.
    """

    folder: Path
    mount: str
    reporter: Reporter
    built: threading.Event = field(default_factory=threading.Event)

    def guard(self, site: WSGIApplication) -> WSGIApplication:
        """Return what answers instead of `site`."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not environ["PATH_INFO"].startswith(_POLL):
                self.built.wait()
                if (self.folder / _PAGE).exists():
                    environ["PATH_INFO"] = self.mount + _PAGE
            return site(environ, start_response)

        self.built.set()
        return answer

    def rebuild(self, build: Callable[[], list[Told]]) -> None:
        """Build, and return what is wrong to the readers if it fails."""
        self.built.clear()
        (self.folder / _PAGE).unlink(missing_ok=True)
        try:
            mistakes = build()
            if mistakes:
                (self.folder / _PAGE).write_text(render_mistakes(mistakes, self.reporter), encoding="utf-8")
        finally:
            self.built.set()


def memoize_in(memory: MutableMapping[Any, Any]) -> Memoize:
    """Return what makes a function answer from `memory` what it has been asked before."""

    def memoize(function: Function, /) -> Function:
        found: Function = memory.setdefault(function, lru_cache(_RESULTS)(function))
        return found

    return memoize


def stamp_code(root: Path) -> dict[Path, int]:
    """Return when each file of Python was changed."""
    return {path: path.stat().st_mtime_ns for path in (root / "hooks").rglob("*.py")}


def collect_mistakes(
    build: Callable[[], None], known: type[Exception], log: logging.Logger, reporter: Reporter
) -> list[Told]:
    """Build; if that fails, return why: mistakes of the data in every language, else what `log` was told meanwhile.

    `known` are errors that say all by themselves.
    """
    with _hearing(log) as heard, _in_one_go():
        try:
            build()
        except known as error:
            mistakes = find_data_error(error)
            lines = reporter.list_lines(mistakes.diagnostics) if mistakes else {}
            return [*lines.items()] or [(reporter.language, text) for text in heard or [str(error)]]
        except Exception:
            log.exception("this is a mistake in the code:")
            return [(reporter.language, text) for text in heard]
    return []


def find_data_error(error: BaseException | None) -> DataError | None:
    """Return the mistakes in the data that an error was raised for, be it through several others."""
    while error and not isinstance(error, DataError):
        error = error.__cause__ or error.__context__
    return error if isinstance(error, DataError) else None


def try_code(settings: str) -> str:
    """Build once in a new process, which reads all Python anew; return why it fails, empty if it does not."""
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", settings, "-d", target]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # what is written into hooks/ counts as an edit
        trial = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    told = "\n".join(line for line in trial.stderr.splitlines() if not line.startswith("INFO"))
    return told if trial.returncode else ""


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Look for garbage only afterwards: a build makes little of it, and takes a tenth longer with the search."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _hearing(log: logging.Logger) -> Iterator[list[str]]:
    """Yield a list that warnings and errors are added to, as they are logged."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    log.addHandler(handler)
    try:
        yield heard
    finally:
        log.removeHandler(handler)
