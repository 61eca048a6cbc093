"""A new site shares the files of the one before where they are the same; neither can change the other by that."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from guide.cli.build import finish_site
from guide.deploy.outputs import write_outputs
from guide.deploy.predecessor import Predecessor, drop_aside, set_aside
from guide.kept.compressed import open_shelf

SAME, CHANGED = "en/same.html", "en/changed.html"
FILES = {SAME: "the same\n", CHANGED: "as it is today\n", "new.html": "new\n"}
"""What a new site has; what it has changed is as long as before."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A site that stands."""
    folder = tmp_path / "old"
    write_outputs(folder, {SAME: "the same\n", CHANGED: "as it was then\n"}.items())
    for path in folder.rglob("*.html"):
        path.chmod(0o644)
    return folder


def write(old: Path) -> Path:
    """Write a new site beside one that stands."""
    write_outputs(old.parent / "new", FILES.items(), Predecessor(str(old)))
    return old.parent / "new"


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def is_shared(one: Path, name: str = SAME) -> bool:
    return (one / name).lstat().st_nlink > 1


def test_only_what_is_the_same_is_shared(old: Path) -> None:
    new = write(old)
    assert read(new) == FILES
    assert (new / SAME).samefile(old / SAME)
    assert not is_shared(new, CHANGED) and not is_shared(new, "new.html")
    assert (old / CHANGED).read_text("utf-8") == "as it was then\n"


def test_when_the_old_site_is_gone_its_files_are_the_new_ones_own(old: Path) -> None:
    new = write(old)
    for path in sorted(old.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert read(new) == FILES
    assert not is_shared(new)


def test_a_copy_by_links_of_the_old_site_is_not_tied_to_the_new_one(old: Path) -> None:
    """As people make copies that take no room."""
    (old.parent / "copy.html").hardlink_to(old / SAME)
    new = write(old)
    (old.parent / "copy.html").write_text("changed", encoding="utf-8")
    assert read(new) == FILES


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755, 0o4644])
def test_what_has_other_permissions_is_not_shared_and_keeps_them(old: Path, mode: int) -> None:
    (old / SAME).chmod(mode)
    new = write(old)
    finish_site(new, open_shelf(old.parent))
    assert stat.S_IMODE((new / SAME).stat().st_mode) == 0o644
    assert stat.S_IMODE((old / SAME).stat().st_mode) == mode


def test_what_is_somebody_elses_is_not_shared(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: (old / SAME).stat().st_uid + 1)
    assert read(write(old)) == FILES
    assert not is_shared(old)


@pytest.mark.parametrize("part", [SAME, "en", ""], ids=["a file", "a folder", "the site"])
def test_nothing_is_shared_through_a_link(old: Path, part: str) -> None:
    elsewhere = (old / part).rename(old.parent / "elsewhere")
    (old / part if part else old).symlink_to(elsewhere)
    new = write(old)
    assert read(new) == FILES
    assert not is_shared(new) and not (new / SAME).is_symlink()


def test_a_pipe_is_not_waited_for(old: Path) -> None:
    (old / SAME).unlink()
    os.mkfifo(old / SAME, 0o644)
    assert read(write(old)) == FILES


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP])
def test_where_the_system_makes_no_links_files_are_written(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.link", fail)
    assert read(write(old)) == FILES
    assert not is_shared(old)


def test_what_takes_the_place_of_a_file_while_it_is_looked_at_is_not_shared(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def replace_and_link(own: str, path: str, **asked: bool) -> None:
        Path(own).unlink()
        Path(own).write_text("replaced", encoding="utf-8")
        link(own, path, **asked)

    monkeypatch.setattr("os.link", replace_and_link)
    assert read(write(old)) == FILES


def test_a_site_that_is_not_there_lends_nothing(tmp_path: Path) -> None:
    assert read(write(tmp_path / "nowhere")) == FILES


def test_compressed_files_are_shared_too(old: Path) -> None:
    page = "<p>words</p>" * 500
    for name in ("one", "two"):
        write_outputs(old.parent / name, [("index.html", page)])
    finish_site(old.parent / "one", open_shelf(old.parent))
    for path in (old.parent / "one").iterdir():
        path.chmod(0o644)
    finish_site(old.parent / "two", open_shelf(old.parent), Predecessor(str(old.parent / "one")))
    assert is_shared(old.parent / "two", "index.html.br") and is_shared(old.parent / "two", "index.html.gz")
    assert not is_shared(old.parent / "two", "index.html")


def test_a_site_is_set_aside_in_its_own_folder_and_lends_from_there(old: Path) -> None:
    before = set_aside(old)
    assert [path.name for path in old.iterdir() if not path.name.startswith(".")] == []
    write_outputs(old, FILES.items(), before)
    assert is_shared(old) and not is_shared(old, CHANGED)
    drop_aside(old)
    assert read(old) == FILES
    assert not is_shared(old)
    assert sorted(path.name for path in old.iterdir()) == ["en", "new.html"]


def test_what_a_build_that_was_cut_off_set_aside_is_swept(old: Path) -> None:
    set_aside(old)
    write_outputs(old, [("half.html", "half")])
    set_aside(old)
    drop_aside(old)
    assert [*old.iterdir()] == []


@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_what_is_shared_has_the_permissions_that_a_new_file_would_have(old: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        new = write(old)
    finally:
        os.umask(before)
    assert {path.stat().st_mode for path in new.rglob("*.html")} == {stat.S_IFREG | 0o666 & ~mask}
    assert is_shared(old) == (mask == 0o022)
