"""Broken and hostile pages, files, menus, settings and surroundings: each refused at its place, or harmless.

They stand in tests/corpus/pages, as its README says.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from lxml import html

from guide.__main__ import main
from guide.evidence.reference_date import read_reference_date
from guide.load_all import look_at_everything
from guide.load_prose import find_prose_mistakes, load_templates, read_prose
from guide.load_theme import check_project
from guide.messages.diagnostic import DataError, Diagnostic
from guide.read.addresses import check_addresses
from guide.read.files import escape_name
from messages import CATALOGUE, phrase
from project_copy import build_site
from raw import LANGUAGES, ROOT
from small_site import HEAD, MENU, PAGE, PNG, SmallSite, tell

Row = Mapping[str, Any]
CORPUS = ROOT / "tests/corpus/pages"
LISTS: dict[str, list[Row]] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(CORPUS.glob("*.yml"))
}
HARMLESS = "harmless"
TEXTS = ("html", "links", "headings", "blocks", "marks", "shortcodes", "tabs", HARMLESS)
"""Lists of what stands in a page, behind a heading and some words."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return SmallSite(tmp_path_factory.mktemp("small") / "project")


def test_the_lists_are_long_and_say_of_each_input_what_it_is() -> None:
    assert sum(map(len, LISTS.values())) >= 600
    for name, rows in LISTS.items():
        assert len({row["is"] for row in rows}) == len(rows), name
        inputs = [str({key: value for key, value in row.items() if key != "is"}) for row in rows]
        assert len(set(inputs)) == len(inputs), name
        for row in rows:
            assert row["expect"] == HARMLESS or row["expect"].partition(" ")[0] in CATALOGUE.messages, row


def find_wrong(rows: list[Row], found: Mapping[str, list[Diagnostic]], start: int) -> dict[str, object]:
    """Return the rows that were not answered as they should be, with the answer; lines are counted behind `start`."""
    wrong: dict[str, object] = {}
    for row in rows:
        told = found[row["is"]]
        for one in told:
            assert_told_well(one)
        message, _, line = row["expect"].partition(" ")
        if message == HARMLESS:
            right = not told
        else:
            right = all((message, int(line)) in tell(part, start) for part in _by_path(told).values()) and bool(told)
        if not right:
            wrong[row["is"]] = (row["expect"], sorted(tell(told, start)))
    return wrong


def _by_path(told: list[Diagnostic]) -> dict[str, list[Diagnostic]]:
    parts: dict[str, list[Diagnostic]] = {}
    for one in told:
        parts.setdefault(one.location.path, []).append(one)
    return parts


def assert_told_well(one: Diagnostic) -> None:
    """Assert that a mistake is told in one line of each language, without anything that moves a terminal's cursor."""
    assert one.location.line >= 1 and one.location.column >= 1, one
    for words in (phrase(one, "zh"), phrase(one, "en"), one.location.path):
        assert words and len(words) < 3000, one
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e]", words), one


def name_pages(rows: list[Row]) -> dict[str, str]:
    """Return what the page of each row is called."""
    return {row["is"]: f"page-{number}.md" for number, row in enumerate(rows)}


@pytest.mark.parametrize("name", TEXTS)
def test_what_stands_in_a_page_is_refused_at_its_line_or_harmless(name: str, small: SmallSite) -> None:
    rows = LISTS[name]
    names = name_pages(rows)
    told = small.judge_pages({names[row["is"]]: f"{PAGE}{row['put']}\n" for row in rows})
    assert find_wrong(rows, {row["is"]: told[names[row["is"]]] for row in rows}, PAGE.count("\n")) == {}


def test_front_matter_is_refused_at_its_line_or_harmless(small: SmallSite) -> None:
    rows = LISTS["heads"]
    names = name_pages(rows)
    told = small.judge_pages({names[row["is"]]: f"{row['put']}\n# 甲 A\n\n甲 A\n" for row in rows})
    assert find_wrong(rows, {row["is"]: told[names[row["is"]]] for row in rows}, 0) == {}


def test_a_menu_is_refused_at_its_line(small: SmallSite) -> None:
    rows = LISTS["menus"]
    assert small.judge_settings(f"{small.settings}{MENU}") == []
    assert [one.message.id for one in small.judge_settings(small.settings)] == ["menu/none"]
    found = {row["is"]: small.judge_settings(small.settings + row["put"]) for row in rows}
    assert find_wrong(rows, found, small.settings.count("\n")) == {}


def test_settings_are_refused_where_they_are_not_what_the_code_relies_on(small: SmallSite) -> None:
    wrong = {}
    for row in LISTS["settings"]:
        whole = f"{small.settings}{MENU}"
        assert row["find"] in whole, row
        line = whole[: whole.index(row["find"])].count("\n") + 1
        found = small.judge_settings(whole.replace(row["find"], row["put"], 1))
        first = min(found, key=lambda one: one.location)
        assert_told_well(first)
        if first.message.id != row["expect"] or not line - 2 <= first.location.line <= line + 2:
            wrong[row["is"]] = (row["expect"], line, str(first))
    assert wrong == {}


# Files


def put(row: Row, root: Path) -> Path:
    """Make what a row says; return the outermost thing that was not there before."""
    path = root / str(row["put"])
    first = next(one for one in [*reversed(path.parents), path] if not one.exists() and not one.is_symlink())
    path.parent.mkdir(parents=True, exist_ok=True)
    how = row.get("as", "")
    if how.startswith("link to "):
        path.symlink_to(how.removeprefix("link to "))
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "folder":
        path.mkdir()
    else:
        path.write_bytes(CONTENTS[how] if how else row.get("text", "甲").encode())
    return first


