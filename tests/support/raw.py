"""The data and the built pages, read without the guide's own code, so that the tests have a view of their own."""

from __future__ import annotations

import functools
import json
import pickle
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from lxml import html

ROOT = Path(__file__).parent.parent.parent
Record = dict[str, Any]
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as text, where it can in C: five times as fast as in Python."""


def read_subject(folder: Path = ROOT / "data") -> Record:
    """Return what the guide in `folder` is about."""
    subject: Record = yaml.load((folder / "subject.yml").read_text(encoding="utf-8"), LOADER)
    return subject


SUBJECT = read_subject()
LANGUAGES: tuple[str, ...] = tuple(SUBJECT["languages"])
"""The languages that have every text. One that is only beginning is held by test_beginning_language.py."""
BEGINNING = tuple(one["id"] for one in SUBJECT.get("beginning_languages", ()))
PRODUCTS: tuple[str, ...] = tuple(product["id"] for product in SUBJECT["products"])
REQUEST: str = SUBJECT["moments"][0]["id"]
"""The moment that calendar files begin with."""
SITE = ("title", "short", "description", "disclaimer", "licence", "elsewhere")
WORDS = (
    ("products", "product", "title"),
    ("products", "choice", "short"),
    ("platforms", "platform", "title"),
    ("platforms", "column", "column"),
    ("currencies", "currency", "amount"),
    ("moments", "moment", "title"),
    ("moments", "date", "day"),
    ("topics", "topic", "title"),
)
"""A list of the subject, what the names of labels about its words begin with, and the field that has their text."""
CURRENCIES: tuple[str, ...] = tuple(one["id"] for one in SUBJECT["currencies"])
TOPICS: tuple[str, ...] = tuple(one["id"] for one in SUBJECT["topics"])
COMPARED: tuple[str, ...] = tuple(one["id"] for one in SUBJECT["platforms"] if "column" in one)


def read_journal(folder: Path = ROOT / "data") -> Record:
    """Return what changed in the guide in `folder`, and when."""
    journal: Record = json.loads((folder / "journal.json").read_text(encoding="utf-8"))
    return journal


def read_data(folder: Path = ROOT / "data") -> dict[str, list[Record]]:
    """Return every kind's records; all scalars are text.

    Our own, which a dozen modules of tests ask for, are read once in a process, and everybody gets a copy.
    """
    copied: dict[str, list[Record]] = pickle.loads(_dump_own_data()) if folder == ROOT / "data" else _parse_data(folder)
    return copied


@functools.cache
def _dump_own_data() -> bytes:
    return pickle.dumps(_parse_data(ROOT / "data"), pickle.HIGHEST_PROTOCOL)


def _parse_data(folder: Path) -> dict[str, list[Record]]:
    own = (path.stem for path in sorted(folder.glob("*.yml")) if path.stem != "subject")
    return {
        kind: [
            record
            for path in (folder / f"{kind}.yml", *sorted(folder.glob(f"{kind}/*.yml")))
            for record in yaml.load(path.read_text(encoding="utf-8"), LOADER) or []
        ]
        for kind in own
    }


def list_labels(data: dict[str, list[Record]], subject: Record = SUBJECT) -> list[Record]:
    """Return all words of the interface, those that the subject gives among them."""
    words = [{"id": f"site.{name}", "text": subject[name]} for name in SITE]
    for listed, family, field in WORDS:
        given = (one for one in subject[listed] if field in one)
        words += [{"id": f"{family}.{one['id'].lower()}", "text": one[field]} for one in given]
    return [*data["labels"], *words]


def language_of(path: Path | str) -> str:
    """Return the language of a page, or of a place in one, by its path in the site: the first one has no folder."""
    folder = str(path).partition("/")[0]
    return folder if folder in (*LANGUAGES[1:], *BEGINNING) else LANGUAGES[0]


def folder_of(language: str) -> str:
    """Return where a language's pages are, from the site's root: "" for the first one, "en/"."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def squeeze(text: str) -> str:
    """Return `text` with all white space as single spaces."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True)
class Citation:
    """One source's entry under a row."""

    stance: str
    source: str
    quote: str


