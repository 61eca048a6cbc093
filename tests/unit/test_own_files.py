"""A record may stand in a file of its own, data/<kind>/<id>.yml, so that two changes that add one each merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken import list_mistakes
from guide.load import load_guide
from guide.model.name import RecordName
from messages import phrase_line
from project_copy import put_second_guide

ROW = """\
- id: {name}
  title: {{en: "{name}, please", de: "{name}, bitte", fr: "{name}, merci"}}
  products: [giro]
  evidence: [{{source: money-blog, stance: {stance}, checked: {{on: 2026-11-20, how: read}}}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = put_second_guide(tmp_path, "data") / "data"
    (folder / "fees").mkdir()
    return folder


def put(folder: Path, name: str, stance: str = "silent", file: str = "") -> None:
    """Write a row to a file of its own."""
    (folder / f"fees/{file or name}.yml").write_text(ROW.format(name=name, stance=stance), encoding="utf-8")


def test_it_comes_behind_the_others_and_knows_its_file(folder: Path) -> None:
    put(folder, "one-more")
    put(folder, "another")
    guide = load_guide(folder)
    assert [record.id for record in guide.records("fees")][-2:] == ["another", "one-more"]
    assert guide.files == {RecordName("fees", name): f"data/fees/{name}.yml" for name in ("another", "one-more")}
    assert guide.lines[RecordName("fees", "one-more")] == 1


def test_what_is_wrong_in_it_is_told_at_its_place(folder: Path) -> None:
    put(folder, "one-more", "supprts")
    assert [phrase_line(one).partition(": ")[0] for one in list_mistakes(folder)] == ["data/fees/one-more.yml:4:43"]


def test_an_id_of_another_file_is_taken(folder: Path) -> None:
    put(folder, "closing-fee")
    (told,) = list_mistakes(folder)
    assert (told.location.path, told.message.rule) == ("data/fees/closing-fee.yml", "repeated-id")


@pytest.mark.parametrize("name", ["notes.txt", "one-more.yaml", "deeper"])
def test_nothing_else_lies_there(folder: Path, name: str) -> None:
    path = folder / "fees" / name
    path.mkdir() if "." not in name else path.write_text("[]", encoding="utf-8")
    (told,) = list_mistakes(folder)
    assert (told.location.path, told.message.rule) == (f"data/fees/{name}", "stray-file")


def test_it_is_a_list_like_every_file(folder: Path) -> None:
    (folder / "fees/one-more.yml").write_text("id: one-more\n", encoding="utf-8")
    assert [one.location.path for one in list_mistakes(folder)] == ["data/fees/one-more.yml"]
