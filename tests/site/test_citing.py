"""Each fact can be cited: by a reader without scripts, by a click, and by the programs that keep references."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from playwright.sync_api import expect
from pybtex.database import parse_string
from pybtex.richtext import Text

from browsing import OpenPage
from guide.views.citation import Citation as Cited
from guide.views.citation import write_bibtex
from project_copy import FORGE, PLACE, build_site, copy_second_guide
from raw import Site
from second import DATA, LANGUAGES

CITATIONS = "api/v1/citations"
VERSION = "v1.2.0"
TEX = {
    **{f"\\{sign}": sign for sign in "&%$#_"},
    **{"\\textasciitilde{}": "~", "\\textasciicircum{}": "^", "\\textbackslash{}": "\\"},
    **{"\\textbraceleft{}": "{", "\\textbraceright{}": "}"},
}
"""What TeX makes of its commands."""


@pytest.fixture(scope="module")
def versioned(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The second guide, as a workflow publishes a version that is kept."""
    root = tmp_path_factory.mktemp("versioned")
    project = copy_second_guide(root / "project")
    result = build_site(project, root / "site", SITE_URL=PLACE, REPO_URL=FORGE, VERSION=VERSION)
    assert result.returncode == 0, result.stderr
    return Site(root / "site")


def list_facts() -> list[tuple[str, str]]:
    return [(kind, one["id"]) for kind, records in DATA.items() for one in records if "evidence" in one]


def read_text(site: Site, kind: str, name: str, end: str) -> str:
    return (site.folder / CITATIONS / kind / f"{name}.{end}").read_text(encoding="utf-8")


def read_record(site: Site, kind: str, name: str) -> Any:
    return json.loads((site.folder / f"api/v1/records/{kind}/{name}.json").read_text(encoding="utf-8"))


def list_items(site: Site) -> Iterator[tuple[Any, Any]]:
    """Yield each fact as the site tells it, and its item of CSL-JSON in each language."""
    for kind, name in list_facts():
        for item in json.loads(read_text(site, kind, name, "json")):
            yield read_record(site, kind, name), item


def find_language(item: Any) -> str:
    return next(language for language in LANGUAGES if item["language"] == language)


def test_every_fact_has_a_citation_that_bibtex_reads(versioned: Site) -> None:
    keys = []
    for kind, name in list_facts():
        found = parse_string(read_text(versioned, kind, name, "bib"), "bibtex")
        record = read_record(versioned, kind, name)
        assert len(found.entries) == len(LANGUAGES)
        for (key, entry), language in zip(found.entries.items(), LANGUAGES, strict=True):
            keys.append(key)
            assert entry.type == "misc" and entry.fields["version"] == VERSION
            assert entry.fields["url"] == record["address"][language]
            assert entry.fields["note"] == record["verdict"]["text"][language]
            title = str(Text.from_latex(entry.fields["title"]))
            assert title and title in record["citation"]["full"][language]
            assert record["citation"]["full"][language].endswith(record["address"][language])
    assert len({*keys}) == len(keys) > 10


def test_signs_that_mean_something_to_tex_are_written_so_that_they_mean_nothing() -> None:
    title = r"50 % of {all} & more: #1 $5 a_b ~c ^d \e"
    cited = Cited("key", title, "confirmed", "The site", "2026-11-27", "", "", "en", "", "")
    (entry,) = parse_string(write_bibtex(cited), "bibtex").entries.values()
    told = entry.fields["title"].removeprefix("{").removesuffix("}")
    for command, sign in TEX.items():
        told = told.replace(command, sign)
    assert told == title
    assert "url" not in entry.fields and "version" not in entry.fields


def test_every_citation_is_one_that_a_processor_of_csl_writes_out(versioned: Site) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for record, item in list_items(versioned):
        language = find_language(item)
        assert item["URL"] == record["address"][language] and item["version"] == VERSION
        assert item["title"] in record["citation"]["short"][language]
        source = CiteProcJSON([item])
        shown = CitationStylesBibliography(style, source, formatter.plain)
        shown.register(Citation([CitationItem(item["id"])]))
        (line,) = map(str, shown.bibliography())
        year = str(item["issued"]["date-parts"][0][0])
        assert item["author"][0]["literal"].split()[0] in line and year in line, line


def test_a_site_that_does_not_know_its_place_cites_no_address(second_nowhere: Site) -> None:
    for record, item in list_items(second_nowhere):
        assert "URL" not in item
        assert "://" not in str(record["citation"])
        assert not record["citation"]["full"][LANGUAGES[0]].endswith(" ")


def test_each_row_leads_to_its_citation_without_scripts(versioned: Site) -> None:
    led = set()
    for path in versioned.pages():
        language = path.parts[0] if path.parts[0] in LANGUAGES else LANGUAGES[0]
        for link in versioned.open(path).xpath("//a[@data-cite]"):
            target = (versioned.folder / path.parent / link.get("href")).resolve()
            assert target.is_file(), (path, link.get("href"))
            name = target.parent.name, target.stem
            led.add(name)
            assert link.get("data-cite") in read_record(versioned, *name)["citation"]["short"][language]
    assert led == {*list_facts()}


def test_each_page_says_which_version_it_is_and_where_that_is_kept(versioned: Site, second_site: Site) -> None:
    for path in versioned.pages():
        if path.name == "404.html":
            continue
        (edition,) = versioned.open(path).xpath("//*[@id='edition']")
        assert VERSION in edition.text_content()
        assert edition.xpath("./a/@href") == [f"{FORGE}/tree/{VERSION}"]
        (plain,) = second_site.open(path).xpath("//*[@id='edition']")
        assert not plain.xpath("./a") and VERSION not in plain.text_content()


@pytest.mark.parametrize("file", ["index.html", "evidence.html"])
def test_a_click_shows_what_the_data_say_and_copies_it(open_page: OpenPage, versioned: Site, file: str) -> None:
    page = open_page()
    page.goto(f"{(versioned.folder / 'timeline' / file).as_uri()}")
    row = page.locator("#waiting-periods-one-month")
    if file == "index.html":  # from the disk, where nothing is fetched
        row.locator("summary").first.click()
        row.locator(".to-grounds").click()
    link = row.locator("a[data-cite]")
    link.click()
    fields = row.locator("textarea")
    expect(fields).to_have_count(2)
    told = read_record(versioned, "waiting_periods", "one-month")["citation"]
    assert [fields.nth(number).input_value() for number in range(2)] == [told[one]["en"] for one in ("short", "full")]
    row.get_by_role("button").first.click()
    expect(row.get_by_role("button").first).to_have_text("Copied")
    files = [one.get_attribute("href") or "" for one in row.locator(".cite a").all()]
    assert [Path(one).name for one in files] == ["one-month.bib", "one-month.json"]
    link.click()
    expect(fields).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("written", ["the new one", 'v1"', "-x", "a" * 65, "../x"])
def test_a_version_that_could_break_out_of_an_address_is_refused(written: str, second: Path, tmp_path: Path) -> None:
    result = build_site(second, tmp_path / "site", VERSION=written)
    assert result.returncode and "VERSION:1:1: must be a tag or a commit" in result.stderr
