"""Markup, Markdown, templates, formulas and calendar lines in every text field are text wherever they are published."""

from __future__ import annotations

import csv
import datetime
import functools
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from lxml import html
from playwright.sync_api import Dialog

from browsing import OpenPage, serve_folder, watch
from declared import FOR_EDITORS
from guide.evidence.reference_date import read_reference_date
from guide.load import load_guide
from hostile_fields import FORMULA, MARKUP, RICH, TEMPLATES, Plant, list_text_fields, plant
from linked_data import is_data, list_data
from patience import run_python
from project_copy import copy_project
from raw import ROOT, Site, load_index, read_data, read_index, squeeze

SITE_URL = "https://guide.example/weixin/"
BOOKS = (Path("guide.html"), Path("en/guide.html"))
# What is written for contributors, and what a check reads: in no page, nor in the published files.
INWARD = FOR_EDITORS
ACTIVE = {"script", "style", "iframe", "object", "embed", "img", "form", "base", "meta", "link", "title", "textarea"}
MARKED = "zq"
"""What the mark of every planted word has."""
MARKED_UP = {"b", "i", "em", "strong", "code", "pre", "h1", "h2"}


@dataclass(frozen=True)
class Hostile:
    """A site built from data with hostile words in every text field, and what was planted."""

    site: Site
    plants: tuple[Plant, ...]
    told: str


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    project = copy_project(tmp_path_factory.mktemp("hostile"))
    plants, target = plant(project / "data"), tmp_path_factory.mktemp("site")
    program = str(ROOT / "tests/support/hostile_build.py")
    # The copy has no history: it is told the day of the site that it is compared with.
    day = read_reference_date(ROOT, load_guide(ROOT / "data"), print)
    noon = str(int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).timestamp()))
    result = run_python(program, str(target), cwd=project, SITE_URL=SITE_URL, SOURCE_DATE_EPOCH=noon)
    assert result.returncode == 0, result.stderr[-3000:]
    return Hostile(Site(target), tuple(plants), result.stderr)


@functools.cache
def _pages(site: Site) -> tuple[tuple[Path, html.HtmlElement], ...]:
    """Return every page with its path; nobody changes what is read once for all."""
    paths = (*site.pages(), *site.evidence_pages(), *site.whole_pages(), *BOOKS)
    return tuple((path, site.open(path)) for path in paths)


def _pairs(hostile: Hostile, site: Site) -> Iterator[tuple[Path, html.HtmlElement, html.HtmlElement]]:
    """Yield each page that both sites have, as it is with hostile words and as it was."""
    plain = dict(_pages(site))
    yield from ((path, page, plain[path]) for path, page in _pages(hostile.site) if path in plain)


