"""Shared fixtures: the data as written, and the site as built by the command that everybody uses."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from broken import read_once
from browser import REMEDY, find_browser
from browsing import FLAGS, PHONE, OpenPage, await_scripts, serve_folder
from guide.cli.build import finish_site
from guide.kept.compressed import open_shelf
from guide.load import load_guide
from guide.model.guide import Guide
from patience import PATIENCE
from project_copy import FORGE, PLACE, build_nowhere, build_site, build_skinned, copy_project, copy_second_guide
from raw import ROOT, Record, Site, read_data
from shared_build import Build, build_once

# What ran the tests in the background may let its children ignore Ctrl-C or a closed terminal; a command under test
# must not. A handler, be it an idle one, is not inherited: the command starts with the system's own answer.
signal.signal(signal.SIGINT, signal.default_int_handler)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)
# The messages that tests quote are the English ones, whatever the shell speaks.
os.environ.update(LC_ALL="", LC_MESSAGES="", LANG="C.UTF-8")
# A site under test is made from what it is said to be made from, and not from what was made before.
os.environ["GUIDE_COLD"] = "1"
expect.set_options(timeout=1000 * PATIENCE)


CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
CLOSING = 60
"""Seconds that a window may take to close."""
# Files that take longest, which begin first: else one worker is alone with one of them when the others are done. The
# first ones are such that one worker builds the site and no other waits for it meanwhile.
SLOWEST = (
    *("test_axe", "test_skin", "test_rules", "test_plan", "test_limits", "test_asked_again", "test_mutation"),
    *("test_visit", "test_search", "test_dates", "test_diff"),
    *("test_every_page", "test_taken_over", "test_clean", "test_looks", "test_second_guide", "test_recipes"),
    *("test_hosting", "test_theme", "test_beginning_language", "test_corpus", "test_scaled", "test_injection"),
    *("test_links_command", "test_merging", "test_frame", "test_havoc"),
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Take one worker more than there are cores: each waits now and then, for a server, a clock or a window."""
    return CORES + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of slow files before the others; each keeps its order."""
    places = {name: place for place, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_collection_finish() -> None:
    """Look for circles of forgotten things less often, and not among what stays: that took a tenth of all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="module", autouse=True)
def _read_once_in_unit_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the tests of a module in tests/unit read each text once: most break one file of forty, again and again."""
    with read_once() if request.path.parent.name == "unit" else nullcontext():
        yield


@pytest.fixture(scope="session")
def data() -> dict[str, list[Record]]:
    """The data, read without the guide's code."""
    return read_data()


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The data as the guide reads them, without a mistake."""
    return load_guide(ROOT / "data")


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
    return build_once(shared, "site", lambda target: build_site(ROOT, target, SITE_URL=PLACE))


@pytest.fixture(scope="session")
def site(built: tuple[Site, Build]) -> Site:
    """The built site."""
    return built[0]


@pytest.fixture(scope="session")
def skinned(shared: Path) -> Site:
    """The same site in its second skin."""
    return build_once(shared, "skinned", lambda target: build_skinned(ROOT, target, SITE_URL=PLACE))[0]


@pytest.fixture(scope="session")
def nowhere(shared: Path) -> Site:
    """The site that does not know where it stands, and whose addresses name files."""
    project = shared / "nowhere-project"
    return build_once(shared, "nowhere", lambda target: build_nowhere(copy_project(project), target))[0]


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the guide that is made up for the tests; nobody changes it."""
    return copy_second_guide(tmp_path_factory.mktemp("second") / "project")


@pytest.fixture(scope="session")
def second_site(shared: Path, second: Path) -> Site:
    """Its site, built once."""
    return build_once(shared, "second", lambda target: build_site(second, target, SITE_URL=PLACE))[0]


@pytest.fixture(scope="session")
def published(shared: Path, second: Path) -> Site:
    """Its site as the publishing workflow builds it, which knows where it stands and where its project is kept."""
    return build_once(shared, "published", lambda target: build_site(second, target, SITE_URL=PLACE, REPO_URL=FORGE))[0]


@pytest.fixture(scope="session")
def second_nowhere(shared: Path) -> Site:
    """Its site that does not know where it stands, and whose addresses name files."""
    project = shared / "second-nowhere-project"
    return build_once(shared, "second-nowhere", lambda target: build_nowhere(copy_second_guide(project), target))[0]


@pytest.fixture(scope="session")
def finished(shared: Path, site: Site) -> Site:
    """The built site, compressed as `guide build` leaves it."""

    def finish(target: Path) -> Build:
        finish_site(shutil.copytree(site.folder, target), open_shelf(shared))
        return Build([], 0, "", "")

    return build_once(shared, "finished", finish)[0]


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
def skinned_address(skinned: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site in its second skin, on loopback, where its error page looks for it."""
    root = tmp_path_factory.mktemp("skinned")
    (root / "weixin").symlink_to(skinned.folder, target_is_directory=True)
    with serve_folder(root) as served:
        yield f"{served}weixin/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Its absence is a failure that names the remedy."""
    path = find_browser()
    assert path, REMEDY
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        _close(chromium)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """What opens a window; all are closed when the test is over. On a busy machine a page may take its time."""
    windows: list[BrowserContext] = []

    def open_window(screen: ViewportSize = PHONE, **options: Any) -> Page:
        window = browser.new_context(viewport=screen, **options)
        window.set_default_timeout(1000 * PATIENCE)
        windows.append(window)
        page = window.new_page()
        return await_scripts(page) if options.get("java_script_enabled", True) else page

    yield open_window
    for window in windows:
        _close(window)


def _close(opened: Browser | BrowserContext) -> None:
    """Close a window, or the browser. Chromium now and then never says that it has: then the tests go on without it."""
    with suppress(TimeoutError):
        opened._sync(asyncio.wait_for(opened._impl_obj.close(None), CLOSING))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty page on a phone."""
    return open_page()
