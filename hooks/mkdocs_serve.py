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
from typing import Any

import click
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from guide.building.build import KEY, Options, find_build, find_options
from guide.building.memory import Memory
from guide.building.serving import Gate, Told, collect_mistakes, memoize_in, stamp_code, try_code
from guide.load import make_reporter
from mkdocs_again import Site, build_or_build_again, name_surroundings

log = logging.getLogger("mkdocs")


@event_priority(100)  # before mkdocs_hooks.py, which begins the build
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Ask for a quick build while serving; what functions have answered is kept as long as the command runs."""
    kept = _find_kept()
    if kept is not None:
        config.extra[KEY] = Options(True, memoize_in(kept), kept.setdefault(Memory, Memory()))
    if memory := find_options(config.extra).memory:
        memory.around = name_surroundings(config)  # before anything is read, so that nothing can change unseen
    return config


@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep what MkDocs makes of the site, so that it is not made again for each file that is saved."""
    if memory := find_build(config.extra).options.memory:
        memory.site = Site(config, memory.around, nav, files)
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Keep the text of a page as it is read."""
    site = _find_site(config)
    return site.read(page) if site else None


@event_priority(100)  # before mkdocs_hooks.py shows anything
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep what Markdown makes of a page."""
    if site := _find_site(config):
        site.note(page, html)
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep the templates."""
    if site := _find_site(config):
        site.env = env
    return env


def _find_site(config: MkDocsConfig) -> Site | None:
    memory = find_build(config.extra).options.memory
    return memory.site if memory and isinstance(memory.site, Site) else None


def _find_kept() -> dict[Any, Any] | None:
    """Return what is kept as long as a server runs; None where none does."""
    command = click.get_current_context(silent=True)
    is_server = command is not None and command.info_name == "serve"
    return command.meta.setdefault(KEY, {}) if command and is_server else None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Let the server answer at once while the site cannot be built, with what is wrong; MkDocs would let all wait."""
    root, site = Path(config.config_file_path).parent, server.get_app()
    reporter = make_reporter(os.environ)
    gate = Gate(Path(server.root), server.mount_path, reporter)
    code = stamp_code(root)
    memory = find_build(config.extra).options.memory
    assert memory and isinstance(memory.site, Site)
    memory.site.is_whole = True  # else MkDocs would not be here
    build_once = partial(build_or_build_again, memory, builder)
    rebuild = partial(collect_mistakes, partial(_build, build_once), MkDocsException, log, reporter)

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