@dataclass(frozen=True)
class ReadRow:
    """One record as the page shows it."""

    anchor: str
    cells: dict[str, str]
    verdict: str | None
    voices: tuple[Citation, ...]


class Site:
    """A built site on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pages(self) -> Iterator[Path]:
        """Yield the path of every page of LANGUAGES in the site; no one-file editions, and nothing beside a page."""
        yield from (path for path in self._list("*.html") if not path.name.startswith("guide") and not _is_beside(path))

    def evidence_pages(self) -> Iterator[Path]:
        """Yield the path of every page of LANGUAGES that holds the evidence of the one beside it."""
        yield from (path for path in self._list("*.html") if _is_beside(path) == "evidence")

    def whole_pages(self) -> Iterator[Path]:
        """Yield the path of every page of LANGUAGES that is the whole of the one beside it."""
        yield from (path for path in self._list("*.html") if _is_beside(path) == "whole")

    def _list(self, pattern: str) -> list[Path]:
        found = sorted(path.relative_to(self.folder) for path in self.folder.rglob(pattern))
        return [path for path in found if language_of(path) in LANGUAGES]

    def pages_in(self, language: str) -> Iterator[Path]:
        """Yield the path of every page in a language; not the page for wrong addresses, which has all of them."""
        yield from (path for path in self.pages() if path.name != "404.html" and language_of(path) == language)

    def page(self, name: str, language: str) -> html.HtmlElement:
        """Return a page by its file name in docs/<language>/."""
        stem = re.sub(r"(^|/)index$", "", name.removesuffix(".md"))
        return self.open(Path(folder_of(language), stem, "index.html"))

    def asset(self, name: str) -> Path:
        """Return the path of an asset by its name without the hash of its content, which it carries in the site."""
        stem, _, suffix = name.rpartition(".")
        (found,) = (path for path in (self.folder / "assets").glob(f"{stem}.*") if path.suffix == f".{suffix}")
        return found

    def open(self, path: Path) -> html.HtmlElement:
        """Return a page by its path in the site, as a reader can open it: what stands beside it is in its place."""
        page = self.read_whole(path)
        links = page.xpath("//a[@class='to-grounds']")
        beside = self.read(path.parent / links[0].get("href").partition("#")[0]) if links else page
        for link in links:
            _put_back(link, beside, "./#" if path.name == "index.html" else f"{path.name}#")
        return page

    def read_whole(self, path: Path) -> html.HtmlElement:
        """Return a page by its path in the site, with the rest of what it begins, and its evidence where it stands."""
        page = self.read(path)
        for way in page.xpath("//p[@class='to-rest']"):
            whole = self.read(path.parent / way.xpath("./a/@href")[0])
            own = way.xpath("ancestor::*[@id][1]")[0]
            (other,) = whole.xpath("//*[@id=$id]", id=own.get("id"))
            other.tail = own.tail
            own.getparent().replace(own, other)
        return page

    def read(self, path: Path) -> html.HtmlElement:
        """Return a page by its path in the site, as it stands there."""
        return html.fromstring((self.folder / path).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    def row(self, name: str, language: str, anchor: str) -> ReadRow:
        """Return the one row of a page, or of the volumes of its register, that has this anchor."""
        pages = self.volumes(name, language)
        return find_row(next((one for one in pages if one.xpath("//tbody[@id=$it]", it=anchor)), pages[0]), anchor)

    def volumes(self, name: str, language: str) -> list[html.HtmlElement]:
        """Return a page by its file name in docs/<language>/, and the pages below it: the volumes of a register."""
        folder = Path(folder_of(language), name.removesuffix(".md"))
        below = sorted(path.relative_to(self.folder) for path in (self.folder / folder).glob("*/index.html"))
        return [self.page(name, language), *map(self.open, below)]


def _is_beside(path: Path) -> str:
    """Return what of a page stands in a file beside it, "evidence" or the "whole" of it; empty for a page."""
    found = re.search(r"(?:^|\.)(evidence|whole)\.html$", path.name)
    return found[1] if found else ""


def _put_back(link: html.HtmlElement, beside: html.HtmlElement, here: str) -> None:
    """Put the evidence that a link leads to in its place, as the script does; `here` begins what leads to the page."""
    (section,) = beside.xpath("//section[@id=$id]", id=link.get("href").partition("#")[2])
    for found in section[:1:-1]:  # behind its title and the verdict
        own = deepcopy(found)
        for one in own.xpath(".//a"):
            one.set("href", re.sub(f"^{re.escape(here)}", "#", one.get("href")))
        link.addnext(own)
    link.getparent().remove(link)


def find_row(page: html.HtmlElement, anchor: str) -> ReadRow:
    """Return the one row with this anchor in the tables made from data."""
    (body,) = page.xpath("//table[@data-view]/tbody[@id=$anchor]", anchor=anchor)
    names = body.xpath("../thead/tr/th/@data-column")
    cells = body.xpath("./tr[contains(@class, 'row') and not(contains(@class, 'row-proof'))]/td")
    verdicts = body.xpath("./tr[@class='row-proof']//summary/span[contains(@class, 'verdict ')]/@class")
    return ReadRow(
        anchor,
        cells={name: read_text(cell) for name, cell in zip(names, cells, strict=True)},
        verdict=verdicts[0].split("verdict-")[1] if verdicts else None,
        voices=tuple(read_voice(voice) for voice in body.xpath(".//li[@class='voice']")),
    )


def read_voice(voice: html.HtmlElement) -> Citation:
    """Read one piece of evidence back."""
    quotes = voice.xpath(".//blockquote")
    stance = voice.xpath("./p[@class='voice-head']/span[contains(@class, 'stance-')]/@class")[0]
    source = voice.xpath("./p[@class='voice-head']/a/@href")[0].partition("#sources-")[2]
    return Citation(stance.split("stance-")[1], source, read_text(quotes[0]) if quotes else "")


def read_text(element: html.HtmlElement) -> str:
    """Return what a reader reads; list items are parted by ' / ', tags by a space."""
    for item in element.xpath(".//li[not(contains(@class, 'voice'))]"):
        item.tail = f" / {item.tail or ''}"
    for tag in element.xpath(".//span[contains(@class, 'tag')]"):
        tag.tail = f" {tag.tail or ''}"
    return squeeze(element.text_content()).removesuffix(" /")


def read_index(site: Site, language: str) -> tuple[list[Record], list[list[str]]]:
    """Return what the search of a language finds, and the names that it knows things by."""
    index = load_index(site, language)
    entries = [
        {"location": f"{address}#{row[0]}".removesuffix("#"), "title": row[1], "text": "".join(row[2:3])}
        for address, _, rows in index["pages"]
        for row in rows
    ]
    return entries, index["names"]


def load_index(site: Site, language: str) -> dict[str, Any]:
    """Return all that the search of a language may load: what every question needs, and `pages`, each with its rows."""
    index = read_received(site, f"{language}.js")
    pages: dict[tuple[str, str], list[Any]] = {}
    for number in range(index["blocks"]):
        for address, title, rows in read_received(site, f"{language}/rows-{number}.js")["pages"]:
            pages.setdefault((address, title), []).extend(rows)
    return index | {"pages": [[*page, rows] for page, rows in pages.items()]}


def read_received(site: Site, name: str) -> dict[str, Any]:
    """Return what a script of the search hands over."""
    script = (site.folder / "search" / name).read_text(encoding="utf-8")
    told = re.fullmatch(r"window\.guide\.receive\((.*)\);\n", script, re.S)
    assert told
    received = json.loads(told[1])
    assert isinstance(received, dict)
    return received


def find_newest_day() -> str:
    """Return the day on which the newest evidence was checked."""
    facts = (record for records in read_data().values() for record in records)
    return max(str(one["checked"]["on"]) for record in facts for one in record.get("evidence", []))


def count_stale(page: html.HtmlElement) -> int:
    """Return how many sources on an English page are said to want a new look."""
    states = page.xpath("//li//span[contains(@class, 'state')]")
    return sum("due for a new look" in read_text(state) for state in states)
