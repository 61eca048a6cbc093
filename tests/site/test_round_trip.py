"""The way back: from the built files alone, every table, chart and figure becomes data again, and is the YAML's."""

from __future__ import annotations

import csv
import datetime
import functools
import io
import json
import re
from typing import Any

import pytest
from lxml import html

from declared import FOR_EDITORS, list_homes
from expected import Expected
from oracle import VERDICTS
from places import Oracle, anchor, list_shortcodes
from raw import LANGUAGES, PRODUCTS, Record, Site, folder_of, read_index
from round_trip import Place, Reader, UnreadError, read_measure

DEFAULTS: dict[str, Any] = {"copied": "false", "withdrawable": "true", "remind": "false", "margin": "0"}
DEFAULTS |= {"held": list(LANGUAGES), "counted": "false", "draft": "false", "often": "false"}
"""What a field means that is not written."""
Told = dict[Place, Any]


@functools.cache
def read_site(site: Site, language: str) -> tuple[Told, dict[str, set[str]]]:
    """Return what every place of every page of a language holds, and how each verdict is drawn."""
    reader = Reader(language)
    found: Told = {}
    for path in site.pages_in(language):
        address = f"{path.parent.relative_to(folder_of(language))}/".removeprefix("./")
        found |= reader.read_page(site.open(path).xpath("//*[@id='content']")[0], address)
    return found, reader.shapes


def expect_site(site: Site, data: dict[str, list[Record]], language: str) -> Told:
    """Return what the data say that the places of a built site hold."""
    return Oracle(Expected(data, language), read_day(site), list_shortcodes(language)).expect()


def read_day(site: Site) -> datetime.date:
    """Return the day that the site is made for: the first for which it has a calendar file."""
    link = site.page("dates.md", LANGUAGES[0]).xpath("//details//a[contains(@href, '.ics')]/@href")[0]
    return datetime.date.fromisoformat(re.findall(r"\d{4}-\d\d-\d\d", link)[0])


def drop_lags(told: Any, note: str) -> Any:
    """Return what a place tells without the note that a translation is behind, which test_translations.py is about."""
    if isinstance(told, list):
        return [drop_lags(one, note) for one in told]
    if isinstance(told, dict):
        return {name: drop_lags(one, note) for name, one in told.items() if (name, one) != ("lag", note)}
    return told


