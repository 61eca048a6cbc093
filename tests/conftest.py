"""Shared fixtures: the data as written, and the site as built by the command that everybody uses."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from raw import ROOT, Record, Site, read_data

PARTS = ("mkdocs.yml", "docs", "hooks", "data", "overrides")


def build_site(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the project at `root` into `target`, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def copy_project(target: Path) -> Path:
    """Copy what a site is built from to `target`, for tests that change it."""
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(source, target / part)
    return target


@pytest.fixture(scope="session")
def data() -> dict[str, list[Record]]:
    """The data, read without the guide's code."""
    return read_data()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, subprocess.CompletedProcess[str]]:
    """The site built once from the project as it is, with what the build printed."""
    target = tmp_path_factory.mktemp("site")
    result = build_site(ROOT, target, SITE_URL="https://guide.example/weixin/")
    assert result.returncode == 0, result.stderr
    return Site(target), result


@pytest.fixture(scope="session")
def site(built: tuple[Site, subprocess.CompletedProcess[str]]) -> Site:
    """The built site."""
    return built[0]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project that a test may break."""
    yield copy_project(tmp_path / "project")
