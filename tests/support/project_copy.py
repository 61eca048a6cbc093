"""Copies of the project that a test may change, and the site that comes of one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from patience import run_python
from raw import ROOT

PARTS = ("mkdocs.yml", "mkdocs.material.yml", "docs", "hooks", "data", "overrides")
PLACE = "https://guide.example/weixin/"
"""Where the site of the tests would stand."""
OWN = ("mkdocs.yml", "docs", "data")
"""What a guide has of its own; the rest is the same for every guide."""
TOOLS = ("pyproject.toml", "Makefile")
"""What a project has beside what its site is built from, and its tests."""
SECOND = ROOT / "tests/second_guide"
"""The guide that is made up for the tests: another subject, other products, currencies, platforms and languages."""
FORGE = "https://forge.example/guide"
"""Where its project would be kept."""
WORDS = ("labels", "fields", "subject", "kinds")
"""The kinds that hold the words of the interface and of the model, which every guide needs."""


def build_site(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project at `root` into `target`, in a process of its own."""
    return run_python("-m", "mkdocs", "build", "--strict", "--site-dir", str(target), cwd=root, **environment)


def build_skinned(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project at `root` in its second skin into `target`."""
    command = ("-m", "mkdocs", "build", "--strict", "--config-file", "mkdocs.material.yml", "--site-dir", str(target))
    return run_python(*command, cwd=root, **environment)


def build_nowhere(root: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build the project at `root`, a copy, so that it knows no address of its own and its addresses name files."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    changed = settings.replace("use_directory_urls: true", "use_directory_urls: false")
    assert changed != settings
    (root / "mkdocs.yml").write_text(changed, encoding="utf-8")
    return build_site(root, target, SITE_URL="", REPO_URL=FORGE)


def copy_project(target: Path) -> Path:
    """Copy what a site is built from to `target`, for tests that change it."""
    return _copy_parts(ROOT, target, PARTS)


def copy_with_tests(target: Path) -> Path:
    """Copy the project to `target`, with its tests."""
    return _copy_parts(ROOT, target, (*PARTS, *TOOLS, "tests"))


def copy_second_guide(target: Path) -> Path:
    """Make at `target` a project with our code and theme, and the content of the second guide; without tests."""
    _copy_parts(ROOT, target, tuple(part for part in (*PARTS, *TOOLS) if part not in OWN))
    return put_second_guide(target)


def copy_second_with_tests(target: Path) -> Path:
    """Make the same at `target`, with our tests."""
    return put_second_guide(copy_with_tests(target))


def put_second_guide(target: Path, *parts: str) -> Path:
    """Put the content of the second guide, all or some parts of it, in the place of what a project has of its own."""
    for part in parts or OWN:
        shutil.rmtree(target / part, ignore_errors=True)
    return _copy_parts(SECOND, target, parts or OWN)


def _copy_parts(root: Path, target: Path, parts: Iterable[str]) -> Path:
    """Copy files and folders, with what Python has compiled of them: else each copy would be compiled anew."""
    target.mkdir(parents=True, exist_ok=True)
    for part in parts:
        if (root / part).is_dir():
            shutil.copytree(root / part, target / part, ignore=shutil.ignore_patterns("*.egg-info"))
        else:
            shutil.copy(root / part, target / part)
    return target


def write_small_data(folder: Path, **kinds: str) -> Path:
    """Write data of a few records, given as YAML by kind, with the words of the project; return the folder."""
    folder.mkdir(parents=True)
    for path in (ROOT / "data").glob("*.yml"):
        text = path.read_text(encoding="utf-8") if path.stem in WORDS else kinds.get(path.stem, "[]\n")
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder
