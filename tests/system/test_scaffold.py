"""`python -m guide new`: an empty record that only wants filling in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from guide.__main__ import main
from guide.editor.scaffold import Basis, make_scaffold
from guide.messages.diagnostic import DataError
from guide.read.nodes import parse_document
from guide.read.validate import read_records
from messages import ENGLISH
from models import KINDS, SUBJECT
from patience import run_guide
from project_copy import copy_second_guide
from raw import LANGUAGES, ROOT


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    return run_guide(root, *arguments)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second_guide(tmp_path_factory.mktemp("scaffold") / "project")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_record_wants_nothing_but_filling_in(kind: str) -> None:
    text = make_scaffold(KINDS[kind], "brand-new", Basis("2026-11-23", SUBJECT))
    assert yaml.load(text, yaml.BaseLoader)[0]["id"] == "brand-new"
    try:
        read_records(parse_document(text, "data/x.yml"), KINDS[kind].record_class, SUBJECT)
    except DataError as error:
        told = ENGLISH.write_lines(error.diagnostics)
        assert not re.search(r"unknown key|is missing|not YAML|must be a group|must be a list", told), told
        assert "''" in text or "[]" in text
    else:
        assert not re.search(r"^[- ] \w+:.*''", text, re.M), "what is empty was not reported"


def test_an_empty_record_is_printed_or_has_a_file_of_its_own(project: Path) -> None:
    file = project / "data" / "fees.yml"
    before = file.read_text(encoding="utf-8")
    printed = run(project, "new", "fees", "brand-new")
    assert printed.returncode == 0, printed.stderr
    assert file.read_text(encoding="utf-8") == before
    assert run(project, "new", "fees", "brand-new", "--write").returncode == 0
    assert file.read_text(encoding="utf-8") == before
    own = project / "data/fees/brand-new.yml"
    assert own.read_text(encoding="utf-8").partition("\n")[2] == printed.stdout
    told = run(project, "check")
    assert told.returncode == 1
    assert "data/fees/brand-new.yml:" in told.stderr, "what is empty is reported"
    assert "taken" in run(project, "new", "fees", "brand-new").stderr
    own.unlink()


def test_a_share_wants_a_percentage() -> None:
    assert "value: {percent: " in make_scaffold(KINDS["failure_shares"], "brand-new", Basis("2026-11-23", SUBJECT))


def test_every_field_is_offered_and_the_words_that_may_be_written(project: Path) -> None:
    text = run(project, "new", "conditions", "brand-new").stdout
    for name in ("title", "detail", "standing", "how", "place", "lead_time", "fixes", "evidence", "quote", "locator"):
        assert re.search(rf"^[\s#-]*{name}:", text, re.M), name
    assert "current | underlying | former | claimed" in text
    assert "ids of data/fixes.yml" in text


def test_each_field_is_explained_above_it_in_the_language_that_is_asked_for() -> None:
    known = {one["id"]: one["text"] for one in yaml.safe_load((ROOT / "data/fields.yml").read_text(encoding="utf-8"))}
    for language in LANGUAGES:
        lines = run(ROOT, "new", "fixes", "brand-new", "--lang", language).stdout.splitlines()
        for name in ("title", "evidence", "evidence.stance", "checked.how", "lead_time", "searched.where"):
            key = name.rpartition(".")[2]
            place = next(number for number, line in enumerate(lines) if re.match(rf"[\s#-]*{key}:", line))
            told = next(known[one] for one in (f"fixes.{name}", name, key) if one in known)[language]
            assert lines[place - 1].strip().removeprefix("# ").strip() == f"## {told}", name


def test_what_is_written_into_a_field_is_not_cut_off_by_what_explains_it() -> None:
    basis = Basis("2026-11-23", SUBJECT, {"title": "Some words", "evidence.quote": "The words", "places": "More"})
    lines = make_scaffold(KINDS["money"], "brand-new", basis).splitlines()
    assert lines[:3] == ["- id: brand-new", "  ## Some words", "  title: {zh: '', en: ''}"]
    assert not [line for line in lines if re.search(r"\w+:.* ## ", line)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fes", "brand-new"], "did you mean 'fees'?"),
        (["nothing-such", "brand-new"], "the kinds are kinds, labels, sources"),
        (["fees", "Brand New"], "small Latin letters"),
        (["fees", "closing-fee"], "taken"),
    ],
)
def test_a_slip_on_the_command_line_is_explained(project: Path, arguments: list[str], message: str) -> None:
    failed = run(project, "new", *arguments)
    assert failed.returncode == 2
    assert message in failed.stderr
    assert "Traceback" not in failed.stderr


def test_what_is_known_is_filled_in_and_a_new_source_is_started(project: Path) -> None:
    known = ("--source", "new-paper", "--quote", "It's 43% of all", "--figure", "43%")
    assert run(project, "new", "failure_shares", "brand-new", *known, "--write").returncode == 0
    share, paper = (project / f"data/{one}.yml" for one in ("failure_shares/brand-new", "sources/new-paper"))
    (written,) = yaml.load(share.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert written["value"] == {"percent": "43"}
    assert written["evidence"][0] | {"checked": ""} == {
        "source": "new-paper",
        "stance": "supports",
        "quote": "It's 43% of all",
        "checked": "",
    }
    assert yaml.load(paper.read_text(encoding="utf-8"), yaml.BaseLoader)[0]["id"] == "new-paper"
    share.unlink()
    paper.unlink()
    assert not (project / "data/sources/money-blog.yml").exists()
    printed = run(project, "new", "fees", "brand-new", "--source", "money-blog").stdout
    assert [one["id"] for one in yaml.load(printed, yaml.BaseLoader)] == ["brand-new"], "a source that is there is left"


@pytest.mark.parametrize(("language", "asked"), [("zh", "谁这样说"), ("en", "Who says so")])
def test_at_a_terminal_it_asks_in_the_readers_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, language: str, asked: str
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr("guide.cli.new.is_terminal", lambda: True)
    words = ["new", "failure_shares", "brand-new", "--lang", language]
    result = CliRunner().invoke(main, words, input="money-blog\nhalf of them\n50\n")
    assert result.exit_code == 0 and asked in result.output
    assert "value: {percent: 50}" in result.output and "quote: 'half of them'" in result.output
