"""The way through the app as drawn screens: the words to tap stand where they are tapped, the rest is left blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.records import Step
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link, Tag


@dataclass(frozen=True)
class Frame:
    """One screen: its title, the word to tap, and whether that is a tab, a row of a list or a button."""

    head: str
    tap: str
    control: str
    step: Link


@dataclass(frozen=True)
class FlowScreens:
    """The screens for one product, in order; `numbers` are the places of its products in the subject."""

    product: str
    title: Tag
    numbers: tuple[int, ...]
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Screens:
    """One flow, for each product whose words are known."""

    name: str
    caption: str
    reels: tuple[FlowScreens, ...]


def show_screens(localized: LocalizedGuide, argument: str) -> Screens:
    """Return the drawn screens of one flow."""
    flow = choose(argument, localized.guide.subject.flows)
    steps = [step for step in localized.guide.of(Step) if step.flow == flow]
    reels = (_make_reel(products, steps, localized) for products in dict.fromkeys(step.products for step in steps))
    drawn = tuple(reel for reel in reels if reel.frames)
    return Screens(f"screens-{flow}", localized.label("screens.caption"), drawn)


def _make_reel(products: tuple[str, ...], steps: list[Step], localized: LocalizedGuide) -> FlowScreens:
    frames = [frame for step in steps if step.products == products for frame in _find_frames(step, localized)]
    numbers = localized.number(products)
    return FlowScreens("-".join(products), localized.tag_products(products), numbers, tuple(frames))


def _find_frames(step: Step, localized: LocalizedGuide) -> Iterator[Frame]:
    path = localized.place(step.place)
    heads = ("", *path.words) if path else ()
    for head, tap in zip(heads, path.words if path else (), strict=False):
        yield Frame(head, tap, "row" if head else "tab", localized.link(step))
    if step.head and step.button:
        yield Frame(step.head[localized.language], step.button[localized.language], "button", localized.link(step))
