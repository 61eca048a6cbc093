"""Where the project's code comes from: pinned by hash, run with the least rights, and never a stranger's with more."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from patience import PATIENCE
from raw import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
TRIGGERS = {"push", "pull_request", "schedule", "workflow_dispatch"}
USES = re.compile(r"^\s*(?:- )?['\"]?uses['\"]?:\s*(\S+)(?:\s+# (.+))?$", re.M)
PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40}")
VERSION = re.compile(r"v\d+\.\d+\.\d+")
SECRET = re.compile(r"\bsecrets\b(?:\.(\w+))?")
STUBS = re.compile(r"types-|.+-stubs$")
LOCKED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)==(\S+)((?: --hash=sha256:[0-9a-f]{64})+)")

Job = dict[str, Any]


def read_workflow(text: str) -> dict[str, Any]:
    """Return a workflow; all scalars are text, so that `on` stays a word."""
    workflow = yaml.load(text, yaml.BaseLoader)
    assert isinstance(workflow, dict)
    return workflow


def list_triggers(workflow: dict[str, Any]) -> set[str]:
    asked = workflow["on"]
    return {asked} if isinstance(asked, str) else set(asked)


def list_jobs(workflow: dict[str, Any]) -> Iterator[tuple[str, Job, list[dict[str, Any]]]]:
    for name, job in workflow["jobs"].items():
        yield name, job, job.get("steps", [])


def can_write(rights: object) -> bool:
    return rights == "write-all" or (isinstance(rights, dict) and "write" in rights.values())


def find_loose_actions(text: str) -> Iterator[str]:
    """Actions that somebody else can change: no full digest, or no word which version it is."""
    written = USES.findall(text)
    for action, comment in written:
        if not PINNED.fullmatch(action):
            yield f"{action}: no full digest"
        if not VERSION.fullmatch(comment.strip()):
            yield f"{action}: no version beside it"
    jobs = list(list_jobs(read_workflow(text)))
    meant = [job["uses"] for _, job, _ in jobs if "uses" in job]
    meant += [step["uses"] for _, _, steps in jobs for step in steps if "uses" in step]
    if sorted(meant) != sorted(action for action, _ in written):
        yield "an action is written where this test does not see it"


def find_wide_rights(text: str) -> Iterator[str]:
    """Rights beyond reading, but for jobs that run nothing of a pull request."""
    workflow = read_workflow(text)
    if workflow.get("permissions") not in ({}, {"contents": "read"}):
        yield "the workflow may more than read"
    for name, job, steps in list_jobs(workflow):
        if job.get("permissions") == "read-all":
            yield f"{name}: may read everything"
        if not can_write(job.get("permissions")):
            continue
        if "pull_request" in list_triggers(workflow) or "uses" in job:
            yield f"{name}: may write, and runs for a pull request or elsewhere"
        if any(step.get("uses", "").startswith("actions/checkout@") for step in steps):
            yield f"{name}: may write, and fetches code"


def find_wrong_triggers(text: str) -> Iterator[str]:
    """Events that run with more rights than whoever caused them: pull_request_target, workflow_run, comments."""
    for trigger in sorted(list_triggers(read_workflow(text)) - TRIGGERS):
        yield f"{trigger}: is not for this project"


def find_secrets(text: str) -> Iterator[str]:
    """Secrets that a pull request could reach, and any but the one that every run has."""
    workflow = read_workflow(text)
    read = yaml.dump(workflow)  # without the comments
    allowed = set() if "pull_request" in list_triggers(workflow) else {"GITHUB_TOKEN"}
    for name in SECRET.findall(read):
        if name not in allowed:
            yield f"secrets.{name}"
    if not allowed and "github.token" in read:
        yield "github.token"


def find_kept_credentials(text: str) -> Iterator[str]:
    """Checkouts that leave the run's token in the folder."""
    for name, _, steps in list_jobs(read_workflow(text)):
        for step in steps:
            kept = step.get("with", {}).get("persist-credentials") != "false"
            if step.get("uses", "").startswith("actions/checkout@") and kept:
                yield f"{name}: a checkout keeps its token"


def find_injections(text: str) -> Iterator[str]:
    """Expressions pasted into a script, where a title could be a command. They come in by `env`."""
    for name, _, steps in list_jobs(read_workflow(text)):
        for step in steps:
            scripts = (step.get("run", ""), step.get("with", {}).get("script", ""), step.get("shell", ""))
            if any("${{" in script for script in scripts):
                yield f"{name}: an expression inside a script"


def find_endless_jobs(text: str) -> Iterator[str]:
    """Jobs that could run for six hours, or on somebody's own machine."""
    for name, job, _ in list_jobs(read_workflow(text)):
        if not job.get("timeout-minutes", "").isdigit():
            yield f"{name}: no limit of time"
        if "self-hosted" in str(job.get("runs-on")):
            yield f"{name}: runs where the next run finds what it left"


def find_lax_shells(text: str) -> Iterator[str]:
    """Scripts that go on after a mistake: only a shell that is named `bash` ends at any part of a pipe."""
    workflow = read_workflow(text)
    usual = workflow.get("defaults", {}).get("run", {}).get("shell", "")
    for name, _, steps in list_jobs(workflow):
        for step in steps:
            if "run" in step and step.get("shell", usual) != "bash":
                yield f"{name}: no strict shell"


