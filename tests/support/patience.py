"""How long a test waits for what has to happen: long enough for a busy machine, and for the event itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 600
"""Seconds after which something counts as hanging; never a measure of speed."""
_GLANCE = 0.02


def wait_until(happened: Callable[[], object], tell: Callable[[], str]) -> None:
    """Ask until something has happened. Raises AssertionError, with what `tell` has to say, where it never does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"waited {PATIENCE} seconds in vain: {tell()}"
        time.sleep(_GLANCE)


def run_python(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `arguments` in a folder, to its end; what the shell sets stays but for `environment`."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def run_guide(cwd: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m guide` with `arguments` in a project."""
    return run_python("-m", "guide", *arguments, cwd=cwd, **environment)
