"""How much work it is to show a value that was just saved, beside what `mkdocs serve` takes for the same content.

python tests/support/saving.py PROJECT FILE OLD NEW     print the CPU seconds of each rebuild while PROJECT is served

The server is MkDocs' own command with all that a project hooks into it; only that nobody waits for a file to change,
and no browser asks. It needs nothing but MkDocs, so that an environment without the guide can run it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SAVES = 4
"""How often a file is saved; what a server does at the first one, it may never do again."""


@dataclass(frozen=True)
class Save:
    """A file of a project, what is replaced in it, and by what."""

    file: str
    old: str
    new: str


def measure_saves(python: str | Path, project: Path, save: Save) -> list[float]:
    """Return the CPU seconds of each rebuild of a project, served by a Python, but for the first one."""
    command = [python, Path(__file__), project, save.file, save.old, save.new]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    seconds: list[float] = json.loads(done.stdout.splitlines()[-1])
    return seconds[1:]


def pick_save(project: Path) -> tuple[Save, Save]:
    """Return a title that somebody mends in the data of our project, and the same in what is plain prose."""
    file = "data/money.yml"
    found = re.search(r"^ +zh: (.+)$", (project / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{file} has no title"
    words = (found[1], f"{found[1]}了")
    return Save(file, *words), Save("docs/zh/money.md", *words)


def compare_saves(project: Path, python: Path, plain: Path) -> float:
    """Return the work from a save to the page, by what the stock server takes for it.

    `plain` is what yardstick.py wrote of the project, and `python` that of its environment.
    """
    own, other = pick_save(project)
    return median(measure_saves(sys.executable, project, own)) / median(measure_saves(python, plain, other))


def _serve(project: Path, save: Save) -> list[float]:
    """Serve a project, save the file back and forth, and return what each rebuild took."""
    from mkdocs.__main__ import cli  # noqa: PLC0415 who only asks for the figures need not have MkDocs
    from mkdocs.livereload import LiveReloadServer  # noqa: PLC0415

    path = project / save.file
    written = path.read_text(encoding="utf-8")
    assert save.old in written, f"{save.file} does not have {save.old}"
    texts = (written.replace(save.old, save.new, 1), written)
    seconds: list[float] = []

    def rebuild(server: LiveReloadServer, **_: bool) -> None:
        for number in range(SAVES):
            path.write_text(texts[number % 2], encoding="utf-8")
            before = _count_seconds()
            server.builder()
            seconds.append(_count_seconds() - before)

    LiveReloadServer.serve = rebuild  # type: ignore[method-assign, assignment]
    LiveReloadServer.shutdown = lambda *_, **__: None  # type: ignore[method-assign]
    os.chdir(project)
    try:
        cli.main(["serve", "--quiet"], standalone_mode=False)
    finally:
        path.write_text(written, encoding="utf-8")
    return seconds


def _count_seconds() -> float:
    times = os.times()
    return times.user + times.system


if __name__ == "__main__":
    print(json.dumps(_serve(Path(sys.argv[1]), Save(*sys.argv[2:5]))))
