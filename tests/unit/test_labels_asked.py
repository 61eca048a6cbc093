"""Every word of the interface that the code asks for by its name is among the labels or comes from the subject."""

from __future__ import annotations

import ast

import pytest

from raw import ROOT, list_labels, read_data

ASKING = {"label", "tell", "count"}
"""Methods of a localized guide, whose first argument is the name of a word."""


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, str]]:
    """Who in the code asks for which word."""
    return {
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
    }


def test_a_word_that_the_code_asks_for_is_there(asked: set[tuple[str, str]]) -> None:
    labels = {label["id"] for label in list_labels(read_data())}
    assert {(place, name) for place, name in asked if name not in labels} == set()


def test_words_are_asked_for(asked: set[tuple[str, str]]) -> None:
    assert len(asked) > 50
