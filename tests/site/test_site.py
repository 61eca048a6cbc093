"""The built site says what the data says, in every language: each table, row, order, number and text; nothing else."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from expected import FOR_EDITORS, TABLES, Book, machine
from oracle import VERDICTS
from project_copy import build_site
from raw import (
    LANGUAGES,
    ROOT,
    ReadRow,
    ReadTable,
    Record,
    Site,
    folder_of,
    language_of,
    read_index,
    read_text,
    squeeze,
)

# Which tables stand on which page, in order. `kind-part` shows a part of the kind.
PAGES = {
    "index.md": [],
    "weixin-or-wechat.md": ["products", "unknowns-product"],
    "before-you-start.md": [
        "conditions-current",
        "conditions-underlying",
        "conditions-former",
        "conditions-claimed",
        "unknowns-conditions",
    ],
    "money.md": ["money", "unknowns-money"],
    "backup.md": ["backups", "unknowns-backup"],
    "fixes.md": ["fixes"],
    "steps.md": ["platform_differences", "places", "unknowns-steps"],
    "failures/index.md": ["failure_causes", "messages", "statistics", "unknowns-failures"],
    "timeline.md": ["waiting_periods", "states", "timeline", "unknowns-timeline"],
    "dates.md": ["claims-weixin", "claims-wechat"],
    "what-is-deleted.md": ["data_fates", "unknowns-data"],
    "recovery.md": ["recovery", "unknowns-recovery"],
    "special-accounts.md": ["special_accounts", "unknowns-special_accounts"],
    "phone-number.md": ["phone_number", "unknowns-phone"],
    "devices.md": ["devices", "unknowns-devices"],
    "friends.md": ["friends", "unknowns-friends"],
    "sign-in.md": ["sign_in", "unknowns-sign_in"],
    "law.md": ["laws", "unknowns-law"],
    "alternatives.md": ["alternatives"],
    "scams.md": ["scams"],
    "plan.md": [],
    "disagreements.md": [],
    "article.md": ["statements", "contradictions", "gaps"],
    "sources.md": ["sources", "origins"],
    "glossary.md": ["terms", "unknowns-terms"],
    "data.md": ["downloads"],
    "contribute.md": [],
    "changes.md": ["changes"],
    "how-sure.md": ["verdicts"],
}
COUNTED = {"verdicts", "downloads", "claims-weixin", "claims-wechat"}
EXACT = [(page, name, language) for page, names in PAGES.items() for name in names for language in LANGUAGES]
ORDER_FREE = {"used_by"}


def expect_records(data: dict[str, list[Record]], name: str) -> list[Record]:
    """Return the records that the table `name` must show, in order."""
    kind, _, part = name.partition("-")
    records = data[kind]
    if kind == "unknowns" and part != "":
        return [record for record in records if record["topic"] == part]
    if kind == "conditions" and part:
        return [record for record in records if record["standing"] == part]
    return records


def expect_rows(book: Book, kind: str, records: list[Record]) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the cells that a table of `records` must have. An empty column is left out."""
    fillers = TABLES.get(kind) or TABLES[f"{kind}-{book.language}"]
    rows = [{name: fill(book, record) for name, fill in fillers.items()} for record in records]
    columns = [name for name in fillers if any(row[name] for row in rows)]
    return columns, [{name: row[name] or "—" for name in columns} for row in rows]


def find_table(site: Site, page: str, name: str, language: str) -> ReadTable:
    """Return the one table of that name on a page."""
    found = [table for table in site.tables(page, language) if table.name == name]
    assert len(found) == 1, f"{page} ({language}) has {len(found)} tables '{name}'"
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_the_tables_of_its_subject_and_no_other(
    site: Site, data: dict[str, list[Record]], page: str, language: str
) -> None:
    wanted = [name for name in PAGES[page] if name in COUNTED or expect_records(data, name)]
    assert [table.name for table in site.tables(page, language)] == wanted


