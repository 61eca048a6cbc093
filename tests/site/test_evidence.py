"""Evidence that a reader can check: fresh or not, word for word, side by side, and for every figure."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from test_site import all_rows, split_anchor

from conftest import build_site
from expected import Book
from guide.evidence.freshness import due_date, is_stale
from guide.model.evidence import Evidence
from oracle import Reply
from raw import LANGUAGES, ROOT, Record, Site, read_data, read_text
from small import WORDS


def make_evidence(**fields: object) -> Evidence:
    """Return a piece of evidence checked on 1 January 2026."""
    checked = {"on": "2026-01-01", "how": "read"}
    return Evidence.model_validate(
        {"source": "law", "stance": "supports", "no_quote": "spread", "checked": checked, **fields}, context=WORDS
    )


@pytest.mark.parametrize(
    ("kind", "day", "stale"),
    [
        ("places", "2026-01-01", False),
        ("places", "2026-06-30", False),
        ("places", "2026-07-01", True),
        ("steps", "2026-07-01", True),
        ("money", "2026-07-01", False),
        ("money", "2027-01-01", False),
        ("money", "2027-01-02", True),
        ("waiting_periods", "2027-01-02", True),
        ("laws", "2027-01-02", False),
        ("laws", "2028-01-01", False),
        ("laws", "2028-01-02", True),
    ],
)
def test_menus_age_fast_and_laws_slowly(kind: str, day: str, stale: bool) -> None:
    assert is_stale(kind, make_evidence(), datetime.date.fromisoformat(day)) is stale
    assert (datetime.date.fromisoformat(day) > due_date(kind, make_evidence())) is stale


def stale_lines(*arguments: str) -> list[str]:
    """Return what `python -m guide stale` lists."""
    command = [sys.executable, "-m", "guide", "stale", *arguments]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return result.stdout.splitlines()


def test_stale_lists_what_is_due_soonest_first(data: dict[str, list[Record]]) -> None:
    dates = [
        one["checked"]["on"] for records in data.values() for record in records for one in record.get("evidence", [])
    ]
    before = stale_lines("--as-of", min(dates))
    assert len(before) == 1
    assert before[0].startswith("nothing is due on")
    everything = stale_lines("--as-of", "2099-01-01")
    assert len(everything) == len(dates)
    assert everything == sorted(everything, key=lambda line: line[:10])
    some = stale_lines("--as-of", "2027-06-01")
    assert some == [line for line in everything if line[:10] < "2027-06-01"]
    assert any("places/" in line for line in some)
    assert not any("laws/" in line for line in some)
    assert stale_lines("--as-of", "2027-05-22", "--within", "10") == some


def find_newest_day() -> str:
    """Return the day on which the newest evidence was checked."""
    facts = (record for records in read_data().values() for record in records)
    return max(str(one["checked"]["on"]) for record in facts for one in record.get("evidence", []))


def test_where_git_is_not_installed_the_newest_evidence_says_what_day_it_is(project: Path, tmp_path: Path) -> None:
    (project / ".git").mkdir()
    environment = {**os.environ, "PATH": str(tmp_path / "nothing"), "SOURCE_DATE_EPOCH": ""}
    command = [sys.executable, "-m", "guide", "stale"]
    told = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0
    assert told.stderr.startswith(
        "the day of the last commit is not known (git is not installed), so this is of the day"
    )
    assert told.stdout.startswith(f"nothing is due on {find_newest_day()}")


def test_past_its_date_the_page_says_so_and_the_clock_does_not_count(project: Path, tmp_path: Path) -> None:
    def build(name: str, day: str, zone: str) -> Site:
        seconds = int(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())
        result = build_site(project, tmp_path / name, SOURCE_DATE_EPOCH=str(seconds), TZ=zone)
        assert result.returncode == 0, result.stderr
        return Site(tmp_path / name)

    def count(site: Site, name: str, words: str) -> int:
        return sum(
            words in read_text(state) for state in site.page(name, "en").xpath("//li//span[contains(@class, 'state')]")
        )

    words = "due for a new look"
    fresh = build("fresh", find_newest_day(), "UTC")
    assert count(fresh, "steps.md", words) == count(fresh, "law.md", words) == 0
    later = build("later", "2027-11-01", "UTC")
    assert count(later, "steps.md", words) > 20
    assert count(later, "law.md", words) == 0
    again = build("again", "2027-11-01", "Asia/Shanghai")
    files = {path.relative_to(later.folder) for path in later.folder.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again.folder) for path in again.folder.rglob("*") if path.is_file()}
    for path in files:
        assert (later.folder / path).read_bytes() == (again.folder / path).read_bytes(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_disagreements_show_every_answer_side_by_side(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    shown = site.page("disagreements.md", language).xpath("//section[@data-view='disagreements']")
    assert [section.get("id") for section in shown] == [
        f"disagreements-{record['id']}" for record in data["disagreements"]
    ]
    for section, record in zip(shown, data["disagreements"], strict=True):
        assert read_text(section.xpath("./h3")[0]) == book.text(record, "question")
        for column in ("advice", "why"):
            assert read_text(section.xpath(f".//p[@data-column='{column}']")[0]).endswith(book.text(record, column))
        answers, group = section.xpath(".//tbody"), book.truth.replies[record["id"]]
        assert [answer.get("data-record") for answer in answers] == [reply.name for reply in group]
        backing = {voice["source"] for reply in group for voice in reply.record["evidence"] if supports(voice)}
        for answer, reply in zip(answers, group, strict=True):
            check_answer(answer, reply, backing, book)


def supports(voice: Record) -> bool:
    """Say whether a piece of evidence bears its fact out."""
    return bool(voice["stance"] == "supports")


def check_answer(answer: html.HtmlElement, reply: Reply, backing: set[str], book: Book) -> None:
    """Hold one answer to its figure, its verdict, those who give it, and those against it who give no other one."""
    fact, text = reply.record, read_text(answer)
    assert book.text(fact, "title") in text
    if "value" in fact:
        assert read_text(answer.xpath(".//data")[0]) == book.figure(fact["value"])
    verdict = book.truth.know(reply.kind, fact).verdict
    assert f"verdict-{verdict}" in answer.xpath(".//span[contains(@class, 'verdict ')]/@class")[0]
    backers = [one["source"] for one in fact["evidence"] if supports(one) or one["source"] not in backing]
    links = answer.xpath(".//ul[@class='backers']//a/@href")
    assert [link.partition("#")[2] for link in links] == [f"sources-{backer}" for backer in backers]
    for backer in backers:
        source = book.record("sources", backer)
        assert book.label(f"class.{source['class']}") in text
        assert source.get("date", book.label("word.undated")) in text


def test_every_disputed_fact_answers_a_question(data: dict[str, list[Record]]) -> None:
    truth = Book(data, "en").truth
    answering = {reply.name for group in truth.replies.values() for reply in group}
    for kind, record in truth.facts:
        if kind != "statements" and truth.know(kind, record).verdict == "disputed":
            assert f"{kind}/{record['id']}" in answering


def test_the_waiting_period_is_the_model_case(data: dict[str, list[Record]]) -> None:
    answering = {reply.name for group in Book(data, "en").truth.replies.values() for reply in group}
    assert {f"waiting_periods/{record['id']}" for record in data["waiting_periods"]} <= answering


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_can_be_traced_to_a_record_and_its_sources(site: Site, language: str) -> None:
    homes = {}
    pages = [site.open(path) for path in site.pages_in(language)]
    for page in pages:
        for element in page.xpath("//*[@id][self::tbody or self::li or self::div]"):
            voices = element.xpath(".//li[@class='voice']")
            if voices or element.get("id") not in homes:
                homes[element.get("id")] = voices
    figures = {figure.get("data-record") for page in pages for figure in page.xpath("//data[@data-record]")}
    assert len(figures) > 60
    for record in figures:
        kind, _, record_id = record.partition("/")
        voices = homes.get(f"{kind.replace('_', '-')}-{record_id}")
        assert voices, f"the figure of {record} leads to no row with evidence"


@pytest.mark.parametrize(("language", "words"), [("zh", "占什么：没有说明"), ("en", "of what: not stated")])
def test_a_percentage_of_nothing_named_says_so(site: Site, language: str, words: str) -> None:
    figure = site.page("failures/index.md", language).xpath("//figure[@data-view='failure-shares']")[0]
    assert words[-4:] in read_text(figure.xpath("./figcaption")[0])
    sheet = site.page("failures/pay-not-closed.md", language).xpath("//div[@data-column='share']")[0]
    assert words in read_text(sheet)
    other = site.page("failures/werun-steps.md", language).xpath("//div[@data-column='share']")[0]
    assert words not in read_text(other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_that_only_the_article_has_stands_under_its_name_and_is_unverified(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    figures = site.page("failures/index.md", language).xpath("//figure[@data-view='failure-shares']")
    named = [figure for figure in figures if figure.xpath("./figcaption/a[contains(@href, '#sources-seed-article')]")]
    shares = {share["id"]: share for share in data["failure_shares"]}
    shown = [share for figure in named for share in figure.xpath(".//li[@id]")]
    assert len(shown) == 4, "the article has four"
    for share in shown:
        record = shares[share.get("id").removeprefix("failure-shares-")]
        verdict = Book(data, language).truth.know("failure_shares", record).verdict
        assert f"verdict-{verdict}" in share.xpath(".//summary/span/@class")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_in_another_language_is_marked(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    sources = book.truth.sources
    marked = set()
    for row in all_rows(site, language):
        if row.voices:
            told = book.truth.list_voices(*split_anchor(data, row.anchor))
            for voice, one in zip(row.voices, told, strict=True):
                written = one.get("language") or sources[one["source"]]["language"]
                wanted = "" if written == language or "quote" not in one else written.replace("zh", "zh-Hans")
                assert voice.quote_language == wanted.replace("zh-Hans-Hant", "zh-Hant"), row.anchor
                marked.add(voice.quote_language)
    assert {"ar", "zh-Hant"} < marked
