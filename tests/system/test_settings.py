"""What the surroundings say of a build: its day, its addresses, its menu. What is odd is told, and never obeyed."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from guide.__main__ import main
from guide.evidence.reference_date import find_newest_day, read_reference_date
from guide.load import load_guide
from guide.messages.diagnostic import DataError
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.read.addresses import check_addresses
from guide.site.menu import check_outline
from messages import phrase
from project_copy import SECOND, build_site, copy_second_guide

NOON = int(datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC).timestamp())


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SECOND / "data")


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def commit(root: Path, date: str) -> None:
    """Make a repository with one commit of a date, seconds since 1970."""
    names = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": f"{date} +0000", "GIT_COMMITTER_DATE": f"{date} +0000"}
    for command in (["init", "--quiet"], ["commit", "--quiet", "--allow-empty", "--message", "x"]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **names, **dates}, check=True)


def read(root: Path, guide: Guide) -> tuple[datetime.date, list[Message]]:
    told: list[Message] = []
    return read_reference_date(root, guide, told.append), told


def test_the_day_of_the_last_commit_is_taken_without_a_word(tmp_path: Path, guide: Guide) -> None:
    commit(tmp_path, f"@{NOON}")
    assert read(tmp_path, guide) == (datetime.date(2026, 11, 24), [])


def test_a_day_that_is_set_is_taken_without_a_word(
    tmp_path: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    assert read(tmp_path, guide) == (datetime.date(2026, 11, 24), [])


@pytest.mark.parametrize(
    "written", ["abc", "-1", "1e9", "1.5", " 1795651200", "0", "99999999999", "9" * 400, "１７", "12\x1b[2J\n3"]
)
def test_a_day_that_is_none_is_refused(
    written: str, tmp_path: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    with pytest.raises(DataError) as caught:
        read(tmp_path, guide)
    (found,) = caught.value.diagnostics
    assert (found.location.path, found.message.rule) == ("SOURCE_DATE_EPOCH", "no-day")
    for words in (phrase(found, "en"), phrase(found, "zh")):
        assert "\x1b" not in words and "\n" not in words and len(words) < 300


@pytest.mark.parametrize("case", ["a download", "somebody else's", "an empty repository", "an odd date", "no git"])
def test_a_day_that_is_not_known_is_said(
    case: str, tmp_path: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    if case == "an odd date":
        commit(tmp_path, "@12")
    elif case != "a download":
        subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    if case == "somebody else's":
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    if case == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    day, (message,) = read(tmp_path, guide)
    reasons = {
        "a download": ("there is no .git", "没有 .git"),
        "somebody else's": ("dubious ownership", "dubious ownership"),
        "an empty repository": ("does not have any commits", "does not have any commits"),
        "an odd date": ("it says '12'", "写的是“12”"),
        "no git": ("git is not installed", "没有安装 git"),
    }
    assert day == find_newest_day(guide)
    for language, reason in zip(("en", "zh"), reasons[case], strict=True):
        words = phrase(message, language)
        assert reason in words and str(day) in words and "\n" not in words


@pytest.mark.parametrize(
    "address",
    [
        'https://guide.example/"><script>',
        "https://guide.example/ x",
        "https://guide.example/'",
        "https://user:word@guide.example/",
        "javascript:alert(1)",
        "guide.example",
        "//guide.example/",
        "https://guide.example/?a=b",
        "https://guide.example/#x",
        "https://",
        "https://guide.example/\n",
    ],
)
def test_an_address_that_would_break_out_of_a_page_is_refused(address: str) -> None:
    (found,) = check_addresses({"SITE_URL": address, "REPO_URL": ""})
    assert (found.location.path, found.message.rule) == ("SITE_URL", "site-address")


def test_addresses_as_people_have_them_are_fine() -> None:
    for address in (
        "",
        "https://guide.example",
        "http://127.0.0.1:8000/",
        "https://a.github.io/b-c/",
        "https://x.y/~z/%E5",
    ):
        assert list(check_addresses({"SITE_URL": address})) == []


def test_a_build_in_odd_surroundings_says_so_and_makes_nothing(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    for environment, told in (
        ({"SOURCE_DATE_EPOCH": "abc"}, "SOURCE_DATE_EPOCH:1:1: must be"),
        ({"SITE_URL": 'https://guide.example/"'}, "SITE_URL:1:1: must be"),
        ({"SOURCE_DATE_EPOCH": "abc", "LANG": "zh_CN.UTF-8"}, "SOURCE_DATE_EPOCH:1:1: 要写"),
    ):
        result = build_site(project, tmp_path / "site", **environment)
        assert result.returncode == 1 and told in result.stderr, result.stderr
        assert "Traceback" not in result.stderr and not (tmp_path / "site").exists()


MENU = "nav:\n  - index.md\n  - start:\n      - money.md\n      - law.md\n"
MENUS = {
    "no menu": ("site_name: x\n", 1),
    "two menus": (f"{MENU}nav:\n  - index.md\n", 7),
    "an empty menu": ("nav: []\n", 1),
    "a word": ("nav: index.md\n", 1),
    "a menu that begins elsewhere": ("nav:\n  - money.md\n  - index.md\n", 2),
    "another site": (f"{MENU}  - https://evil.example/\n", 6),
    "another site with a title": (f"{MENU}  - Words: https://evil.example/\n", 6),
    "a script": (f"{MENU}  - start-2: javascript:alert(1)\n", 6),
    "an absolute way": (f"{MENU}  - /money.md\n", 6),
    "a way out": (f"{MENU}  - ../README.md\n", 6),
    "a page that is not there": (f"{MENU}  - mony.md\n", 6),
    "a page with a title": (f"{MENU}  - Words: scams.md\n", 6),
    "a page twice": (f"{MENU}  - money.md\n", 6),
    "an empty section": (f"{MENU}  - evidence: []\n", 6),
    "a section without a list": (f"{MENU}  - evidence:\n", 6),
    "a section in a section": (f"{MENU}  - evidence:\n      - project:\n          - scams.md\n", 7),
    "a list in a list": (f"{MENU}  - - scams.md\n", 6),
    "a section twice": (f"{MENU}  - start:\n      - scams.md\n", 6),
    "a section without a name": (f"{MENU}  - nowhere:\n      - scams.md\n", 6),
    "two sections in one": (f"{MENU}  - evidence: [scams.md]\n    project: [backup.md]\n", 6),
    "a tag": (f"{MENU}  - !ENV HOME\n", 6),
    "no YAML": ("nav: [\n", 1),
}


@pytest.mark.parametrize("case", MENUS)
def test_a_menu_of_anything_but_pages_is_refused_at_its_line(case: str) -> None:
    text, line = MENUS[case]
    labels = {"nav.start", "nav.evidence", "nav.project"}
    found = list(check_outline(text, "mkdocs.yml", {"index.md", "money.md", "law.md", "scams.md", "backup.md"}, labels))
    assert {one.message.rule for one in found} == {"menu"}
    assert line in {one.location.line for one in found}, [str(one) for one in found]


def test_check_and_build_refuse_a_menu_and_a_lock_that_are_broken(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["translations", "--folder", str(project / "data"), "--write"]).exit_code == 0
    lock = (project / "data/translations.lock").read_text(encoding="utf-8")
    for name, text, told in (
        ("mkdocs.yml", f"{settings}  - https://evil.example/\n", "is no page in docs/"),
        ("data/translations.lock", f"{lock}garbage\n", "must be 'kind/id field"),
    ):
        before = (project / name).read_text(encoding="utf-8")
        (project / name).write_text(text, encoding="utf-8")
        checked = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "en"])
        built = build_site(project, tmp_path / "site")
        (project / name).write_text(before, encoding="utf-8")
        line = text.count("\n")
        assert checked.exit_code == built.returncode == 1
        assert f"{name}:{line}:" in checked.output and told in checked.output
        assert f"{name}:{line}:" in built.stderr and told in built.stderr and "Traceback" not in built.stderr
