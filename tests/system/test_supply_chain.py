"""Where the project's code comes from: pinned by hash, run with the least rights, and never a stranger's with more."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from raw import ROOT

WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
}
STUBS = re.compile(r"types-|.+-stubs$")
LOCKED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)==(\S+)((?: --hash=sha256:[0-9a-f]{64})+)")


def read_workflow(name: str) -> dict[str, Any]:
    """Return a workflow; all scalars are text, so that `on` stays a word."""
    workflow = yaml.load(WORKFLOWS[name], yaml.BaseLoader)
    assert isinstance(workflow, dict)
    return workflow


FOR_STRANGERS = [name for name in WORKFLOWS if "pull_request" in read_workflow(name)["on"]]
JOBS = [(name, job) for name in WORKFLOWS for job in read_workflow(name)["jobs"]]
every_job = pytest.mark.parametrize(("name", "job"), JOBS, ids=[f"{name}-{job}" for name, job in JOBS])


def test_workflows_are_held_to_what_an_auditor_asks() -> None:
    """zizmor sees loose pins, wide rights, dangerous events, secrets, kept tokens, injected text, one's own machines.

    As less than an auditor it lets rights for everything, secrets, kept tokens and one's own machines pass, and
    without strict collection what it cannot read. What it does not see is tested here.
    """
    assert ("test", "$(BIN)/zizmor --offline --quiet --strict-collection --persona auditor .") in list_recipes()


def test_there_are_workflows_for_pull_requests_and_for_publishing() -> None:
    assert {*WORKFLOWS} >= {"test", "publish"}
    assert "test" in FOR_STRANGERS


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_pin_tells_its_version(name: str) -> None:
    """zizmor would have to ask the network which version a digest is."""
    pins = re.findall(r"^\s*(?:- )?uses: (.*)$", WORKFLOWS[name], re.M)
    assert [pin for pin in pins if not re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+", pin)] == []


@every_job
def test_a_job_that_may_write_runs_for_no_pull_request_and_fetches_no_code(name: str, job: str) -> None:
    """To zizmor, a job may write whatever it is told to, as long as a comment says why."""
    asked = read_workflow(name)["jobs"][job]
    if "write" in str(asked.get("permissions")):
        assert name not in FOR_STRANGERS
        used = [asked.get("uses", ""), *(step.get("uses", "") for step in asked.get("steps", []))]
        assert not [one for one in used if one.startswith("actions/checkout@") or ".github/workflows" in one]


@pytest.mark.parametrize("name", FOR_STRANGERS)
def test_a_pull_request_is_shown_no_secret(name: str) -> None:
    """zizmor finds the token of the run harmless."""
    assert not re.search(r"\bsecrets\b|github\.token", yaml.dump(read_workflow(name)))  # without the comments


@every_job
def test_a_job_ends_by_itself(name: str, job: str) -> None:
    """Without a limit, after six hours."""
    assert int(read_workflow(name)["jobs"][job]["timeout-minutes"]) <= 180


@every_job
def test_a_script_stops_at_its_first_mistake(name: str, job: str) -> None:
    """Only a shell that is named `bash` ends at any part of a pipe."""
    workflow = read_workflow(name)
    usual = workflow["defaults"]["run"]["shell"]
    shells = [step.get("shell", usual) for step in workflow["jobs"][job].get("steps", []) if "run" in step]
    assert {usual, *shells} == {"bash"}


def test_pins_move() -> None:
    """zizmor wants a pause before a release is taken, but no word that anything is."""
    settings = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    kinds = {update["package-ecosystem"]: update for update in settings["updates"]}
    assert set(kinds) == {"github-actions", "pip"}
    for update in kinds.values():
        assert update["directory"] == "/" and update["schedule"] == {"interval": "monthly"}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_hooks_before_a_commit_come_from_here_or_are_pinned() -> None:
    """zizmor reads their file, and lets a tag pass."""
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert settings["repos"]
    for repository in settings["repos"]:
        assert repository["repo"] == "local" or re.fullmatch("[0-9a-f]{40}", repository["rev"]), repository["repo"]


def read_lock() -> dict[str, str]:
    """Return the version of each locked package, by its name; every line has to be of the one form that is safe."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    plain = re.sub(r"^\s*#.*\n", "", text, flags=re.M)
    entries = [" ".join(entry.split()) for entry in plain.replace("\\\n", " ").splitlines()]
    found = [LOCKED.fullmatch(entry) or pytest.fail(f"requirements.lock: {entry[:80]}") for entry in entries]
    assert len({entry[1] for entry in found}) == len(found) > 50
    return {entry[1]: entry[2] for entry in found}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = [Requirement(line) for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]]


def test_the_lock_has_versions_and_hashes_and_no_address() -> None:
    """pip refuses a pin without a hash, but goes wherever an address in the file leads it."""
    assert read_lock()


@pytest.mark.parametrize("asked", ASKED, ids=[asked.name for asked in ASKED])
def test_the_lock_holds_what_the_project_asks_for(asked: Requirement) -> None:
    """pip is not told to compare the two: the lock is installed first, and then the project without its needs."""
    version = read_lock().get(canonicalize_name(asked.name))
    assert version, f"{asked.name} is not in requirements.lock; run `make lock`"
    assert version in asked.specifier, f"requirements.lock has {asked.name} {version}, not {asked}; run `make lock`"
    assert asked.url is None


