"""Tell us what you saw: the questions of a form, and the text that it makes or that a reader fills in."""

from __future__ import annotations

import json
from dataclasses import dataclass

from guide.model.records import Step
from guide.model.repository import write_observation_address
from guide.observations.personal import DAY, PATTERNS
from guide.observations.text import FIELDS, MOST_DAYS
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Tag, read_plainly


@dataclass(frozen=True)
class Screen:
    """One screen to choose: its title, the id that the text names, and the products that have it."""

    name: str
    title: str
    products: tuple[str, ...]


@dataclass(frozen=True)
class ObservationForm:
    """The form. `lines` are what each line of the text begins with, `blank` is a text to fill in.

    `patterns` and `day` are what the script refuses, as guide.observations.personal has them. `mail` and `address` are
    where a text may be sent, empty where the project names none.
    """

    name: str
    title: str
    lines: tuple[tuple[str, str], ...]
    blank: tuple[str, ...]
    products: tuple[Tag, ...]
    platforms: tuple[Tag, ...]
    screens: tuple[Screen, ...]
    most_days: int
    patterns: str
    day: str
    mail: str
    address: str


def show_observation(localized: LocalizedGuide, argument: str) -> ObservationForm:
    """Return the form by which a reader tells what a screen showed."""
    choose(argument, [""])
    subject = localized.guide.subject
    title = localized.tell("observation.title", site=localized.label("site.title"))
    lines = tuple((field, localized.label(f"observation.{field}")) for field in FIELDS)
    return ObservationForm(
        name="observation",
        title=title,
        lines=lines,
        blank=(title, *(f"{name}{localized.label('word.colon')}".rstrip() for field, name in lines if field != "mark")),
        products=tuple(Tag(localized.label(f"product.{one.id}"), one.id) for one in subject.products),
        platforms=tuple(Tag(localized.label(f"platform.{one.id}"), one.id) for one in subject.platforms),
        screens=tuple(_make_screen(step, localized) for step in localized.guide.of(Step)),
        most_days=MOST_DAYS,
        patterns=json.dumps(PATTERNS),
        day=DAY,
        mail=subject.mail or "",
        address=write_observation_address(localized.repository),
    )


def _make_screen(step: Step, localized: LocalizedGuide) -> Screen:
    return Screen(step.id, read_plainly(localized.say(step.title, step)), step.products)
