"""MkDocs events -> the headers file, at the end of a build: only then is known what the site holds."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from guide.headers import NAME, fill_headers

_TEMPLATE = "headers.txt"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the template out of the site."""
    for file in list(files):
        if file.src_uri == _TEMPLATE:
            files.remove(file)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Write the headers file, with the policy and a pattern for everything at the root that keeps its name."""
    template = Path(config.config_file_path).parent / "overrides" / _TEMPLATE
    site = Path(config.site_dir)
    names = {f"/{path.name}/*" if path.is_dir() else f"/{path.name}" for path in site.iterdir()}
    stable = {"/", *names} - {"/assets/*"}
    content = fill_headers(template.read_text(encoding="utf-8"), config.extra["policy"], stable)
    (site / NAME).write_text(content, encoding="utf-8")