OLDEST = PROJECT["requires-python"].removeprefix(">=")


def test_every_pin_takes_the_oldest_python_that_is_promised() -> None:
    """`>=3.11` promises 3.11.0: Debian 12 has 3.11.2."""
    for name, version in read_lock().items():
        installed = importlib.metadata.distribution(name)
        assert installed.version == version, f"{name} {installed.version} is installed; run `make .venv/.ready`"
        asked = installed.metadata["Requires-Python"] or ""
        assert f"{OLDEST}.0" in SpecifierSet(asked), f"{name} {version} wants Python {asked}: bound it"


def test_all_promise_the_same_oldest_python() -> None:
    def read(name: str) -> str:
        return (ROOT / name).read_text(encoding="utf-8")

    tools = tomllib.loads(read("pyproject.toml"))["tool"]
    versions = re.findall(r'python: \["([\d.]+)"', read(".github/workflows/test.yml"))
    told = re.findall(r"Python ([\d.]+) or later", read("README.md") + read("Makefile"))
    asked = re.findall(r"version_info < \((\d+), (\d+)\)", read("Makefile"))
    assert [*versions, *told, tools["mypy"]["python_version"]] == [OLDEST] * 4
    assert [".".join(one) for one in asked] == [OLDEST]
    assert tools["ruff"]["target-version"] == f"py{OLDEST.replace('.', '')}"


OLD_PYTHON = """#!/bin/sh
exec {python} -c 'import sys; sys.version, sys.version_info = "3.9.2 x", (3, 9, 2); exec(sys.argv.pop(2))' "$@"
"""


def test_an_old_python_is_told_in_one_sentence_before_anything_is_installed(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python3").write_text(OLD_PYTHON.format(python=sys.executable), encoding="utf-8")
    (tmp_path / "bin/python3").chmod(0o755)
    before = sorted(tmp_path.iterdir())
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "LC_ALL": "C"}
    made = subprocess.run(
        ["make", "check"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert made.returncode != 0
    assert made.stderr.startswith("needs Python 3.11 or later, and python3 is 3.9.2;")
    assert len(made.stderr.splitlines()) == 2 and "Traceback" not in made.stderr  # the second line is make's own
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_installed_through_a_link(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "victim").mkdir()
    (tmp_path / ".venv").symlink_to("victim")
    made = subprocess.run(
        ["make", "check"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60, env=os.environ
    )
    assert made.returncode != 0 and ".venv: is a link; delete it" in made.stderr
    assert list((tmp_path / "victim").iterdir()) == []


def list_recipes() -> Iterator[tuple[str, str]]:
    """Yield each (target, command) of the Makefile; lines that go on are one."""
    target = ""
    for line in (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        if re.match(r"[^\s#:=]+:(?!=)", line):
            target = line.partition(":")[0]
        elif line.startswith("\t"):
            yield target, line.strip()


def test_what_is_installed_is_what_is_locked() -> None:
    """zizmor reads workflows, and these only run `make`."""
    installs = [(target, command) for target, command in list_recipes() if re.search(r"\$\(PIP\)|\binstall\b", command)]
    assert [target for target, _ in installs].count("$(READY)") == 2
    for target, command in installs:
        locked = "--require-hashes --requirement requirements.lock" in command
        itself = "--no-deps --no-build-isolation --editable ." in command
        assert locked or itself or target == "lock", command  # `lock` is the one that makes the lock


def list_tools() -> set[str]:
    """Return the programs that the Makefile and the hooks before a commit run from the virtual environment."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = [hook["entry"] for repository in hooks for hook in repository["hooks"]]
    commands = [command for target, command in list_recipes() if target != "lock"]
    return set(re.findall(r"(?:\$\(BIN\)|\.venv/bin)/([\w-]+)", " ".join(entries + commands)))


def test_every_tool_is_one_that_the_project_asks_for() -> None:
    assert list_tools() - {"python", "pip"} <= {asked.name for asked in ASKED}


def find_unexplained(pyproject: str) -> Iterator[str]:
    """Yield each dependency without a comment before it. Packages of types may share one: they have one reason."""
    before = ""
    for line in pyproject.splitlines():
        name = re.match(r'\s+"([A-Za-z0-9._-]+?)[<>=!~;" \[]', line)
        shared = name and STUBS.match(name[1]) and before.startswith("stubs")
        if name and before != "comment" and not shared:
            yield name[1]
        before = "comment" if line.strip().startswith("#") else "stubs" if name and STUBS.match(name[1]) else ""


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[project]")[2].partition("\n[tool.")[0]
    names = re.findall(r'^    "([A-Za-z0-9._-]+)', text, flags=re.M)
    assert {canonicalize_name(name) for name in names} >= {canonicalize_name(asked.name) for asked in ASKED}
    assert list(find_unexplained(text)) == []
    assert list(find_unexplained(text.replace("    # Drives the real browser.\n", ""))) == ["playwright"]
