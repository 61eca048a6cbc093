"""`python -m guide new`: an empty record that only wants filling in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from guide.editor.scaffold import make_scaffold
from guide.messages.diagnostic import DataError
from guide.read.nodes import parse_document
from guide.read.validate import read_records
from messages import ENGLISH
from models import KINDS, SUBJECT
from patience import run_guide
from project_copy import copy_second_guide


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a project."""
    return run_guide(root, *arguments)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second_guide(tmp_path_factory.mktemp("scaffold") / "project")


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_record_wants_nothing_but_filling_in(kind: str) -> None:
    text = make_scaffold(KINDS[kind], "brand-new", "2026-11-23", SUBJECT)
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
    assert "value: {percent: " in make_scaffold(KINDS["failure_shares"], "brand-new", "2026-11-23", SUBJECT)


def test_every_field_is_offered_and_the_words_that_may_be_written(project: Path) -> None:
    text = run(project, "new", "conditions", "brand-new").stdout
    for name in ("title", "detail", "standing", "how", "place", "lead_time", "fixes", "evidence", "quote", "locator"):
        assert re.search(rf"^[\s#-]*{name}:", text, re.M), name
    assert "current | underlying | former | claimed" in text
    assert "ids of data/fixes.yml" in text


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
