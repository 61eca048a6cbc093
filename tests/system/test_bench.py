"""The bench runs: what nobody runs by hand had been broken for a day before somebody saw it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import Bench, Figure, list_figures, list_weights, measure, write_table
from project_copy import copy_second_guide


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> list[Figure]:
    """One round on the second guide, beside the MkDocs that is here: what it would be in an environment of its own."""
    bench = Bench(tmp_path_factory.mktemp("bench"), [1], Path(sys.executable), copy_second_guide)
    bench.prepare()
    work = list_figures([bench.run_round(0)], [1], bench.count_records())
    return [*work, *list_weights(bench.weigh())]


def test_each_figure_of_the_bench_is_measured(figures: list[Figure]) -> None:
    assert len({figure.name for figure in figures}) == len(figures)
    names = " ".join(figure.name for figure in figures)
    for word in ("build", "check", "memory", "save", "visit", "search", "nodes"):
        assert word in names
    for figure in figures:
        assert all(value > 0 for value in figure.values), figure.name


def test_the_bench_prints_one_table(figures: list[Figure]) -> None:
    lines = write_table(figures).split("\n")
    assert len(lines) == len(figures) + 2
    assert {line.count("|") for line in lines} == {6}


def test_the_bench_tells_why_a_task_failed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="there is no such thing"):
        measure((sys.executable, "-c", "raise SystemExit('there is no such thing')"), tmp_path)