@pytest.mark.parametrize(("page", "name", "language"), [case for case in EXACT if case[1] not in COUNTED])
def test_a_table_holds_exactly_what_the_data_says(
    site: Site, data: dict[str, list[Record]], page: str, name: str, language: str
) -> None:
    records = expect_records(data, name)
    if not records:
        return
    kind = name.partition("-")[0]
    table = find_table(site, page, name, language)
    columns, rows = expect_rows(Book(data, language), kind, records)
    assert list(table.columns) == columns
    assert [row.anchor for row in table.rows] == [f"{kind.replace('_', '-')}-{record['id']}" for record in records]
    for found, expected, record in zip(table.rows, rows, records, strict=True):
        for column in columns:
            told, wanted = found.cells[column], expected[column]
            if column in ORDER_FREE:
                assert Counter(told.replace(" ", "")) == Counter(wanted.replace(" ", "")), (
                    f"{kind}/{record['id']}: {column}"
                )
            else:
                assert told == wanted, f"{kind}/{record['id']}: {column}"


def test_every_record_that_readers_see_has_its_row(site: Site, data: dict[str, list[Record]]) -> None:
    unseen = set(data) - FOR_EDITORS - {"steps", "failure_shares", "disagreements", "questions", "stages", "milestones"}
    for language in LANGUAGES:
        shown = {row.anchor for page in PAGES for table in site.tables(page, language) for row in table.rows}
        for kind in unseen - {"unknowns"}:
            missing = [record["id"] for record in data[kind] if f"{kind.replace('_', '-')}-{record['id']}" not in shown]
            assert not missing, f"{kind} ({language}): no row for {missing}"


def all_rows(site: Site, language: str) -> list[ReadRow]:
    """Return every row of every table of the pages in PAGES."""
    return [row for page in PAGES for table in site.tables(page, language) for row in table.rows]


