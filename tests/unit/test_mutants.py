"""The list of ways to break the code keeps up with the code; trying them takes long, and is done at night."""

from __future__ import annotations

import pytest

from mutants import FAILED, Mutant, make_mutant, read_mutants, try_tests
from raw import ROOT

MUTANTS = read_mutants()


def test_there_are_twenty_ways_at_least_and_each_has_a_name() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 20


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_what_a_mutant_changes_stands_once_in_the_code(mutant: Mutant) -> None:
    assert (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1
    assert mutant.old != mutant.new
    assert mutant.tests
    assert all((ROOT / name).is_file() for name in mutant.tests)


def test_a_mutant_that_no_test_notices_is_told_from_one_that_is_noticed(tmp_path: object) -> None:
    root = tmp_path / "project"  # type: ignore[operator]
    (root / "hooks").mkdir(parents=True)
    (root / "hooks" / "sums.py").write_text("def add(a, b):\n    return a + b\n", encoding="utf-8")
    (root / "test_sums.py").write_text(
        "from sums import add\n\n\ndef test_sums():\n    assert add(2, 2) == 4\n", encoding="utf-8"
    )
    (root / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    assert try_tests(root, ("test_sums.py",))[0] == 0
    make_mutant(Mutant("times", "hooks/sums.py", "a + b", "a * b", ("test_sums.py",)), root)
    assert try_tests(root, ("test_sums.py",))[0] == 0, "2 + 2 is 2 * 2: this test cannot notice"
    make_mutant(Mutant("minus", "hooks/sums.py", "a * b", "a - b", ("test_sums.py",)), root)
    answer, told = try_tests(root, ("test_sums.py",))
    assert answer == FAILED
    assert "test_sums" in told
    with pytest.raises(LookupError, match=r"hooks/sums\.py has 0 times: a \+ b"):
        make_mutant(Mutant("plus", "hooks/sums.py", "a + b", "a - b", ("test_sums.py",)), root)
