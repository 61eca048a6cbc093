"""Nothing is written, swapped or removed through a link: a pull request may bring one, and lead it anywhere."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from guide.__main__ import main
from guide.cli.build import finish_site
from guide.deploy.outputs import check_inside, remove_output, write_output, write_outputs
from guide.deploy.swap import replacing
from guide.evidence.quotes.store import seal, write_capture
from guide.kept.compressed import open_shelf
from guide.messages.diagnostic import DataError
from guide.model.capture import Capture
from project_copy import build_site, copy_second_guide
from raw import ROOT

WORDS = "years of work"
# Command, and the links that stand in the project: each name, and whether it leads to a folder or to a file.
TRIED: Mapping[str, tuple[str, str]] = {
    "the site": ("build", "site/"),
    "a folder above a site": ("build out/site", "out/"),
    "the room of a build": ("build", ".site.building/"),
    "the old site put aside": ("build", ".site.building-old/"),
    "the lock of a build": ("build", ".site.building-lock"),
    "what earlier runs saw": ("links", ".cache/links.json"),
    "the folder of the cache": ("links", ".cache/"),
    "the report of the links": ("links --report out/links.html", "out/links.html"),
    "the folder of the report": ("links --report out/links.html", "out/"),
    "the summary of the links": ("links --summary links.md", "links.md"),
    "the report of the quotes": ("quotes --report quotes.html", "quotes.html"),
    "the summary of the quotes": ("quotes --summary out/deep/quotes.md", "out/"),
    "a capture": ("quotes --prune", "data/captures/bank-terms.json"),
    "the captures": ("quotes --prune", "data/captures/"),
    "a schema": ("schema", "data/schema/fees.json"),
    "the schemas": ("schema", "data/schema/"),
    "the lock of the translations": ("translations --write", "data/translations.lock"),
    "the journal": ("journal --write", "data/journal.json"),
    "a record": ("new fees an-id --write", "data/fees/an-id.yml"),
    "the records of a kind": ("new fees an-id --write", "data/fees/"),
    "the record of a source": ("new fees an-id --source a-paper --write", "data/sources/a-paper.yml"),
    "the data": ("new fees an-id --write", "data/"),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the second guide, with a capture of a source."""
    project = copy_second_guide(tmp_path_factory.mktemp("outputs") / "project")
    (project / "data/captures").mkdir()
    read = Capture(source="bank-terms", address="https://bank.example/terms", asked="2026-11-20", sha256="0" * 64)
    (project / "data/captures/bank-terms.json").write_text(write_capture(seal(read)), encoding="utf-8")
    return project


def make_link(project: Path, name: str) -> tuple[str, Path]:
    """Put a link into a project, to a victim beside it, in the place of what stands there; return both."""
    victim = project.parent / "victim"
    link = project / name
    if link.is_dir():
        shutil.rmtree(link)
    link.unlink(missing_ok=True) if not name.endswith("/") else None
    link.parent.mkdir(parents=True, exist_ok=True)
    (victim / "assets").mkdir(parents=True)
    for file in ("thesis.txt", "lock", "index.html", "_headers", "assets/x"):
        (victim / file).write_text(WORDS, encoding="utf-8")
    link.symlink_to(victim if name.endswith("/") else victim / "thesis.txt")
    return name.rstrip("/"), victim


def read_all(folder: Path) -> dict[str, str]:
    return {str(path): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("case", TRIED)
def test_no_command_writes_through_a_link(
    case: str, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, link = TRIED[case]
    project = shutil.copytree(template, tmp_path / "project")
    name, victim = make_link(project, link)
    before = read_all(victim)
    monkeypatch.chdir(project)
    monkeypatch.setattr("guide.cli.build._hear_stops", lambda: None)
    monkeypatch.setattr("guide.cli.build._run_mkdocs", lambda room: pytest.fail("a build was begun"))
    monkeypatch.setattr("guide.cli.asking.Manner.ask", lambda *given: pytest.fail("somebody was asked"))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    result = CliRunner().invoke(main, command.split())
    assert result.exit_code in {1, os.EX_CANTCREAT}, result.output
    assert f"{name}:1:1: 这是链接" in result.output
    assert (project / name).is_symlink()
    assert read_all(victim) == before


def test_mkdocs_itself_builds_through_no_link(template: Path, tmp_path: Path) -> None:
    for name in ("site/", "site/assets/"):
        project = shutil.copytree(template, tmp_path / f"{name.count('/')}" / "project")
        link, victim = make_link(project, name)
        before = read_all(victim)
        result = build_site(project, project / "site")
        assert result.returncode == 1
        assert f"{link}:1:1: is a link" in result.stderr and "Traceback" not in result.stderr
        assert read_all(victim) == before


def test_a_site_by_its_name_is_swapped_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/thesis.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "site").symlink_to("victim")
    with pytest.raises(DataError, match=r"site:1:1: linked-output/link"), replacing(tmp_path / "site", lambda: None):
        pytest.fail("a build was begun")
    assert read_all(tmp_path / "victim") == {str(tmp_path / "victim/thesis.txt"): WORDS}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "victim"]


