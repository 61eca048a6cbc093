"""A guide on another subject, in three languages: it stands on the same code, with no line of it changed.

Its project is made of our code, tests and theme, and of the data, pages and settings in tests/second_guide.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from lxml import etree

from patience import run_guide, run_python
from project_copy import SECOND, build_site, copy_second_with_tests
from raw import Record, Site, find_row, read_index, read_text
from second import DATA, LANGUAGES, folder_of, label
from shared_build import build_once

DAY = "1795392000"
"""The day of its site, in seconds: the project made of it has no history that could say it."""
PLACE = "https://guide.example/bank/"
OTHERS = LANGUAGES[1:]
SUBJECT_OF_OURS = re.compile("weixin|wechat|tencent|\u5fae\u4fe1|\u817e\u8baf", re.I)
TEXTS = {".html", ".js", ".json", ".css", ".ics", ".xml", ".txt", ".csv", ".svg"}
OURS = {
    "round_trip": "",
    "site": "not of_the_article",
    "plan": "not every_product_and_hurdle",
    "dates": "not requested_is_not_completed and not time_zone",
    "book": "",
    "search": "by_its_title",
    "evidence": "can_be_traced or disputed_fact",
    "axe": "plan or dates or small_edition",
}
"""Which of our own tests of the site hold for any guide, by their file; the others are about what our guide says."""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the second guide."""
    return copy_second_with_tests(tmp_path_factory.mktemp("second") / "project")


@pytest.fixture(scope="module")
def built_second(second: Path) -> tuple[Site, subprocess.CompletedProcess[str]]:
    """Its site, and what the build said."""
    return build_once(
        second.parent, "site", lambda target: build_site(second, target, SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY)
    )


def list_names(language: str) -> set[str]:
    """Return the addresses of the pages of a language: those of docs/, and one for each cause."""
    folder = SECOND / "docs" / language
    pages = {str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.md")}
    causes = {f"failures/{cause['id']}" for cause in DATA["failure_causes"]}
    return {re.sub("(^|/)index$", "", name) for name in pages} | causes


def test_the_second_guide_has_no_problems(second: Path) -> None:
    told = run_guide(second, "check")
    assert told.returncode == 0, told.stderr
    assert re.fullmatch(r"\d+ records, no problems\n", told.stdout)


def test_the_second_guide_builds_without_a_word_too_many(
    built_second: tuple[Site, subprocess.CompletedProcess[str]],
) -> None:
    lines = (built_second[1].stdout + built_second[1].stderr).splitlines()
    assert [
        line for line in lines if line and not re.match(r"INFO    -  (Cleaning|Building|Documentation built)", line)
    ] == []


def test_the_command_builds_the_second_guide(second: Path, tmp_path: Path) -> None:
    told = run_guide(second, "build", str(tmp_path / "site"), SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "site/index.html").is_file()


def test_no_file_of_its_site_says_a_word_of_our_subject(
    built_second: tuple[Site, subprocess.CompletedProcess[str]],
) -> None:
    folder = built_second[0].folder
    files = [path for path in folder.rglob("*") if path.suffix in TEXTS or path.name.startswith("_")]
    assert {path.suffix for path in files} >= {".html", ".js", ".json", ".css", ".ics", ".xml", ".csv"}
    assert [str(path) for path in folder.rglob("*") if SUBJECT_OF_OURS.search(str(path.relative_to(folder)))] == []
    found = {
        str(path.relative_to(folder)): said[0]
        for path in files
        if (said := SUBJECT_OF_OURS.search(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_page_a_menu_and_a_way_to_the_others(
    built_second: tuple[Site, subprocess.CompletedProcess[str]], language: str
) -> None:
    site = built_second[0]
    for name in list_names(language):
        path = site.folder / folder_of(language) / name / "index.html"
        page = site.open(path.relative_to(site.folder))
        assert page.get("lang") == language
        links = page.xpath("//header//a[@hreflang]")
        translations = {link.get("hreflang"): path.parent / link.get("href") for link in links}
        assert {one: found.resolve() for one, found in translations.items()} == {
            one: (site.folder / folder_of(one) / name).resolve() for one in LANGUAGES if one != language
        }
        menu = [read_text(link) for link in page.xpath("//nav[@id='menu']//a[not(starts-with(@href, '#'))]")]
        assert len(menu) == len(list(SECOND.glob(f"docs/{language}/**/*.md")))
        assert label("action.search", language) in read_text(page.xpath("//header")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_search_and_a_book_of_its_own(
    built_second: tuple[Site, subprocess.CompletedProcess[str]], language: str
) -> None:
    entries, _ = read_index(built_second[0], language)
    codes = {code if (code := entry["location"].partition("/")[0]) in OTHERS else "en" for entry in entries}
    assert codes == {language}
    book = built_second[0].open(Path(folder_of(language)) / "guide.html")
    assert book.get("lang") == language
    assert len(book.xpath("//article")) == len(list_names(language))


def test_a_wrong_address_is_answered_in_three_languages(
    built_second: tuple[Site, subprocess.CompletedProcess[str]],
) -> None:
    page = built_second[0].open(Path("404.html"))
    assert tuple(section.get("lang") for section in page.xpath("//main/section")) == LANGUAGES
    assert page.xpath("//main/section//a/@href") == [f"/bank/{folder_of(language)}" for language in LANGUAGES]


def test_amounts_are_told_in_each_currency(built_second: tuple[Site, subprocess.CompletedProcess[str]]) -> None:
    fees: list[Record] = yaml.load((SECOND / "data/fees.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert {fee["value"]["money"].split()[1] for fee in fees} == {"EUR", "CHF"}
    for language, told in (("en", "CHF 12.50"), ("de", "12.50 CHF")):
        page = built_second[0].open(Path(folder_of(language)) / "index.html")
        assert told in find_row(page, "fees-transfer-fee").cells["title"]


@pytest.fixture(scope="module")
def heard(second: Path) -> tuple[dict[str, set[str]], str]:
    """What our own tests say of the second guide, in one run: the outcomes in each file, and all that was said."""
    chosen = " or ".join(f"(test_{name}.py and ({which or 'test'}))" for name, which in OURS.items())
    options = ["-p", "no:cacheprovider", "--basetemp", str(second / "made"), "--junitxml", "told.xml", "-k", chosen]
    environment = {"PYTHONPATH": str(second / "hooks"), "SOURCE_DATE_EPOCH": DAY}
    files = [f"tests/site/test_{name}.py" for name in OURS]
    told = run_python("-m", "pytest", *options, *files, cwd=second, **environment)
    outcomes: dict[str, set[str]] = {}
    for case in etree.parse(second / "told.xml").iter("testcase"):
        name = str(case.get("classname")).rpartition(".test_")[2]
        outcomes.setdefault(name, set()).update([str(one.tag) for one in case] or ["passed"])
    return outcomes, told.stdout[-5000:] + told.stderr


@pytest.mark.parametrize("name", OURS)
def test_our_own_tests_of_a_site_hold_for_the_second_guide(heard: tuple[dict[str, set[str]], str], name: str) -> None:
    outcomes, told = heard
    assert outcomes.get(name) == {"passed"}, told
