"""What a reviewer is told of a pull request: made without rights, and told by what runs none of its code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide.changes.due import LEFT
from patience import PATIENCE
from raw import ROOT
from repository import leave_settings

FOLDER = ROOT / ".github" / "workflows"
MARK = "<!-- what readers will see -->"


def read(name: str) -> dict[str, Any]:
    """Return a workflow; all scalars are text."""
    workflow = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(workflow, dict)
    return workflow


def list_commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def run_step(step: dict[str, Any], folder: Path, gh: str = "", **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub runs `shell: bash`, with a gh of our own; `given` stands for what GitHub fills in."""
    (folder / "gh").write_text(gh, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    plain = {name: value for name, value in step.get("env", {}).items() if "${{" not in value}
    bash = shutil.which("bash")
    assert bash, "install bash"
    return subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **plain, **given, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.parametrize("name", ["quick", "preview"])
def test_what_a_stranger_wrote_runs_with_the_right_to_read_and_no_other(name: str) -> None:
    workflow = read(name)
    assert workflow["on"] == {"pull_request": ""} and workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert job["steps"][0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
    assert "${{" not in list_commands(job), "a branch's name could be a command"
    assert "secrets" not in json.dumps(workflow)


def test_the_preview_holds_the_review_and_the_whole_site() -> None:
    (job,) = read("preview")["jobs"].values()
    command = list_commands(job)
    assert 'guide diff "$before" --html preview' in command and "guide build preview/site" in command
    assert [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")] == [
        *("preview", "comment")
    ]


def test_the_job_that_may_write_a_comment_runs_no_code_but_its_own_lines() -> None:
    workflow = read("comment")
    assert workflow["on"] == {"workflow_run": {"workflows": [read("preview")["name"]], "types": ["completed"]}}
    assert workflow["permissions"] == {} or workflow["permissions"] == "{}"
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert not [step for step in job["steps"] if "uses" in step], "nothing is checked out and nothing unpacked"
    assert "${{" not in list_commands(job)
    assert not re.search(r"python|make|\bsource\b|eval|\.venv|chmod|unzip (?!-p)", list_commands(job))


GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in
  *"/pulls "*) cat pulls ;;
  *"/artifacts "*) echo 5 ;;
  */zip) cat packed.zip ;;
  *"/comments --paginate"*) cat comments ;;
  *body=@*) cp comment.md body ;;
esac
"""


def comment(folder: Path, told: bytes, pulls: str = "12\n", comments: str = "") -> tuple[int, str]:
    """Run the step that keeps the comment; return its exit code, and the comment."""
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("comment.txt", told)
        packed.writestr("../escaped.txt", "out of the folder")
    (folder / "pulls").write_text(pulls, encoding="utf-8")
    (folder / "comments").write_text(comments, encoding="utf-8")
    (step,) = read("comment")["jobs"]["comment"]["steps"]
    run = {"RUN": "9", "SHA": "0" * 40, "HEAD": "somebody:branch", "PAGE": "https://run.example/9", "GH_REPO": "a/b"}
    result = run_step(step, folder, GH, **run)
    body = folder / "body"
    return result.returncode, body.read_text(encoding="utf-8") if body.exists() else ""


def test_a_comment_is_written_once_and_then_renewed(tmp_path: Path) -> None:
    code, body = comment(tmp_path, "结论：有人这样说\n".encode())
    assert code == 0 and body.startswith(MARK)
    assert "https://run.example/9#artifacts" in body and "结论：有人这样说" in body
    assert "--method POST repos/a/b/issues/12/comments" in (tmp_path / "calls").read_text(encoding="utf-8")
    assert comment(tmp_path, b"again", comments="77\n")[0] == 0
    assert "--method PATCH repos/a/b/issues/comments/77" in (tmp_path / "calls").read_text(encoding="utf-8")
    assert not (tmp_path.parent / "escaped.txt").exists()


def test_what_comes_of_a_strangers_code_does_nothing_in_a_comment(tmp_path: Path) -> None:
    hostile = "```\n# Approved @everybody <img src=x> \u202e \x1b[31m [x](https://bad.example)\n````\n".encode()
    code, body = comment(tmp_path, hostile + b"\xff\xfe" + b"x" * 5_000_000)
    assert code == 0 and len(body) < 52_000
    before, _, rest = body.partition("```text\n")
    inside, fence, after = rest.rpartition("\n```\n")
    assert fence and not after and "`" not in inside, "it cannot end the box that shows it as it is"
    assert "\x1b" not in body and "\u202e" not in body and "Approved" in inside and "Approved" not in before


@pytest.mark.parametrize(
    ("pulls", "told", "code"), [("", b"x", 0), ("12; echo\n", b"x", 1), ("12\n", b"", 1)], ids=["none", "odd", "empty"]
)
def test_without_a_pull_request_or_a_text_nothing_is_written(
    tmp_path: Path, pulls: str, told: bytes, code: int
) -> None:
    assert comment(tmp_path, told, pulls) == (code, "")


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("data/money.yml", "false"),
        ("docs/zh/failures/index.md", "false"),
        ("data/captures/law-2006.json", "false"),
        ("data/kinds.yml", "true"),
        ("data/subject.yml", "true"),
        ("mkdocs.yml", "true"),
        ("hooks/guide/load.py", "true"),
        (".github/workflows/test.yml", "true"),
        ("data/schema/money.json", "true"),
        ("docs/zh/picture.png", "true"),
    ],
)
def test_all_tests_run_for_all_but_data_and_prose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, whole: str
) -> None:
    leave_settings(monkeypatch, tmp_path)
    git = ["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@guide.example"]

    def commit(*names: str) -> None:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(name, encoding="utf-8")
        for command in (["add", *names], ["commit", "--quiet", "-m", "x"]):
            subprocess.run([*git, *command], cwd=tmp_path, check=True)

    subprocess.run([*git, "init", "--quiet"], cwd=tmp_path, check=True)
    commit("README.md")
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], cwd=tmp_path, check=True)
    commit("data/laws.yml", path)
    step = read("test")["jobs"]["extent"]["steps"][-1]
    assert run_step(step, tmp_path, BASE="main", GITHUB_OUTPUT=str(tmp_path / "told")).returncode == 0
    assert (tmp_path / "told").read_text(encoding="utf-8") == f"whole={whole}\n"


def test_all_tests_run_in_the_merge_queue_and_on_main(tmp_path: Path) -> None:
    workflow = read("test")
    assert {"push", "pull_request", "merge_group"} == set(workflow["on"])
    assert workflow["jobs"]["test"]["if"] == "needs.extent.outputs.whole == 'true'"
    step = workflow["jobs"]["extent"]["steps"][-1]
    assert run_step(step, tmp_path, BASE="", GITHUB_OUTPUT=str(tmp_path / "told")).returncode == 0
    assert (tmp_path / "told").read_text(encoding="utf-8") == "whole=true\n"


ISSUES = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in *"--state open"*) cat open ;; esac
"""


