"""Evidence that a reader can check: fresh or not, word for word, side by side, and for every figure."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from declared import list_homes
from expected import Expected
from guide.changes.due import LEFT
from guide.evidence.freshness import due_date, is_stale
from guide.model.evidence import Evidence
from harness import Harness
from models import KINDS
from patience import run_guide
from project_copy import build_site
from raw import LANGUAGES, ROOT, Record, Site, read_data, read_text
from small import WORDS


def make_evidence(**fields: object) -> Evidence:
    """Return a piece of evidence checked on 1 January 2026."""
    checked = {"on": "2026-01-01", "how": "read"}
    return Evidence.model_validate(
        {"source": "law", "stance": "supports", "no_quote": "spread", "checked": checked, **fields}, context=WORDS
    )


@pytest.mark.parametrize(
    ("kind", "earliest", "last"),
    [
        ("places", "2026-05-15", "2026-06-30"),
        ("steps", "2026-05-15", "2026-06-30"),
        ("money", "2026-10-01", "2027-01-01"),
        ("waiting_periods", "2026-10-01", "2027-01-01"),
        ("laws", "2027-07-02", "2028-01-01"),
    ],
)
def test_menus_age_fast_and_laws_slowly(kind: str, earliest: str, last: str) -> None:
    due = {name: due_date(KINDS[kind], make_evidence(source=name)) for name in (f"source-{n}" for n in range(300))}
    assert earliest <= str(min(due.values())) and str(max(due.values())) <= last
    assert len(set(due.values())) > 40, "what was looked at on one day is not due on one day"
    assert due["source-7"] == due_date(KINDS[kind], make_evidence(source="source-7", stance="mentions"))
    day = datetime.timedelta(days=1)
    for name, end in due.items():
        evidence = make_evidence(source=name)
        assert (is_stale(KINDS[kind], evidence, end), is_stale(KINDS[kind], evidence, end + day)) == (False, True)


def stale_lines(*arguments: str) -> list[str]:
    """Return what `python -m guide stale` lists."""
    result = run_guide(ROOT, "stale", *arguments)
    assert result.returncode == 0, result.stderr
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
    assert max(Counter(line[:10] for line in everything).values()) < len(everything) / 10, "each day has its share"
    name, line = re.fullmatch(r"\S+  (data/\w+\.yml):(\d+):\d+  \w+/\S+: \S+", some[0]).groups()  # type: ignore[union-attr]
    assert "source: " in (ROOT / name).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_an_issue_names_each_source_once_with_what_rests_on_it_in_every_language() -> None:
    told = "\n".join(stale_lines("--as-of", "2027-06-01", "--format", "markdown"))
    assert LEFT.format(len(stale_lines("--as-of", "2027-06-01"))) == told.partition("\n")[0]
    sources = re.findall(r"^### (.*)$", told, re.MULTILINE)
    assert len(sources) == len(set(sources)) > 1
    assert re.search(r"^- 2027-\d\d-\d\d `data/\w+\.yml:\d+` \w+/", told, re.MULTILINE)
    assert "2027-06-01 以前" in told and "before 2027-06-01" in told
    assert LEFT.format(0) == stale_lines("--as-of", "2026-01-01", "--format", "markdown")[0]


def find_newest_day() -> str:
    """Return the day on which the newest evidence was checked."""
    facts = (record for records in read_data().values() for record in records)
    return max(str(one["checked"]["on"]) for record in facts for one in record.get("evidence", []))


def test_where_git_is_not_installed_the_newest_evidence_says_what_day_it_is(project: Path, tmp_path: Path) -> None:
    (project / ".git").mkdir()
    told = run_guide(project, "stale", PATH=str(tmp_path / "nothing"), SOURCE_DATE_EPOCH="")
    assert told.returncode == 0
    assert told.stderr.startswith(
        "the day of the last commit is not known (git is not installed), so this is of the day"
    )
    assert told.stdout.startswith(f"nothing is due on {find_newest_day()}")


def count_stale(page: html.HtmlElement) -> int:
    """Return how many sources on an English page are said to want a new look."""
    states = page.xpath("//li//span[contains(@class, 'state')]")
    return sum("due for a new look" in read_text(state) for state in states)


def test_past_its_date_the_page_says_so() -> None:
    harness = Harness()
    for day, stale in ((find_newest_day(), False), ("2027-11-01", True)):
        localized = harness.localize(harness.data, "en", datetime.date.fromisoformat(day))
        assert (count_stale(harness.render_page(localized, list_homes()["places"])) > 20) is stale
        assert count_stale(harness.render_page(localized, "law.md")) == 0


def test_the_day_that_is_set_counts_and_the_clock_does_not(project: Path, tmp_path: Path) -> None:
    seconds = int(datetime.datetime.fromisoformat("2027-11-01T12:00:00+00:00").timestamp())
    result = build_site(project, tmp_path / "later", SOURCE_DATE_EPOCH=str(seconds))
    assert result.returncode == 0, result.stderr
    later = Site(tmp_path / "later")
    assert count_stale(later.page("steps.md", "en")) > 20
    assert count_stale(later.page("law.md", "en")) == 0


def test_every_disputed_fact_answers_a_question(data: dict[str, list[Record]]) -> None:
    truth = Expected(data, "en").truth
    answering = {reply.name for group in truth.replies.values() for reply in group}
    for kind, record in truth.facts:
        if kind != "statements" and truth.know(kind, record).verdict == "disputed":
            assert f"{kind}/{record['id']}" in answering


def test_the_waiting_period_is_the_model_case(data: dict[str, list[Record]]) -> None:
    answering = {reply.name for group in Expected(data, "en").truth.replies.values() for reply in group}
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
    assert figures
    for record in figures:
        kind, _, record_id = record.partition("/")
        voices = homes.get(f"{kind.replace('_', '-')}-{record_id}")
        assert voices, f"the figure of {record} leads to no row with evidence"


@pytest.mark.parametrize(("language", "words"), [("zh", "占什么：没有说明"), ("en", "of what: not stated")])
def test_a_percentage_of_nothing_named_says_so(site: Site, language: str, words: str) -> None:
    figure = site.page(list_homes()["failure_shares"], language).xpath("//figure[@data-view='failure-shares']")[0]
    assert words[-4:] in read_text(figure.xpath("./figcaption")[0])
    sheet = site.page("failures/pay-not-closed.md", language).xpath("//div[@data-column='share']")[0]
    assert words in read_text(sheet)
    other = site.page("failures/werun-steps.md", language).xpath("//div[@data-column='share']")[0]
    assert words not in read_text(other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_that_only_the_article_has_stands_under_its_name_and_is_unverified(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    figures = site.page(list_homes()["failure_shares"], language).xpath("//figure[@data-view='failure-shares']")
    named = [figure for figure in figures if figure.xpath("./figcaption/a[contains(@href, '#sources-seed-article')]")]
    shares = {share["id"]: share for share in data["failure_shares"]}
    shown = [share for figure in named for share in figure.xpath(".//li[@id]")]
    assert len(shown) == 4, "the article has four"
    for share in shown:
        record = shares[share.get("id").removeprefix("failure-shares-")]
        verdict = Expected(data, language).truth.know("failure_shares", record).verdict
        assert f"verdict-{verdict}" in share.xpath(".//summary/span/@class")[0]


def test_every_page_on_which_a_fact_stands_says_when_it_was_checked_and_when_next(site: Site) -> None:
    silent = []
    for path in site.pages():
        page = site.open(path)
        facts = page.xpath("//main//*[@data-record] | //main//*[contains(@class, 'grounds')]")
        told = page.xpath("//main//p[contains(@class, 'checked')]")
        dates = re.findall(r"\d{4}-\d{2}-\d{2}", read_text(told[0])) if told else []
        silent += [str(path)] if facts and len(dates) != 2 else []
    assert silent == []
