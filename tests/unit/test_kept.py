"""What was compressed before is used again where it is just what would be made now, and never otherwise."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from guide.cli.build import finish_site
from guide.deploy.compress import Form, list_forms
from guide.deploy.kept import Shelf

CONTENT = ("words that repeat " * 200).encode()
LARGE = os.urandom(1_200_000).hex().encode()
SPOILT = {
    "nothing": b"",
    "other words": b"spoilt",
    "the beginning": brotli.compress(CONTENT)[:-3],
    "another content": brotli.compress(b"other"),
    "more than the content": brotli.compress(CONTENT + b"!"),
    "a bomb": brotli.compress(b"\0" * 50_000_000, quality=5),
    "another content, gzipped": gzip.compress(b"other"),
    "the content, with something behind it": gzip.compress(CONTENT) + b"more",
}


def refuse(content: bytes) -> bytes:
    raise AssertionError("compressed again")


def pack_all(shelf: Shelf, content: bytes) -> dict[str, bytes]:
    return {form.suffix: shelf.pack(content, form).content for form in list_forms(len(content))}


@pytest.mark.parametrize("content", [CONTENT, LARGE], ids=["a page", "a book"])
def test_the_same_content_is_compressed_once(tmp_path: Path, content: bytes) -> None:
    made = pack_all(Shelf(tmp_path), content)
    for form in list_forms(len(content)):
        assert Shelf(tmp_path).pack(content, replace(form, pack=refuse)).content == made[form.suffix]


@pytest.mark.parametrize("content", [CONTENT, LARGE], ids=["a page", "a book"])
def test_what_is_kept_is_what_would_be_made(tmp_path: Path, content: bytes) -> None:
    pack_all(Shelf(tmp_path), content)
    assert pack_all(Shelf(tmp_path), content) == {form.suffix: form.pack(content) for form in list_forms(len(content))}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_what_was_spoilt_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    cold = pack_all(Shelf(tmp_path), CONTENT)
    for path in tmp_path.iterdir():
        path.write_bytes(spoilt)
    assert pack_all(Shelf(tmp_path), CONTENT) == cold
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {*cold.values()}


def test_another_encoder_or_setting_makes_it_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    pack_all(shelf, CONTENT)
    for form in list_forms(len(CONTENT)):
        other = Form(form.suffix, f"{form.recipe}, later", lambda content: b"made anew", form.holds)
        assert shelf.pack(CONTENT, other).content == b"made anew"


def test_a_link_among_what_is_kept_is_not_followed(tmp_path: Path) -> None:
    shelf, victim = Shelf(tmp_path / "kept"), tmp_path / "victim"
    cold = pack_all(shelf, CONTENT)
    victim.write_bytes(b"not ours")
    for path in (tmp_path / "kept").iterdir():
        path.unlink()
        path.symlink_to(victim)
    assert pack_all(shelf, CONTENT) == cold
    assert victim.read_bytes() == b"not ours"


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be", encoding="utf-8")
    assert pack_all(Shelf(tmp_path / "kept"), CONTENT) == pack_all(Shelf(tmp_path / "other"), CONTENT)


def test_a_build_keeps_what_it_made_and_no_more(tmp_path: Path) -> None:
    site, shelf = tmp_path / "site", Shelf(tmp_path / "kept")
    for text in ("first " * 500, "second " * 500):
        (site / "en").mkdir(parents=True, exist_ok=True)
        (site / "en/index.html").write_text(text, encoding="utf-8")
        (site / "small.txt").write_text("small", encoding="utf-8")
        assert finish_site(site, shelf)[1] == 2
        assert gzip.decompress((site / "en/index.html.gz").read_bytes()).decode() == text
        for path in site.rglob("*.[bg][rz]"):
            path.unlink()
    kept = sorted((tmp_path / "kept").iterdir())
    assert [path.suffix for path in kept] == [".br", ".gz"] or [path.suffix for path in kept] == [".gz", ".br"]


def test_a_warm_build_has_the_bytes_of_a_cold_one(tmp_path: Path) -> None:
    def finish(name: str, shelf: Shelf) -> dict[str, bytes]:
        site = tmp_path / name
        (site / "assets").mkdir(parents=True)
        (site / "index.html").write_bytes(CONTENT)
        (site / "guide.html").write_bytes(LARGE)
        (site / "assets/data.json").write_bytes(CONTENT)
        finish_site(site, shelf)
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    shelf = Shelf(tmp_path / "kept")
    assert finish("cold", shelf) == finish("warm", shelf) == finish("elsewhere", Shelf(tmp_path / "nothing"))
