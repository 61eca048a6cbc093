"""MkDocs events -> `mkdocs serve`: quick rebuilds, mistakes in the browser too, and a new start after a Python edit."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from guide.load import identity
from guide.site.render import render_mistakes

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_PAGE = "mistakes.html"
_POLL = "/livereload/"  # where a page asks whether it is still fresh
_RESULTS = 512  # more than the guide has pages or calendars

log = logging.getLogger("mkdocs.serve")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Note whether this build is for `mkdocs serve`, and then leave out what takes long: the search and the books.

    Functions that are slow and depend on nothing but their input may then memoize, as long as the command runs.
    """
    command = click.get_current_context(silent=True)
    config.extra["serving"] = command is not None and command.info_name == "serve"
    config.extra["memoize"] = identity
    if command and config.extra["serving"]:
        config.plugins["material/search"].config.enabled = False
        config.extra["memoize"] = partial(_remember, command.meta)
    return config


def _remember(memory: dict[str, Any], function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function`, answering from memory what it has been asked before."""
    remembering: Callable[..., Any] = memory.setdefault(f"guide.{function.__name__}", lru_cache(_RESULTS)(function))
    return remembering


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Let the server answer at once while the site cannot be built, with what is wrong; MkDocs would let all wait."""
    root = Path(config.config_file_path).parent
    page, built, code = Path(server.root) / _PAGE, threading.Event(), _stamp_code(root)
    site = server.get_app()
    assert site

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(_POLL):
            built.wait()
            if page.exists():
                environ["PATH_INFO"] = server.mount_path + _PAGE
        return site(environ, start_response)

    def build() -> None:
        built.clear()
        try:
            mistakes = _collect_mistakes(builder) if _stamp_code(root) == code else _start_anew(server, config)
            if mistakes:
                page.write_text(render_mistakes(mistakes), encoding="utf-8")
        finally:
            built.set()

    built.set()
    server.builder = build
    server.set_app(answer)
    return server


def _stamp_code(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (root / "hooks").rglob("*.py")}


def _collect_mistakes(builder: Callable[[], None]) -> list[str]:
    """Build; return what MkDocs and the hooks complained about if that failed. The terminal shows it as ever."""
    with _hearing() as heard, _in_one_go():
        try:
            builder()
        except MkDocsException as error:
            click.echo(error, err=True)
            return heard or [str(error)]
        except Exception:
            log.exception("this is a mistake in the code:")
            return heard
    return []


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Look for garbage only afterwards: a build makes little of it, and takes a tenth longer with the search."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """Yield a list that warnings and errors are added to, as they are logged."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        yield heard
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def _start_anew(server: LiveReloadServer, config: MkDocsConfig) -> list[str]:
    """Become a new process, for MkDocs reads Python only once; if a build fails with the new code, return why."""
    log.info("Python code was changed: trying it before the server starts again")
    with tempfile.TemporaryDirectory() as target:
        command = [sys.executable, "-m", "mkdocs", "build", "--config-file", config.config_file_path, "-d", target]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}  # what is written into hooks/ counts as an edit
        trial = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    if trial.returncode == 0:
        shutil.rmtree(server.root)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    mistakes = "\n".join(line for line in trial.stderr.splitlines() if not line.startswith("INFO"))
    log.error(mistakes)
    return [mistakes]
