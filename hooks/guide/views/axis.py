"""Waiting and retention times on one axis, from minutes to ten years. Equal steps are equal factors (logarithms)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from guide.model.records import TimelineEntry, WaitingPeriod
from guide.views.durations import count_minutes
from guide.views.evidence import Badge, make_mark
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link

Timed = WaitingPeriod | TimelineEntry

_TICKS = {"minute": 1, "hour": 60, "day": 1440, "month": 43800, "year": 525600, "decade": 5256000}
_END = math.log(_TICKS["decade"])


@dataclass(frozen=True)
class Tick:
    """A mark on the axis; `x` is its place in percent."""

    text: str
    x: str


@dataclass(frozen=True)
class Moments:
    """All facts with the same figure, bound and all: how it is read, its machine form, and its place in percent."""

    text: str
    machine: str
    x: str
    facts: tuple[tuple[Link, Badge], ...]


@dataclass(frozen=True)
class Axis:
    """The axis and everything on it, the shortest first."""

    name: str
    caption: str
    ticks: tuple[Tick, ...]
    moments: tuple[Moments, ...]


def show_axis(localized: LocalizedGuide, argument: str) -> Axis:
    """Return every waiting period and every time of the timeline, grouped by figure: at least is not at most."""
    groups: dict[str, list[Timed]] = {}
    timed: list[Timed] = [*localized.guide.of(WaitingPeriod), *localized.guide.of(TimelineEntry)]
    for fact in sorted(timed, key=lambda fact: _count(fact, localized)):
        groups.setdefault(localized.figure(fact.value, fact).text, []).append(fact)
    return Axis(
        name="axis",
        caption=localized.label("axis.caption"),
        ticks=tuple(_make_tick(name, minutes, localized) for name, minutes in _TICKS.items()),
        moments=tuple(_make_moments(group, localized) for group in groups.values()),
    )


def _make_tick(name: str, minutes: int, localized: LocalizedGuide) -> Tick:
    # On a phone there is no room for a word between a month and ten years.
    return Tick("" if name == "year" else localized.label(f"axis.{name}"), _place(minutes))


def _make_moments(facts: list[Timed], localized: LocalizedGuide) -> Moments:
    figure = localized.figure(facts[0].value, facts[0])
    marks = [make_mark(fact, localized) for fact in facts]
    links = [localized.link(fact) for fact in facts]
    return Moments(
        figure.text, figure.machine, _place(_count(facts[0], localized)), tuple(zip(links, marks, strict=True))
    )


def _count(fact: Timed, localized: LocalizedGuide) -> int:
    return count_minutes(localized.resolve(fact.value, fact)[0])


def _place(minutes: int) -> str:
    return f"{100 * min(math.log(minutes) / _END, 1):.1f}"
