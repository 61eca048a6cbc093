"""A small guide whose links lead to a server on this machine, and the commands that ask it."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result
from lxml import html

from guide.__main__ import main
from link_client import find_here
from link_server import LinkServer, serve
from repository import Repository, leave_settings

HASTY = ("--allow-loopback", "--pause", "0", "--tries", "1", "--lang", "en")


class LinkHarness(Repository):
    """A git repository with a small guide, in the current folder, and the server that its links lead to."""

    host = "sources.example"

    def __init__(self, root: Path, server: LinkServer) -> None:
        super().__init__(root)
        self.server = server

    @classmethod
    @contextmanager
    def running(cls, template: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Self]:
        """Copy a small guide into a folder, make it a repository, and run its server meanwhile."""
        leave_settings(monkeypatch, folder)
        monkeypatch.setattr(socket, "getaddrinfo", find_here)
        root = shutil.copytree(template, folder / "guide")
        monkeypatch.chdir(root)
        with serve() as server:
            harness = cls(root, server)
            harness.git("init", "--quiet")
            yield harness

    def url(self, path: str) -> str:
        """Return the address of a path of the server, under a name, since data may hold no machine's number."""
        return self.server.url(path, self.host)

    def invoke(self, *arguments: str) -> Result:
        """Run a command; a traceback fails the test."""
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    @property
    def asked(self) -> list[str]:
        """The paths that the server was asked for since the last look; then they are forgotten."""
        seen = [path.removeprefix("/") for _, path in self.server.seen]
        self.server.seen.clear()
        return sorted(seen)


def parse_page(written: str) -> Any:
    """Return a report page; a type for what an XPath finds would say nothing."""
    return html.fromstring(written)
