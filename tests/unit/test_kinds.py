"""A kind is declared once: what its row may say, what is made of it, and which page is its home."""

from __future__ import annotations

from pathlib import Path

import pytest

from broken import write_few
from declared import DECLARED
from guide.load import load_guide, load_kinds
from guide.load_prose import load_prose
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.evidence import Fact
from guide.model.kinds import CLASSES, FieldType
from guide.model.name import RecordName
from guide.model.records import Fix, Law
from guide.prose.homes import check_homes, find_homes
from guide.prose.sections import cut_page
from guide.views.columns import list_columns
from guide.views.localized_guide import localize
from guide.views.parts import Words
from harness import AS_OF
from messages import phrase
from models import MODELS, SUBJECT
from project_copy import SECOND, put_second_guide
from small import WORDS, fact, list_rules, make_guide, source, text

RUMORS = """
- id: rumors
  title: {zh: 说法, en: Rumors}
"""


def declare(folder: Path, row: str) -> tuple[Diagnostic, ...]:
    """Add lines to the row of a new kind, and return what is said of data/kinds.yml."""
    file = folder / "kinds.yml"
    file.write_text(file.read_text(encoding="utf-8") + RUMORS + row, encoding="utf-8")
    try:
        load_kinds(folder, SUBJECT)
    except DataError as error:
        return error.diagnostics
    return ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_few(tmp_path)


@pytest.mark.parametrize(
    ("row", "rule", "told"),
    [
        ("  record: waiting_perod\n", "unknown-word", "did you mean 'waiting_period'?"),
        ("  record: nothing-such\n", "unknown-word", "'barred_host', 'change', "),
        ("  feilds: []\n", "unknown-key", "did you mean 'fields'?"),
        ("  group: reader\n", "unknown-word", "did you mean 'readers'?"),
        ("  ages: PT5H\n", "duration", "must be days, months or years"),
        ("  fields:\n    - {id: Sign, type: text}\n", "wrong-form", "with single '_' in between"),
        ("  fields:\n    - {id: sign, type: txt}\n", "unknown-word", "did you mean 'text'?"),
    ],
)
def test_a_slip_in_a_row_is_told_at_its_place(folder: Path, row: str, rule: str, told: str) -> None:
    (found,) = declare(folder, row)
    lines = (folder / "kinds.yml").read_text(encoding="utf-8").splitlines()
    assert (found.location.path, found.location.line) == ("data/kinds.yml", len(lines))
    assert found.message.rule == rule
    assert told in phrase(found, "en")


@pytest.mark.parametrize("name", ["detail", "evidence", "kind", "copy", "sign"])
def test_a_field_has_a_name_that_no_other_field_and_nothing_of_the_class_has(folder: Path, name: str) -> None:
    fields = "  fields:\n    - {id: sign, type: text}\n" + f"    - {{id: {name}, type: text}}\n"
    (found,) = declare(folder, fields)
    line = (folder / "kinds.yml").read_text(encoding="utf-8").splitlines()[found.location.line - 1]
    assert f"id: {name}," in line
    assert found.message.rule == "taken-field"


@pytest.mark.parametrize("slip", ["  group: reader\n", "  record: nothing-such\n", "  titel: {zh: 甲, en: A}\n"])
def test_mistakes_in_rows_are_told_together_with_those_of_the_records(folder: Path, slip: str) -> None:
    declare(folder, slip)
    (folder / "rumors.yml").write_text("[]\n", encoding="utf-8")
    file = folder / "money.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("  products:", "  produces:", 1), encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_guide(folder)
    assert {one.location.path for one in raised.value.diagnostics} == {"data/kinds.yml", "data/money.yml"}