CONTENTS = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0",
    "large jpg": b"\xff\xd8\xff\xe0" + b"\0" * 500_000,
    "GBK": f"{HEAD}# 甲\n".encode("gbk"),
    "UTF-16": f"{HEAD}# 甲\n".encode("utf-16"),
}


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for one in path.iterdir():
            remove(one)
        path.rmdir()
    else:
        path.unlink()


def check_around(name: str, small: SmallSite) -> Iterator[Diagnostic]:
    """Yield what `check` says of the folder in which something lies; no more, for it is asked often."""
    data, docs = small.root / "data", small.root / "docs"
    try:
        if name.startswith("data/"):
            yield from look_at_everything(data).mistakes
        elif name.startswith("docs/"):
            yield from find_prose_mistakes(docs, data, small.guide, read_prose(docs, LANGUAGES))
        else:
            check_project(small.root, small.guide, read_prose(docs, LANGUAGES), load_templates(small.root))
    except DataError as error:
        yield from error.diagnostics


def test_a_file_that_may_not_lie_there_is_named(small: SmallSite) -> None:
    assert look_at_everything(small.root / "data").mistakes == ()
    wrong = {}
    for row in LISTS["files"]:
        before = {path: path.read_bytes() for path in [small.root / row["put"]] if path.is_file()}
        for path in before:
            path.unlink()
        made = put(row, small.root)
        try:
            found = list(check_around(row["put"], small))
        finally:
            remove(made)
            for path, content in before.items():
                path.write_bytes(content)
        for one in found:
            assert_told_well(one)
        told = {(one.message.id, one.location.path) for one in found}
        wanted = (row["expect"], escape_name(row.get("at", row["put"])))
        if wanted not in told if row["expect"] != HARMLESS else told:
            wrong[row["is"]] = (wanted, told)
    assert wrong == {}


# Surroundings


def test_what_the_environment_says_is_refused_by_its_name(
    small: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = {}
    for row in LISTS["surroundings"]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", row["put"] if row["name"] == "SOURCE_DATE_EPOCH" else "1795651200")
        found = list(check_addresses({row["name"]: row["put"]})) if row["name"] != "SOURCE_DATE_EPOCH" else []
        try:
            assert isinstance(read_reference_date(tmp_path, small.guide, print), datetime.date)
        except DataError as error:
            found += error.diagnostics
        for one in found:
            assert_told_well(one)
            assert one.location.path == row["name"]
        if [one.message.id for one in found] != ([] if row["expect"] == HARMLESS else [row["expect"]]):
            wrong[row["is"]] = (row["expect"], [str(one) for one in found])
    assert wrong == {}


@pytest.mark.parametrize(("name", "written"), [("SITE_URL", 'https://guide.example/"'), ("SOURCE_DATE_EPOCH", "abc")])
def test_check_asks_the_surroundings_too(
    name: str, written: str, small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, written)
    checked = CliRunner().invoke(main, ["check", str(small.root / "data"), "--lang", "en"])
    assert checked.exit_code == 1 and checked.output.startswith(f"{name}:1:1: must be"), checked.output


# What check passes, builds


def test_all_that_is_harmless_is_built_and_brings_nothing(small: SmallSite, tmp_path: Path) -> None:
    """All together: pages, front matter, and what is no business of anybody's."""
    texts = {f"page-{number}.md": f"{PAGE}{row['put']}\n" for number, row in enumerate(LISTS[HARMLESS])}
    heads = [row["put"] for row in LISTS["heads"] if row["expect"] == HARMLESS]
    texts |= {f"head-{number}.md": f"{head}\n# 甲 A\n\n甲 A\n" for number, head in enumerate(heads)}
    made = [small.write(language, name, text) for language in LANGUAGES for name, text in texts.items()]
    made += [put(row, small.root) for row in LISTS["files"] if row["expect"] == HARMLESS and "/." in row["put"]]
    try:
        checked = CliRunner().invoke(main, ["check", str(small.root / "data"), "--lang", "en"])
        built = build_site(small.root, tmp_path / "site", SOURCE_DATE_EPOCH="1795651200")
    finally:
        for path in made:
            remove(path)
    assert checked.exit_code == 0, checked.output
    assert built.returncode == 0, built.stderr
    for name, text in texts.items():
        root = html.parse(str(tmp_path / "site" / name.removesuffix(".md") / "index.html")).getroot()
        assert_harmless(root, name)
        if name.startswith("head-"):
            title = yaml.load(text.split("---\n")[1], yaml.BaseLoader)["title"]
            assert root.xpath("string(//title)").startswith(f"{title} ·"), name
            assert root.xpath("count(//main//h2)") == 0, f"{name}: its front matter is on the page"
    assert (tmp_path / "site/menu.png").exists() and (tmp_path / "site/en/menu.png").exists()
    assert not list((tmp_path / "site").rglob(".*"))


def assert_harmless(root: html.HtmlElement, name: str) -> None:
    """Assert that a built page runs the theme's scripts only, asks no other host, and has each id once."""
    ids = root.xpath("//@id")
    assert len(set(ids)) == len(ids), (name, [one for one in ids if ids.count(one) > 1])
    assert not root.xpath(
        "//main//script | //iframe | //object | //embed | //main//style | //base | //form[@action]"
    ), name
    assert not [one for one in root.xpath("//main//@*") if one.attrname.startswith("on") or "script:" in one], name
    assert not root.xpath("//img/@src[starts-with(., 'http') or starts-with(., '//') or starts-with(., 'data:')]"), name
    assert not root.xpath("//meta[translate(@http-equiv, 'REFSH', 'refsh')='refresh']"), name
