"""What was found clean before is told at once; of anything else a kept look says what a look from nothing says."""

from __future__ import annotations

import ast
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guide.cli.look import remembering
from guide.kept import fingerprint, looks
from guide.kept.fingerprint import digest_code
from guide.kept.looks import name_look
from guide.kept.marks import BESIDE, KEPT, Marks
from guide.load_all import look_at_everything
from guide.load_prose import read_prose
from guide.messages.diagnostic import Diagnostic
from guide.model.language import Language
from guide.prose.run import OF_WORDS_ALONE, Check
from patience import run_guide
from project_copy import SECOND, copy_project, copy_second_guide
from raw import ROOT

CLEAN = "records, no problems"
KINDS = sorted(path.stem for path in (SECOND / "data").glob("*.yml"))
NIGHTLY = "GUIDE_EVERY_FIELD" in os.environ
"""Whether there is time for each of them: else every fourth one is changed."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second guide, found clean once."""
    root = copy_second_guide(tmp_path_factory.mktemp("clean") / "project")
    (root / "tests").mkdir()
    assert CLEAN in run_guide(root, "check").stdout
    return root


def list_inputs(root: Path) -> list[Path]:
    """Return each file of a project; unless it is night, of those with one ending in one folder the first."""
    files = [path for name in ("data", "docs", "overrides", "hooks") for path in sorted((root / name).rglob("*.*"))]
    return choose([*files, *sorted(root.iterdir())])


def choose(paths: list[Path]) -> list[Path]:
    files = [path for path in paths if path.is_file() and "__pycache__" not in path.parts]
    first = {(path.parent, path.suffix): path for path in reversed(files)}
    return files if NIGHTLY else [*first.values()]


def test_each_file_of_a_project_counts_and_nothing_else_does(root: Path) -> None:
    clean = name_look(root / "data", ())
    assert clean
    for path in list_inputs(root):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert name_look(root / "data", ()) not in (clean, None), path
        path.write_bytes(content)
    assert name_look(root / "data", ()) == clean


Found = tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]
NOTHING: Found = ((), ())


def look_again(root: Path) -> Found:
    """Return the mistakes and the advice of a look that knows of those before."""
    with remembering(root / "data", Marks(root)) as known:
        look = look_at_everything(root / "data", known)
    return look.mistakes, look.advice


def look_cold(root: Path) -> Found:
    """Return the mistakes and the advice of a look that knows of none before."""
    look = look_at_everything(root / "data")
    return look.mistakes, look.advice


def test_a_project_that_is_clean_is_so_by_both_looks(root: Path) -> None:
    assert look_again(root) == look_cold(root) == NOTHING


def list_changes(text: str) -> Iterator[str]:
    """Yield a data file with a little of it changed: a text, a name, a figure, a reason, a record less."""
    records = re.split(r"^(?=- )", text, flags=re.MULTILINE)
    yield "".join(records[:-1]) if len(records) > 2 else f"{text}\n"
    for old, new in (
        (r"^( +(?:- )?en: )(.*\w)$", r"\1\2 takes 15 days,says TODO most sources"),
        (r"^(- id: )([\w-]+)$", r"\1\2-x"),
        (r"(P)(\d+)(D)", r"\g<1>99\3"),
        (r"^( +(?:because|reason|text|avoid|words): )(.+)$", r"\1x\2"),
    ):
        yield re.sub(old, new, text, count=1, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS if NIGHTLY else KINDS[::4])
def test_after_any_change_of_the_data_the_same_is_found_as_from_nothing(root: Path, kind: str) -> None:
    path = root / f"data/{kind}.yml"
    text = path.read_text(encoding="utf-8")
    for changed in {*list_changes(text)} - {text}:
        path.write_text(changed, encoding="utf-8")
        again, cold = look_again(root), look_cold(root)
        path.write_text(text, encoding="utf-8")
        assert again == cold
    assert look_again(root) == NOTHING


def test_after_a_change_of_our_own_guide_nothing_is_found_that_is_not_there(tmp_path: Path) -> None:
    """It has all that leads from one record to another: figures that are asked for, exceptions that are needed."""
    root = copy_project(tmp_path / "project")
    (root / "tests").mkdir()
    for path in (root / "data/money.yml", root / "docs/en/index.md"):
        with remembering(root / "data", Marks(root)) as known:
            assert not look_at_everything(root / "data", known).mistakes
        path.write_text(f"{path.read_text(encoding='utf-8')}\n", encoding="utf-8")
    with remembering(root / "data", Marks(root)) as known:
        assert not look_at_everything(root / "data", known).mistakes


