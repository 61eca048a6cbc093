"""Lengths of time as numbers, to put them in order and on an axis."""

from __future__ import annotations

from guide.model.values import Value

_WORKING_DAY = 1440 * 7 // 5


def count_minutes(value: Value) -> int:
    """Return about how many minutes a figure is, 0 if it is no length of time. A range counts by its end.

    Months and years are means, working days five in a week: good enough to compare, not to reckon a date.
    """
    longest = value.to or value.duration
    if longest:
        return longest.minutes
    return (value.to_working_days or value.working_days or 0) * _WORKING_DAY
