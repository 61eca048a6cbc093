"""MkDocs events -> the Content-Security-Policy, in every page and in the headers file."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from guide.policy import make_policy


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read what stands inside pages, the theme's script and the one-file edition's style; allow both."""
    assets = _find_overrides(config) / "assets"
    script = (assets / "theme.js").read_text(encoding="utf-8").strip()
    style = (assets / "site.css").read_text(encoding="utf-8")
    config.extra["theme_script"] = script
    config.extra["policy"] = make_policy(script, style)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Write the policy into the headers file, and leave out the script that every page holds."""
    for file in list(files):
        if file.src_uri == "assets/theme.js":
            files.remove(file)
    template = (_find_overrides(config) / "headers.txt").read_text(encoding="utf-8")
    files.append(File.generated(config, "_headers", content=template.replace("{policy}", config.extra["policy"])))
    return files


def _find_overrides(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent / "overrides"
