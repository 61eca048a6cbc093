"""The day of the last commit, as git tells it. Knows nothing of the guide."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path

from guide.messages.message import Message

VARIABLE = "SOURCE_DATE_EPOCH"
"""The variable that says of which day a build is, in seconds."""
YEARS = range(2000, 2101)
"""The years that a build can be of."""


def read_day(seconds: str) -> datetime.date | None:
    """Return the day that is so many seconds after the beginning of 1970; None for what is none of those years."""
    if not re.fullmatch(r"[0-9]{1,12}", seconds):
        return None
    try:
        day = datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year in YEARS else None


def read_commit_time(root: Path) -> str | Message:
    """Return the seconds of the last commit as git writes them, or why it does not."""
    if not (root / ".git").exists():
        return Message("day/no-repository")
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return Message("day/no-git")
    if answer.returncode:
        return Message("day/refused", reason=shorten_line(answer.stderr.decode("utf-8", "replace").strip()))
    return answer.stdout.decode("utf-8", "replace").strip()


def shorten_line(written: str) -> str:
    """Return the beginning of the first line of what somebody wrote, as a terminal can show it."""
    line = written.partition("\n")[0][:120]
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)
