"""A git repository with a small guide, for tests of what goes by its history or by what a server says of its links."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from patience import PATIENCE
from project_copy import write_small_data


def leave_settings(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Keep the settings of the machine, and a repository above `folder`, from git and from the guide."""
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "REPO_URL"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))


def write_small_guide(root: Path) -> Path:
    """Write a guide without records; return its folder."""
    write_small_data(root / "data")
    (root / "docs/zh").mkdir(parents=True)
    return root


class Repository:
    """A git repository with a small guide; the current folder is its root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str) -> None:
        """Run a git command that must succeed."""
        author = ("-c", "user.name=Nobody", "-c", "user.email=nobody@guide.example")
        subprocess.run(["git", *author, *arguments], cwd=self.root, check=True, capture_output=True, timeout=PATIENCE)

    def commit(self) -> None:
        """Commit all that is there."""
        self.git("add", "--all", ".")
        self.git("commit", "--quiet", "--message", "A change")

    def file(self, kind: str) -> Path:
        """Return the data file of a kind."""
        return self.root / "data" / f"{kind}.yml"

    def replace(self, kind: str, old: str, new: str) -> None:
        """Change a data file once; what is replaced must be there."""
        text = self.file(kind).read_text(encoding="utf-8")
        assert old in text
        self.file(kind).write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, kind: str, records: str) -> None:
        """Write more at the end of a data file."""
        text = self.file(kind).read_text(encoding="utf-8")
        self.file(kind).write_text(records if text == "[]\n" else text + records, encoding="utf-8")
