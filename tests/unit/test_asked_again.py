"""Rules that are asked again of changed records alone find something wherever the whole guide would be refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from broken import FEE, write_few
from examples import put, write_examples
from guide.building.memory import Memory
from guide.building.serving import memoize_in
from guide.checks import Problem, find_errors
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


def _refuse_to_ask(guide: Guide) -> Iterator[Problem]:
    pytest.fail("all rules were asked of all records")


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_what_breaks_a_rule_is_found_by_who_knew_the_guide_before(rule: Rule, tmp_path: Path, memoize: Memoize) -> None:
    folder, memory = write_examples(tmp_path), Memory()
    load_guide(folder, memory.ask(find_errors), memoize)
    put(rule, rule.bad, folder)
    try:
        whole = read_guide(folder, memoize=memoize)[1]
    except DataError:  # it is wrong within its file, and no rule is asked
        return
    for _ in range(2):
        assert read_guide(folder, memory.ask(find_errors), memoize)[1] == whole


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_what_breaks_no_rule_is_let_be_without_asking_of_all_records(
    rule: Rule, tmp_path: Path, memoize: Memoize
) -> None:
    folder, memory = write_examples(tmp_path), Memory()
    load_guide(folder, memory.ask(find_errors), memoize)
    if put(rule, rule.good, folder) not in {"data/subject.yml", "data/kinds.yml"}:
        assert not read_guide(folder, memory.ask(_refuse_to_ask), memoize)[1]


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
