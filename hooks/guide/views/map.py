"""The whole process on one screen."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.reader_flow import Stage
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, Target, read_plainly


@dataclass(frozen=True)
class Station:
    """One stage: its name, which leads to the page about it, what to know, and the ways off."""

    anchor: str
    name: Link
    text: Cell
    exits: tuple[Link, ...]


@dataclass(frozen=True)
class Map:
    """All stages, in order."""

    name: str
    caption: str
    stations: tuple[Station, ...]


def show_map(localized: LocalizedGuide, argument: str) -> Map:
    """Return the stages of the way."""
    stations = tuple(_make_station(stage, localized) for stage in localized.guide.of(Stage))
    return Map("stages", localized.label("map.caption"), stations)


def _make_station(stage: Stage, localized: LocalizedGuide) -> Station:
    return Station(
        anchor=stage.anchor,
        name=Link(read_plainly(localized.say(stage.title, stage)), Target(stage.page)),
        text=localized.say(stage.text, stage),
        exits=tuple(Link(read_plainly(localized.say(way.text, stage)), Target(way.page)) for way in stage.exits),
    )
