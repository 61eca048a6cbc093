"""The days that follow a request, as a calendar file (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from guide.model.borrowed import drop_marks
from guide.model.subject import Subject
from guide.model.values import Unit, read_duration
from guide.views.dates import Course, Day, is_event
from guide.views.parts import read_plainly

_REMINDERS = ("-PT15H", "PT9H")
"""Nine in the morning on the day before and on the day itself, wherever the reader is: the days have no time zone."""
_LONGEST = 74
"""Bytes of a line before it is folded."""
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def write_calendar(course: Course, start: datetime.date, language: str, subject: Subject) -> bytes:
    """Return the calendar file of a request made on `start`. The same request always gives the same file."""
    lines = [
        "BEGIN:VCALENDAR",
        f"PRODID:{_escape(f'-//{subject.name}//{language}')}",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for day in course.days:
        if is_event(day, subject):
            lines += _write_event(day, f"{course.product}-{start:%Y%m%d}@{subject.name}", start)
    return _join((*lines, "END:VCALENDAR"))


def find_date(day: Day, start: datetime.date) -> datetime.date:
    """Return the date of `day` for a reader whose counting starts on `start`."""
    for written in day.add:
        length = read_duration(written)
        start += relativedelta(
            days=length.number if length.unit is Unit.DAY else 0,
            months=length.number if length.unit is Unit.MONTH else 0,
            years=length.number if length.unit is Unit.YEAR else 0,
        )
    return start + datetime.timedelta(days=day.margin)


def _write_event(day: Day, request: str, start: datetime.date) -> Iterator[str]:
    date = find_date(day, start)
    title, detail = _escape(read_plainly(day.title)), _escape(read_plainly(day.detail))
    yield "BEGIN:VEVENT"
    # The identifier and the stamp depend on the request alone, so that a second import changes events and adds none.
    yield f"UID:{_escape(f'{day.name}-{request}')}"
    yield f"DTSTAMP:{start:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{date:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{date + datetime.timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{detail}"
    for trigger in _REMINDERS if day.remind else ():
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}", f"DESCRIPTION:{title}", "END:VALARM")
    yield "END:VEVENT"


def _escape(text: str) -> str:
    return drop_marks(text).translate(_ESCAPES)


def _join(lines: Iterable[str]) -> bytes:
    return "".join(f"{_fold(line)}\r\n" for line in lines).encode("utf-8")


@lru_cache(4096)  # the files of all days say the same words
def _fold(line: str) -> str:
    """Return a line in pieces of at most _LONGEST bytes; none ends within a letter, or between a backslash and its."""
    if len(line.encode("utf-8")) <= _LONGEST:
        return line
    pieces, size = [""], 0
    for letter in line:
        length = len(letter.encode("utf-8"))
        if size + length > _LONGEST:
            kept = pieces[-1][-1:] if len(pieces[-1]) > 1 and pieces[-1].endswith(("\\", "^")) else ""
            pieces[-1] = pieces[-1].removesuffix(kept) if kept else pieces[-1]
            pieces.append(kept)
            size = len(kept)
        pieces[-1] += letter
        size += length
    return "\r\n ".join(pieces)
