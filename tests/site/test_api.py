"""The data for programs, read by programs that know nothing but its description."""

from __future__ import annotations

import csv
import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from frictionless import Package
from jsonschema import Draft202012Validator
from lxml import html
from openapi_spec_validator import validate

from browsing import serve_folder
from raw import Record, Site
from second import DATA, LANGUAGES

API = "api/v1"
PLACEHOLDER = re.compile(r"\{[a-z_]+(/[a-z0-9-]+)?(\.[a-z_]+)?\}")


@pytest.fixture(scope="module")
def description(second_site: Site) -> Any:
    return _load(second_site.folder / API / "openapi.json")


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _list_records(site: Site) -> Iterator[Any]:
    yield from map(_load, sorted((site.folder / API / "records").rglob("*.json")))


def _list_keys(value: Any) -> Iterator[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    yield from value if isinstance(value, dict) else ()
    for one in inner:
        yield from _list_keys(one)


def _ask(base: str, path: str) -> Any:
    with urllib.request.urlopen(urljoin(base, path), timeout=20) as answer:
        return json.load(answer)


def test_the_description_is_valid(description: Any) -> None:
    validate(description)


def test_every_file_is_what_the_description_says(second_site: Site, description: Any) -> None:
    folder = second_site.folder / API
    seen = 0
    for path, operation in description["paths"].items():
        content = operation["get"]["responses"]["200"]["content"]
        if "application/json" not in content:  # tests/site/test_citing.py reads it
            assert list(folder.glob(re.sub(r"\{\w+\}", "*", path[1:]))), path
            continue
        schema = content["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": description["components"]})
        for file in folder.glob(re.sub(r"\{\w+\}", "*", path[1:])):
            validator.validate(_load(file))
            seen += 1
    others = {"openapi.json", "datapackage.json"}
    assert seen == len([file for file in folder.rglob("*.json") if file.name not in others]) > 50


def test_every_record_that_readers_see_has_a_file_which_says_what_the_data_says(second_site: Site) -> None:
    published = {(one["kind"], one["id"]): one for one in _list_records(second_site)}
    shown = {kind for kind, _ in published}
    assert shown >= {"waiting_periods", "sources", "failure_causes", "questions"}
    assert {(kind, one["id"]) for kind in shown for one in DATA[kind]} == set(published)
    for (kind, name), found in published.items():
        (written,) = (one for one in DATA[kind] if one["id"] == name)
        title = written.get("title")
        if isinstance(title, dict) and "{" not in str(title):
            assert found["title"] == title
        if "duration" in written.get("value", {}):
            assert found["figure"]["duration"] == written["value"]["duration"]
        own = [one["source"]["id"] for one in found.get("evidence", [])]
        assert own[: len(written.get("evidence", []))] == [one["source"] for one in written.get("evidence", [])]


def test_no_text_waits_for_a_figure_and_no_key_is_read_as_yes_or_no(second_site: Site) -> None:
    for record in _list_records(second_site):
        assert not PLACEHOLDER.search(json.dumps(record)), record["id"]
        assert all(isinstance(yaml.safe_load(key), str) for key in _list_keys(record)), record["id"]


def test_every_address_leads_to_the_row_on_the_page(second_site: Site, description: Any) -> None:
    root = description["servers"][0]["url"].removesuffix(API)
    pages: dict[str, html.HtmlElement] = {}
    led = 0
    for record in _list_records(second_site):
        assert list(record["address"]) == list(LANGUAGES)
        for address in record["address"].values():
            page, _, anchor = address.removeprefix(root).partition("#")
            tree = pages.setdefault(page, second_site.open(Path(page, "index.html")))
            assert not anchor or tree.xpath("//*[@id=$anchor]", anchor=anchor), address
            led += bool(anchor)
    assert led > 50


def test_the_tables_are_a_valid_data_package(second_site: Site) -> None:
    package = Package(str(second_site.folder / API / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "note"])
    assert {resource.name.replace("-", "_") for resource in package.resources} == {
        path.stem for path in (second_site.folder / API / "kinds").iterdir() if path.suffix == ".json"
    }
    table = (second_site.folder / API / "tables/waiting_periods.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    assert [row["id"] for row in rows] == [one["id"] for one in DATA["waiting_periods"]]


def test_a_program_that_knows_the_description_alone_learns_how_long_who_says_so_and_how_many(
    site: Site, data: dict[str, list[Record]]
) -> None:
    with serve_folder(site.folder) as served:
        start = f"{served}{API}/openapi.json"
        description = _ask(start, "openapi.json")
        paths = {one["get"]["operationId"]: path.lstrip("/") for path, one in description["paths"].items()}
        parameters = description["paths"]["/" + paths["listRecords"]]["get"]["parameters"]
        assert "waiting_periods" in parameters[0]["schema"]["enum"]
        waits = _ask(start, paths["listRecords"].replace("{kind}", "waiting_periods"))["records"]
        answers = [_ask(start, wait["record"]) for wait in waits if wait["scope"]["products"] == ["weixin"]]
        told = []
        for one in answers:
            side = one["verdict"]["supporting"]
            says = [voice["source"] for voice in one["evidence"]]
            who = {source["title"] for source in says if source["id"] in side["sources"]}
            if who and "figure" in one:
                told.append((one["figure"]["text"]["en"], who, side["independent_sources"]))
    assert told and all(figure and 1 <= number <= len(who) for figure, who, number in told)
    titles = {one["title"] for one in data["sources"]}
    assert all(who <= titles for _, who, _ in told)
