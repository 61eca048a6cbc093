"""What a built site weighs for its readers: a first visit, a first search, the nodes of a page.

What a page fetches later, when something is opened, is no part of a first visit; tests/site/test_limits.py sees in a
browser that there is nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import brotli
import yaml
from lxml import html

from asking import browse, list_questions, measure_searches, open_search_of
from raw import LOADER, Site, read_received

_FETCHED = "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //body/@data-script"


@dataclass(frozen=True)
class Visit:
    """A first visit to a page: the bytes that come, compressed, in how many requests, and the nodes of the page."""

    page: str
    size: int
    requests: int
    nodes: int


@dataclass(frozen=True)
class Weight:
    """The site in `folder`, built from the project at `root`."""

    folder: Path
    root: Path

    @cached_property
    def visits(self) -> list[Visit]:
        """A first visit to each page that is no register: those are as long as they have to be."""
        packed: dict[str, int] = {}
        return [self._visit(page, packed) for page in sorted(self._list_pages())]

    @cached_property
    def search(self) -> int:
        """The bytes of a first search for the question that takes the most, the script of the search among them.

        Which parts a question takes is seen in a browser. It is driven from a thread: whoever asks may drive one, too.
        """
        with ThreadPoolExecutor(1) as thread:
            return max(thread.submit(lambda: [*self._list_searches()]).result())

    def _list_searches(self) -> Iterator[int]:
        with browse(self.folder) as (page, address):
            for language in filter(list_questions, list_languages(self.folder)):
                place = f"{language}/" if (self.folder / language / "index.html").exists() else ""  # the first language
                open_search_of(page, address + place)
                index = read_received(Site(self.folder), f"{language}.js")
                yield from measure_searches(page, self.folder, language, index, list_questions(language)).values()

    def _list_pages(self) -> Iterator[str]:
        registers = {f"{name}/index.html" for name in list_registers(self.root)} - {"/index.html"}
        for path in self.folder.rglob("index.html"):
            name = path.relative_to(self.folder).as_posix()
            if not any(name == one or name.endswith(f"/{one}") for one in registers):
                yield name

    def _visit(self, page: str, packed: dict[str, int]) -> Visit:
        document: html.HtmlElement = html.document_fromstring((self.folder / page).read_bytes())
        here = posixpath.dirname(page)
        named: Iterable[str] = document.xpath(_FETCHED)
        fetched = {posixpath.normpath(posixpath.join(here, one)) for one in named}
        for name in fetched - packed.keys():
            packed[name] = self._pack(self.folder / name)
        size = self._pack(self.folder / page) + sum(packed[name] for name in fetched)
        return Visit(page, size, 1 + len(fetched), sum(1 for _ in document.iter()))

    @staticmethod
    def _pack(path: Path) -> int:
        return len(brotli.compress(path.read_bytes(), mode=brotli.MODE_TEXT, quality=10))  # as the build packs pages


def list_languages(folder: Path) -> list[str]:
    """Return the languages that the site in a folder can be searched in."""
    return sorted(path.name for path in (folder / "search").iterdir() if path.is_dir())


def list_registers(root: Path) -> set[str]:
    """Return the addresses, in their language, of the pages of a project that show what is in a register."""
    kinds = yaml.load((root / "data/kinds.yml").read_text(encoding="utf-8"), LOADER)
    registers = {kind["id"] for kind in kinds if kind.get("group") == "register"} | {"claims"}
    pages = ((path, path.read_text(encoding="utf-8")) for path in (root / "docs").rglob("*.md"))
    found = (path for path, text in pages if registers & {*re.findall(r"<!-- guide:(\w+)", text)})
    names = (path.relative_to(root / "docs").as_posix().partition("/")[2] for path in found)
    return {re.sub(r"(^|/)index$", "", name.removesuffix(".md")) for name in names}
