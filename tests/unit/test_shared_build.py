"""A site that tests share is built once, and whoever asks for one that failed is told why."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from shared_build import Build, build_once


def test_all_who_ask_at_once_get_the_site_of_one_build(tmp_path: Path) -> None:
    calls: list[Path] = []
    gate = threading.Barrier(4)

    def build(target: Path) -> Build:
        calls.append(target)
        target.mkdir()
        (target / "index.html").write_text("built", encoding="utf-8")
        return Build(["build"], 0, "out", "")

    def ask() -> None:
        gate.wait()
        site, result = build_once(tmp_path, "site", build)
        assert (site.folder / "index.html").read_text(encoding="utf-8") == "built"
        assert result.stdout == "out"

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert calls == [tmp_path / "site"]


def test_a_build_that_fails_is_made_once_and_fails_everybody_with_its_words(tmp_path: Path) -> None:
    calls: list[Path] = []

    def build(target: Path) -> Build:
        calls.append(target)
        return Build(["build"], 1, "", "data/money.yml:1:1: is broken")

    for _ in range(2):
        with pytest.raises(AssertionError, match=r"the build of site failed: data/money\.yml:1:1: is broken"):
            build_once(tmp_path, "site", build)
    assert len(calls) == 1


def test_a_build_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/half.html").touch()

    def build(target: Path) -> Build:
        assert not target.exists()
        target.mkdir()
        return Build(["build"], 0, "", "")

    assert list(build_once(tmp_path, "site", build)[0].folder.iterdir()) == []
