"""The day that a build is of."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide

_YEARS = range(2000, 2101)
_VARIABLE = "SOURCE_DATE_EPOCH"


def read_reference_date(root: Path, guide: Guide, report: Callable[[Message], None]) -> datetime.date:
    """Return the day that freshness is counted from: SOURCE_DATE_EPOCH, else the last commit's day.

    Where git does not know that one, it is the newest evidence's, and `report` hears so, and why. Never today: the same
    commit has to build the same pages. Raises DataError for a SOURCE_DATE_EPOCH that is no day.
    """
    written = os.environ.get(_VARIABLE)
    if written:
        day = _read_day(written)
        if not day:
            limits = {"first": _YEARS[0], "last": _YEARS[-1]}
            message = Message("no-day/bad", written=_shorten(written), **limits)
            raise DataError([Diagnostic(Location(_VARIABLE, 1, 1), message)])
        return day
    committed = _read_commit_time(root)
    day = None if isinstance(committed, Message) else _read_day(committed)
    if not day:
        day = find_newest_day(guide)
        why = committed if isinstance(committed, Message) else Message("day/odd", written=_shorten(committed))
        report(Message("no-day/doubt", why=why, day=day, variable=_VARIABLE))
    return day


def read_latest_day(root: Path, guide: Guide) -> datetime.date:
    """Return the last day on which anybody can have looked at anything: the day of the build, or today.

    What is not committed yet can be of today; and what was right once does not become wrong later. Raises DataError as
    `read_reference_date` does.
    """
    day = read_reference_date(root, guide, lambda message: None)
    return day if os.environ.get(_VARIABLE) else max(day, datetime.datetime.now(tz=datetime.UTC).date())


def find_newest_day(guide: Guide) -> datetime.date:
    """Return the day on which the newest evidence was looked at; without any, the first that a build can be of."""
    days = (datetime.date.fromisoformat(evidence.checked.on) for fact in guide.of(Fact) for evidence in fact.evidence)
    return max(days, default=datetime.date(_YEARS[0], 1, 1))


def _read_day(seconds: str) -> datetime.date | None:
    if not re.fullmatch(r"[0-9]{1,12}", seconds):
        return None
    try:
        day = datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year in _YEARS else None


def _read_commit_time(root: Path) -> str | Message:
    """Return the seconds of the last commit as git writes them, or why it does not."""
    if not (root / ".git").exists():
        return Message("day/no-repository")
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return Message("day/no-git")
    if answer.returncode:
        return Message("day/refused", reason=_shorten(answer.stderr.decode("utf-8", "replace").strip()))
    return answer.stdout.decode("utf-8", "replace").strip()


def _shorten(written: str) -> str:
    line = written.partition("\n")[0][:120]
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)