@pytest.mark.parametrize(
    ("first", "opened", "last"),
    [
        (LEFT.format(3), "", "issue create"),
        (LEFT.format(3), "7\n", "issue edit 7"),
        (LEFT.format(0), "7\n", "issue close 7"),
        ("# anything else", "7\n", ""),
    ],
)
def test_one_issue_lists_what_is_due_each_month(tmp_path: Path, first: str, opened: str, last: str) -> None:
    workflow = read("stale")
    assert [set(one) for one in workflow["on"]["schedule"]] == [{"cron"}]
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", workflow["on"]["schedule"][0]["cron"]), "once a month"
    assert workflow["jobs"]["issue"]["permissions"] == {"issues": "write"}
    (tmp_path / "due.md").write_text(f"{first}\n", encoding="utf-8")
    (tmp_path / "open").write_text(opened, encoding="utf-8")
    run_step(workflow["jobs"]["issue"]["steps"][-1], tmp_path, ISSUES, RUN="https://run.example/1")
    calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines() if (tmp_path / "calls").exists() else [""]
    assert calls[-1].startswith(last)


def test_what_is_due_is_counted_from_today() -> None:
    assert '--as-of "$(date -u +%F)"' in list_commands(read("stale")["jobs"]["list"])


PUTS = """\
#!/bin/sh
printf '%s\\n' "$*" >> ../calls
case "$*" in *"new.json?ref=main"*) exit 1 ;; *"?ref=main"*) echo abc ;; esac
"""


def keep_renewed(folder: Path, *names: str) -> tuple[int, list[str]]:
    """Run the step that puts renewed files on main; return its exit code and what it put there."""
    for name in names:
        (folder / "renewed" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "renewed" / name).write_text(name, encoding="utf-8")
    code = run_step(
        read("renew")["jobs"]["keep"]["steps"][-1], folder, PUTS, ADDRESS="repos/a/b/contents/data"
    ).returncode
    calls = (folder / "calls").read_text(encoding="utf-8").splitlines() if (folder / "calls").exists() else []
    return code, sorted(call for call in calls if "--method PUT" in call)


def test_what_is_made_from_the_data_is_renewed_on_main_and_comes_with_no_pull_request(tmp_path: Path) -> None:
    code, puts = keep_renewed(tmp_path, "translations.lock", "journal.json", "schema/new.json")
    assert code == 0
    names = ("journal.json", "schema/new.json", "translations.lock")
    assert [put.split()[1] for put in puts] == [f"repos/a/b/contents/data/{name}" for name in names]
    assert ["sha=abc" in put for put in puts] == [True, False, True]


def test_nothing_else_is_put_on_main(tmp_path: Path) -> None:
    assert keep_renewed(tmp_path, "translations.lock", "money.yml") == (1, [])
