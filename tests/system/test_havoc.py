"""What `check` passes, builds: a few of the cases of tests/support/havoc.py on the second guide.

`make nightly` runs 1,000 on ours.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from havoc import BAD, Outcome
from mishaps import MISHAPS, NothingHereError, spoil
from raw import ROOT

SAMPLE = range(5000, 5016)
FILES = {
    name: (ROOT / name).read_bytes()
    for name in (
        *("mkdocs.yml", "docs/zh/money.md", "docs/en/money.md", "docs/zh/failures/index.md", "overrides/main.html"),
        *("overrides/404.html", "overrides/assets/frame.js", "overrides/views/table.html", "data/translations.lock"),
        *("data/money.yml", "data/labels.yml", "data/captures/gdpr.json"),
    )
}


def test_what_check_passes_builds() -> None:
    """A process of its own, for each case is forked from it, and a test with a browser in it cannot be forked."""
    command = [sys.executable, str(ROOT / "tests/support/havoc.py"), "--second", "--workers", "1"]
    command += ["--start", str(SAMPLE.start), "--cases", str(len(SAMPLE))]
    ran = subprocess.run(command, env={**os.environ}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr[-2000:]
    assert "'refused'" in ran.stdout and "'built'" in ran.stdout


@pytest.mark.parametrize("name", MISHAPS)
def test_what_goes_wrong_is_told_and_goes_wrong_the_same_way_again(name: str) -> None:
    before, after, again = dict(FILES), dict(FILES), dict(FILES)
    for number in range(500):
        try:
            told = MISHAPS[name](after, random.Random(number))
        except NothingHereError:
            continue
        assert MISHAPS[name](again, random.Random(number)) == told
        assert after == again
        if after != before:
            assert "\n" not in told
            return
    pytest.fail("nothing ever goes wrong")


def test_a_case_can_be_repeated_and_made_smaller() -> None:
    told = {}
    for seed in SAMPLE:
        files = dict(FILES)
        told[seed] = spoil(files, seed)
        assert spoil(dict(FILES), seed, range(3)) == told[seed]
        assert spoil(dict(FILES), seed, [0]) == told[seed][:1]
    assert {len(mishaps) for mishaps in told.values()} == {1, 2, 3}


def test_a_bad_outcome_is_told_from_a_good_one() -> None:
    assert all(Outcome(1, what, (), "").is_bad for what in BAD)
    assert not any(Outcome(1, what, (), "").is_bad for what in ("refused", "built"))
