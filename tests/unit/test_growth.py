"""Checking takes as long as there is data, and no longer: a further record costs the same in a small guide and a large.

Calls are counted, and no clock is looked at: the same code makes the same calls on any machine.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from bench import Figure, Work, list_figures
from guide.checks.problem import Problem
from guide.checks.run import CHECKS
from guide.checks.walk import walk, walk_named, walk_texts
from guide.evidence.answers import list_answers
from guide.load import load_guide
from guide.model.guide import Guide
from guide.prose.homes import find_homes
from guide.prose.sections import cut_page
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.volumes import find_volume, list_all_volumes, show_way
from project_copy import SECOND, WORDS
from raw import read_data
from scale import multiply
from small import fact, make_guide, question, source

SIZES = (2, 4, 6)
MOST = 1.05
KEPT = {*WORDS, "terms", "disagreements", "fees", "waiting_periods", "timeline"}
"""Kinds that stay as they are: words, and the answers to a question, each of which is held against each other."""
COMPARING = {"check_same_words": "sources that are quoted with the same words, as the copies are"}
"""Checks that look at pairs of what is copied, and why."""


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Guide, ...]:
    """The second guide with several records for each that it has, at three sizes."""
    return tuple(grow(tmp_path_factory.mktemp("grown") / "data", times) for times in SIZES)


def grow(folder: Path, times: int) -> Guide:
    folder.mkdir()
    for path in (SECOND / "data").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text if path.stem in KEPT else multiply(text, times), encoding="utf-8")
    guide = load_guide(folder, find=lambda guide: iter(()))
    for _, record in guide.everything():  # what is remembered for all checks is no work of the first
        _ = walk(record), walk_texts(record), walk_named(record)
    return guide


def count_calls(check: Callable[[Guide], Iterable[object]], guide: Guide) -> int:
    """Return how many functions a check calls, or what else goes through a guide; Python's own among them."""
    made = 0

    def hear(frame: FrameType, event: str, called: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(hear)
    try:
        list(check(guide))
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.__name__))
def test_a_further_record_costs_a_check_no_more_in_a_large_guide(
    guides: tuple[Guide, ...], check: Callable[[Guide], Iterator[Problem]]
) -> None:
    list(check(guides[0]))  # the model is looked into once
    small, middle, large = (count_calls(check, guide) for guide in guides)
    if check.__name__ not in COMPARING:
        assert large - middle <= MOST * (middle - small) + 50


def test_a_further_question_costs_no_more_where_there_are_many_answers() -> None:
    grown = [make_answers(60 * times) for times in SIZES]
    small, middle, large = (count_calls(lambda guide: list_answers(guide).items(), guide) for guide in grown)
    assert 0 < large - middle <= MOST * (middle - small) + 50


def make_answers(number: int) -> Guide:
    questions = [question(f"q-{n}") for n in range(number)]
    facts = [fact(f"f-{n}", "somebody+", answers=[{"question": f"q-{n}", "says": "so"}]) for n in range(number)]
    return make_guide(disagreements=questions, money=facts)


def test_a_further_volume_of_a_register_costs_no_more_where_there_are_many() -> None:
    grown = [place_sources(number) for number in (1000, 2000, 3000)]
    small, middle, large = (count_calls(partial(list_ways, one), one.guide) for one in grown)
    assert 0 < large - middle <= MOST * (middle - small) + 50


def place_sources(number: int) -> LocalizedGuide:
    guide = make_guide(labels=read_data()["labels"], sources=[source(f"s-{n}") for n in range(number)])
    page = cut_page("# A\n\n<!-- guide:sources -->\n", "sources.md", "zh")
    placed = localize(guide, "zh", datetime.date(2026, 11, 27)).place_on(find_homes(guide, page))
    assert len([*list_all_volumes(placed)]) > 10
    return placed


def list_ways(localized: LocalizedGuide, guide: Guide) -> list[object]:
    """Return what each page of a volume asks for: the volume, and what leads on from it."""
    names = [volume.name for volume in list_all_volumes(localized)]
    return [(find_volume(name, localized), show_way(localized, name)) for name in names]


def test_a_figure_of_the_bench_says_whether_it_falls_short() -> None:
    assert Figure("check", (0.3, 0.5, 9.0), 0.5).is_met
    assert "| check | 0.60 | 0.30-9.00 | 0.50 | falls short |" in Figure("check", (0.6, 0.3, 9.0), 0.5).write()


def test_the_bench_compares_what_ran_in_one_round_and_tells_what_a_further_record_costs() -> None:
    took = {"yardstick": 8.0, "build": 4.0, "again": 2.0, "check": 1.0, "whole": 6.0, "anew": 8.0, "save": 1.0}
    took["yardstick's save"] = 4
    one = {f"{task} x1": Work(seconds, 100) for task, seconds in took.items()}
    three = {f"{task} x3": Work(3 * seconds, 100) for task, seconds in took.items()}
    told = {figure.name: figure for figure in list_figures([{**one, **three}], [1, 3], {1: 10, 3: 30})}
    assert told["build / yardstick"].values == (0.5,) and not told["build / yardstick"].is_met
    assert told["build, nothing changed / yardstick"].values == (0.25,)
    assert told["build, compressed / yardstick"].values == (0.75,)
    assert told["check: a record more, x3 / x1"].values == (1.0,) and told["check: a record more, x3 / x1"].is_met
    assert told["save to visible / yardstick, x3"].values == (0.25,)
    assert told["check / yardstick"].values == (0.125,), "as much as its goal tells of another machine"


def test_the_bench_only_checks_what_nobody_builds() -> None:
    small = {f"{task} x1": Work(8.0, 100) for task in ("yardstick", "build", "again", "check", "whole", "anew")}
    saves = {"save x1": Work(1.0), "yardstick's save x1": Work(2.0)}
    round_ = {**small, **saves, "check x100": Work(80.0, 1600)}
    told = {figure.name: figure for figure in list_figures([round_], [1, 100], {1: 10, 100: 1000})}
    assert [name for name in told if "x100" in name] == ["check, x100 / yardstick", "memory of a check, x100, MiB"]
    assert not told["check, x100 / yardstick"].is_met and not told["memory of a check, x100, MiB"].is_met
