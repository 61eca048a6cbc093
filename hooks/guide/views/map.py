"""The whole process on one screen."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.reader_flow import Stage
from guide.views.edition import Edition
from guide.views.pages import anchor_of
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


def show_map(edition: Edition, argument: str) -> Map:
    """Return the stages of the way."""
    stations = tuple(_make_station(stage, edition) for stage in edition.guide.stages)
    return Map("stages", edition.label("map.caption"), stations)


def _make_station(stage: Stage, edition: Edition) -> Station:
    return Station(
        anchor=anchor_of("stages", stage.id),
        name=Link(read_plainly(edition.say(stage.title, stage)), Target(stage.page)),
        text=edition.say(stage.text, stage),
        exits=tuple(Link(read_plainly(edition.say(way.text, stage)), Target(way.page)) for way in stage.exits),
    )
