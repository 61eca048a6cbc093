"""A record may stand in a file of its own, data/<kind>/<id>.yml, so that two changes that add one each merge."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from broken import list_mistakes
from guide.load import load_guide
from guide.model.name import RecordName
from guide.prose.counts import check_counts
from guide.prose.sections import cut_page
from guide.prose.wording import find_wording
from messages import phrase, phrase_line
from project_copy import put_second_guide
from small import make_guide, text

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
    assert re.search(r"is taken at data/fees\.yml:\d+;", phrase(told, "en"))


def test_what_stands_twice_is_told_with_the_file_of_the_first(folder: Path) -> None:
    put(folder, "one-more")
    text = (folder / "fees/one-more.yml").read_text(encoding="utf-8")
    (folder / "fees/two-more.yml").write_text(text.replace("id: one-more", "id: two-more"), encoding="utf-8")
    (told,) = list_mistakes(folder)
    assert (told.location.path, told.message.rule) == ("data/fees/two-more.yml", "said-before")
    assert "stands at data/fees/one-more.yml:1 already (one-more);" in phrase(told, "en")


@pytest.mark.parametrize("name", ["notes.txt", "one-more.yaml", "deeper"])
def test_nothing_else_lies_there(folder: Path, name: str) -> None:
    path = folder / "fees" / name
    path.mkdir() if "." not in name else path.write_text("[]", encoding="utf-8")
    (told,) = list_mistakes(folder)
    assert (told.location.path, told.message.rule) == (f"data/fees/{name}", "stray-file")


@pytest.mark.parametrize("name", ["schema", "captures", "sources"])
def test_a_folder_that_is_a_link_is_refused_and_nothing_behind_it_is_named(folder: Path, name: str) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "letter-to-the-bank.txt").write_text("", encoding="utf-8")
    (folder / name).symlink_to(outside, target_is_directory=True)
    told = [(one.location.path, one.message.rule) for one in list_mistakes(folder)]
    assert told == [(f"data/{name}", "not-a-plain-file")]


def test_an_exception_for_prose_is_told_at_its_place() -> None:
    shared = {"id": "one", "text": "docs/x.md#gone", "reason": text("An example")}
    guide = make_guide(
        count_exceptions=[{**shared, "words": "nothing"}], wording_exceptions=[{**shared, "term": "gone"}]
    )
    own = dataclasses.replace(guide, files={name: f"data/{name.kind}/one.yml" for name in guide.lines})
    sections = cut_page("# A {#a}\n", "x.md", "en")
    told = {one.location.path for one in (*check_counts(own, sections), *find_wording(own, sections))}
    assert told == {"data/count_exceptions/one.yml", "data/wording_exceptions/one.yml"}


def test_no_folder_of_records_is_a_link(folder: Path) -> None:
    put(folder, "one-more")
    (folder / "fees").rename(folder.parent / "victim")
    (folder / "fees").symlink_to("../victim")
    (told,) = list_mistakes(folder)
    assert (told.location.path, told.message.rule) == ("data/fees", "not-a-plain-file")


def test_it_is_a_list_like_every_file(folder: Path) -> None:
    (folder / "fees/one-more.yml").write_text("id: one-more\n", encoding="utf-8")
    assert [one.location.path for one in list_mistakes(folder)] == ["data/fees/one-more.yml"]
