"""What a development server takes to show a change: the CPU seconds from the save until the page has it.

Linux alone says how long a process that goes on has worked so far.
"""

from __future__ import annotations

import html
import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from patience import PATIENCE
from raw import LOADER
from scale import number_words

_PLAIN = re.compile(r"[^<>&\"'{}]{4,}")
_GLANCE = 0.2
_MARK = 7
"""The number that is saved behind a text."""


@dataclass(frozen=True)
class Save:
    """A change: the file as it will be, and the page that shows the change, by its address in the site, and how."""

    file: Path
    written: str
    page: str
    shown: str


def find_value(root: Path, site: Path) -> Save:
    """Return the change of one record's title that a page of the built `site` shows."""
    pages = {path: html.unescape(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("index.html"))}
    for file in sorted((root / "data").glob("*.yml")):
        written = file.read_text(encoding="utf-8")
        for title in _list_titles(written):
            for text in title:
                found = [path for path, page in pages.items() if f">{text}<" in page]
                if found:
                    return Save(file, _change(written, title), _locate(found[0], site), number_words(text, _MARK))
    raise AssertionError("no page shows the title of a record")


def find_prose(root: Path) -> Save:
    """Return the change of a heading in the prose of a project without data."""
    file = min((root / "docs").rglob("*.md"))
    heading = re.search(r"^# (.*?)(?= \{|$)", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert heading, file
    name = file.relative_to(root / "docs").as_posix().removesuffix(".md")
    page = name.removesuffix("index") if name.endswith("index") else f"{name}/"
    shown = f"{heading[1]} {_MARK}"
    return Save(file, heading.string.replace(f"# {heading[1]}", f"# {shown}", 1), page, shown)


def measure_save(command: Sequence[str | Path], folder: Path, save: Save) -> float:
    """Serve a project by a command, save a change in it, and return the CPU seconds until the page has it."""
    written = save.file.read_text(encoding="utf-8")
    with _serving(command, folder) as (address, process):
        _wait_for_page(f"{address}{save.page}", "<html", process)
        before = _count_seconds(process)
        save.file.write_text(save.written, encoding="utf-8")
        try:
            _wait_for_page(f"{address}{save.page}", save.shown, process)
            return _count_seconds(process) - before
        finally:
            save.file.write_text(written, encoding="utf-8")


def _list_titles(written: str) -> Iterator[list[str]]:
    """Yield the title of each record of a data file, in every language, where all of it can be found there again."""
    records = yaml.load(written, LOADER)
    for record in records if isinstance(records, list) else ():
        title = record.get("title", {})
        texts = [*title.values()] if isinstance(title, dict) else []
        if texts and all(_PLAIN.fullmatch(text) and written.count(text) == 1 for text in texts):
            yield texts


def _change(written: str, title: list[str]) -> str:
    """Return a data file with a number behind a title, in every language: the check asks for it in all of them."""
    for text in title:
        written = written.replace(text, number_words(text, _MARK))
    return written


def _locate(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix().removesuffix("index.html")


@contextmanager
def _serving(command: Sequence[str | Path], folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve until the end of the context; yield the address of the site and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "REPO_URL": ""}
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [*command, "serve", "--dev-addr", place], cwd=folder, env=environment, stdout=told, stderr=told
        )
        try:
            yield f"http://{place}/", process
        except AssertionError as error:
            told.seek(0)
            raise AssertionError(f"{error}\n{told.read().decode(errors='replace')[-3000:]}") from error
        finally:
            process.kill()
            process.wait()


def _wait_for_page(address: str, wanted: str, process: subprocess.Popen[bytes]) -> None:
    end, page = time.monotonic() + PATIENCE, ""
    while wanted not in page:
        assert process.poll() is None and time.monotonic() < end, f"{address} does not show {wanted!r}"
        time.sleep(_GLANCE)
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                page = html.unescape(answer.read().decode())
        except OSError as error:  # it does not answer yet
            page = str(error)


def _count_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return how long a process has worked so far, itself and for it the system."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