def split_anchor(data: dict[str, list[Record]], anchor: str) -> tuple[str, Record]:
    """Return the kind and record of a row."""
    for kind in sorted(data, key=len, reverse=True):
        prefix = kind.replace("_", "-") + "-"
        for record in data[kind]:
            if anchor == prefix + record["id"]:
                return kind, record
    raise AssertionError(f"no record belongs to the anchor {anchor}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_on_the_site_is_the_figure_of_its_record(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    book = Book(data, language)
    seen = 0
    for path in site.pages_in(language):
        for found in site.open(path).xpath("//data[@data-record]"):
            kind, _, record_id = found.get("data-record").partition("/")
            record = book.record(kind, record_id)
            told = (found.get("value"), read_text(found))
            assert told in [(machine(value), book.figure(value)) for value in _values(record)], (
                f"{path}: {told} in {kind}/{record_id}"
            )
            seen += 1
    assert seen > 200


def _values(record: object) -> list[dict[str, str]]:
    """Return every figure in a record, its evidence included."""
    measures = {"duration", "working_days", "percent", "money", "count", "date", "version"}
    if isinstance(record, dict):
        own = (
            [record]
            if measures & set(record) and all(not isinstance(record[key], dict) for key in measures & set(record))
            else []
        )
        return own + [value for inner in record.values() for value in _values(inner)]
    if isinstance(record, list):
        return [value for inner in record for value in _values(inner)]
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evidence_of_a_row_is_the_evidence_in_the_data(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    sources = {source["id"]: source for source in data["sources"]}
    book = Book(data, language)
    checked = 0
    for row in all_rows(site, language):
        if row.verdict is None:
            continue
        kind, record = split_anchor(data, row.anchor)
        evidence = book.truth.list_voices(kind, record)
        assert [(voice.stance, voice.source_anchor) for voice in row.voices] == [
            (one["stance"], f"sources-{one['source']}") for one in evidence
        ], f"{kind}/{record['id']}"
        for voice, one in zip(row.voices, evidence, strict=True):
            source = sources[one["source"]]
            assert voice.source == squeeze(source["title"])
            assert voice.quote == squeeze(one.get("quote", ""))
            assert one["checked"]["on"] in voice.text
            assert book.label(f"class.{source['class']}") in voice.text
            assert source.get("date", book.label("word.undated")) in voice.text
            assert list(voice.links) == ([source["url"]] if "url" in source else [])
            if "note" in one:
                assert book.fill(one["note"][language], record) in voice.text
            if "value" in one:
                assert book.figure(one["value"]) in voice.text
            checked += 1
    assert checked > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdict_of_a_row_follows_from_its_evidence(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    truth = Book(data, language).truth
    judged = [row for row in all_rows(site, language) if row.verdict]
    assert len(judged) > 200
    for row in judged:
        assert row.verdict == truth.know(*split_anchor(data, row.anchor)).verdict, row.anchor


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_counts_facts_and_statements(site: Site, data: dict[str, list[Record]], language: str) -> None:
    truth = Book(data, language).truth
    facts: Counter[str] = Counter()
    statements: Counter[str] = Counter()
    for kind, record in truth.facts:
        (statements if kind == "statements" else facts)[truth.know(kind, record).verdict] += 1
    table = site.page("how-sure.md", language).xpath("//table[@data-view='verdicts']")[0]
    told = [[read_text(cell) for cell in row.xpath("./td[@class='number']")] for row in table.xpath("./tbody/tr")]
    assert [body.get("id") for body in table.xpath("./tbody")] == [f"verdict-{name}" for name in VERDICTS]
    assert told == [[str(facts[name]), str(statements[name])] for name in VERDICTS]
    assert statements.total() == 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_are_shown_in_order(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    shown = []
    for screen in site.page("steps.md", language).xpath("//li[@class='screen']"):
        record = book.record("steps", screen.get("id").removeprefix("steps-"))
        shown.append(record["id"])
        assert read_text(screen.xpath("./p[@class='screen-title']")[0]) == book.text(record, "title")
        for column in ("screen", "action"):
            assert read_text(screen.xpath(f".//div[@data-column='{column}']/dd")[0]) == book.text(record, column)
    wanted = [
        record["id"]
        for flow in ("delete_account", "close_pay")
        for products in dict.fromkeys(str(step["products"]) for step in data["steps"] if step["flow"] == flow)
        for record in data["steps"]
        if record["flow"] == flow and str(record["products"]) == products
    ]
    assert shown == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_show_the_shares_and_the_unexplained_rest(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    book = Book(data, language)
    wholes: dict[tuple[str, str], list[Record]] = {}
    for share in data["failure_shares"]:
        for source in {one["source"]: one for one in share["evidence"] if one["stance"] == "supports"} or {"": share}:
            wholes.setdefault((source, str(share["value"].get("of", share["id"]))), []).append(share)
    figures = site.page("failures/index.md", language).xpath("//figure[@data-view='failure-shares']")
    assert len(figures) == len(wholes)
    for figure, ((source, _), shares) in zip(figures, wholes.items(), strict=True):
        named = figure.xpath("./figcaption/a/@href")
        assert [link.partition("#")[2] for link in named] == ([f"sources-{source}"] if source else [])
        told = [read_text(bar) for bar in figure.xpath(".//div[@class='bar-head']//data[@data-record]")]
        assert told == [book.figure(share["value"]) for share in shares]
        widths = figure.xpath(".//*[name()='rect' and @class='bar-share']/@width")
        assert widths == [f"{share['value']['percent']}%" for share in shares]
        rest = max(100 - sum(float(share["value"]["percent"]) for share in shares), 0)
        assert figure.xpath(".//data[@class='rest']/@value") == [f"{rest:g}%"]
        assert figure.xpath(".//*[name()='rect' and @class='bar-unexplained']/@width") == [f"{rest:g}%"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_cause_has_a_page_of_its_own(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    for cause in data["failure_causes"]:
        page = site.page(f"failures/{cause['id']}.md", language)
        assert [read_text(heading) for heading in page.xpath("//h1")] == [book.text(cause, "title")]
        cells = {
            cell.get("data-column"): read_text(cell.xpath("./dd")[0])
            for cell in page.xpath("//div[@data-view='failure_causes']//div[@data-column]")
        }
        assert cells["sign"] == book.text(cause, "sign")
        assert cells.get("detail", "") == book.text(cause, "detail")
        rows = [body.get("id") for body in page.xpath("//table[@data-view='fixes-one']/tbody")]
        assert rows == [f"fixes-{fix}" for fix in cause.get("fixes", [])]
        conditions = [body.get("id") for body in page.xpath("//table[@data-view='conditions-one']/tbody")]
        assert conditions == ([f"conditions-{cause['condition']}"] if "condition" in cause else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_percentage_and_duration_of_the_article_is_on_its_page(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    assert {statement["number"].split(".")[0] for statement in data["statements"]} == set("0123456789")
    page = site.page("article.md", language)
    figures = {figure.get("value") for figure in page.xpath("//table[@data-view='statements']//data")}
    percentages = {"68%", "43%", "21%", "18%"}
    durations = {"PT30M", "PT24H", "P30D", "P5Y", "P180D", "P15D", "P14D", "3WD"}
    counts = {"7", "12", "3"}
    assert percentages | durations | counts <= figures
    assert len(page.xpath("//table[@data-view='statements']/tbody[.//span[contains(@class, 'verdict-')]]")) == 45


def test_all_languages_have_the_same_pages(site: Site) -> None:
    chinese, *others = [{path.relative_to(folder_of(one)) for path in site.pages_in(one)} for one in LANGUAGES]
    assert len(chinese) > 35
    assert others == [chinese] * len(others) and others


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


def test_the_build_prints_nothing_unusual(built: tuple[Site, subprocess.CompletedProcess[str]]) -> None:
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


def test_links_lead_somewhere_without_addresses_of_folders_too(project: Path, tmp_path: Path) -> None:
    settings = project / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("use_directory_urls: true", "use_directory_urls: false"), encoding="utf-8")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site" / "money.html").is_file()
    _follow_all(Site(tmp_path / "site"))


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
    page = site.page("sources.md", "en")
    for source in copied:
        row = page.xpath(f"//tbody[@id='sources-{source['id']}']")[0]
        assert not row.xpath(".//td[@class='cell-source']//a"), source["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_knows_its_language_its_twins_and_its_address(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    tags = {one: Book(data, one).label("language.tag") for one in LANGUAGES}
    for path in site.pages_in(language):
        page = site.open(path)
        assert page.get("lang") == tags[language]
        folder = f"{path.parent.relative_to(folder_of(language))}/".removeprefix("./")
        addresses = {tags[one]: f"https://guide.example/weixin/{folder_of(one)}{folder}" for one in LANGUAGES}
        assert page.xpath("//link[@rel='canonical']/@href") == [addresses[tags[language]]]
        twins = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@rel='alternate']")}
        assert twins == {**addresses, "x-default": addresses[tags[LANGUAGES[0]]]}
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("//title")[0].text
        assert page.xpath("//meta[@name='description']/@content")[0].strip()
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), f"{path}: an id stands twice: {[i for i, n in Counter(ids).items() if n > 1]}"


def test_the_menu_stays_in_its_language_and_holds_no_page_of_a_single_record(site: Site) -> None:
    for language in LANGUAGES:
        menu = site.page("index.md", language).xpath("//nav[@id='menu']//a[not(starts-with(@href, '#'))]/@href")
        assert len(menu) == len(PAGES) + 1
        others = [f"/{one}/" for one in LANGUAGES]
        assert not [address for address in menu if any(other in f"/{address}" for other in others)]
        assert not [address for address in menu if "failures/" in address and address != "failures/"]


def test_a_wrong_address_is_answered_in_every_language(site: Site, data: dict[str, list[Record]]) -> None:
    page = site.open(Path("404.html"))
    tags = [Book(data, language).label("language.tag") for language in LANGUAGES]
    assert [section.get("lang") for section in page.xpath("//main/section")] == tags
    assert page.xpath("//main/section//a/@href") == [f"/weixin/{folder_of(language)}" for language in LANGUAGES]
    assert page.xpath("//link[@rel='stylesheet']/@href") == [f"/weixin/assets/{site.asset('site.css').name}"]


def test_the_published_files_hold_all_records_with_their_verdicts(site: Site, data: dict[str, list[Record]]) -> None:
    index = json.loads((site.folder / "data/index.json").read_text(encoding="utf-8"))
    assert set(index["kinds"]) == set(data) - FOR_EDITORS
    truth = Book(data, "en").truth
    for kind, entry in index["kinds"].items():
        published = json.loads((site.folder / "data" / entry["json"]).read_text(encoding="utf-8"))
        assert [record["id"] for record in published] == [record["id"] for record in data[kind]]
        for record, written in zip(published, data[kind], strict=True):
            if "evidence" not in written:
                assert "verdict" not in record
                continue
            known = truth.know(kind, written)
            told = [record.get(name) for name in ("verdict", "reported_by", "independent_origins", "origins_against")]
            assert told == [known.verdict, known.backer or None, known.origins, known.opposing], (
                f"{kind}/{record['id']}"
            )
        rows = (site.folder / "data" / entry["csv"]).read_text(encoding="utf-8")
        assert rows.startswith("id,") or not published


def test_the_search_index_of_a_language_holds_only_that_language(site: Site) -> None:
    for language in LANGUAGES:
        entries, _ = read_index(site, language)
        assert len(entries) > 60
        for entry in entries:
            assert language_of(entry["location"]) == language
            assert (site.folder / entry["location"].partition("#")[0] / "index.html").is_file()
    assert not (site.folder / "search/search_index.json").exists()
