"""Questions typed into the search of a real browser: what is found, and what is fetched for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import yaml
from playwright.sync_api import Page, expect, sync_playwright

from browser import find_browser
from browsing import FLAGS, await_scripts, serve_folder
from raw import ROOT, folder_of

QUESTIONS = yaml.safe_load((ROOT / "tests/support/questions.yml").read_text(encoding="utf-8"))
WATCH = """() => {
    const load = guide.load;
    window.fetched = [];
    guide.load = (address, fail) => { fetched.push(address); load(address, fail); };
}"""
"""Notes what is asked for from now on."""
ANSWER = """async question => {
    const field = document.getElementById("query"), results = document.getElementById("search-results");
    field.value = question;
    guide.search();
    const end = Date.now() + 60000;
    while (results.hasAttribute("aria-busy")) {
        if (Date.now() > end) { throw new Error(`no answer to "${question}"`); }
        await new Promise(done => setTimeout(done, 5));
    }
    const root = new URL(document.body.dataset.base + "/", location).href;
    return [...results.querySelectorAll("a")].map(link => link.href.slice(root.length));
}"""
"""Asks a question, waits until it is answered, and returns what is found, from the root of the site.

Without a key: behind each, the search waits a moment for another one.
"""
FETCHED = """async ([question, index]) => {
    guide.receive(index);
    fetched.length = 0;
    await (ANSWER)(question);
    return fetched.map(address => address.replace(/^.*?(search\\/)/, "$1").replace(/\\?.*/, ""));
}""".replace("ANSWER", ANSWER)
"""Forgets all parts, and returns which ones a question takes."""


def open_search(page: Page, address: str, language: str) -> None:
    """Open the search of a language, and wait until it is ready."""
    open_search_of(page, address + folder_of(language))


def open_search_of(page: Page, address: str) -> None:
    """Open the search of the page at an address, and wait until it is ready."""
    page.goto(address)
    page.locator("#search-open").click()
    expect(page.locator("#search-status")).not_to_be_empty()


def ask(page: Page, question: str) -> list[str]:
    """Type a question; return what is found, from the root of the site."""
    found: list[str] = page.evaluate(ANSWER, question)
    return found


def list_questions(language: str) -> list[str]:
    """Return every question of a language that is held to an answer, or to none."""
    groups = (group.get(language, []) for group in QUESTIONS.values())
    return [one["ask"] if isinstance(one, dict) else one for group in groups for one in group]


def measure_searches(
    page: Page, folder: Path, language: str, index: dict[str, Any], questions: Iterable[str]
) -> dict[str, int]:
    """Return the bytes of a first search for each question, compressed, in an open search of the site in `folder`.

    `index` is what its language begins with. The script of the search is counted, and nothing that a page has anyhow.
    """
    page.evaluate(WATCH)
    (script,) = (folder / "assets").glob("search.*.js")
    always = pack(script) + pack(folder / f"search/{language}.js")
    fetched = {question: page.evaluate(FETCHED, [question, index]) for question in questions}
    sizes = {name: pack(folder / name) for names in fetched.values() for name in names}
    return {question: always + sum(sizes[name] for name in names) for question, names in fetched.items()}


def pack(path: Path) -> int:
    """Return the bytes of a file, compressed as the build does it."""
    return len(brotli.compress(path.read_bytes(), mode=brotli.MODE_TEXT, quality=10))


@contextmanager
def browse(folder: Path) -> Iterator[tuple[Page, str]]:
    """Serve a site to a browser of its own; yield an empty page, and the address."""
    with serve_folder(folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield await_scripts(browser.new_page()), address
        browser.close()
