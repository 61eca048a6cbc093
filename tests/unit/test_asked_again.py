"""Rules that are asked again of changed records alone find something wherever the whole guide would be refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from copy import copy
from pathlib import Path

import pytest

from broken import FEE, write_few
from examples import put, write_examples
from guide.building.memory import Memory
from guide.building.serving import memoize_in
from guide.checks import Problem, find_errors, find_problems, run
from guide.checks.run import Place
from guide.kept.marks import Marks
from guide.kept.rules import ask_once
from guide.load import Memoize, load_guide, read_guide
from guide.messages.catalogue import Rule
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from messages import CATALOGUE

TRIED = [rule for rule in CATALOGUE.rules.values() if rule.kind and rule.kind != "docs"]


@pytest.fixture(scope="module")
def memoize() -> Memoize:
    """What a server has read before, which is how it knows that the subject is the same."""
    return memoize_in({})


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, memoize: Memoize) -> tuple[Path, Memory]:
    """The examples, which break no rule, and what is known of them when they were asked."""
    folder, memory = write_examples(tmp_path_factory.mktemp("examples")), Memory()
    load_guide(folder, memory.ask(find_errors), memoize)
    assert memory.right
    return folder, memory


@pytest.fixture
def known(right: tuple[Path, Memory]) -> Iterator[tuple[Path, Memory]]:
    """The same, for one test: what it writes into the files is taken back."""
    folder, memory = right
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    yield folder, copy(memory)
    for path, content in before.items():
        if path.read_bytes() != content:
            path.write_bytes(content)


def _refuse_to_ask(guide: Guide) -> Iterator[Problem]:
    pytest.fail("all rules were asked of all records")


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_what_breaks_a_rule_is_found_by_who_knew_the_guide_before(
    rule: Rule, known: tuple[Path, Memory], memoize: Memoize
) -> None:
    folder, memory = known
    put(rule, rule.bad, folder)
    try:
        whole = read_guide(folder, memoize=memoize)[1]
    except DataError:  # it is wrong within its file, and no rule is asked
        return
    for _ in range(2):
        assert read_guide(folder, memory.ask(find_errors), memoize)[1] == whole


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_what_breaks_no_rule_is_let_be_without_asking_of_all_records(
    rule: Rule, known: tuple[Path, Memory], memoize: Memoize
) -> None:
    folder, memory = known
    if put(rule, rule.good, folder) not in {"data/subject.yml", "data/kinds.yml"}:
        assert not read_guide(folder, memory.ask(_refuse_to_ask), memoize)[1]


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_of_records_that_are_asked_some_after_the_others_the_same_is_told_in_the_same_order(
    rule: Rule, known: tuple[Path, Memory], memoize: Memoize, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = known
    put(rule, rule.bad, folder)
    try:
        guide, _ = read_guide(folder, lambda guide: iter(()), memoize)
    except DataError:  # it is wrong within its file, and no rule is asked
        return
    whole = list(find_problems(guide))
    monkeypatch.setattr(run, "AT_ONCE", 3)
    assert list(find_problems(guide)) == whole


def test_a_record_that_is_settled_is_not_asked_by_the_rules_of_one_record(
    known: tuple[Path, Memory], memoize: Memoize
) -> None:
    folder, _ = known
    put(CATALOGUE.rules["title-marks"], CATALOGUE.rules["title-marks"].bad, folder)
    guide, _ = read_guide(folder, lambda guide: iter(()), memoize)
    (place,) = {(one.kind, one.record_id) for one in find_problems(guide) if one.message.rule == "title-marks"}
    assert not [one for one in find_problems(guide, {place}) if one.message.rule == "title-marks"]


def test_advice_that_a_build_has_no_ear_for_is_told_by_the_next_check(tmp_path: Path) -> None:
    folder, rule = write_examples(tmp_path), CATALOGUE.rules["term-not-used"]
    (tmp_path / "mkdocs.yml").write_text("", encoding="utf-8")
    put(rule, rule.bad, folder)

    def tell(find: Callable[[Guide, Collection[Place]], Iterator[Problem]]) -> set[str]:
        marks = Marks(tmp_path)
        found = read_guide(folder, ask_once(find, folder, marks))[1]
        marks.finish()
        return {one.message.rule for one in found}

    assert [tell(find) for find in (find_errors, find_problems)] == [set(), {rule.id}]


def test_a_record_that_names_a_changed_one_is_asked_again(tmp_path: Path, memoize: Memoize) -> None:
    folder, memory = write_few(tmp_path), Memory()
    one = FEE.replace("最低 {value}", "收一笔费用").replace("At least {value}", "There is a fee")
    asked = "{money/withdraw-fee-minimum.value}"
    other = FEE.replace("withdraw-fee-minimum", "same-fee", 1).replace("  value: {money: 0.10 CNY}\n", "")
    other = other.replace("最低 {value}", f"也是 {asked}").replace("At least {value}", f"It is {asked}, too")
    (folder / "money.yml").write_text(one + other, encoding="utf-8")
    load_guide(folder, memory.ask(find_errors), memoize)
    (folder / "money.yml").write_text(one.replace("  value: {money: 0.10 CNY}\n", "") + other, encoding="utf-8")
    found = read_guide(folder, memory.ask(find_errors), memoize)[1]
    assert {one.message.rule for one in found} == {"no-such-figure"}
