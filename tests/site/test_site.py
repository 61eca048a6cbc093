"""The site as a whole: the same pages in every language, links that lead somewhere, and nothing left over."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from declared import FOR_EDITORS
from expected import Expected
from raw import (
    BEGINNING,
    LANGUAGES,
    ROOT,
    Record,
    Site,
    folder_of,
    language_of,
    read_index,
    read_text,
)
from shared_build import Build


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_cause_has_a_page_of_its_own(site: Site, data: dict[str, list[Record]], language: str) -> None:
    expected = Expected(data, language)
    for cause in data["failure_causes"]:
        page = site.page(f"failures/{cause['id']}.md", language)
        assert [read_text(heading) for heading in page.xpath("//h1")] == [expected.text(cause, "title")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_percentage_and_duration_of_the_article_is_on_its_page(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    assert {statement["number"].split(".")[0] for statement in data["statements"]} == set("0123456789")
    tables = [
        one for page in site.volumes("article.md", language) for one in page.xpath("//table[@data-view='statements']")
    ]
    figures = {figure.get("value") for table in tables for figure in table.xpath(".//data")}
    percentages = {"68%", "43%", "21%", "18%"}
    durations = {"PT30M", "PT24H", "P30D", "P5Y", "P180D", "P15D", "P14D", "3WD"}
    counts = {"7", "12", "3"}
    assert percentages | durations | counts <= figures
    assert sum(len(one.xpath("./tbody[.//span[contains(@class, 'verdict-')]]")) for one in tables) == 45


def test_all_languages_have_the_same_pages(site: Site) -> None:
    first, *others = [{path.relative_to(folder_of(one)) for path in site.pages_in(one)} for one in LANGUAGES]
    assert len(first) >= len(_docs(LANGUAGES[0]))
    assert others == [first] * len(others) and others


def _docs(language: str) -> dict[str, str]:
    folder = ROOT / "docs" / language
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))}


def _outline(text: str) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Return what a page asks of the data, the figures in its prose, and its headings with their ids."""
    shortcodes = re.findall(r"<!-- guide:(?!value)(.*?) -->", text)
    figures = sorted(set(re.findall(r"<!-- guide:value (.*?) -->", text)))
    return shortcodes, figures, re.findall(r"^(#{2,}) .*\{#([a-z0-9-]+)\}$", text, re.M)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_languages_ask_for_the_same_data_in_the_same_sections(language: str) -> None:
    first, other = _docs(LANGUAGES[0]), _docs(language)
    assert list(first) == list(other)
    for name, text in first.items():
        assert _outline(text) == _outline(other[name]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_has_an_id(language: str) -> None:
    for name, text in _docs(language).items():
        assert not re.findall(r"^##+ (?!.*\{#).*", text, re.M), f"{name}: headings without an id"


def test_no_shortcode_or_placeholder_is_left(site: Site) -> None:
    for path in site.pages():
        text = re.sub(r"<code>.*?</code>", "", (site.folder / path).read_text(encoding="utf-8"))
        assert "<!-- guide" not in text, path
        assert not re.search(r"\{(value|lead_time|[a-z_]+/[a-z0-9-]+)", text), path
        assert "{{" not in text and "{%" not in text, path


def test_the_build_prints_nothing_unusual(built: tuple[Site, Build]) -> None:
    lines = [line for line in (built[1].stdout + built[1].stderr).splitlines() if line]
    expected = [
        r"INFO    -  Cleaning site directory",
        r"INFO    -  Building documentation to directory: .*",
        r"INFO    -  Documentation built in .*",
    ]
    assert len(lines) == len(expected), lines
    for line, pattern in zip(lines, expected, strict=True):
        assert re.fullmatch(pattern, line), line


def _addresses(site: Site, path: Path) -> list[str]:
    page = site.open(path)
    return [*page.xpath("//@href"), *page.xpath("//@src")]


def test_every_link_inside_the_site_leads_somewhere(site: Site) -> None:
    _follow_all(site)


def test_links_lead_somewhere_without_addresses_of_folders_too(nowhere: Site) -> None:
    assert (nowhere.folder / "timeline.html").is_file()
    _follow_all(nowhere)


def _follow_all(site: Site) -> None:
    ids = {path: set(site.open(path).xpath("//@id")) for path in site.pages()}
    for path in ids:
        if path.name == "404.html":
            continue
        for address in _addresses(site, path):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            assert not address.startswith("/"), f"{path}: {address} leads out of a sub-folder"
            target = Path(unquote(urlsplit(urljoin(f"http://x/{path}", address)).path).lstrip("/"))
            if str(target) == "." or (site.folder / target).is_dir():
                target = target / "index.html"
            assert (site.folder / target).is_file(), f"{path}: {address} leads nowhere"
            if parts.fragment and target.suffix == ".html":
                assert parts.fragment in ids[target], f"{path}: {address} has no such anchor"


def test_links_to_other_sites_are_encrypted_and_come_from_the_sources(
    site: Site, data: dict[str, list[Record]]
) -> None:
    known = {source["url"] for source in data["sources"] if "url" in source}
    for path in site.pages():
        for link in site.open(path).xpath("//main//a[starts-with(@href, 'http')]"):
            assert link.get("href") in known, f"{path}: {link.get('href')}"
            assert {"noopener", "noreferrer"} <= set(link.get("rel").split())


def test_copies_on_other_domains_are_shown_but_not_linked(site: Site, data: dict[str, list[Record]]) -> None:
    copied = [source for source in data["sources"] if source.get("copied") == "true" and "url" not in source]
    assert copied
    pages = site.volumes("sources.md", LANGUAGES[0])
    for source in copied:
        (row,) = (row for page in pages for row in page.xpath(f"//tbody[@id='sources-{source['id']}']"))
        assert not row.xpath(".//td[@class='cell-source']//a"), source["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_knows_its_language_its_translations_and_its_address(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    tags = {one: Expected(data, one).label("language.tag") for one in LANGUAGES}
    for path in site.pages_in(language):
        page = site.open(path)
        assert page.get("lang") == tags[language]
        folder = f"{path.parent.relative_to(folder_of(language))}/".removeprefix("./")
        addresses = {tags[one]: f"https://guide.example/weixin/{folder_of(one)}{folder}" for one in LANGUAGES}
        assert page.xpath("//link[@rel='canonical']/@href") == [addresses[tags[language]]]
        translations = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")}
        translations = {tag: link for tag, link in translations.items() if tag not in BEGINNING}
        assert translations == {**addresses, "x-default": addresses[tags[LANGUAGES[0]]]}
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("//title")[0].text
        assert page.xpath("//meta[@name='description']/@content")[0].strip()
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), f"{path}: an id stands twice: {[i for i, n in Counter(ids).items() if n > 1]}"


def test_the_menu_stays_in_its_language_and_holds_no_page_of_a_single_record(site: Site) -> None:
    for language in LANGUAGES:
        menu = site.page("index.md", language).xpath("//nav[@id='menu']//a[not(starts-with(@href, '#'))]/@href")
        assert len(menu) == len(_docs(language))
        others = [f"/{one}/" for one in LANGUAGES]
        assert not [address for address in menu if any(other in f"/{address}" for other in others)]
        assert not [address for address in menu if "failures/" in address and address != "failures/"]


def test_a_wrong_address_is_answered_in_every_language(site: Site, data: dict[str, list[Record]]) -> None:
    page = site.open(Path("404.html"))
    tags = [Expected(data, language).label("language.tag") for language in LANGUAGES]
    sections = [section for section in page.xpath("//main/section") if section.get("lang") not in BEGINNING]
    assert [section.get("lang") for section in sections] == tags
    links = [link for section in sections for link in section.xpath(".//a/@href")]
    assert links == [f"/weixin/{folder_of(language)}" for language in LANGUAGES]
    assert page.xpath("//link[@rel='stylesheet']/@href") == [f"/weixin/assets/{site.asset('site.css').name}"]


def test_the_index_of_the_published_files_names_every_kind_that_readers_see(
    site: Site, data: dict[str, list[Record]]
) -> None:
    index = json.loads((site.folder / "data/index.json").read_text(encoding="utf-8"))
    assert set(index["kinds"]) == set(data) - FOR_EDITORS
    for kind, entry in index["kinds"].items():
        published = json.loads((site.folder / "data" / entry["json"]).read_text(encoding="utf-8"))
        assert len(published) == len(data[kind])
        assert (site.folder / "data" / entry["csv"]).read_text(encoding="utf-8").startswith("id,") or not published


def test_the_search_index_of_a_language_holds_only_that_language(site: Site) -> None:
    for language in LANGUAGES:
        entries, _ = read_index(site, language)
        assert len(entries) >= len(list(site.pages_in(language)))
        for entry in entries:
            assert language_of(entry["location"]) == language
            assert (site.folder / entry["location"].partition("#")[0] / "index.html").is_file()
    assert not (site.folder / "search/search_index.json").exists()
