"""MkDocs and the guide: two files, listed in whatever order, and a build that leaves nothing to the next one."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from project_copy import copy_second_guide
from raw import ROOT

HOOKS = ("hooks/mkdocs_hooks.py", "hooks/mkdocs_serve.py")
BESIDE = {"hooks/mkdocs_again.py", "hooks/mkdocs_kept.py"}
"""What a hook file imports, and MkDocs has no event for."""
LISTED = "hooks:\n" + "".join(f"  - {name}\n" for name in HOOKS)
PATIENCE = 240  # seconds that a build may take on a busy machine
# As MkDocs calls them, in the order in which a build comes to them; what is not here belongs to no build.
EVENTS = [
    "startup",
    *("config", "pre_build", "files", "nav", "pre_page", "page_read_source", "page_markdown", "page_content", "env"),
    *("pre_template", "template_context", "post_template", "page_context", "post_page", "post_build"),
    "shutdown",
]


def read_site(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run_mkdocs(project: Path) -> dict[str, bytes]:
    """Build with MkDocs' own command and none of its options; return what stands in site/."""
    environment = {**os.environ, "SITE_URL": "https://guide.example/", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build"]
    result = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert result.returncode == 0, result.stderr
    return read_site(project / "site")


def list_hooks(project: Path, *names: str) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert LISTED in text
    listed = "hooks:\n" + "".join(f"  - {name}\n" for name in names)
    settings.write_text(text.replace(LISTED, listed), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return run_mkdocs(copy_second_guide(tmp_path_factory.mktemp("plain") / "project"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the second guide that a test may change."""
    return copy_second_guide(tmp_path / "project")


def test_mkdocs_command_builds_the_site_without_help(built: dict[str, bytes]) -> None:
    assert {"index.html", "de/index.html", "guide.html", "fr/guide.html", "search/en.js", "_headers"} <= built.keys()


@pytest.mark.parametrize("names", [HOOKS[::-1], HOOKS[:1]], ids=["swapped", "without the server"])
def test_no_order_of_the_hooks_makes_another_site(
    names: tuple[str, ...], built: dict[str, bytes], project: Path
) -> None:
    list_hooks(project, *names)
    assert run_mkdocs(project) == built


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_file_has_each_event_once_and_in_its_order(name: str) -> None:
    body = ast.parse((ROOT / name).read_text(encoding="utf-8")).body
    defined = [node.name.removeprefix("on_") for node in body if isinstance(node, ast.FunctionDef)]
    events = [event for event in defined if event in {*EVENTS, "serve"}]
    assert events == [event for event in [*EVENTS, "serve"] if event in events]
    assert events and not [other for other in defined if not other.startswith("_") and other not in events]


def test_the_settings_list_every_hook_file() -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert settings["hooks"] == list(HOOKS)
    assert {f"hooks/{path.name}" for path in (ROOT / "hooks").glob("*.py")} - BESIDE == set(HOOKS)


def rebuild(project: Path, site: Path) -> dict[str, bytes]:
    """Build as `mkdocs serve` does: with a new configuration, in the command that is at work."""
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(site), site_url="http://127.0.0.1:8000/"))
    return read_site(site)


def serving() -> click.Context:
    return click.Context(click.Command("serve"), info_name="serve")


def test_a_rebuild_knows_nothing_of_the_build_before(project: Path, tmp_path: Path) -> None:
    with serving():
        first = rebuild(project, tmp_path / "site")
        assert rebuild(project, tmp_path / "site") == first
        page, shares = project / "docs/de/steps.md", project / "data/failure_shares.yml"
        page.write_text(page.read_text(encoding="utf-8").replace("\n# ", "\n# New: ", 1), encoding="utf-8")
        told = shares.read_text(encoding="utf-8").replace("percent: 40", "percent: 37")
        shares.write_text(told.replace("40 percent", "37 percent"), encoding="utf-8")
        (project / "docs/fr/fixes.md").rename(project / "docs/fr/remedies.md")
        with pytest.raises(Abort):
            rebuild(project, tmp_path / "site")
        (project / "docs/fr/remedies.md").rename(project / "docs/fr/fixes.md")
        again = rebuild(project, tmp_path / "site")
    shutil.rmtree(tmp_path / "site")
    with serving():
        fresh = rebuild(project, tmp_path / "site")
    assert first != fresh
    assert again == fresh
