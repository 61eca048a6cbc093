"""The day that a build is of."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from guide.evidence.commit_day import VARIABLE, YEARS, read_commit_time, read_day, shorten_line
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide


def read_reference_date(root: Path, guide: Guide, report: Callable[[Message], None]) -> datetime.date:
    """Return the day that freshness is counted from: SOURCE_DATE_EPOCH, else the last commit's day.

    Where git does not know that one, it is the newest evidence's, and `report` hears so, and why. Never today: the same
    commit has to build the same pages. Raises DataError for a SOURCE_DATE_EPOCH that is no day.
    """
    written = os.environ.get(VARIABLE)
    if written:
        day = read_day(written)
        if not day:
            limits = {"first": YEARS[0], "last": YEARS[-1]}
            message = Message("no-day/bad", written=shorten_line(written), **limits)
            raise DataError([Diagnostic(Location(VARIABLE, 1, 1), message)])
        return day
    committed = read_commit_time(root)
    day = None if isinstance(committed, Message) else read_day(committed)
    if not day:
        day = find_newest_day(guide)
        why = committed if isinstance(committed, Message) else Message("day/odd", written=shorten_line(committed))
        report(Message("no-day/doubt", why=why, day=day, variable=VARIABLE))
    return day


def read_latest_day(root: Path, guide: Guide) -> datetime.date:
    """Return the last day on which anybody can have looked at anything: the day of the build, or today.

    What is not committed yet can be of today; and what was right once does not become wrong later. Raises DataError as
    `read_reference_date` does.
    """
    day = read_reference_date(root, guide, lambda message: None)
    return day if os.environ.get(VARIABLE) else max(day, datetime.datetime.now(tz=datetime.UTC).date())


def find_newest_day(guide: Guide) -> datetime.date:
    """Return the day on which the newest evidence was looked at; without any, the first that a build can be of."""
    days = (datetime.date.fromisoformat(evidence.checked.on) for fact in guide.of(Fact) for evidence in fact.evidence)
    return max(days, default=datetime.date(YEARS[0], 1, 1))
