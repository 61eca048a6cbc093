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
from guide.messages.message import Message
from guide.model.guide import Guide
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