@pytest.mark.parametrize("name", ["docs/en/index.md", "overrides/views/table.html"])
@pytest.mark.parametrize("more", ["\n", "{{ nothing }}\n", "<!-- guide:nothing -->\n", "</div>\n", "<i id='top'>\n"])
def test_after_any_change_of_a_page_or_template_the_same_is_found_as_from_nothing(
    root: Path, name: str, more: str
) -> None:
    text = (root / name).read_text(encoding="utf-8")
    (root / name).write_text(f"{text}\n{more}", encoding="utf-8")
    found = [look_again(root), look_again(root), look_cold(root)]
    (root / name).write_text(text, encoding="utf-8")
    assert found == found[-1:] * 3
    assert look_again(root) == NOTHING


class Nobody:
    """A guide that nothing may be asked."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"asked for {name}")


@pytest.mark.parametrize("check", OF_WORDS_ALONE, ids=lambda check: str(check.__name__))
def test_what_is_asked_of_words_alone_asks_the_guide_nothing(check: Check) -> None:
    prose = read_prose(ROOT / "docs", [Language("zh"), Language("en")])
    assert prose and not [*check(Nobody(), prose)]  # type: ignore[arg-type]


@pytest.mark.parametrize("spoilt", ["", "x", "\n{}", '{"en/index.md": {}}'])
def test_what_is_known_of_pages_and_was_spoilt_is_found_again(root: Path, spoilt: str) -> None:
    for path in (root / BESIDE).iterdir():
        path.write_text(spoilt, encoding="utf-8")
    for path in (root / KEPT).iterdir():
        path.unlink()
    assert look_again(root) == NOTHING


@pytest.mark.parametrize(
    "name", ["data/new.yml", "docs/en/new.md", "overrides/new.html", ".new", "hooks/new", "tests/x"]
)
def test_a_file_more_or_a_folder_or_a_link_counts(root: Path, name: str) -> None:
    clean = name_look(root / "data", ())
    path, found = root / name, {clean}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    found.add(name_look(root / "data", ()))
    path.unlink()
    path.symlink_to("/dev/null")
    found.add(name_look(root / "data", ()))
    path.unlink()
    assert len(found) == 3 and name_look(root / "data", ()) == clean


def test_a_file_by_another_name_counts(root: Path) -> None:
    clean, path = name_look(root / "data", ()), root / "data/fees.yml"
    path.rename(root / "data/feet.yml")
    assert name_look(root / "data", ()) != clean
    (root / "data/feet.yml").rename(path)


def test_of_a_folder_that_is_a_link_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "docs", tmp_path / "docs")
    shutil.move(root / "docs", tmp_path / "moved")
    (root / "docs").symlink_to(tmp_path / "docs")
    assert name_look(root / "data", ()) is None
    (root / "docs").unlink()
    shutil.move(tmp_path / "moved", root / "docs")


@pytest.mark.parametrize("name", looks.HEARD)
def test_what_the_environment_says_counts(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name, raising=False)
    unsaid = name_look(root / "data", ())
    found = {unsaid}
    for value in ("", "1", "2"):
        monkeypatch.setenv(name, value)
        found.add(name_look(root / "data", ()))
    assert len(found) == 4


def test_whatever_the_code_asks_of_the_environment_counts() -> None:
    """Who asks for another variable has to name it in HEARD, or to say here that `check` does not ask for it."""
    asking = {
        path.relative_to(ROOT / "hooks/guide").as_posix()
        for path in (ROOT / "hooks/guide").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    others = {"building/serving.py", "cli/build.py", "cli/export.py"}
    heard = {"cli/options.py", "cli/spoken.py", "evidence/reference_date.py", "kept/looks.py", "load_theme.py"}
    assert asking == others | heard | {"read/addresses.py"}


def test_the_day_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = name_look(root / "data", ())
    monkeypatch.setattr(looks, "read_commit_time", lambda root: str(int(time.time()) + 86_400))
    assert name_look(root / "data", ()) != clean


def test_each_file_of_the_program_and_each_package_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = tmp_path / "hooks"
    shutil.copytree(ROOT / "hooks", code, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    monkeypatch.setattr(fingerprint, "_CODE", code)
    whole = digest_code()
    for path in choose([*(code / "guide").rglob("*.*"), *(code / "sourcecheck").rglob("*.py")]):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert digest_code() != whole, path
        path.write_bytes(content)
    (tmp_path / "pydantic-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert digest_code() != whole


SPOILT = {
    "a record": ("data/fees.yml", "- id: ", "- id: X"),
    "a page": ("docs/en/index.md", "## ", "##  "),
    "a template": ("overrides/views/table.html", "{%", "{%%"),
    "a setting": ("mkdocs.yml", "strict: true", "strict: false"),
    "a file beside": ("pyproject.toml", "", "<<<<<<< HEAD\n"),
}


@pytest.mark.parametrize(("name", "old", "new"), SPOILT.values(), ids=SPOILT)
def test_of_what_was_spoilt_since_the_same_is_told_as_from_nothing(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    cold = run_guide(root, "check", "--cold")
    for _ in range(2):
        kept = run_guide(root, "check")
        assert (kept.returncode, kept.stdout, kept.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert cold.returncode == 1
    path.write_text(text, encoding="utf-8")
    assert CLEAN in run_guide(root, "check").stdout


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_found_clean_is_told_in_the_same_words(root: Path, form: str, language: str) -> None:
    asked = ("check", "--format", form, "--lang", language)
    told = {(one.returncode, one.stdout, one.stderr) for one in (run_guide(root, *asked) for _ in range(2))}
    cold = run_guide(root, *asked, "--cold")
    assert told == {(cold.returncode, cold.stdout, cold.stderr)}


def test_what_was_found_clean_is_not_looked_at_again(root: Path, tmp_path: Path) -> None:
    run_guide(root, "check")
    (tmp_path / "pydantic.py").write_text("raise SystemExit('looked')", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    assert CLEAN in run_guide(root, "check", PYTHONPATH=path).stdout
    assert "looked" in run_guide(root, "check", "--cold", PYTHONPATH=path).stderr


def test_a_revision_that_git_does_not_know_is_told_as_ever(root: Path) -> None:
    for _ in range(2):
        assert run_guide(root, "check", "--since", "nowhere").returncode == 2


def keep(marks: Marks, name: str) -> None:
    marks.keep(name, "clean")
    marks.finish()


@pytest.mark.parametrize("spoilt", [b"", b"2014 records, no problems", b"\xff" * 90, b"x" * 2000])
def test_a_mark_that_was_spoilt_says_nothing_and_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    marks = Marks(tmp_path)
    keep(marks, "a")
    (tmp_path / KEPT / "a").write_bytes(spoilt)
    assert marks.find("a") is None
    keep(marks, "a")
    assert marks.find("a") == "clean"


def test_a_mark_under_another_name_and_one_behind_a_link_say_nothing(tmp_path: Path) -> None:
    marks = Marks(tmp_path)
    keep(marks, "a")
    shutil.copy(tmp_path / KEPT / "a", tmp_path / KEPT / "b")
    (tmp_path / KEPT / "c").symlink_to("a")
    assert (marks.find("a"), marks.find("b"), marks.find("c")) == ("clean", None, None)


def test_marks_are_not_written_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/.cache").symlink_to(tmp_path / "elsewhere")
    keep(Marks(tmp_path / "project"), "a")
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_only_the_newest_marks_are_kept(tmp_path: Path) -> None:
    code = digest_code()
    for number in range(60):
        keep(Marks(tmp_path, code), f"{number}")
    kept = {path.name for path in (tmp_path / KEPT).iterdir()}
    assert "59" in kept and "0" not in kept and len(kept) <= 40


def test_outside_of_a_project_nothing_is_kept(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/second_guide/data", tmp_path / "data")
    assert name_look(tmp_path / "data", ()) is None


def test_a_program_that_changed_while_it_looked_keeps_nothing(tmp_path: Path) -> None:
    keep(Marks(tmp_path, "another program"), "a")
    assert Marks(tmp_path).find("a") is None
