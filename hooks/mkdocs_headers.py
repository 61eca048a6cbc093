"""MkDocs events -> the end of a build: the headers file, and a look at what the site holds. Only then is it known."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from guide.load import make_reporter
from guide.messages.diagnostic import Diagnostic
from guide.model.language import Language
from guide.site.built_files import find_clashes, find_odd_scripts, find_strangers, find_surprises
from guide.site.headers import NAME, fill_headers

_TEMPLATE = "headers.txt"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the template out of the site."""
    for file in list(files):
        if file.src_uri == _TEMPLATE:
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Note what the site is to hold, now that all is known that it is made from; each address has one source."""
    found = [(file.dest_uri, file.src_uri) for file in files if file.inclusion.value >= InclusionLevel.NOT_IN_NAV.value]
    made = [*found, *((name, "hooks/") for name in ("404.html", "sitemap.xml", NAME, *_list_written(config)))]
    strange = find_strangers([file.src_uri for file in files if _is_of_theme(file, config)], _list_assets(config))
    _stop_at([*strange, *find_clashes(made)])
    config.extra["wanted"] = frozenset(address for address, _ in made)
    config.extra["scripts"] = frozenset(Path(one).name for one, _ in made if Path(one).match("assets/*.js"))


def on_post_build(config: MkDocsConfig) -> None:
    """Write the headers file, with the policy and a pattern for everything at the root that keeps its name."""
    template = Path(config.config_file_path).parent / "overrides" / _TEMPLATE
    site = Path(config.site_dir)
    names = {f"/{path.name}/*" if path.is_dir() else f"/{path.name}" for path in site.iterdir()}
    stable = {"/", *names} - {"/assets/*"}
    content = fill_headers(template.read_text(encoding="utf-8"), config.extra["policy"], stable)
    (site / NAME).write_text(content, encoding="utf-8")
    if not config.extra["serving"]:
        found = find_surprises(site, config.extra["wanted"])
        _stop_at([*found, *find_odd_scripts(site, config.extra["theme_script"], config.extra["scripts"])])


def _is_of_theme(file: File, config: MkDocsConfig) -> bool:
    return file.generated_by is None and file.src_dir != config.docs_dir


def _list_assets(config: MkDocsConfig) -> list[str]:
    folder = Path(config.config_file_path).parent / "overrides" / "assets"
    return [f"assets/{path.name}" for path in folder.iterdir()]


def _list_written(config: MkDocsConfig) -> list[str]:
    """Return what the hooks write at the end: search indexes and books."""
    homes = [config.extra["navs"][language].homepage.file.dest_uri for language in Language]
    books = [(Path(home).parent / "guide.html").as_posix() for home in homes]
    return [*(f"search/{language}.js" for language in Language), *books]


def _stop_at(found: Iterable[Diagnostic]) -> None:
    diagnostics = tuple(found)
    if diagnostics:
        raise PluginError(make_reporter(os.environ).write_lines(diagnostics))
