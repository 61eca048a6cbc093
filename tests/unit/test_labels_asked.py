"""Every word of the interface that the code asks for by its name is among the labels or comes from the subject."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from raw import ROOT, list_labels, read_data

LABELS = {label["id"] for label in list_labels(read_data())}
ASKING = {"label", "tell", "count"}
"""Methods of a localized guide, whose first argument is the name of a word."""
ASKED = sorted(
    (path.relative_to(ROOT).as_posix(), node.args[0].value)
    for path in (ROOT / "hooks").rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Call)
    and isinstance(node.func, ast.Attribute)
    and node.func.attr in ASKING
    and node.args
    and isinstance(node.args[0], ast.Constant)
    and isinstance(node.args[0].value, str)
    and "." in node.args[0].value
)


@pytest.mark.parametrize("place", sorted({place for place, _ in ASKED}), ids=lambda place: Path(place).stem)
def test_a_word_that_the_code_asks_for_is_there(place: str) -> None:
    assert not [name for where, name in ASKED if where == place and name not in LABELS]


def test_words_are_asked_for() -> None:
    assert len(ASKED) > 50
