"""Edit this: every page and every row leads to the line it was made from, and whoever reports is asked for no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml
from lxml import html
from playwright.sync_api import Page

from guide.model.repository import write_edit_address, write_report_address
from project_copy import FORGE, PLACE, SECOND
from raw import ROOT, Record, Site, read_text
from second import DATA, LANGUAGES, folder_of, label, language_of, read_page

EDIT = f"{FORGE}/edit/main/"
REPORT = f"{FORGE}/issues/new"
EDIT_LINKS = ".//p[contains(concat(' ', @class, ' '), ' edit ')]/a"
THUMB = 44  # pixels
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
OBSERVED = ROOT / ".github/ISSUE_TEMPLATE/what-i-saw.yml"
ASKED = {"product", "version", "device", "date", "page", "words"}
HAN = re.compile("[\u3400-\u9fff]")
LATIN_WORD = re.compile("[a-z]{3}")
SENSITIVE = {
    "zh": ("姓名", "手机号", "微信号", "证件", "银行卡", "截图"),
    "en": ("name", "phone number", "WeChat ID", "identity document", "bank details", "screenshot"),
}


def list_pages(site: Site) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """Yield (language, file name without .md, page) for every page but the one for wrong addresses."""
    for path in site.pages():
        if path.name == "index.html":
            language = language_of(path)
            yield language, str(path.parent.relative_to(folder_of(language))), site.open(path)


def list_lines() -> dict[str, tuple[str, int]]:
    """Return, for each record's name kind/id, its file and the line on which its id is written."""
    found = {}
    for path in sorted((SECOND / "data").glob("*.yml")):
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            record = re.match(r"- id: ['\"]?([^'\"\s#]+)", text)
            if record:
                found[f"{path.stem}/{record[1]}"] = (f"data/{path.name}", number)
    return found


def list_anchors() -> dict[str, str]:
    """Return, for each anchor under which a record can stand on a page, the record's name."""
    names = [name.partition("/") for name in list_lines()]
    anchors = {f"{kind.replace('_', '-')}-{record}": f"{kind}/{record}" for kind, _, record in names}
    return anchors | {f"task-{record}": f"fixes/{record}" for kind, _, record in names if kind == "fixes"}


def write_line(place: tuple[str, int]) -> str:
    return f"{EDIT}{place[0]}#L{place[1]}"


