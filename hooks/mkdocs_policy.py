"""MkDocs events -> the Content-Security-Policy, in every page."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from guide.site.csp import make_policy


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read what stands inside pages, the theme's script; allow it, and the one-file edition's style."""
    assets = Path(config.config_file_path).parent / "overrides" / "assets"
    script = (assets / "theme.js").read_text(encoding="utf-8").strip()
    config.extra["theme_script"] = script
    config.extra["policy"] = make_policy(script, config.extra["press"].style)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the script that every page holds."""
    for file in list(files):
        if file.src_uri == "assets/theme.js":
            files.remove(file)
    return files
