"""The day that a build is of."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

from guide.model.evidence import Fact
from guide.model.guide import Guide


def read_reference_date(root: Path, guide: Guide) -> datetime.date:
    """Return the day that freshness is counted from: SOURCE_DATE_EPOCH, else the last commit's day.

    Without either it is the newest evidence's. Never today: the same commit has to build the same pages.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or _read_commit_time(root)
    if seconds:
        return datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date()
    return find_newest_day(guide)


def find_newest_day(guide: Guide) -> datetime.date:
    """Return the day on which the newest evidence was looked at."""
    facts = (record for _, record in guide.everything() if isinstance(record, Fact))
    return max(datetime.date.fromisoformat(evidence.checked.on) for fact in facts for evidence in fact.evidence)


def _read_commit_time(root: Path) -> str:
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:  # git is not installed
        return ""