def _elements(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield from (element for element in page.iter() if isinstance(element.tag, str))


def test_every_text_field_of_every_kind_holds_hostile_words(hostile: Hostile) -> None:
    planted = {one.path for one in hostile.plants}
    looked_up = {("limits", "at")}  # in the locators of the same source
    # A lead time is a length of time: it is of nothing, and counts nothing.
    asked = {path for _, path in list_text_fields() if path[:2] not in {("lead_time", "of"), ("lead_time", "unit")}}
    assert planted <= asked
    data = read_data()
    left = {path for path in asked - planted for records in data.values() if is_written(records, path)}
    assert left <= looked_up, "a field that some record has is tried"
    kinds = {kind for kind, _ in list_text_fields()}
    assert {one.kind for one in hostile.plants} >= {kind for kind in kinds if data[kind]}
    assert len({one.mark for one in hostile.plants}) == len(hostile.plants)


def is_written(value: object, path: tuple[str, ...]) -> bool:
    """Say whether a record, or one of several, has a field."""
    if isinstance(value, list):
        return any(is_written(one, path) for one in value)
    return isinstance(value, dict) and path[0] in value and (not path[1:] or is_written(value[path[0]], path[1:]))


def test_no_field_is_inline_markdown_and_the_model_says_so() -> None:
    words = (ROOT / "hooks" / "guide" / "model" / "language.py").read_text(encoding="utf-8")
    assert "No field of any record is inline Markdown." in words


def test_hostile_words_make_no_element_and_no_attribute(hostile: Hostile, site: Site) -> None:
    known = {(element.tag, name) for _, page in _pages(site) for element in _elements(page) for name in element.attrib}
    tags = {element.tag for _, page in _pages(site) for element in _elements(page)}
    for path, page in _pages(hostile.site):
        elements = list(_elements(page))
        assert {(element.tag, name) for element in elements for name in element.attrib} <= known, path
        assert {element.tag for element in elements} <= tags, path
    for path, page, plain in _pairs(hostile, site):
        before, after = _count(plain), _count(page)
        assert {tag: after[tag] for tag in ACTIVE | MARKED_UP} == {tag: before[tag] for tag in ACTIVE | MARKED_UP}, path


def _count(page: html.HtmlElement) -> Counter[str]:
    """Return how many elements a page has of each tag; not the heading of a section, which each fact has that came."""
    sections = len(page.xpath("//main/section"))
    return Counter(element.tag for element in _elements(page)) - Counter({"h2": sections})


def test_no_address_and_no_script_has_anything_of_them(hostile: Hostile) -> None:
    for path, page in _pages(hostile.site):
        for element in _elements(page):
            for name in ("href", "src", "action", "id", "class", "style", "http-equiv"):
                assert "evil.example" not in element.get(name, ""), (path, name)
                assert not re.match(r"\s*(javascript|data|vbscript):", element.get(name, ""), re.IGNORECASE), path
            if is_data(element):
                # What a page is called is told as it is; nothing else comes of it, an address least of all.
                for name, value in list_data(element.text or ""):
                    assert name in ("name", "description") or not re.search("zq|evil", f"{name} {value}"), (path, name)
            else:
                assert element.tag not in ("script", "style") or "zq" not in (element.text or ""), path


def test_no_comment_and_no_shortcode_came_of_them(hostile: Hostile, site: Site) -> None:
    for path, page, plain in _pairs(hostile, site):
        assert len(page.xpath("//comment()")) == len(plain.xpath("//comment()")), path


def test_they_are_read_whole_where_their_record_is_shown(hostile: Hostile) -> None:
    texts = [squeeze(page.text_content()) for _, page in _pages(hostile.site)]
    values = {value for _, page in _pages(hostile.site) for one in _elements(page) for value in one.values()}
    texts += [squeeze(value) for value in values if MARKED in value]  # nearly none of the many has a planted word
    unseen = []
    for one in hostile.plants:
        assert MARKED in one.mark
        shown = [text for text in texts if one.mark + " " in text]
        if not shown:
            unseen.append(one)
        # What stands behind the hostile words may ask for figures; the words themselves stay as they are.
        start = squeeze(
            one.text[: one.text.find(TEMPLATES)] if TEMPLATES in one.text else one.text[: len(FORMULA) + 200]
        )
        assert not shown or any(start in text for text in shown), one
    # Words that a check or the search looks for, shares in tables that name no whole, and what `guide quotes` goes by.
    inward = {"wording", "words", "because", "avoid", "of", "archive", "reason"}
    assert {one.path[-2] for one in unseen if one.kind not in INWARD} <= inward


def test_no_template_was_filled_in(hostile: Hostile) -> None:
    for path, page in _pages(hostile.site):
        text = page.text_content()
        assert text.count("{{7*7") >= text.count(MARKUP), path
    assert any("{{7*7}} {%raw%} ${7*7} #{7*7}" in page.text_content() for _, page in _pages(hostile.site))


def test_title_and_description_of_a_page_are_told_whole(hostile: Hostile) -> None:
    planted = {(one.path, one.mark) for one in hostile.plants if one.kind == "failure_causes"}
    marks = {path: mark for path, mark in planted if path in {("title", "en"), ("sign", "en")}}
    found = 0
    for path, page in _pages(hostile.site):
        if path.parts[:2] == ("en", "failures") and len(path.parts) == 4:
            title, description = (
                page.xpath("string(//title)"),
                page.xpath("string(//meta[@name='description']/@content)"),
            )
            for told, mark in ((title, marks["title", "en"]), (description, marks["sign", "en"])):
                found += mark in told
                assert mark not in told or f"{mark} {MARKUP}" in told
    assert found == 3, "both on the page of the cause, and the title on that of its evidence"


def test_the_published_json_holds_them_unchanged(hostile: Hostile) -> None:
    texts = {
        text for path in hostile.site.folder.glob("data/*.json") for text in _strings(json.loads(path.read_bytes()))
    }
    missing = [one for one in hostile.plants if one.text not in texts and one.kind not in INWARD]
    assert not missing


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def test_no_cell_of_a_table_file_is_a_formula(hostile: Hostile) -> None:
    guarded = 0
    for path in hostile.site.folder.glob("data/*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert {len(row) for row in rows} <= {len(rows[0])} if rows else True
        for cell in (cell for row in rows for cell in row):
            assert not re.match(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), (path.name, cell[:40])
            guarded += cell.startswith("'=HYPERLINK")
    assert guarded > 100


def test_a_calendar_file_has_no_line_of_theirs(hostile: Hostile, site: Site) -> None:
    marks = {one.mark for one in hostile.plants if one.kind == "milestones"}
    seen: set[str] = set()
    for path in hostile.site.folder.rglob("*.ics"):
        plain = site.folder / path.relative_to(hostile.site.folder)
        assert _names(path.read_bytes()) == _names(plain.read_bytes()), path.name
        assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 75
        unfolded = path.read_bytes().replace(b"\r\n ", b"").decode()
        seen |= {mark for mark in marks if mark in unfolded}
    assert seen == marks


def _names(calendar: bytes) -> list[str]:
    """Return the names of the lines of a calendar, those of BEGIN and END with what begins and ends."""
    lines = calendar.replace(b"\r\n ", b"").decode().split("\r\n")
    return [line if line.startswith(("BEGIN:", "END:")) else re.split("[:;]", line)[0] for line in lines]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_search_knows_them_as_text(hostile: Hostile, language: str) -> None:
    entries, _ = read_index(hostile.site, language)
    assert any(MARKUP[:60] in entry["title"] for entry in entries)  # what scripts show as text stands there as it is
    for mark in load_index(hostile.site, language)["marks"]:
        inside = html.fromstring(f"<div>{mark}</div>")
        assert not list(inside.iter("script", "img", "style", "textarea", "iframe")), mark


def test_headers_addresses_and_names_of_files_are_what_they_were(hostile: Hostile, site: Site) -> None:
    assert (hostile.site.folder / "_headers").read_bytes() == (site.folder / "_headers").read_bytes()
    assert (hostile.site.folder / "sitemap.xml").read_bytes() == (site.folder / "sitemap.xml").read_bytes()
    beside, before = {*hostile.site.evidence_pages()}, {*site.evidence_pages()}
    assert before <= beside, "with longer words, there is enough evidence for a page of it beside more pages"
    names = [{path.relative_to(one.folder) for path in one.folder.rglob("*")} - beside for one in (hostile.site, site)]
    assert {path.with_name("index.html") for path in beside} <= names[1]
    added = yaml.load(RICH, yaml.BaseLoader).items()
    ids = [f"{kind}/{record['id']}" for kind, records in added for record in records]
    forms = ("records/{}.json", "citations/{}.json", "citations/{}.bib")
    files = {Path("api/v1", form.format(one)) for form in forms for one in ids}
    assert names[0] == names[1] | files and not names[1] & files


def test_in_a_real_browser_nothing_runs_and_nothing_leaves(hostile: Hostile, site: Site, open_page: OpenPage) -> None:
    # Without the policy, which would keep a script from running that escaping let in.
    page = open_page(bypass_csp=True)
    requests, complaints = watch(page)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    cause = next(one.parent for one in hostile.site.pages() if one.match("en/failures/*/*"))  # they are all alike
    with serve_folder(hostile.site.folder) as address:
        plain = dict(_pages(site))
        for path in (*hostile.site.pages(), *hostile.site.evidence_pages(), *hostile.site.whole_pages(), *BOOKS):
            if path.parts[0] == "en" and (len(path.parts) < 4 or path.parent == cause):
                page.goto(address + path.as_posix())
                odd = "//img | //iframe | //textarea | //*[@onload or @onerror]"
                own = plain[path].xpath(odd) if path in plain else []
                assert {one.tag for one in own} <= {"textarea"}, "a form may ask for words"
                assert page.locator("img, iframe, textarea, [onload], [onerror]").count() == len(own), path
        page.goto(address + "en/")
        page.locator("#search-open").click()
        page.locator("#query").fill("hyperlink")
        page.locator("#search-results a").first.wait_for()
        assert page.locator("#search-results img, #search-results script").count() == 0
        page.goto(address + "en/plan/whole.html")
        while page.locator(".query:visible").count():
            page.locator(".choice-button:visible").first.click()
        assert MARKUP[:40] in (page.locator("#plan").text_content() or ""), "also in what is folded"
        page.context.close()
    assert dialogs == []
    assert [one.url for one in requests if not one.url.startswith((address, "data:"))] == []
    # The one-file edition has no icon, so a browser looks for one; leaving a page cuts off what it still loads.
    assert [one for one in complaints if not re.search("ERR_ABORTED|404 |favicon", one)] == []
