"""The day that a build is of."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from guide.messages.diagnostic import DataError, Diagnostic, Location, Said
from guide.model.evidence import Fact
from guide.model.guide import Guide

_YEARS = range(2000, 2101)
_VARIABLE = "SOURCE_DATE_EPOCH"
_BAD = Said(
    "no-day",
    f"must be the seconds since 1970 of a day between {_YEARS[0]} and {_YEARS[-1]} (got '{{written}}'); or unset it",
    f"要写 1970 年以来的秒数，落在 {_YEARS[0]} 到 {_YEARS[-1]} 年之间（现在是“{{written}}”）；请改正，或者不要设置",
)
_DOUBT = Said(
    "no-day",
    "the day of the last commit is not known ({why.en}), so this is of the day of the newest evidence, {day}; "
    f"another day is set by {_VARIABLE}",
    "不知道最后一次提交是哪一天（{why.zh}），所以用最新证据的日子：{day}；" + f"要用别的日子，请设置 {_VARIABLE}",
)
_NO_GIT = Said("", "git is not installed", "没有安装 git")
_NO_REPOSITORY = Said("", "there is no .git, as in a download", "没有 .git，例如下载的压缩包")
_REFUSED = Said("", "git says: {reason}", "git 说：{reason}")
_ODD = Said("", "it says '{written}'", "写的是“{written}”")


def read_reference_date(root: Path, guide: Guide, tell: Callable[[Said], None]) -> datetime.date:
    """Return the day that freshness is counted from: SOURCE_DATE_EPOCH, else the last commit's day.

    Where git does not know that one, it is the newest evidence's, and `tell` is told so and why. Never today: the same
    commit has to build the same pages. Raises DataError for a SOURCE_DATE_EPOCH that is no day.
    """
    written = os.environ.get(_VARIABLE)
    if written:
        day = _read_day(written)
        if not day:
            raise DataError([Diagnostic(Location(_VARIABLE, 1, 1), _BAD.format(written=_shorten(written)))])
        return day
    committed = _read_commit_time(root)
    day = None if isinstance(committed, Said) else _read_day(committed)
    if not day:
        day = find_newest_day(guide)
        why = committed if isinstance(committed, Said) else _ODD.format(written=_shorten(committed))
        tell(_DOUBT.format(why=why, day=day))
    return day


def find_newest_day(guide: Guide) -> datetime.date:
    """Return the day on which the newest evidence was looked at."""
    return max(
        datetime.date.fromisoformat(evidence.checked.on) for fact in guide.of(Fact) for evidence in fact.evidence
    )


def _read_day(seconds: str) -> datetime.date | None:
    if not re.fullmatch(r"[0-9]{1,12}", seconds):
        return None
    try:
        day = datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day.year in _YEARS else None


def _read_commit_time(root: Path) -> str | Said:
    """Return the seconds of the last commit as git writes them, or why it does not."""
    if not (root / ".git").exists():
        return _NO_REPOSITORY
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return _NO_GIT
    if answer.returncode:
        return _REFUSED.format(reason=_shorten(answer.stderr.decode("utf-8", "replace").strip()))
    return answer.stdout.decode("utf-8", "replace").strip()


def _shorten(written: str) -> str:
    line = written.partition("\n")[0][:120]
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)
