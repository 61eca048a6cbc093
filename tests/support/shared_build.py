"""Sites that are built once, however many workers run the tests."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from raw import Site

Build = CompletedProcess[str]


def build_once(shared: Path, name: str, build: Callable[[Path], Build]) -> tuple[Site, Build]:
    """Return the site called `name` in a folder that all workers share, and what its build said.

    The first to ask calls `build` with the folder to build into; the others wait for it. A build that fails is not
    tried again: it fails everybody, with its message. One that was cut off is made anew by the next.
    """
    target, told = shared / name, shared / f"{name}.json"
    with (shared / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            shutil.rmtree(target, ignore_errors=True)
            result = build(target)
            written = [result.args, result.returncode, result.stdout, result.stderr]
            told.write_text(json.dumps(written), encoding="utf-8")
    result = CompletedProcess[str](*json.loads(told.read_text(encoding="utf-8")))
    assert result.returncode == 0, f"the build of {name} failed: {result.stderr}"
    return Site(target), result
