"""The days that follow a request, as a calendar file (RFC 5545)."""

from __future__ import annotations

import datetime

from dateutil.relativedelta import relativedelta
from icalendar import Alarm, Calendar, Event

from guide.model.subject import Subject
from guide.model.values import Unit, read_duration
from guide.views.dates import Course, Day, is_event
from guide.views.parts import read_plainly

_REMINDERS = (datetime.timedelta(hours=-15), datetime.timedelta(hours=9))
"""Nine in the morning on the day before and on the day itself, wherever the reader is: the days have no time zone."""


def write_calendar(course: Course, start: datetime.date, language: str, subject: Subject) -> bytes:
    """Return the calendar file of a request made on `start`. The same request always gives the same file."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{subject.name}//{language}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for day in course.days:
        if is_event(day, subject):
            calendar.add_component(_make_event(day, f"{course.product}-{start:%Y%m%d}@{subject.name}", start))
    content: bytes = calendar.to_ical(sorted=False)
    return content


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


def _make_event(day: Day, request: str, start: datetime.date) -> Event:
    date = find_date(day, start)
    event = Event()
    # The identifier and the stamp depend on the request alone, so that a second import changes events and adds none.
    event.add("uid", f"{day.name}-{request}")
    event.add("dtstamp", datetime.datetime.combine(start, datetime.time(), datetime.UTC))
    event.add("dtstart", date)
    event.add("dtend", date + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", read_plainly(day.title))
    event.add("description", read_plainly(day.detail))
    for trigger in _REMINDERS if day.remind else ():
        event.add_component(_make_alarm(day, trigger))
    return event


def _make_alarm(day: Day, trigger: datetime.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", trigger)
    alarm.add("description", read_plainly(day.title))
    return alarm
