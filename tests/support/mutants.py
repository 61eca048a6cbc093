"""Break the code in known ways, and see that the tests notice: `make mutants`, or `python …/mutants.py NAME…`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = Path(__file__).with_suffix(".yml")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".cache", ".*_cache", "__pycache__", "*.egg-info")
LONGEST = 900  # seconds for the tests of one mutant; who takes longer hangs, and that is noticed, too
FAILED = 1  # what pytest answers when tests ran and some failed


@dataclass(frozen=True)
class Mutant:
    """One way to break the code: what is put in the place of what in which file, and the tests that have to notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def read_mutants() -> tuple[Mutant, ...]:
    """Return the list of mutants.yml."""
    entries = yaml.load(LIST.read_text(encoding="utf-8"), yaml.BaseLoader)
    return tuple(Mutant(**{**entry, "tests": tuple(entry["tests"])}) for entry in entries)


def _leave_out(folder: str, names: list[str]) -> set[str]:
    """Return what is not copied; `site` is a built site at the top alone."""
    return {*LEFT_OUT(folder, names), *({"site"} if Path(folder) == ROOT else ())}


def make_mutant(mutant: Mutant, root: Path) -> None:
    """Change the copy of the project at `root`. Raises LookupError where the code is no longer what the list says."""
    path = root / mutant.file
    code = path.read_text(encoding="utf-8")
    if code.count(mutant.old) != 1:
        raise LookupError(f"{mutant.name}: {mutant.file} has {code.count(mutant.old)} times: {mutant.old}")
    path.write_text(code.replace(mutant.old, mutant.new), encoding="utf-8")


def try_tests(root: Path, tests: tuple[str, ...]) -> tuple[int, str]:
    """Run tests of the copy at `root`; return pytest's answer, and the test that failed first."""
    command = [sys.executable, "-m", "pytest", "--exitfirst", "-p", "no:cacheprovider", *tests]
    today = {"SOURCE_DATE_EPOCH": str(int(time.time()))}  # a copy without a history would say that it knows no day
    environment = {**os.environ, **today, "PYTHONPATH": str(root / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return FAILED, f"no end within {LONGEST} seconds"
    told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return done.returncode, told[0] if told else done.stdout[-500:]


def examine(mutant: Mutant | None) -> tuple[bool, str]:
    """Return whether the tests notice a mutant, or pass on the code as it is, and how the table says that."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        root = Path(folder) / "project"
        shutil.copytree(ROOT, root, ignore=_leave_out)
        if mutant is None:
            tests = tuple(sorted({test for one in read_mutants() for test in one.tests}))
            answer, told = try_tests(root, tests)
            return answer == 0, f"the code as it is: {'the tests pass' if answer == 0 else told}"
        make_mutant(mutant, root)
        answer, told = try_tests(root, mutant.tests)
    return answer == FAILED, f"{'noticed' if answer == FAILED else 'NOT NOTICED'} | {mutant.name} | {told[:160]}"


def main(names: list[str]) -> int:
    """Try the mutants whose names contain one of `names`, or all; print the table; 1 if one was not noticed."""
    chosen = [one for one in read_mutants() if not names or any(name in one.name for name in names)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = []
        for noticed, line in pool.map(examine, [*([] if names else [None]), *chosen]):
            print(line, flush=True)
            found.append(noticed)
    print(f"{sum(found)} of {len(found)} as they should be")
    return 0 if found and all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
