"""Every page has a twin in Markdown: read by a parser of Markdown, it tells cell by cell what the page tells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from raw import LANGUAGES, Site, squeeze

UNREAD = (
    ".//*[contains(@class, 'on-screen') or contains(@class, 'not-shown') or contains(@class, 'to-groups')]"
    " | .//svg | .//form | .//ol[contains(@class, 'drawings')] | .//caption | .//*[@hidden]"
)
"""What the page has for a browser alone."""


@cache
def read_twin(path: Path) -> html.HtmlElement:
    """Return what a parser of Markdown with tables makes of a twin, without its head."""
    text = path.read_text(encoding="utf-8")
    return html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(text.split('---', 2)[2])}</div>")


def list_pages(site: Site, language: str) -> Iterator[tuple[Path, html.HtmlElement]]:
    """Yield (path, main part) of each page that says something of its own; old addresses lead on and have no twin."""
    for path in site.pages_in(language):
        page = site.open(path)
        for main in page.xpath("//main"):
            for element in main.xpath(UNREAD):
                element.drop_tree()
            yield path, main


def find_twin(site: Site, path: Path) -> Path:
    """Return where the twin of a page stands."""
    return (site.folder / path).with_suffix(".md")


def bare(text: str) -> str:
    """Return the words of a text: without white space, and without the marks of the items of a list in a cell."""
    return re.sub(r"\s|•|^\d+\. ?|[✔◐◆✘⌕○“”]", "", text)


def read_cells(table: html.HtmlElement) -> list[list[str]]:
    """Return the cells of a table, row by row, as what a reader reads."""
    rows = table.xpath("./thead/tr | ./tbody/tr[not(contains(@class, 'row-proof'))] | ./tfoot/tr")
    return [list(_read_row(row)) for row in rows]


def _read_row(row: html.HtmlElement) -> Iterator[str]:
    for cell in row.xpath("./th | ./td"):
        yield read_cell(cell)
        yield from [""] * (int(cell.get("colspan", 1)) - 1)


def read_cell(cell: html.HtmlElement) -> str:
    """Return the words of a cell; items of a numbered list have their numbers."""
    for number_list in cell.xpath(".//ol"):
        for number, item in enumerate(number_list, 1):
            item.text = f"{number}.{item.text or ''}"
    return bare(cell.text_content())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_the_twin_beside_it(site: Site, language: str) -> None:
    for path, main in list_pages(site, language):
        (link,) = main.xpath("/html/head/link[@type='text/markdown']")
        assert (link.get("rel"), link.get("href")) == ("alternate", find_twin(site, path).name)
        head = find_twin(site, path).read_text(encoding="utf-8").split("---")[1]
        (canonical,) = main.xpath("/html/head/link[@rel='canonical']/@href")
        assert f'address: "{canonical}"\n' in head, path
    twins = {file.with_suffix(".html").relative_to(site.folder) for file in site.folder.rglob("*.md")}
    assert twins == {path for one in LANGUAGES for path, _ in list_pages(site, one)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_twin_tells_every_cell_of_every_table(site: Site, language: str) -> None:
    cells = 0
    for path, main in list_pages(site, language):
        wanted = [read_cells(table) for table in main.xpath(".//table")]
        found = [read_cells(table) for table in read_twin(find_twin(site, path)).xpath(".//table")]
        assert len(found) == len(wanted), path
        for ours, theirs in zip(found, wanted, strict=True):
            assert len(ours) == len(theirs), path
            for own, other in zip(ours, theirs, strict=True):
                assert own[: len(other)] == other, path
                cells += len(other)
    assert cells > 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_twin_tells_each_heading_mark_quote_and_reason_in_the_order_of_the_page(site: Site, language: str) -> None:
    for path, main in list_pages(site, language):
        told = bare(read_twin(find_twin(site, path)).text_content())
        for proof in main.xpath(".//div[@class='evidence'][div[@class='grounds']]"):
            parts = proof.xpath(".//summary | .//p[@class='why'] | .//blockquote | .//li[@class='voice']/p")
            at = told.find(bare(proof.find(".//p[@class='why']").text_content()))
            for part in parts[1:]:
                words = bare(part.text_content())
                assert told.find(words, at) >= at >= 0, f"{path}: {words}"
        for heading in main.xpath(".//h1 | .//h2 | .//h3"):
            assert bare(heading.text_content()) in told, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_has_a_word_and_a_shape_in_a_twin(site: Site, language: str) -> None:
    shapes: dict[str, set[str]] = {}
    for path, main in list_pages(site, language):
        text = find_twin(site, path).read_text(encoding="utf-8")
        for mark in main.xpath(".//summary/span[contains(@class, 'verdict ')]"):
            word = squeeze(mark.text_content())
            found = re.search(rf"(\S) {re.escape(word)} · ", text)
            assert found, f"{path}: {word}"
            shapes.setdefault(mark.get("class"), set()).add(found[1])
    assert all(len(some) == 1 for some in shapes.values())
    assert len({min(some) for some in shapes.values()}) == len(shapes) > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_a_twin_leads_to_a_twin_or_to_a_place_in_a_page(site: Site, language: str) -> None:
    places: dict[Path, set[str]] = {}
    for path, _ in list_pages(site, language):
        for link in set(read_twin(find_twin(site, path)).xpath(".//a/@href")):
            address, _, anchor = link.partition("#")
            if ":" in address:
                continue
            target = Path(posixpath.normpath(posixpath.join(path.parent, address)))
            target = target / "index.html" if (site.folder / target).is_dir() else target
            assert (site.folder / target).is_file(), f"{path}: {link}"
            assert target.suffix != ".html" or anchor, f"{path}: {link} has a twin"
            if anchor and target not in places:
                places[target] = set(site.open(target).xpath("//@id"))
            assert not anchor or anchor in places[target], f"{path}: {link}"
