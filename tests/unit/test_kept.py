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
from guide.kept.compressed import Shelf, open_shelf
from guide.kept.pack import BUILT

CONTENT = ("words that repeat " * 200).encode()
LARGE = os.urandom(1_200_000).hex().encode()
PAGE = "index.html"


def refuse(content: bytes) -> bytes:
    raise AssertionError("compressed again")


def pack_all(shelf: Shelf, content: bytes) -> dict[str, bytes]:
    packed = {form.suffix: shelf.pack(content, form) for form in list_forms(len(content), PAGE)}
    shelf.keep()
    return packed


def find_kept(root: Path) -> Path:
    """Return the only file that is kept."""
    (path,) = (root / BUILT).iterdir()
    return path


@pytest.mark.parametrize("content", [CONTENT, LARGE], ids=["a page", "a book"])
def test_the_same_content_is_compressed_once(tmp_path: Path, content: bytes) -> None:
    made = pack_all(open_shelf(tmp_path), content)
    for form in list_forms(len(content), PAGE):
        assert open_shelf(tmp_path).pack(content, replace(form, pack=refuse)) == made[form.suffix]


@pytest.mark.parametrize("content", [CONTENT, LARGE], ids=["a page", "a book"])
def test_what_is_kept_is_what_would_be_made(tmp_path: Path, content: bytes) -> None:
    pack_all(open_shelf(tmp_path), content)
    made = {form.suffix: form.pack(content) for form in list_forms(len(content), PAGE)}
    assert pack_all(open_shelf(tmp_path), content) == made
    assert brotli.decompress(made[".br"]) == gzip.decompress(made[".gz"]) == content


@pytest.mark.parametrize("place", [0, 10, 66, 100, 200, -1])
def test_where_one_byte_is_another_all_is_made_again(tmp_path: Path, place: int) -> None:
    cold = pack_all(open_shelf(tmp_path), CONTENT)
    content = bytearray(find_kept(tmp_path).read_bytes())
    content[place] ^= 1
    find_kept(tmp_path).write_bytes(content)
    assert open_shelf(tmp_path).before == {}
    assert pack_all(open_shelf(tmp_path), CONTENT) == cold
    assert [*open_shelf(tmp_path).before.values()] == [*cold.values()]


@pytest.mark.parametrize("rest", [0, 1, 65, 100, -1])
def test_where_the_end_is_cut_off_all_is_made_again(tmp_path: Path, rest: int) -> None:
    cold = pack_all(open_shelf(tmp_path), CONTENT)
    find_kept(tmp_path).write_bytes(find_kept(tmp_path).read_bytes()[:rest])
    assert open_shelf(tmp_path).before == {}
    assert pack_all(open_shelf(tmp_path), CONTENT) == cold


def test_another_content_is_never_taken_for_it(tmp_path: Path) -> None:
    pack_all(open_shelf(tmp_path), CONTENT)
    other = CONTENT.replace(b"words", b"sword")
    packed = pack_all(open_shelf(tmp_path), other)
    assert brotli.decompress(packed[".br"]) == gzip.decompress(packed[".gz"]) == other


def test_another_encoder_or_setting_makes_it_again(tmp_path: Path) -> None:
    pack_all(open_shelf(tmp_path), CONTENT)
    for form in list_forms(len(CONTENT), PAGE):
        other = Form(form.suffix, f"{form.recipe}, later", lambda content: b"made anew")
        assert open_shelf(tmp_path).pack(CONTENT, other) == b"made anew"


def test_a_link_in_the_place_of_what_is_kept_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    cold = pack_all(open_shelf(tmp_path), CONTENT)
    find_kept(tmp_path).rename(victim)
    content = victim.read_bytes()
    (tmp_path / BUILT / "compressed").symlink_to(victim)
    assert open_shelf(tmp_path).before == {}
    assert pack_all(open_shelf(tmp_path), CONTENT) == cold
    assert victim.read_bytes() == content


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / BUILT.parent).write_text("a file where the folder should be", encoding="utf-8")
    assert pack_all(open_shelf(tmp_path), CONTENT) == pack_all(open_shelf(tmp_path / "other"), CONTENT)


def test_a_build_keeps_what_it_made_and_no_more(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("first " * 500, "second " * 500):
        (site / "en").mkdir(parents=True, exist_ok=True)
        (site / "en/index.html").write_text(text, encoding="utf-8")
        (site / "small.txt").write_text("small", encoding="utf-8")
        assert finish_site(site, open_shelf(tmp_path))[1] == 2
        assert gzip.decompress((site / "en/index.html.gz").read_bytes()).decode() == text
        for path in site.rglob("*.[bg][rz]"):
            path.unlink()
    assert len(open_shelf(tmp_path).before) == 2


def test_a_warm_build_has_the_bytes_of_a_cold_one(tmp_path: Path) -> None:
    def finish(name: str, shelf: Shelf) -> dict[str, bytes]:
        site = tmp_path / name
        (site / "assets").mkdir(parents=True)
        (site / "index.html").write_bytes(CONTENT)
        (site / "guide.html").write_bytes(LARGE)
        (site / "assets/data.json").write_bytes(CONTENT)
        finish_site(site, shelf)
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    cold = finish("cold", open_shelf(tmp_path))
    assert cold == finish("warm", open_shelf(tmp_path)) == finish("elsewhere", open_shelf(tmp_path / "nothing"))


@pytest.mark.parametrize(
    ("name", "size", "forms"),
    [
        ("index.html", 1024, 2),
        ("index.html", 1023, 0),
        ("a.js", 1024, 2),
        ("laws.json", 4096, 2),
        ("laws.json", 4095, 0),
        ("index.md", 4095, 0),
    ],
)
def test_what_a_reader_waits_for_is_compressed_where_it_is_smaller_than_data(name: str, size: int, forms: int) -> None:
    assert len([*list_forms(size, name)]) == forms


def test_a_page_that_a_reader_waits_for_at_first_is_compressed_hardest() -> None:
    def measure(name: str) -> int:
        return len(next(list_forms(len(text), name)).pack(text))

    text = b" ".join(b"%d" % (number * number % 9973) for number in range(4000))
    assert measure("index.html") < measure("evidence.html") == measure("plan.whole.html") == measure("laws.json")