RULES: tuple[Callable[[str], Iterator[str]], ...] = (
    find_loose_actions,
    find_wide_rights,
    find_wrong_triggers,
    find_secrets,
    find_kept_credentials,
    find_injections,
    find_endless_jobs,
    find_lax_shells,
)


def find_faults(text: str) -> list[str]:
    return [fault for rule in RULES for fault in rule(text)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=[path.name for path in WORKFLOWS])
def test_a_workflow_trusts_nobody_more_than_it_must(path: Path) -> None:
    assert find_faults(path.read_text(encoding="utf-8")) == []


def test_there_are_workflows_for_pull_requests_and_for_publishing() -> None:
    triggers = [list_triggers(read_workflow(path.read_text(encoding="utf-8"))) for path in WORKFLOWS]
    assert any("pull_request" in asked for asked in triggers)
    assert {path.stem for path in WORKFLOWS} >= {"test", "publish"}


DIGEST = "0123456789abcdef0123456789abcdef01234567"
GOOD = f"""\
on:
  pull_request:
permissions:
  contents: read
defaults:
  run:
    shell: bash
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@{DIGEST} # v1.2.3
        with:
          persist-credentials: false
      - run: make test
        env:
          BASE: ${{{{ github.base_ref }}}}
"""
RELEASE = GOOD.replace("pull_request:", "push:").replace("make test", "gh issue list")
BAD = {
    "a tag instead of a digest": (GOOD, f"@{DIGEST} # v1.2.3", "@v1"),
    "a short digest": (GOOD, DIGEST, DIGEST[:7]),
    "a digest without its version": (GOOD, " # v1.2.3", ""),
    "a comment that is no version": (GOOD, "# v1.2.3", "# newest"),
    "an action on a line of flow style": (
        GOOD,
        "- run: make test",
        "- {name: x, uses: a/b@v1}\n      - run: make test",
    ),
    "rights for everything": (GOOD, "permissions:\n  contents: read", "permissions: write-all"),
    "no rights named": (GOOD, "permissions:\n  contents: read\n", ""),
    "a workflow that may write": (GOOD, "contents: read", "contents: write"),
    "a job that may write for a pull request": (
        GOOD,
        "    timeout",
        "    permissions:\n      issues: write\n    timeout",
    ),
    "a job that may write and fetches code": (
        RELEASE,
        "    timeout",
        "    permissions:\n      issues: write\n    timeout",
    ),
    "a job that may all": (RELEASE, "    timeout", "    permissions: write-all\n    timeout"),
    "a pull request with the rights of its target": (GOOD, "pull_request:", "pull_request_target:"),
    "a run after a run": (GOOD, "pull_request:", "workflow_run:"),
    "triggers as a list": (GOOD, "on:\n  pull_request:", "on: [pull_request, pull_request_target]"),
    "a trigger as a word": (GOOD, "on:\n  pull_request:", "on: issue_comment"),
    "a secret": (RELEASE, "github.base_ref", "secrets.KEY"),
    "a secret for a pull request": (GOOD, "github.base_ref", "secrets.GITHUB_TOKEN"),
    "a secret by its name as text": (RELEASE, "github.base_ref", "secrets['KEY']"),
    "all secrets": (RELEASE, "github.base_ref", "toJSON(secrets)"),
    "the token for a pull request": (GOOD, "github.base_ref", "github.token"),
    "a checkout that keeps its token": (GOOD, "persist-credentials: false", "persist-credentials: true"),
    "a checkout that says nothing of it": (GOOD, "persist-credentials: false", "fetch-depth: 0"),
    "a title inside a script": (GOOD, "make test", "echo ${{ github.event.pull_request.title }}"),
    "a branch inside a script": (GOOD, "make test", "git log ${{ github.head_ref }}"),
    "no limit of time": (GOOD, "    timeout-minutes: 5\n", ""),
    "somebody's own machine": (GOOD, "ubuntu-latest", "[self-hosted, linux]"),
    "a shell that goes on": (GOOD, "shell: bash", "shell: sh"),
    "no shell named": (GOOD, "defaults:\n  run:\n    shell: bash\n", ""),
}


@pytest.mark.parametrize("workflow", [GOOD, RELEASE], ids=["pull request", "release"])
def test_a_careful_workflow_passes(workflow: str) -> None:
    assert find_faults(workflow) == []


@pytest.mark.parametrize("name", BAD)
def test_a_careless_workflow_is_noticed(name: str) -> None:
    workflow, careful, careless = BAD[name]
    assert careful in workflow
    assert find_faults(workflow.replace(careful, careless, 1))


def test_pins_move() -> None:
    settings = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))
    kinds = {update["package-ecosystem"]: update for update in settings["updates"]}
    assert set(kinds) == {"github-actions", "pip"}
    for update in kinds.values():
        assert update["directory"] == "/" and update["schedule"] == {"interval": "monthly"}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_hooks_before_a_commit_come_from_here_or_are_pinned() -> None:
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
    assert read_lock()


@pytest.mark.parametrize("asked", ASKED, ids=[asked.name for asked in ASKED])
def test_the_lock_holds_what_the_project_asks_for(asked: Requirement) -> None:
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
        ["make", "check"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
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
        ["make", "check"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE, env=os.environ
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
