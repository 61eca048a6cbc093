"""Shared fixtures: the data as written, and the site as built by the command that everybody uses."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser import REMEDY, find_browser
from browsing import FLAGS, PHONE, serve_folder
from project_copy import build_site, copy_project
from raw import ROOT, Record, Site, read_data
from shared_build import Build, build_once

# What ran the tests in the background may let its children ignore Ctrl-C or a closed terminal; a command under test
# must not. A handler, be it an idle one, is not inherited: the command starts with the system's own answer.
signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)
# The messages that tests quote are the English ones, whatever the shell speaks.
os.environ.update(LC_ALL="", LC_MESSAGES="", LANG="C.UTF-8")


@pytest.fixture(scope="session")
def data() -> dict[str, list[Record]]:
    """The data, read without the guide's code."""
    return read_data()


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all its workers have in common."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if hasattr(request.config, "workerinput") else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built(shared: Path) -> tuple[Site, Build]:
    """The site built once from the project as it is, with what the build printed."""
    return build_once(shared, "site", lambda target: build_site(ROOT, target, SITE_URL="https://guide.example/weixin/"))


@pytest.fixture(scope="session")
def site(built: tuple[Site, Build]) -> Site:
    """The built site."""
    return built[0]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project that a test may break."""
    yield copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def address(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The built site on loopback, in a sub-folder as on a mirror."""
    root = tmp_path_factory.mktemp("served")
    for name in ("mirror", "weixin"):  # the second is where the error page, which knows no other place, looks
        (root / name).symlink_to(site.folder, target_is_directory=True)
    with serve_folder(root) as served:
        yield f"{served}mirror/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Its absence is a failure that names the remedy."""
    path = find_browser()
    assert path, REMEDY
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh phone-sized window, with nothing remembered."""
    fresh = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty page in a fresh window."""
    return context.new_page()
