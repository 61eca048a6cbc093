"""Evidence that a reader can check: fresh or not, word for word, side by side, and for every figure."""

from __future__ import annotations

import datetime
import re

import pytest

from declared import list_homes
from expected import Expected
from guide.evidence.freshness import due_date, is_stale
from guide.model.evidence import Evidence
from harness import Harness
from models import KINDS
from raw import LANGUAGES, Record, Site, count_stale, find_newest_day, read_text
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


def test_past_its_date_the_page_says_so() -> None:
    harness = Harness()
    for day, stale in ((find_newest_day(), False), ("2027-11-01", True)):
        localized = harness.localize(harness.data, "en", datetime.date.fromisoformat(day))
        assert (count_stale(harness.render_page(localized, list_homes()["places"])) > 20) is stale
        assert count_stale(harness.render_page(localized, "law.md")) == 0


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
