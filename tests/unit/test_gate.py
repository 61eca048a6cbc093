"""One gate: `check` tells all that is wrong with anything a change can touch, in one round, whoever edits on what."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guide.changes.translation_hashes import write_lock
from guide.changes.translations import compare_with_lock, renew_lock
from guide.load import load_guide
from guide.load_all import look_at_everything
from guide.load_prose import load_prose
from patience import run_python
from project_copy import copy_second_guide
from raw import ROOT


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second guide, with a lock of its translations."""
    root = copy_second_guide(tmp_path_factory.mktemp("gate") / "project")
    guide = load_guide(root / "data")
    found = compare_with_lock(guide, load_prose(root / "docs", root / "data", guide), {})
    (root / "data/translations.lock").write_text(write_lock(renew_lock(found)), encoding="utf-8")
    return root


@pytest.fixture
def project(whole: Path) -> Iterator[Path]:
    """The same, put right again after a test that changed its texts."""
    texts = {path: path.read_bytes() for name in ("data", "docs", "mkdocs.yml") for path in _list_files(whole / name)}
    yield whole
    for path, content in texts.items():
        path.write_bytes(content)


def _list_files(path: Path) -> list[Path]:
    return [one for one in path.rglob("*") if one.is_file()] if path.is_dir() else [path]


def spoil(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def list_rules(root: Path) -> set[tuple[str, str]]:
    return {(one.location.path, one.message.rule) for one in look_at_everything(root / "data").mistakes}


def test_one_mistake_of_each_layer_is_told_in_one_round(project: Path) -> None:
    spoil(project, "data/fees.yml", "source: payment-act", "source: payment-acd")
    spoil(project, "docs/en/index.md", "## Fees {#fees}", "## Fees {#cost}")
    spoil(project, "mkdocs.yml", "strict: true", "strict: false")
    (project / "data/translations.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert list_rules(project) >= {
        ("data/fees.yml", "no-such-record"),
        ("docs/en/index.md", "missing-passage"),
        ("mkdocs.yml", "settings"),
        ("data/translations.lock", "left-over"),
    }


def test_a_data_file_that_cannot_be_read_hides_nothing_that_can(project: Path) -> None:
    spoil(project, "data/fees.yml", "products: [giro]", "products: [giro")
    spoil(project, "docs/en/steps.md", "title:", "titel:")
    spoil(project, "docs/de/index.md", "## ", "<script>x</script>\n\n## ")
    (project / "data/translations.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    spoil(project, "mkdocs.yml", "strict: true", "strict: false")
    assert {path for path, _ in list_rules(project)} == {
        *("data/fees.yml", "docs/en/steps.md", "docs/de/index.md", "data/translations.lock", "mkdocs.yml")
    }


def test_a_slip_in_the_prose_does_not_hide_a_shortcode_that_shows_nothing(project: Path) -> None:
    spoil(project, "docs/en/index.md", "<!-- guide:fees -->", "<!-- guide:feess -->\n\nIt takes 15 days.")
    rules = {rule for path, rule in list_rules(project) if path == "docs/en/index.md"}
    assert {"shortcode", "figure-in-prose"} <= rules


def test_what_an_editor_on_windows_saves_is_read_as_the_same(project: Path) -> None:
    before = look_at_everything(project / "data")
    assert not before.mistakes
    for name in ("data", "docs", "mkdocs.yml"):
        for path in _list_files(project / name):
            text = path.read_bytes().replace(b"\n", b"\r\n")
            path.write_bytes(text if path.suffix == ".json" else b"\xef\xbb\xbf" + text)
    after = look_at_everything(project / "data")
    assert after.mistakes == ()
    assert after.guide and before.guide and after.guide.by_kind == before.guide.by_kind


def test_line_ends_are_the_same_in_every_working_copy() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "* text=auto eol=lf" in lines


def test_whoever_asks_before_a_commit_asks_what_make_check_asks_of_the_same_files() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    (gate,) = (hook for hook in hooks if hook["id"] == "data")
    assert gate["entry"] == "make --silent check" and not gate["pass_filenames"]
    assert "files" not in gate and "types" not in gate, "the marks of a merge may be in any file"
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("quick", "test"):  # which are what the workflows ask
        assert re.search(rf"^{target}: check ", made, re.MULTILINE)
    assert "git merge-base origin/main HEAD" in made and "$(if $(SINCE),--since $(SINCE))" in made
    assert "--since $before" in (ROOT / ".github/workflows/quick.yml").read_text(encoding="utf-8")


def test_the_quick_lane_names_tests_that_there_are() -> None:
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    look = re.search(r"^LOOK := (.*)$", make, re.MULTILINE)
    lane = re.search(r"^quick: .*\n\t\$\(PYTEST\) (.*)$", make, re.MULTILINE)
    assert look and lane
    names = shlex.split(lane[1].replace("$(LOOK)", look[1]))
    told = run_python("-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *names, cwd=ROOT)
    assert told.returncode == 0, told.stdout