@pytest.mark.parametrize(("content", "files"), [("[]\n", len(DECLARED)), ("- id: [\n", 1)])
def test_without_rows_nothing_is_read_and_that_is_told(folder: Path, content: str, files: int) -> None:
    (folder / "kinds.yml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load_guide(folder)
    assert len({one.location.path for one in raised.value.diagnostics}) == files


def test_a_row_without_a_file_and_a_file_without_a_row_are_told(folder: Path) -> None:
    assert declare(folder, "") == ()
    (folder / "money.yml").rename(folder / "monny.yml")
    with pytest.raises(DataError) as raised:
        load_guide(folder)
    told = {one.location.path: one.message.rule for one in raised.value.diagnostics}
    assert told == {
        "data/rumors.yml": "missing-file",
        "data/money.yml": "missing-file",
        "data/monny.yml": "stray-file",
    }


def test_every_type_of_field_can_be_written_and_shown(folder: Path) -> None:
    fields = "".join(f"    - {{id: my_{one}, type: {one}, optional: true}}\n" for one in FieldType)
    declare(folder, f"  fields:\n{fields}")
    written = {
        "text": {"zh": "文", "en": "Text"},
        "lines": {"zh": ["行"], "en": ["Line"]},
        "value": {"percent": "43"},
        "time": {"duration": "P5D"},
        "date": "2026-08",
        "flag": "true",
        "place": "somewhere",
    }
    made = load_kinds(folder, SUBJECT)["rumors"].record_class
    record = made.model_validate(
        fact("tried", "one+", **{f"my_{name}": value for name, value in written.items()}), context=WORDS
    )
    assert isinstance(record, Fact)
    assert str(record.name) == "rumors/tried"
    assert record.anchor == "rumors-tried"
    assert {name: bool(getattr(record, f"my_{name}")) for name in written} == dict.fromkeys(written, True)
    bare = made.model_validate(fact("bare", "one+"), context=WORDS)
    assert [getattr(bare, f"my_{name}") for name in written] == [None] * 5 + [False, None]


def test_one_row_gives_one_class(folder: Path) -> None:
    assert load_kinds(folder, SUBJECT)["scams"].record_class is MODELS["scams"]
    assert MODELS["scams"] is not MODELS["money"]


def test_no_class_is_there_for_nothing() -> None:
    used = {row.get("record", "fact") for row in DECLARED.values()}
    assert used == set(CLASSES)


def test_records_are_found_by_their_name_and_by_their_class() -> None:
    guide = make_guide(sources=[source("one")], money=[fact("told", "one+")], friends=[fact("other", "one+")])
    assert [str(one.name) for one in guide.of(Fact)] == ["friends/other", "money/told"]
    assert [*guide.of(Fix), *guide.of(Law), *guide.records("nothing-such")] == []
    assert guide.find(RecordName.parse("money/told")) is guide.records("money")[0]
    for written in ("money/other", "money", "nothing/told", "/", "", "money/told.value/x"):
        assert guide.find(RecordName.parse(written)) is None


def read_pages(**pages: str) -> list[object]:
    """Return the sections of some pages in the first language."""
    return [one for name, text in pages.items() for one in cut_page(f"# A\n\n{text}\n", f"{name}.md", "zh")]


@pytest.mark.parametrize(
    ("pages", "home"),
    [
        ({"a": "<!-- guide:money -->", "b": "<!-- guide:value money/told -->"}, "a.md"),
        ({"a": "<!-- guide:unknowns money -->", "b": "<!-- guide:unknowns all -->"}, "b.md"),
        ({"a": "<!-- guide:conditions current -->\n\n<!-- guide:conditions former -->"}, "a.md"),
        ({"a": "<!-- guide:axis -->", "b": "<!-- guide:plan -->"}, "b.md"),
    ],
)
def test_the_home_of_a_kind_is_the_page_that_asks_for_it(pages: dict[str, str], home: str) -> None:
    homes = find_homes(make_guide(), read_pages(**pages))  # type: ignore[arg-type]
    assert {page for page in homes.values() if page.endswith(".md")} == {home}


@pytest.mark.parametrize(
    "pages",
    [
        {"a": "Nothing"},
        {"a": "<!-- guide:money -->", "b": "<!-- guide:money -->"},
        {"a": "<!-- guide:warning money/told -->"},
    ],
)
def test_a_kind_without_one_home_is_told_in_its_row(pages: dict[str, str]) -> None:
    guide = make_guide(money=[fact("told", "one+")])
    sections = read_pages(**pages)
    assert list_rules(check_homes(guide, sections)) == [("kind-without-page", "kinds/money")]  # type: ignore[arg-type]
    assert "money" not in find_homes(guide, sections)  # type: ignore[arg-type]


def test_every_kind_that_readers_see_has_its_home() -> None:
    guide = load_guide(SECOND / "data")
    homes = find_homes(guide, load_prose(SECOND / "docs", SECOND / "data", guide))
    shown = {name for name, kind in guide.kinds.items() if kind.group != "editors"}
    assert {name for name in homes if "/" not in name} - {"journal"} == shown
    assert (homes["fees"], homes["questions"], homes["milestones"]) == ("index.md", "plan.md", "dates.md")
    assert homes["unknowns"] == "how-sure.md"


# of the row of fees
COLUMNS = "columns: [claim, detail, advice, scope]\n  ages: P180D\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[claim, detail, advice", "[claim, detial, advice", "did you mean 'detail'?"),
        ("[claim, detail, advice", "[claim, evidence, advice", "its columns are advice, claim, "),
        (
            ", scope]",
            ", scope, keeps]\n  fields: [{id: keeps, type: text, optional: true}]",
            "add column.keeps to labels.yml",
        ),
    ],
)
def test_a_column_that_cannot_be_shown_is_told_at_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = put_second_guide(tmp_path, "data") / "data"
    file = folder / "kinds.yml"
    written = file.read_text(encoding="utf-8")
    assert written.count(COLUMNS) == 1
    broken = COLUMNS.replace(old, new)
    file.write_text(written.replace(COLUMNS, broken), encoding="utf-8")
    guide = load_guide(folder, lambda guide: iter(()))
    with pytest.raises(DataError) as raised:
        load_prose(SECOND / "docs", folder, guide)
    (found,) = raised.value.diagnostics
    assert found.message.rule == "no-such-column"
    line = file.read_text(encoding="utf-8").splitlines()[found.location.line - 1]
    assert line.strip() == broken.splitlines()[0]
    assert told in phrase(found, "en")


@pytest.mark.parametrize(("voices", "language"), [(("law+", "seed+"), "is"), (("law+",), SUBJECT.languages[0])])
def test_a_quote_of_the_article_is_in_the_language_of_the_article(voices: tuple[str, ...], language: str) -> None:
    sources = [source("law", "law", language="en"), source("seed", "none", language="is")]
    told = {"number": "1.1", "section": text("One"), "quote": "Orð", "known": text("Nothing")}
    guide = make_guide(sources=sources, statements=[fact("word", *voices, **told)])
    fill = dict(list_columns("statements", guide))["quote"]
    (statement,) = guide.records("statements")
    assert fill(localize(guide, "en", AS_OF), statement) == (Words("Orð", language),)
