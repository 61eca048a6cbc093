"""How much work the guide is, beside what others would take for the same content: `make bench`.

Work is the CPU time of a whole process, and a figure is a ratio of two that ran one after the other, so that another
machine, or a busier one, shows the same. Each is the middle one of several rounds; how far they lie apart is told, too.
What readers fetch is counted once: it is the same in every round.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from project_copy import copy_project
from raw import ROOT
from scale import scale_project
from served import Save, find_prose, find_value, measure_save
from weight import Weight
from yardstick import make_environment_of_its_own

OWN = ROOT / ".cache/yardstick"
UNLIMITED = str(Path(__file__).with_name("unlimited.py"))
OURS = (sys.executable, UNLIMITED)
SECONDS_TOLD = 8.0
"""What the yardstick took where the goals were set: an absolute time says nothing of another machine."""
SECONDS_ASKED = {1: 0.5, 10: 4.0, 100: 40.0}
"""What a check may take by then, by the size of the guide."""
MEMORY_ASKED = 1536
"""MiB that a check of the largest guide may have."""
LARGEST = 100
"""The size from which on a guide is checked and not built: plain MkDocs does not come to an end there either."""
KIB = 1024


@dataclass(frozen=True)
class Work:
    """The CPU seconds of one process, and the MiB that it had at most."""

    seconds: float
    memory: float = 0


@dataclass(frozen=True)
class Goals:
    """What a guide of a size may take beside the yardstick, and bytes of a first search, script and all."""

    build: float
    whole: float
    save: float
    search: int


SMALL, LARGE = Goals(0.40, 0.60, 0.10, 35_000), Goals(0.30, 0.50, 0.05, 70_000)
"""Those for the guide as it is, and those for ten times as much."""
Round = Mapping[str, Work]
"""What each task took: build, again (the same, nothing changed), whole (the build, compressed), anew (without what was
kept before), check, save, yardstick, its save; behind it the size: `build x3`."""


@dataclass(frozen=True)
class Figure:
    """A figure of the table: what it is, its value in each round, and what it should be at most."""

    name: str
    values: tuple[float, ...]
    goal: float

    @property
    def is_met(self) -> bool:
        """Whether the middle value is what it should be."""
        return median(self.values) <= self.goal

    def write(self) -> str:
        """Return the row of the table."""
        spread = f"{min(self.values):.2f}-{max(self.values):.2f}"
        told = "" if self.is_met else "falls short"
        return f"| {self.name} | {median(self.values):.2f} | {spread} | {self.goal:.2f} | {told} |"


def measure(command: Sequence[str | Path], folder: Path, cold: bool = False) -> Work:
    """Run a command in a folder to its end. What it says is told only where it fails. A `cold` one relies on none."""
    told_place = {"SITE_URL": "https://guide.example/", "REPO_URL": "", "GUIDE_COLD": "1" if cold else ""}
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **told_place}
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=told, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        assert process.returncode == 0, f"{command} failed in {folder}: {told.read().decode(errors='replace')}"
    return Work(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@dataclass(frozen=True)
class Bench:
    """What is measured: the guides of some sizes, in a `folder` where all may be written.

    `yardstick` is the Python with MkDocs and Material alone, and `copy` copies the project: ours, unless told.
    """

    folder: Path
    sizes: Sequence[int]
    yardstick: Path
    copy: Callable[[Path], Path] = copy_project

    def project(self, times: int) -> Path:
        """The project with so many records for each."""
        return self.folder / f"project-{times}"

    def plain(self, times: int) -> Path:
        """The same as plain prose."""
        return self.folder / f"yardstick-{times}"

    @property
    def built_sizes(self) -> list[int]:
        """The sizes of which a site is built."""
        return [times for times in self.sizes if times < LARGEST]

    def prepare(self) -> None:
        """Make the projects, and build what a change is looked for in."""
        for times in self.sizes:
            scale_project(self.project(times), times, self.copy)
        for times in self.built_sizes:
            measure((*OURS, "yardstick", self.project(times), self.plain(times)), self.folder)
            measure((*OURS, "mkdocs", "build", "--quiet"), self.project(times))

    def list_tasks(self, times: int) -> Iterator[tuple[str, Callable[[], Work]]]:
        """Yield (task, what does it) for the project at a size."""
        project, plain, theirs = self.project(times), self.plain(times), (self.yardstick, "-m", "mkdocs")
        yield f"check x{times}", lambda: measure((sys.executable, "-m", "guide", "check", "--cold"), project)
        if times >= LARGEST:
            return
        whole = (*OURS, "guide", "build", self.folder / f"whole-{times}")
        yield f"yardstick x{times}", lambda: measure((*theirs, "build", "--quiet"), plain)
        yield f"build x{times}", lambda: measure((*OURS, "mkdocs", "build", "--quiet"), project, cold=True)
        yield f"again x{times}", lambda: measure((*OURS, "mkdocs", "build", "--quiet"), project)
        yield f"whole x{times}", lambda: measure(whole, project)
        yield f"anew x{times}", lambda: measure(whole, self._forget(project))
        yield f"yardstick's save x{times}", lambda: Work(measure_save(theirs, plain, find_prose(plain)))
        yield f"save x{times}", lambda: Work(measure_save((*OURS, "mkdocs"), project, self._find_value(times)))

    def _find_value(self, times: int) -> Save:
        return find_value(self.project(times), self.project(times) / "site")

    @staticmethod
    def _forget(project: Path) -> Path:
        """Return the project without all that it keeps from build to build."""
        shutil.rmtree(project / ".cache", ignore_errors=True)
        return project

    def run_round(self, number: int) -> Round:
        """Return what each task took; in every second round they run the other way round."""
        tasks = [task for times in self.sizes for task in self.list_tasks(times)]
        return {name: work() for name, work in (tasks if number % 2 else tasks[::-1])}

    def weigh(self) -> dict[int, Weight]:
        """Return what readers fetch of the site of each size."""
        return {times: Weight(self.project(times) / "site", self.project(times)) for times in self.built_sizes}

    def count_records(self) -> dict[int, int]:
        """Return how many records there are at each size."""
        return {times: _count(self.project(times) / "data") for times in self.sizes}


def list_figures(rounds: Sequence[Round], sizes: Sequence[int], records: Mapping[int, int]) -> Iterator[Figure]:
    """Yield the figures of work in the table. `records` says how many records there are at each size."""
    for times in sizes:
        name = "" if times == 1 else f", x{times}"
        if times < LARGEST:
            yield from _list_ratios(rounds, times, name)
        if times in SECONDS_ASKED:
            goal = SECONDS_ASKED[times] / SECONDS_TOLD
            yield Figure(f"check{name} / yardstick", _compare(rounds, f"check x{times}", "yardstick x1"), goal)
        if times >= LARGEST:
            memory = tuple(one[f"check x{times}"].memory for one in rounds)
            yield Figure(f"memory of a check{name}, MiB", memory, MEMORY_ASKED)
        for task in ("build", "check") if 1 < times < LARGEST else ():
            values = tuple(_grow(one, task, times, records) for one in rounds)
            yield Figure(f"{task}: a record more, x{times} / x1", values, 1.05)


def _list_ratios(rounds: Sequence[Round], times: int, name: str) -> Iterator[Figure]:
    """Yield what is held against the yardstick at the same size."""
    goals, own = _choose(times), f"yardstick x{times}"
    yield Figure(f"build / yardstick{name}", _compare(rounds, f"build x{times}", own), goals.build)
    yield Figure(f"build, nothing changed / yardstick{name}", _compare(rounds, f"again x{times}", own), goals.build)
    yield Figure(f"build, compressed / yardstick{name}", _compare(rounds, f"whole x{times}", own), goals.whole)
    yield Figure(f"the same, nothing kept / yardstick{name}", _compare(rounds, f"anew x{times}", own), goals.whole)
    memory = _compare(rounds, f"build x{times}", own, "memory")
    yield Figure(f"memory of a build / yardstick{name}", memory, 1.10)
    saved = _compare(rounds, f"save x{times}", f"yardstick's save x{times}")
    yield Figure(f"save to visible / yardstick{name}", saved, goals.save)


def list_weights(weights: Mapping[int, Weight]) -> Iterator[Figure]:
    """Yield the figures of what readers fetch, by the size of the guide."""
    for times, weight in weights.items():
        name = "" if times == 1 else f", x{times}"
        yield Figure(f"first visit, KiB{name}", (max(one.size for one in weight.visits) / KIB,), 20)
        yield Figure(f"first visit, requests{name}", (max(one.requests for one in weight.visits),), 4)
        yield Figure(f"nodes of the longest page{name}", (max(one.nodes for one in weight.visits),), 1500)
        yield Figure(f"first search, kB{name}", (weight.search / 1000,), _choose(times).search / 1000)


def _choose(times: int) -> Goals:
    return SMALL if times < 10 else LARGE


def _compare(rounds: Sequence[Round], task: str, other: str, what: str = "seconds") -> tuple[float, ...]:
    """Return what one task took for what another one did, in each round."""
    return tuple(getattr(one[task], what) / getattr(one[other], what) for one in rounds)


def _grow(one: Round, task: str, times: int, records: Mapping[int, int]) -> float:
    """Return what a further record costs, by what one costs on the average as the guide is."""
    small, large = one[f"{task} x1"].seconds, one[f"{task} x{times}"].seconds
    return (large - small) / (records[times] - records[1]) / (small / records[1])


def write_table(figures: Sequence[Figure]) -> str:
    """Return the figures as one table."""
    head = "| figure | middle | spread | goal | |\n|---|--:|--:|--:|---|"
    return "\n".join([head, *(figure.write() for figure in figures)])


def main() -> None:
    """Print the table, and the load of the machine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 3])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        bench = Bench(Path(made), asked.sizes, make_environment_of_its_own(OWN))
        bench.prepare()
        rounds = [bench.run_round(number) for number in range(asked.rounds)]
        figures = [*list_figures(rounds, asked.sizes, bench.count_records()), *list_weights(bench.weigh())]
    print(write_table(figures))
    seconds = ", ".join(f"{name} {median(one[name].seconds for one in rounds):.1f}" for name in rounds[0])
    print(f"\nCPU seconds: {seconds}\nload of the machine: {os.getloadavg()[0]:.1f}")


def _count(data: Path) -> int:
    """Return how many records there are in a folder."""
    return sum(len(re.findall("^- ", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in data.glob("*.yml"))


if __name__ == "__main__":
    main()
