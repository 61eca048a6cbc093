"""MkDocs events -> assets with a hash of their content in the name, so that browsers may keep them forever."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from guide.site.assets import STYLE, STYLES
from guide.site.built_files import hash_name

_FOLDER = "assets/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish the style sheet instead of its files, and `assets/site.css` as `assets/site.3f2a91c0.css`."""
    for file in list(files):
        if file.src_uri.startswith(f"{STYLES}/"):
            files.remove(file)
    files.append(File.generated(config, STYLE, content=config.extra["press"].style))
    for file in _list_assets(files):
        path = PurePosixPath(file.src_uri)
        digest = hash_name(file.content_bytes)
        file.dest_uri = str(path.with_suffix(f".{digest}{path.suffix}"))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let templates ask for an asset by its name, as it has none of the hash: `{{ asset('site.css') | url }}`."""
    published = {Path(file.src_uri).name: file.url for file in _list_assets(files)}

    def find_asset(name: str) -> str:
        if name not in published:
            known = ", ".join(sorted(published))
            raise PluginError(f"overrides/assets/ makes no {name} to ask for; it makes {known}")
        return published[name]

    env.globals["asset"] = find_asset
    return env


def _list_assets(files: Files) -> list[File]:
    return [file for file in files if file.src_uri.startswith(_FOLDER)]
