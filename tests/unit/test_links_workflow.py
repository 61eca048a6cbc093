"""The workflows of the link check: who may do what, and one issue kept up to date, tried with a gh of our own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from patience import PATIENCE
from raw import ROOT
from sourcecheck.links.markdown import LEFT

FOLDER = ROOT / ".github" / "workflows"


def read(name: str) -> dict[str, Any]:
    """Return a workflow; all scalars are text."""
    workflow = yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert isinstance(workflow, dict)
    return workflow


def list_commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_the_links_of_a_pull_request_are_looked_at_with_the_right_to_read_and_no_other() -> None:
    workflow = read("changed-links")
    assert workflow["on"] == {"pull_request": ""}
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    command = list_commands(job)
    assert "python -m guide links --changed-since" in command
    assert "--quotes --read-only" in command, "new quotes are looked up, and nothing is kept of what a stranger cites"
    assert "secrets" not in yaml.dump(workflow)
    assert "continue-on-error" not in yaml.dump(workflow), "a dead link fails"


def test_all_links_are_looked_at_every_week_and_by_hand() -> None:
    workflow = read("links")
    assert set(workflow["on"]) == {"schedule", "workflow_dispatch"}
    ((cron,),) = [one.values() for one in workflow["on"]["schedule"]]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", cron), "once a week"
    assert workflow["permissions"] == {"contents": "read"}
    command = list_commands(workflow["jobs"]["check"])
    assert "--report out/links.html --summary out/links.md" in command
    assert "--quotes" in command and "--read-only" not in command, "one conversation for links and quotes"
    assert "--changed-since" not in command


def test_the_job_that_may_write_issues_runs_no_code_of_the_project() -> None:
    jobs = read("links")["jobs"]
    assert {name for name, job in jobs.items() if "permissions" in job} == {"issue"}
    issue = jobs["issue"]
    assert issue["permissions"] == {"issues": "write"}
    assert issue["needs"] == "check"
    used = [step["uses"].partition("@")[0] for step in issue["steps"] if "uses" in step]
    assert used == ["actions/download-artifact"]
    assert not re.search(r"python|make|\bsource\b|eval|\.venv|chmod", list_commands(issue))


def test_what_was_found_is_kept_though_the_check_fails() -> None:
    check = read("links")["jobs"]["check"]
    kept = [step for step in check["steps"] if step.get("if", "").startswith("${{ !cancelled()")]
    assert [step["name"] for step in kept] == ["What this run read", "What this run saw", "Report", "Summary"]
    assert check["outputs"] == {"report": "${{ steps.report.outcome }}"}


GH = """\
#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in
  *"--state open"*) cat open ;;
  *"--state closed"*) cat closed ;;
  *--body-file*) cp links.md body ;;
esac
"""


def keep(folder: Path, left: str, opened: str, closed: str) -> list[str]:
    """Run the step that keeps the issue; return what it asked of gh that changes something."""
    (folder / "gh").write_text(GH, encoding="utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "open").write_text(opened, encoding="utf-8")
    (folder / "closed").write_text(closed, encoding="utf-8")
    (folder / "links.md").write_text(f"{left}\n\nSummary\n", encoding="utf-8")
    step = next(step for step in read("links")["jobs"]["issue"]["steps"] if "run" in step)
    bash = shutil.which("bash")
    assert bash, "install bash"
    given = {name: "https://run.example/1" if "${{" in value else value for name, value in step["env"].items()}
    result = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # as GitHub runs `shell: bash`
        cwd=folder,
        env={**os.environ, **given, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    calls = (folder / "calls").read_text(encoding="utf-8").splitlines() if (folder / "calls").exists() else []
    if result.returncode:
        return ["failed", *calls]
    assert calls[0].startswith("label create link-report --force")
    return [call for call in calls[1:] if not call.startswith("issue list")]


TITLE = "站外链接和引文检查 · Links and quotes that want a look"
EDIT = f"--title {TITLE} --body-file links.md"


@pytest.mark.parametrize(
    ("left", "opened", "closed", "calls"),
    [
        (0, "", "", []),
        (0, "", "3\n", []),
        (0, "7\n", "3\n", ["issue edit 7 --body-file links.md", "issue close 7 --comment"]),
        (
            4,
            "",
            "",
            [f"issue create --title {TITLE} --label link-report --body-file links.md"],
        ),
        (4, "7\n", "3\n", [f"issue edit 7 {EDIT}"]),
        (4, "", "3\n", ["issue reopen 3", f"issue edit 3 {EDIT}"]),
        (4, "9\n7\n", "", ["issue close 7 --reason not planned --comment", f"issue edit 9 {EDIT}"]),
    ],
    ids=["nothing", "nothing again", "all fine now", "first", "renew", "again", "two are open"],
)
def test_exactly_one_issue_is_kept_up_to_date(
    tmp_path: Path, left: int, opened: str, closed: str, calls: list[str]
) -> None:
    told = keep(tmp_path, LEFT.format(left), opened, closed)
    assert len(told) == len(calls)
    assert all(one.startswith(wanted) for one, wanted in zip(told, calls, strict=True)), told
    if any("--body-file" in call for call in calls):
        body = (tmp_path / "body").read_text(encoding="utf-8")
        assert "Summary" in body and "https://run.example/1" in body


@pytest.mark.parametrize("first", ["", "# Summary", "<!-- links to look at: many -->", LEFT.format("1 -->; x")])
def test_a_file_that_is_no_summary_changes_no_issue(tmp_path: Path, first: str) -> None:
    assert keep(tmp_path, first, "7\n", "") == ["failed"]