def test_people_may_keep_a_project_behind_a_link_and_name_what_is_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "disk/project").mkdir(parents=True)
    (tmp_path / "home").symlink_to("disk")
    write_output(tmp_path / "home/project/deep/a.txt", "a\n", tmp_path / "home/project")
    write_output(tmp_path / "home/b.txt", b"b\n", tmp_path / "elsewhere")
    assert (tmp_path / "disk/project/deep/a.txt").read_bytes() == b"a\n"
    assert (tmp_path / "disk/b.txt").read_bytes() == b"b\n"
    write_output(tmp_path / "home/b.txt", "c", tmp_path / "elsewhere")
    assert (tmp_path / "disk/b.txt").read_bytes() == b"c"
    remove_output(tmp_path / "home/b.txt", tmp_path / "elsewhere")
    assert not (tmp_path / "disk/b.txt").exists()


@pytest.mark.parametrize("kind", ["folder", "pipe", "file above", "dangling"])
def test_what_is_no_file_is_left_alone(kind: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    if kind == "folder":
        target.mkdir()
    if kind == "pipe":
        os.mkfifo(target)
    if kind == "file above":
        target.write_text(WORDS, encoding="utf-8")
        target /= "deep/a.txt"
    if kind == "dangling":
        target.symlink_to("nowhere")
    with pytest.raises(DataError, match=r"out:1:1: linked-output/"):
        write_output(target, "x", tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["out"]


def test_a_folder_that_holds_a_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "site/en").mkdir(parents=True)
    check_inside(tmp_path / "site")
    check_inside(tmp_path / "nowhere")
    (tmp_path / "site/en/x").symlink_to("/etc/passwd")
    with pytest.raises(DataError, match=r"site/en/x:1:1: linked-output/link"):
        check_inside(tmp_path / "site", tmp_path)


def test_a_link_in_the_place_of_what_is_made_is_not_added_by_mistake(tmp_path: Path) -> None:
    """A name with a slash behind it in .gitignore stands for folders only."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for name in ("site", ".venv", ".cache", ".site.building", ".site.building-old", ".site.building-lock"):
        (tmp_path / name).symlink_to("..")
        asked = subprocess.run(["git", "check-ignore", "--quiet", name], cwd=tmp_path, check=False)
        assert asked.returncode == 0, name


def test_nothing_that_a_build_keeps_comes_with_the_repository() -> None:
    """Anybody can seal what a build would take over: it may come from no one but the builder."""
    listed = subprocess.run(["git", "ls-files", ".cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert listed.stdout == "", listed.stderr


WRITES = {"write_text", "write_bytes", "unlink", "mkdir", "rmtree", "symlink_to", "copytree", "copyfile", "rename"}
# What writes by itself, and why it may.
MAY = {
    "guide/deploy/outputs.py",  # is the one that looks for links
    "guide/deploy/swap.py",  # asks it about all that it touches
    "guide/changes/history.py",  # into a temporary folder of its own
    "guide/deploy/predecessor.py",  # into the same room; moves what builders would throw away, where no link stands
    "guide/kept/pack.py",  # a file of its own, which takes the place of whatever has the name
    "guide/building/serving.py",  # into a temporary folder of MkDocs
    "mkdocs_serve.py",  # removes that folder
}


def test_all_that_is_written_goes_through_one_function() -> None:
    found = set()
    for path in (ROOT / "hooks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                found.add(path.relative_to(ROOT / "hooks").as_posix())
    assert found == MAY


def test_what_is_packed_beside_a_file_is_written_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text(WORDS, encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("x" * 2000, encoding="utf-8")
    (tmp_path / "site/index.html.gz").symlink_to("../victim")
    with pytest.raises(DataError, match=r"index.html.gz:1:1: linked-output/link"):
        finish_site(tmp_path / "site", open_shelf(tmp_path))
    assert (tmp_path / "victim").read_text(encoding="utf-8") == WORDS


def test_many_files_are_written_and_none_through_a_link(tmp_path: Path) -> None:
    site, victim = tmp_path / "site", tmp_path / "thesis.txt"
    victim.write_text(WORDS, encoding="utf-8")
    write_outputs(site, [("a.txt", "一\n"), ("deep/er/b.txt", b"b"), ("deep/er/c.txt", "c")])
    written = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.txt")}
    assert written == {"a.txt": "一\n".encode(), "deep/er/b.txt": b"b", "deep/er/c.txt": b"c"}
    (site / "deep/link.txt").symlink_to(victim)
    with pytest.raises(OSError):
        write_outputs(site, [("deep/link.txt", "lost")])
    assert victim.read_text(encoding="utf-8") == WORDS