def find_page_links(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the links of the line at the end of a page, not those of its rows."""
    return [
        link for link in page.xpath("//main")[0].xpath(EDIT_LINKS) if not link.xpath("ancestor::*[@class='evidence']")
    ]


def test_every_page_leads_to_the_file_it_was_made_from(published: Site) -> None:
    lines, seen = list_lines(), set()
    for language, name, page in list_pages(published):
        edit, _ = find_page_links(page)
        stem = "index" if name == "." else name
        files = [f"docs/{language}/{stem}.md", f"docs/{language}/{stem}/index.md"]
        prose = [file for file in files if (SECOND / file).is_file()]
        cause = f"failure_causes/{stem.removeprefix('failures/')}"
        wanted = EDIT + prose[0] if prose else write_line(lines[cause])
        assert edit.get("href") == wanted, f"{language}: {name}"
        assert read_text(edit) == label("edit.page", language)
        seen.add(wanted.partition("#")[0])
    prose_files = {EDIT + str(file.relative_to(SECOND)) for file in SECOND.rglob("docs/*/**/*.md")}
    assert seen == prose_files | {f"{EDIT}data/failure_causes.yml"}


def read_report(address: str) -> dict[str, str]:
    """Return what a link tells the forge's page for a new issue: the form, and what stands in its fields already."""
    start, _, query = address.partition("?")
    assert start == REPORT
    return dict(parse_qsl(query, strict_parsing=True))


def test_every_page_takes_reports_by_a_form_that_exists_and_knows_the_page(published: Site) -> None:
    for language, name, page in list_pages(published):
        _, report = find_page_links(page)
        told = read_report(report.get("href"))
        assert set(told) == {"template", "page"}
        form = ROOT / ".github/ISSUE_TEMPLATE" / told["template"]
        assert form in FORMS
        assert "page" in {field["id"] for field in find_elements(read_form(form), "input")}
        assert told["page"] == f"{PLACE}{folder_of(language)}" + ("" if name == "." else f"{name}/")
        assert read_text(report) == label("edit.report", language)


def test_where_the_site_does_not_know_its_address_a_report_names_the_title(second_nowhere: Site) -> None:
    for language in LANGUAGES:
        _, report = find_page_links(second_nowhere.open(Path(folder_of(language), "plan.html")))
        title = re.search("^title: (.+)$", (SECOND / f"docs/{language}/plan.md").read_text(encoding="utf-8"), re.M)
        assert title and read_report(report.get("href"))["page"] == title[1]


def test_every_rows_link_names_the_line_of_its_record(published: Site) -> None:
    lines, anchors = list_lines(), list_anchors()
    facts = {f"{kind}/{record['id']}" for kind, records in DATA.items() for record in records if "evidence" in record}
    for language in LANGUAGES:
        met = set()
        for place, name, page in list_pages(published):
            for evidence in page.xpath("//div[@class='evidence'][div]") if place == language else []:
                boxed = evidence.xpath("ancestor::div[@data-view='warnings']/@data-record")
                record = boxed[0] if boxed else anchors[evidence.xpath("ancestor::*[@id][1]/@id")[0]]
                (link,) = evidence.xpath(EDIT_LINKS)
                assert link.get("href") == write_line(lines[record]), f"{language}: {name}: {record}"
                assert read_text(link) == label("edit.record", language)
                met.add(record)
        assert met == facts


def test_what_has_no_evidence_of_its_own_gets_no_link(published: Site) -> None:
    for language in LANGUAGES:
        page = read_page(published, "sources", language)
        assert not page.xpath("//tbody")[0].xpath(EDIT_LINKS)
        assert len(page.xpath("//main")[0].xpath(EDIT_LINKS)) == 2


def test_other_sites_are_the_sources_and_the_ways_to_edit_and_nothing_else(published: Site) -> None:
    known = {source["url"] for source in DATA["sources"] if "url" in source}
    known |= {write_line(place) for place in list_lines().values()}
    known |= {f"{EDIT}{file.relative_to(SECOND)}" for file in SECOND.rglob("docs/*/**/*.md")}
    for language, name, page in list_pages(published):
        for link in page.xpath("//main//a[starts-with(@href, 'http')]"):
            address = link.get("href")
            assert address in known or address.startswith(f"{REPORT}?"), f"{language}: {name}: {address}"
            assert set(link.get("rel").split()) == {"noopener", "noreferrer", "nofollow"}, f"{language}: {name}"
            assert "target" not in link.attrib


def test_without_a_repository_nothing_offers_to_edit_or_report(second_site: Site, published: Site) -> None:
    assert list(second_site.pages()) == list(published.pages())
    for path in second_site.pages():
        text = (second_site.folder / path).read_text(encoding="utf-8")
        assert 'class="edit' not in text, path
        assert "/edit/main/" not in text and "issues/new" not in text, path


@pytest.mark.parametrize("path", ["guide.html", "fr/guide.html"])
def test_the_book_that_is_passed_on_offers_no_editing(published: Site, path: str) -> None:
    page = published.open(Path(path))
    assert len(page.xpath("//div[@class='evidence']"))
    assert not page.xpath("//a[starts-with(@href, $forge)]", forge=FORGE)
    where = page.xpath("//p[@class='observation-where' and not(@hidden)]")
    assert [read_text(one) for one in where] == [label("observation.nowhere", language_of(Path(path)))]


def test_a_rows_link_opens_with_its_evidence_and_fits_a_thumb(page: Page, published: Site) -> None:
    page.goto((published.folder / "de/index.html").as_uri())
    row = page.locator(".evidence").first
    link = row.locator(".edit a")
    assert link.is_hidden()
    row.locator("summary").click()
    assert link.is_visible()
    for target in [link, *page.locator("main > .edit a").all()]:
        box = target.bounding_box()
        assert box and box["height"] >= THUMB and box["width"] >= THUMB
    page.emulate_media(media="print")
    assert link.is_hidden()


@pytest.mark.parametrize("repository", ["https://f.example/a", "https://f.example/a/"])
def test_an_address_is_whole_however_the_repository_is_written(repository: str) -> None:
    assert write_edit_address(repository, "data/money.yml", 7) == "https://f.example/a/edit/main/data/money.yml#L7"
    assert write_edit_address(repository, "docs/zh/law.md") == "https://f.example/a/edit/main/docs/zh/law.md"
    report = write_report_address(repository, "金 & 银")
    assert report == "https://f.example/a/issues/new?template=wrong-fact.yml&page=%E9%87%91%20%26%20%E9%93%B6"


def test_an_unknown_repository_has_no_addresses() -> None:
    assert write_edit_address("", "data/money.yml", 7) == ""
    assert write_report_address("", PLACE) == ""


def read_form(path: Path) -> Record:
    form: Record = yaml.safe_load(path.read_text(encoding="utf-8"))
    return form


def list_words(form: Record) -> Iterator[str]:
    """Yield everything that a form says in one line."""
    yield form["name"]
    yield form["description"]
    yield form["title"].rstrip(": ")
    for element in form["body"]:
        attributes = element["attributes"]
        yield from (attributes[name] for name in ("label", "description") if name in attributes)
        for option in attributes.get("options", []):
            yield option["label"] if isinstance(option, dict) else option


def find_elements(form: Record, kind: str) -> list[dict[str, Any]]:
    return [element for element in form["body"] if element["type"] == kind]


def is_in_both_languages(text: str) -> bool:
    chinese, _, english = text.rpartition(" · ")
    return bool(HAN.search(chinese) and LATIN_WORD.search(english) and not HAN.search(english))


def test_there_is_a_form_for_each_thing_a_reader_can_tell() -> None:
    assert [path.name for path in FORMS] == ["it-failed.yml", "new-source.yml", "what-i-saw.yml", "wrong-fact.yml"]
    config = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/config.yml").read_text(encoding="utf-8"))
    assert config == {"blank_issues_enabled": True}


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_the_forge_understands(path: Path) -> None:
    form = read_form(path)
    assert set(form) == {"name", "description", "title", "body"}
    assert len(form["description"]) <= 200
    for element in form["body"]:
        assert element["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
        allowed = {"type", "attributes"} | (set() if element["type"] == "markdown" else {"id", "validations"})
        assert set(element) <= allowed, element
        options = list(map(str, element["attributes"].get("options", [])))
        assert len(options) == len(set(options))
    fields = [element for element in form["body"] if element["type"] != "markdown"]
    for names in ([field["id"] for field in fields], [field["attributes"]["label"] for field in fields]):
        assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z-]+", field["id"]) for field in fields)


@pytest.mark.parametrize("path", [path for path in FORMS if path != OBSERVED], ids=lambda path: path.stem)
def test_a_form_asks_for_what_a_fact_needs(path: Path) -> None:
    fields = {element.get("id"): element for element in read_form(path)["body"]}
    assert set(fields) >= ASKED
    needed = {"words", "product", "date"}
    assert all(fields[name]["validations"]["required"] is True for name in needed)
    products = " ".join(fields["product"]["attributes"]["options"])
    assert "Weixin" in products and "WeChat" in products and "+86" in products


def test_the_form_for_what_a_reader_saw_takes_the_text_that_the_page_wrote_and_nothing_else(published: Site) -> None:
    fields = {element.get("id"): element for element in read_form(OBSERVED)["body"]}
    assert set(fields) == {None, "text", "no-personal-data"}
    assert (fields["text"]["type"], fields["text"]["validations"]) == ("textarea", {"required": True})
    for language in LANGUAGES:
        page = read_page(published, "what-you-saw", language)
        (address,) = page.xpath("//a[@id='observation-issue']/@data-to")
        assert read_report(address) == {"template": OBSERVED.name}
        (blank,) = page.xpath("//p[contains(@class, 'observation-where') and not(@hidden)]/a/@href")
        assert blank == address


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_says_everything_in_both_languages(path: Path) -> None:
    faults = [text for text in list_words(read_form(path)) if not is_in_both_languages(text)]
    assert not faults


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_warns_first_and_asks_last_that_no_personal_data_are_in_it(path: Path) -> None:
    form = read_form(path)
    warning, pledge = form["body"][0], form["body"][-1]
    assert (warning["type"], pledge["type"]) == ("markdown", "checkboxes")
    told = warning["attributes"]["value"]
    assert told.startswith("**不要发个人信息。**") and "**Never post personal data.**" in told
    (box,) = pledge["attributes"]["options"]
    assert box["required"] is True
    for words in SENSITIVE.values():
        for word in words:
            assert word in told, f"{path.name}: {word}"
            assert word in box["label"], f"{path.name}: {word}"


def test_a_pull_request_is_asked_the_same_in_both_languages() -> None:
    text = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line.startswith(("## ", "- [ ] ", "<!-- "))]
    assert [line for line in lines if not is_in_both_languages(line.removesuffix(" -->"))] == []
    for wanted in (
        "What will a reader see",
        "Evidence",
        "`make check`",
        "`make test`",
        "Both languages",
        "personal data",
    ):
        assert wanted in text, wanted
    for words in SENSITIVE.values():
        assert not [word for word in words if word not in text]
