"""Find the browser for the tests, and install one where there is none: `python tests/support/browser.py`."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""Chromium without what belongs to a window, which tests never open: pages are the same, in half the work."""
NAMES = (*SHELLS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN = "chromium fonts-noto-cjk"
INSTALL = "install -y -qq --no-install-recommends"
MAC_APPS = ("Google Chrome", "Chromium")
REMEDY = (
    f"No browser was found for the tests. Install Chromium or Chrome (Debian: apt-get install {DEBIAN}), "
    "or let Playwright fetch one (playwright install chromium), or set CHROMIUM to the path of one."
)


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    apps = [f"/Applications/{name}.app/Contents/MacOS/{name}" for name in MAC_APPS]
    found = [path for path in map(shutil.which, NAMES) if path] + [app for app in apps if Path(app).exists()]
    return found[0] if found else _find_downloaded()


def install_browser() -> None:
    """Install a browser: Debian's when this is root on Debian, else Playwright's own download."""
    if _is_debian():
        _run_apt("update -qq")
        _run_apt(f"{INSTALL} {DEBIAN}")
        _run_apt(f"{INSTALL} {SHELLS[0]}", check=False)  # not every Debian has it
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _run_apt(task: str, *, check: bool = True) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *task.split()], check=check, env=environment, stdout=subprocess.DEVNULL)


def _is_debian() -> bool:
    """Tell whether this is root on Debian, who may install packages."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _is_slow() -> bool:
    """Tell whether Debian's quicker browser is to be had beside the one that is there, and nobody has named one."""
    return _is_debian() and "CHROMIUM" not in os.environ and not any(map(shutil.which, SHELLS))


def _find_downloaded() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only needed where nothing is installed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    found = find_browser()
    if found is None or _is_slow():
        # Without the net, one that is there will do.
        with contextlib.suppress(*([subprocess.CalledProcessError] if found else [])):
            install_browser()
    if find_browser() is None:
        sys.exit(REMEDY)
