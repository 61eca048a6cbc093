"""How much work the guide is, beside what others would take for the same content: `make bench`.

Work is the CPU time of a whole process, and a figure is a ratio of two that ran one after the other, so that another
machine, or a busier one, shows the same. Each is the middle one of several rounds; how far they lie apart is told, too.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from raw import ROOT
from scale import scale_project
from yardstick import make_environment_of_its_own

OWN = ROOT / ".cache/yardstick"
UNLIMITED = str(Path(__file__).with_name("unlimited.py"))
SECONDS_ASKED, SECONDS_TOLD = 0.5, 8.0
"""What a check may take where the yardstick takes so long: an absolute time says nothing of another machine."""


@dataclass(frozen=True)
class Work:
    """The CPU seconds of one process, and the MiB that it had at most."""

    seconds: float
    memory: float


Round = Mapping[str, Work]
"""What each task took: build, whole (the build, compressed), check, yardstick; behind it the size: `build x3`."""


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


def measure(command: Sequence[str | Path], folder: Path) -> Work:
    """Run a command in a folder to its end."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://guide.example/", "REPO_URL": ""}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} failed in {folder}"
    return Work(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def list_tasks(times: int, folder: Path, yardstick: Path) -> Iterator[tuple[str, Sequence[str | Path], Path]]:
    """Yield (task, command, folder to run it in) for the project at a size; `folder` is where all may be written."""
    project, plain = folder / f"project-{times}", folder / f"yardstick-{times}"
    ours = (sys.executable, UNLIMITED)
    yield f"yardstick x{times}", (yardstick, "-m", "mkdocs", "build", "--quiet"), plain
    yield f"build x{times}", (*ours, "mkdocs", "build", "--quiet"), project
    yield f"check x{times}", (*ours, "guide", "check", "--cold"), project
    if times == 1:
        yield f"whole x{times}", (*ours, "guide", "build", folder / "whole"), project


def run_rounds(sizes: Sequence[int], rounds: int, folder: Path) -> list[Round]:
    """Return what each round took; in every second one the tasks run the other way round."""
    yardstick = make_environment_of_its_own(OWN)
    for times in sizes:
        project = scale_project(folder / f"project-{times}", times)
        write = (sys.executable, UNLIMITED, "yardstick", project, folder / f"yardstick-{times}")
        subprocess.run(write, check=True)
    tasks = [task for times in sizes for task in list_tasks(times, folder, yardstick)]
    made: list[Round] = []
    for number in range(rounds):
        order = tasks if number % 2 else tasks[::-1]
        made.append({name: measure(command, where) for name, command, where in order})
    return made


def list_figures(rounds: Sequence[Round], sizes: Sequence[int], records: Mapping[int, int]) -> Iterator[Figure]:
    """Yield the figures of the table. `records` says how many records there are at each size."""

    def compare(task: str, other: str, what: str = "seconds") -> tuple[float, ...]:
        return tuple(getattr(one[task], what) / getattr(one[other], what) for one in rounds)

    yield Figure("build / yardstick", compare("build x1", "yardstick x1"), 0.40)
    yield Figure("build, compressed / yardstick", compare("whole x1", "yardstick x1"), 0.60)
    yield Figure("check / yardstick", compare("check x1", "yardstick x1"), SECONDS_ASKED / SECONDS_TOLD)
    yield Figure("memory of a build / yardstick", compare("build x1", "yardstick x1", "memory"), 1.10)
    for times in sizes[1:]:
        yield Figure(f"build / yardstick, x{times}", compare(f"build x{times}", f"yardstick x{times}"), 0.30)
        for task in ("build", "check"):
            values = tuple(_grow(one, task, times, records) for one in rounds)
            yield Figure(f"{task}: a record more, x{times} / x1", values, 1.05)


def _grow(one: Round, task: str, times: int, records: Mapping[int, int]) -> float:
    """Return what a further record costs, by what one costs on the average as the guide is."""
    small, large = one[f"{task} x1"].seconds, one[f"{task} x{times}"].seconds
    return (large - small) / (records[times] - records[1]) / (small / records[1])


def main() -> None:
    """Print the table, and the load of the machine."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 3])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        rounds = run_rounds(asked.sizes, asked.rounds, Path(made))
        counts = {times: _count(Path(made, f"project-{times}/data")) for times in asked.sizes}
    print("| figure | middle | spread | goal | |\n|---|--:|--:|--:|---|")
    for figure in list_figures(rounds, asked.sizes, counts):
        print(figure.write())
    seconds = ", ".join(f"{name} {median(one[name].seconds for one in rounds):.1f}" for name in rounds[0])
    print(f"\nCPU seconds: {seconds}\nload of the machine: {os.getloadavg()[0]:.1f}")


def _count(data: Path) -> int:
    """Return how many records there are in a folder."""
    return sum(len(re.findall("^- ", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in data.glob("*.yml"))


if __name__ == "__main__":
    main()
