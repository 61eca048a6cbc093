"""The reader's to-do list: for each condition that holds now, what to do and how early."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.records import Condition, Fix
from guide.model.vocabulary import Standing
from guide.views.edition import Edition
from guide.views.parts import Cell, Link, MenuPath, read_plainly


@dataclass(frozen=True)
class Task:
    """One thing to do: its steps, where in the app, and how long before the request."""

    name: str
    title: str
    steps: tuple[Cell, ...]
    place: MenuPath | None
    lead_time: Cell
    advice: Cell


@dataclass(frozen=True)
class Goal:
    """A condition and the tasks that meet it."""

    anchor: str
    title: Link
    how: Cell
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Plan:
    """All goals, in the order in which the app checks them."""

    name: str
    lead_time_label: str
    place_label: str
    check_label: str
    goals: tuple[Goal, ...]


def show_plan(edition: Edition, argument: str) -> Plan:
    """Return the checklist for the conditions that hold now; no task stands twice."""
    done: set[str] = set()
    goals = []
    for condition in edition.guide.conditions:
        fixes = [fix for fix in condition.fixes if fix not in done]
        if condition.standing in (Standing.CURRENT, Standing.UNDERLYING) and fixes:
            done.update(fixes)
            goals.append(_make_goal(condition, fixes, edition))
    lead_time, place, how = (edition.label(f"column.{name}") for name in ("lead_time", "place", "how"))
    return Plan("plan", lead_time, place, how, tuple(goals))


def _make_goal(condition: Condition, fixes: list[str], edition: Edition) -> Goal:
    return Goal(
        anchor=f"plan-{condition.id}",
        title=edition.link(condition),
        how=edition.say(condition.how, condition),
        tasks=tuple(_make_task(edition.records[("fixes", fix)], edition) for fix in fixes),  # type: ignore[arg-type]
    )


def _make_task(fix: Fix, edition: Edition) -> Task:
    place = edition.records.get(("places", fix.place or ""))
    return Task(
        name=f"task-{fix.id}",
        title=read_plainly(edition.say(fix.title, fix)),
        steps=tuple(edition.fill(line, fix) for line in fix.steps[edition.language]),
        place=MenuPath(place.path[edition.language]) if place else None,  # type: ignore[attr-defined]
        lead_time=(edition.figure(fix.lead_time, fix),) if fix.lead_time else (),
        advice=edition.say(fix.advice, fix),
    )
