"""`mkdocs serve` -> quick rebuilds, mistakes in the browser too, and a new start after a Python edit.

A build does not need this file, and where it stands under `hooks:` does not matter.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority

from guide.building.build import KEY, Options
from guide.building.memory import Memory
from guide.building.serving import Gate, Told, collect_mistakes, memoize_in, stamp_code, try_code
from guide.load import make_reporter

log = logging.getLogger("mkdocs")


@event_priority(100)  # before mkdocs_hooks.py, which begins the build
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Ask for a quick build while serving; what functions have answered is kept as long as the command runs."""
    command = click.get_current_context(silent=True)
    if command and command.info_name == "serve":
        kept = command.meta.setdefault(KEY, {})
        config.extra[KEY] = Options(True, memoize_in(kept), kept.setdefault(Memory, Memory()))
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Let the server answer at once while the site cannot be built, with what is wrong; MkDocs would let all wait."""
    root, site = Path(config.config_file_path).parent, server.get_app()
    reporter = make_reporter(os.environ)
    gate = Gate(Path(server.root), server.mount_path, reporter)
    code = stamp_code(root)
    rebuild = partial(collect_mistakes, partial(_build, builder), MkDocsException, log, reporter)

    def build() -> list[Told]:
        return rebuild() if stamp_code(root) == code else [(reporter.language, _start_anew(server, config))]

    server.builder = partial(gate.rebuild, build)
    assert site
    server.set_app(gate.guard(site))
    return server


def _build(builder: Callable[[], None]) -> None:
    """Build; say on the terminal why that failed, as MkDocs does when it does not serve."""
    try:
        builder()
    except MkDocsException as error:
        click.echo(error, err=True)
        raise


def _start_anew(server: LiveReloadServer, config: MkDocsConfig) -> str:
    """Become a new process, for MkDocs reads Python only once; if a build fails with the new code, return why."""
    log.info("Python code was changed: trying it before the server starts again")
    mistakes = try_code(config.config_file_path)
    if not mistakes:
        shutil.rmtree(server.root)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    log.error(mistakes)
    return mistakes
