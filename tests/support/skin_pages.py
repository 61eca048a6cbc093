"""Pages of the second skin, as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from browsing import watch

WIDTH = "document.documentElement.scrollWidth"


def settle(page: Page) -> None:
    """Wait until Material's script has begun its work."""
    page.wait_for_function("document.documentElement.classList.contains('js')")


def find_misfits(page: Page, root: str, paths: Iterable[str]) -> list[str]:
    """Open pages of a site; return those wider than the screen, what they complain of, and what they ask needlessly."""
    requests, complaints = watch(page)
    screen = page.viewport_size
    assert screen
    wide = []
    for path in paths:
        page.goto(root + path)
        settle(page)
        width = page.evaluate(WIDTH)
        wide += [f"{path} is {width} px wide"] if width > screen["width"] else []
    foreign = {request.url for request in requests if not request.url.startswith((root, "data:"))}
    early = [request.url for request in requests if "search_index" in request.url]  # nobody has reached for it
    return [*wide, *(one for one in complaints if "ERR_ABORTED" not in one), *foreign, *early]
