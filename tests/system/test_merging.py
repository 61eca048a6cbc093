"""Two pull requests that each bring a row do not stand in each other's way, and neither has to bring what is made."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from patience import PATIENCE, run_guide
from project_copy import copy_second_guide
from raw import ROOT

ROW = """- id: {name}
  title: {{en: One more {name}, de: Noch {name}, fr: Encore {name}}}
  products: [giro]
  evidence:
    - source: money-blog
      stance: silent
      checked: {{on: 2026-11-20, how: read}}

"""
Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a project of the second guide that is a git repository with one commit on main."""
    root = copy_second_guide(tmp_path_factory.mktemp("merging") / "project")
    shutil.copy(ROOT / ".gitignore", root)
    assert run_guide(root, "schema").returncode == 0
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "before"]):
        git(root, *command)
    yield root


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git in a repository that knows nobody."""
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *names, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=PATIENCE)


def put_before(kind: str, record_id: str, name: str) -> Change:
    """Return a change that puts a row before another one of its kind."""

    def change(root: Path) -> None:
        path = root / "data" / f"{kind}.yml"
        text = path.read_text(encoding="utf-8")
        place = text.index(f"- id: {record_id}\n")
        path.write_text(text[:place] + ROW.format(name=name) + text[place:], encoding="utf-8")

    return change


def first_and_last(root: Path, kind: str) -> tuple[str, str]:
    """Return the ids of the first and the last record of a data file."""
    lines = (root / "data" / f"{kind}.yml").read_text(encoding="utf-8").split("\n")
    ids = [line.removeprefix("- id: ") for line in lines if line.startswith("- id: ")]
    return ids[0], ids[-1]


def check(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide in a copy."""
    return run_guide(root, *command)


@pytest.mark.parametrize("kinds", [("fees", "fees"), ("fees", "account_types")], ids=["one file", "two files"])
def test_two_pull_requests_with_a_row_each_merge_and_are_green_as_they_are(
    repository: Path, kinds: tuple[str, str]
) -> None:
    git(repository, "checkout", "-q", "main")
    one = put_before(kinds[0], first_and_last(repository, kinds[0])[0], "row-of-one")
    other = put_before(kinds[1], first_and_last(repository, kinds[1])[1], "row-of-other")
    for name, change in (("one", one), ("other", other)):
        git(repository, "checkout", "-q", "-B", name, "main")
        change(repository)
        for command in (["check"], ["translations", "--check"], ["schema", "--check"]):
            result = check(repository, *command)
            assert result.returncode == 0, f"{name}: {' '.join(command)}: {result.stdout}{result.stderr}"
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", name)
    merged = git(repository, "merge", "-q", "--no-edit", "one")
    assert "CONFLICT" not in merged.stdout
    assert check(repository, "check").returncode == 0
    text = "".join((repository / "data" / f"{kind}.yml").read_text(encoding="utf-8") for kind in {*kinds})
    assert "- id: row-of-one\n" in text and "- id: row-of-other\n" in text


def test_what_is_made_from_rows_is_not_committed(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    put_before("fees", first_and_last(repository, "fees")[0], "row-of-names")(repository)
    assert check(repository, "schema").returncode == 0
    changed = git(repository, "status", "--short").stdout.split("\n")
    assert [line for line in changed if line] == [" M data/fees.yml"]
    git(repository, "checkout", "-q", "--", ".")


# Sixteen at once


SOURCE = """# yaml-language-server: $schema=../schema/sources.json
- id: {name}
  class: press
  publisher: {{en: A paper, de: Eine Zeitung, fr: Un journal}}
  title: On {name}
  language: en
  about: {{en: An article., de: Ein Artikel., fr: Un article.}}
  products: [giro]
  url: https://paper.example/{name}
  extent: full
  read: 2026-11-20
"""


def add_row(kind: str, name: str, source: str = "money-blog") -> Change:
    """Return a change that adds a row in a file of its own, as `guide new --write` does."""

    def change(root: Path) -> None:
        text = ROW.format(name=name).replace("money-blog", source)
        write(root / f"data/{kind}/{name}.yml", f"# yaml-language-server: $schema=../schema/{kind}.json\n{text}")

    return change


def add_source_and_row(kind: str, name: str) -> Change:
    """Return a change that adds a source, and a row that names it."""

    def change(root: Path) -> None:
        write(root / f"data/sources/{name}.yml", SOURCE.format(name=name))
        add_row(kind, f"row-{name}", name)(root)

    return change


def replace(path: str, old: str, new: str) -> Change:
    """Return a change of a few words of a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


SIXTEEN: list[Change] = [
    *(add_row("fees", f"fee-{name}") for name in "abcde"),
    *(add_row("account_types", f"type-{name}") for name in "ab"),
    *(add_source_and_row("fees", f"paper-{name}") for name in "abcd"),
    *(add_source_and_row("account_types", f"journal-{name}") for name in "ab"),
    replace("data/sources.yml", "en: It repeats the Money Blog.", "en: It copies the Money Blog."),
    replace("data/steps.yml", "en: Sign it", "en: Sign the letter"),
    replace("data/waiting_periods.yml", "quote: It takes 14 days.", "quote: It takes 14 days"),
]
"""What comes in at once: rows, sources with a row, and a few words that are mended."""


def test_sixteen_pull_requests_merge_one_after_another_without_hands(repository: Path) -> None:
    assert len(SIXTEEN) == 16
    for number, change in enumerate(SIXTEEN):
        git(repository, "checkout", "-q", "-B", f"pull-{number}", "main")
        change(repository)
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", f"pull {number}")
    git(repository, "checkout", "-q", "-B", "all", "main")
    for number in range(len(SIXTEEN)):
        git(repository, "merge", "-q", "--no-edit", f"pull-{number}")  # which fails where hands are needed
    told = check(repository, "check")
    assert told.returncode == 0, told.stderr
    for number in (0, 7):
        git(repository, "checkout", "-q", f"pull-{number}")
        assert check(repository, "check").returncode == 0, "each is green by itself"
    git(repository, "checkout", "-q", "main")
