"""Find the browser for the tests, and install one where there is none: `python tests/support/browser.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = ("Google Chrome", "Chromium")
REMEDY = (
    "No browser was found for the tests. Install Chromium or Chrome (Debian: apt-get install chromium), "
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
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update -qq", "apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk"):
            subprocess.run(command.split(), check=True, env=environment, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _find_downloaded() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only needed where nothing is installed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


if __name__ == "__main__":
    if find_browser() is None:
        install_browser()
    if find_browser() is None:
        sys.exit(REMEDY)