def sort_uses(place: Place, told: Any) -> Any:
    """Return what a place tells, the uses of a source in an order of their own."""
    if place[1] == "sources" and isinstance(told, dict) and isinstance(told.get("used_by"), dict):
        fold = told["used_by"]["fold"]
        (fold["grounds"]["items"] if "grounds" in fold else fold["ul"]).sort()
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_skins_tell_the_same_in_the_same_order(site: Site, skinned: Site, language: str) -> None:
    pages = [{*one.pages_in(language)} for one in (site, skinned)]
    told = [[*read_site(one, language)[0].items()] for one in (site, skinned)]
    assert pages[0] == pages[1] and len(told[0]) > len(list_homes())
    assert [place for place in told[1] if place not in told[0]] == []
    assert told[0] == told[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_pages_tell_is_what_the_data_say(site: Site, data: dict[str, list[Record]], language: str) -> None:
    found, expected = read_site(site, language)[0], expect_site(site, data, language)
    assert len(expected) > len(list_homes())
    assert sorted(set(expected) - set(found)) == [], "in the data, and not on the page"
    assert sorted(set(found) - set(expected)) == [], "on the page, and places.py does not expect it: tell it there"
    note = Expected(data, language).label("note.outdated")
    for place, told in found.items():
        assert sort_uses(place, drop_lags(told, note)) == expected[place], place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_of_the_pages_is_the_order_of_the_data(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    def list_units(told: Told) -> dict[tuple[str, str], list[str]]:
        units: dict[tuple[str, str], list[str]] = {}
        for page, view, unit in told:
            units.setdefault((page, view), []).append(unit)
        for (_, view), listed in units.items():
            if view == "downloads":
                listed.sort()  # the kinds stand in the order of the code
        return units

    found, expected = read_site(site, language)[0], expect_site(site, data, language)
    assert list_units(found) == list_units(expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_that_readers_see_is_on_a_page(site: Site, data: dict[str, list[Record]], language: str) -> None:
    units = {unit for _, _, unit in read_site(site, language)[0]}
    day = rf"(-p\d+[dmy])?-({'|'.join(PRODUCTS)})$"
    units |= {re.sub(day, "", unit) for unit in units if unit.startswith("milestones-")}
    for kind in set(data) - FOR_EDITORS:
        missing = [record["id"] for record in data[kind] if anchor(kind, record["id"]) not in units]
        assert not missing, f"{kind}: no place for {missing}"


def test_each_verdict_is_drawn_in_one_way_and_no_two_alike(site: Site) -> None:
    for language in LANGUAGES:
        shapes = read_site(site, language)[1]
        assert set(shapes) == set(VERDICTS)
        assert all(len(drawn) == 1 for drawn in shapes.values())
        assert len(set.union(*shapes.values())) == len(VERDICTS)


def write_plainly(value: Any) -> Any:
    """Return what was published in the YAML's terms: all scalars as text, what is empty left out."""
    if isinstance(value, dict):
        told = {name: write_plainly(inner) for name, inner in value.items()}
        return {name: inner for name, inner in told.items() if inner != [] and DEFAULTS.get(name) != inner}
    if isinstance(value, list):
        return [write_plainly(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_the_published_json_is_the_data(site: Site, data: dict[str, list[Record]]) -> None:
    oracle = Oracle(Expected(data, LANGUAGES[0]), read_day(site), {})
    for kind in list_homes():
        published = json.loads((site.folder / f"data/{kind}.json").read_text(encoding="utf-8"))
        judged = [one | oracle.judge(kind, one) for one in data[kind]]
        assert write_plainly(published) == write_plainly(judged), kind


def flatten(value: Record, prefix: str = "") -> Record:
    """Return a record as a row of a table of numbers has it."""
    row: Record = {}
    for name, field in value.items():
        if name == "evidence":
            row["sources"] = " ".join(one["source"] for one in field)
        elif isinstance(field, dict):
            row |= flatten(field, f"{prefix}{name}.")
        else:
            items = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in field]
            row[prefix + name] = " | ".join(items) if isinstance(field, list) else field
    return row


def is_default(name: str, told: str) -> bool:
    """Say whether a cell holds what a field means that is not written."""
    value = DEFAULTS.get(name.rpartition(".")[2])
    return told.lower() == (" | ".join(value) if isinstance(value, list) else value)


def test_the_published_csv_is_the_data(site: Site, data: dict[str, list[Record]]) -> None:
    oracle = Oracle(Expected(data, LANGUAGES[0]), read_day(site), {})
    simple = [kind for kind in list_homes() if kind not in ("questions", "stages")]  # theirs have groups in lists
    for kind in simple:
        written = io.StringIO((site.folder / f"data/{kind}.csv").read_text(encoding="utf-8"), newline="")
        rows = [
            {name: field.removeprefix("'") for name, field in row.items() if field} for row in csv.DictReader(written)
        ]
        told = [{name: field for name, field in row.items() if not is_default(name, field)} for row in rows]
        judged = [one | oracle.judge(kind, one) for one in data[kind]]
        wanted = [flatten(write_plainly(one)) for one in judged]
        for row, record in zip(told, wanted, strict=True):
            plain = {name: field.lower() for name, field in row.items()}
            assert plain == {name: field.lower() for name, field in record.items()}, f"{kind}/{record['id']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_knows_every_name_of_a_word(site: Site, data: dict[str, list[Record]], language: str) -> None:
    assert [set(names) for names in read_index(site, language)[1]] == list_names(data)


def list_names(data: dict[str, list[Record]]) -> list[set[str]]:
    """Return, for each word of the app, all its names in every language."""
    return [
        {name.lower() for code in LANGUAGES for name in [term["title"][code], *term.get("aliases", {}).get(code, [])]}
        for term in data["terms"]
    ]


FIGURES = {
    "15 天": "P15D",
    "1 day": "P1D",
    "超过 68%": ">68%",
    "0.1%": "0.1%",
    "0.10 元": "0.10 CNY",
    "CNY 114,906": "114906.00 CNY",
    "约 100,000 元": "~100000.00 CNY",
    "1–3 个工作日": "1WD/3WD",
    "15 days – 3 months": "P15D/P3M",
    "至少 10 年": "≥P10Y",
    "72 hours": "PT72H",
    "30 分钟": "PT30M",
    "1,200 项": "1200 项",
    "2026-08": "2026-08",
    "8.0.65": "8.0.65",
}


@pytest.mark.parametrize(("words", "typed"), FIGURES.items())
def test_a_figure_is_read_with_its_unit(words: str, typed: str) -> None:
    language = "zh" if re.search("[\u4e00-\u9fff]", words) else "en"
    assert read_measure(words, language) == typed


STRAYS = {
    "a table of no view": "<table class='facts'><tbody><tr><td>1</td></tr></tbody></table>",
    "a figure of no view": "<figure><p>1</p></figure>",
    "a drawing of no view": "<p><svg width='1'><rect width='1%'/></svg></p>",
    "a figure that says what it is not": "<p><data value='P14D' data-record='a/b'>15 days</data></p>",
    "a figure without a form": "<p><data value='' data-record='a/b'>soon</data></p>",
    "a cell under the wrong heading": (
        "<table data-view='x'><thead><tr><th>A</th></tr></thead>"
        "<tbody id='x-1'><tr><td data-label='B'>1</td></tr></tbody></table>"
    ),
}


@pytest.mark.parametrize("name", STRAYS)
def test_what_the_reader_does_not_know_is_an_error(name: str) -> None:
    with pytest.raises(UnreadError):
        Reader("en").read_page(html.fromstring(f"<main>{STRAYS[name]}</main>"), "x/")
