"""What a build keeps for the next one: named by all that it hangs on, and read as a whole or not at all."""

from __future__ import annotations

import datetime
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from guide.building.archive import Archive, open_archive, pack_archive
from guide.building.questions import Answers, list_classes, read_key, write_key
from guide.kept.pack import BUILT, Pack, load_pack, write_pack
from guide.model.evidence import Fact
from guide.model.field_help import Field
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.site.page import Page
from guide.views.localized_guide import LocalizedGuide, localize

NOTED = {"labels", "pages", "outdated", "assessment", "guide"}
TOLD = {"language", "as_of", "repository", "version"}
NOTED_OF_GUIDES = {"by_kind", "captures", "lines", "files"}
TOLD_OF_GUIDES = {"subject", "kinds", "journal"}
PACK = Pack({"of": "something"}, (b"first", b"", "zweitens \u4e8c".encode()))
PAGE = Page("en/money.md", "en/money/", "", "Money", {"title": "Money"}, "# Money", "<h1>Money</h1>", {"a", "b"})


@pytest.fixture(scope="module")
def english(guide: Guide) -> LocalizedGuide:
    language = guide.subject.languages[-1]
    return localize(guide, language, datetime.date(2026, 11, 20))


def make_archive(english: LocalizedGuide, before: Archive | None = None) -> Archive:
    archive = open_archive("stamp", "", True, pack_archive(before) if before else None)
    archive.tell({english.language: english}, {})
    return archive


def keep_label(archive: Archive, english: LocalizedGuide, label: str) -> None:
    recording = archive.record("thing", archive.name_given("given"), {english.language: english})
    archive.keep(recording, recording.guides[english.language].label(label).encode())


def change_label(english: LocalizedGuide, label: str) -> LocalizedGuide:
    return replace(english, labels={**english.labels, label: f"{english.labels[label]}!"})


def test_what_can_be_read_of_a_guide_is_noted_or_told() -> None:
    """A field that is new needs a source in noted.py, or a place in what archives and memories are told."""
    assert {one.name for one in fields(LocalizedGuide)} - NOTED - TOLD <= {"original", "registers"}
    assert {one.name for one in fields(Guide)} == NOTED_OF_GUIDES | TOLD_OF_GUIDES


def test_a_thing_is_found_as_long_as_its_questions_are_answered_the_same(english: LocalizedGuide) -> None:
    first = make_archive(english)
    given = first.name_given("given")
    keep_label(first, english, "site.title")
    assert first.made == {"thing"}
    again = make_archive(english, first)
    assert again.find("thing", again.name_given("given")) == english.label("site.title").encode()
    assert again.name_given("given") == given
    assert again.is_as_before()
    other = make_archive(change_label(english, "site.short"), first)
    assert other.find("thing", given) is not None, "it never asked for that label"


def test_a_thing_is_not_found_where_an_answer_is_another_one(english: LocalizedGuide) -> None:
    first = make_archive(english)
    keep_label(first, english, "site.title")
    changed = make_archive(change_label(english, "site.title"), first)
    assert changed.find("thing", changed.name_given("given")) is None
    assert not changed.is_as_before()


def test_a_thing_is_not_found_where_it_is_given_something_else(english: LocalizedGuide) -> None:
    first = make_archive(english)
    keep_label(first, english, "site.title")
    again = make_archive(english, first)
    assert again.find("thing", again.name_given("other")) is None
    later = make_archive(replace(english, as_of=english.as_of.replace(day=1)), first)
    assert later.find("thing", later.name_given("given")) is None


def test_things_of_another_stamp_are_as_none(english: LocalizedGuide) -> None:
    first = make_archive(english)
    keep_label(first, english, "site.title")
    assert open_archive("stamp", "", True, pack_archive(first)).before
    assert not open_archive("other", "", True, pack_archive(first)).before


def test_what_nobody_asked_for_again_is_not_kept_on(english: LocalizedGuide) -> None:
    first = make_archive(english)
    keep_label(first, english, "site.title")
    assert pack_archive(make_archive(english, first)).contents == ()


def test_what_is_written_otherwise_has_another_name() -> None:
    answers = Answers()
    different = [
        Decimal("0.1"),
        Decimal("0.10"),
        "0.1",
        ("0.1",),
        ["0.1"],
        {"0.1": ""},
        {"": "0.1"},
        "x" * 99,
        "y" * 99,
    ]
    different += [PAGE, replace(PAGE, html="<h1>Fees</h1>"), replace(PAGE, anchors={"a"}), True, 1, None, ("0", ".1")]
    assert len({answers.name(one) for one in different}) == len(different)


def test_what_is_written_alike_has_the_same_name_whatever_its_order() -> None:
    assert Answers().name(PAGE) == Answers().name(replace(PAGE, anchors=["b", "a"]))
    assert Answers().name({"x", "y", "z"}) == Answers().name({"z", "y", "x"})


def test_what_cannot_be_written_out_is_never_the_same() -> None:
    thing = object()
    assert Answers().name(thing) != Answers().name(thing)


def test_questions_can_be_asked_again(guide: Guide) -> None:
    classes = list_classes(guide)
    for key in ("word", RecordName("fees", "a-fee"), ("en/money.md", "title"), Fact, Field):
        written = write_key(key, classes)
        assert written
        assert read_key(*written, classes) == key
    assert write_key(3, classes) is None


def test_a_pack_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_pack(tmp_path, "one", PACK, ["one", "other"])
    assert load_pack(tmp_path, "one") == PACK
    assert load_pack(tmp_path, "other") is None


def test_a_pack_leaves_nothing_beside_it_but_what_has_a_name(tmp_path: Path) -> None:
    write_pack(tmp_path, "one", PACK, ["one", "other"])
    (tmp_path / BUILT / "cut-off").write_bytes(b"of a build that was cut off")
    write_pack(tmp_path, "other", PACK, ["one", "other"])
    assert {path.name for path in (tmp_path / BUILT).iterdir()} == {"one", "other"}


@pytest.mark.parametrize("place", [0, 10, 70, 100, -1])
def test_a_pack_with_one_other_byte_is_as_none(tmp_path: Path, place: int) -> None:
    write_pack(tmp_path, "one", PACK, ["one"])
    path = tmp_path / BUILT / "one"
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert load_pack(tmp_path, "one") is None


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / BUILT.parent).mkdir()
    (tmp_path / BUILT).symlink_to(tmp_path / "elsewhere")
    write_pack(tmp_path, "one", PACK, ["one"])
    assert not [*(tmp_path / "elsewhere").iterdir()]
