"""The screens of a step, drawn: the words to tap stand where they are tapped, the rest is left blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.records import Step
from guide.views.localized_guide import LocalizedGuide


@dataclass(frozen=True)
class Frame:
    """One screen: its title, the word to tap, and whether that is a tab, a row of a list or a button."""

    head: str
    tap: str
    control: str


def draw_screens(step: Step, localized: LocalizedGuide) -> Iterator[Frame]:
    """Yield the screens of a step whose words are known, in the order of tapping; there may be none."""
    path = localized.place(step.place)
    heads = ("", *path.words) if path else ()
    for head, tap in zip(heads, path.words if path else (), strict=False):
        yield Frame(head, tap, "row" if head else "tab")
    if step.head and step.button:
        yield Frame(step.head[localized.language], step.button[localized.language], "button")
