"""Records that are bound in volumes: what leads to these, and what leads on from each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guide.model.record import Record, name_anchor
from guide.views.binding import CLAIMS, Volume, count_on_page
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link, Target, read_plainly

PLACES = "search/volumes.js"
"""The file that knows in which volume a record is. A page asks for it when a reader comes for what it does not hold."""
MOST_NAMES = 150
"""How many records a page leads to by their names: with more, it would grow as long as a register that is not bound."""


@dataclass(frozen=True)
class Entry:
    """What leads to a volume, with how many records it holds where its name does not tell.

    Of records that are in no group, each one is led to by its own name, too.
    """

    name: str
    link: Link
    number: str
    records: tuple[Link, ...]


@dataclass(frozen=True)
class VolumeIndex:
    """All volumes of a register, by the name of its kind. `places` is the file that knows which one a record is in."""

    name: str
    caption: str
    places: Target
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Beginning:
    """What the page of a kind shows of its records, and what leads to the volumes with the rest."""

    shown: Any
    rest: VolumeIndex


@dataclass(frozen=True)
class VolumeWay:
    """What leads on from a volume: to the one before it and to the one behind it. `places` is as in a VolumeIndex."""

    places: Target
    before: Link | None
    after: Link | None


def list_volumes(register: str, localized: LocalizedGuide) -> tuple[Volume, ...]:
    """Return the volumes of a kind, of the claims of a kind, or of CLAIMS; none where its records stand on one page."""
    return tuple(localized.registers.get(register, {}).values())


def list_all_volumes(localized: LocalizedGuide) -> Iterator[Volume]:
    """Yield the volumes of every register that is bound."""
    for register in (*localized.guide.kinds, CLAIMS):
        yield from list_volumes(register, localized)


def find_volume(name: str, localized: LocalizedGuide) -> Volume:
    """Return a volume by its name. Raises MessageError for another."""
    volumes = localized.registers.get(name.partition(" ")[0], {})
    return volumes[name if name in volumes else choose(name, volumes)]


def list_places(volume: Volume) -> Iterator[str]:
    """Yield the places by which links know what a volume holds, those of earlier times, too."""
    if volume.is_claims:
        yield name_anchor(CLAIMS, volume.kind)
    for record in volume.records:
        yield from (record.anchor, *record.old_anchors)


def show_index(register: str, volumes: Sequence[Volume], localized: LocalizedGuide) -> VolumeIndex:
    """Return what leads to the volumes of a kind, or of CLAIMS."""
    is_short = sum(len(volume.records) for volume in volumes) <= MOST_NAMES
    entries = tuple(_make_entry(volume, is_short, localized) for volume in volumes)
    name = f"{register}-rest" if count_on_page(register, localized.guide) else register
    return VolumeIndex(name, name_register(volumes[0], localized), Target(f"/{PLACES}"), entries)


def show_way(localized: LocalizedGuide, argument: str) -> VolumeWay:
    """Return what leads on from the volume of that name."""
    volume = find_volume(argument, localized)
    before, after = (_find_way(name, localized) for name in (volume.before, volume.after))
    return VolumeWay(Target(f"/{PLACES}"), before or _link_beginning(volume, localized), after)


def name_register(volume: Volume, localized: LocalizedGuide) -> str:
    """Return what readers call the register of a volume."""
    return localized.label("volume.claims") if volume.is_claims else localized.title(volume.kind)


def title_volume(volume: Volume, localized: LocalizedGuide) -> str:
    """Return what a volume is called in its register: its group, and which records of that where it has several."""
    group = _name_group(volume, localized)
    numbers = {"first": volume.first, "last": volume.first + len(volume.records) - 1}
    if not group:
        return localized.tell("volume.range", **numbers)
    return group if volume.whole else localized.tell("volume.part", group=group, **numbers)


def _name_group(volume: Volume, localized: LocalizedGuide) -> str:
    """Return what readers call the group of a volume; empty where there are no groups."""
    if volume.is_claims:
        return localized.title(volume.kind)
    return localized.label(f"class.{volume.group}") if volume.group else ""


def _make_entry(volume: Volume, is_short: bool, localized: LocalizedGuide) -> Entry:
    number = localized.count("volume.number", len(volume.records)) if volume.group and volume.whole else ""
    named = volume.records if is_short and not volume.group else ()
    names = tuple(_link_record(record, localized) for record in named)
    return Entry(volume.page.removesuffix(".md"), _link_volume(volume, localized), number, names)


def _find_way(name: str, localized: LocalizedGuide) -> Link | None:
    return _link_volume(find_volume(name, localized), localized) if name else None


def _link_beginning(volume: Volume, localized: LocalizedGuide) -> Link | None:
    """Return the way back from the first volume of a kind to what stands before it, if anything does."""
    number = volume.first - 1
    if not count_on_page(volume.register, localized.guide):
        return None
    return Link(localized.tell("volume.range", first=1, last=number), Target(localized.pages[volume.kind]))


def _link_volume(volume: Volume, localized: LocalizedGuide) -> Link:
    return Link(title_volume(volume, localized), Target(volume.page))


def _link_record(record: Record, localized: LocalizedGuide) -> Link:
    named = getattr(record, "title", None) or getattr(record, "question", None)
    return Link(read_plainly(localized.say(named, record)), localized.target(record))
