"""The way through the app as drawn screens: the words to tap stand where they are tapped, the rest is left blank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.records import Step
from guide.model.vocabulary import Flow
from guide.views.choices import choose
from guide.views.edition import Edition
from guide.views.parts import Link


@dataclass(frozen=True)
class Frame:
    """One screen: its title, the word to tap, and whether that is a tab, a row of a list or a button."""

    head: str
    tap: str
    control: str
    step: Link


@dataclass(frozen=True)
class Reel:
    """The screens for one product, in order."""

    product: str
    title: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Screens:
    """One flow, for each product whose words are known."""

    name: str
    caption: str
    reels: tuple[Reel, ...]


def show_screens(edition: Edition, argument: str) -> Screens:
    """Return the drawn screens of one flow (`delete_account` or `close_pay`)."""
    flow = choose(argument, Flow)
    steps = [step for step in edition.guide.steps if step.flow == flow]
    reels = (_make_reel(products, steps, edition) for products in dict.fromkeys(step.products for step in steps))
    drawn = tuple(reel for reel in reels if reel.frames)
    return Screens(f"screens-{flow}", edition.label("screens.caption"), drawn)


def _make_reel(products: tuple[str, ...], steps: list[Step], edition: Edition) -> Reel:
    frames = [frame for step in steps if step.products == products for frame in _find_frames(step, edition)]
    title = " / ".join(edition.label(f"product.{name}") for name in products)
    return Reel("-".join(products), title, tuple(frames))


def _find_frames(step: Step, edition: Edition) -> Iterator[Frame]:
    path = edition.place(step.place)
    heads = ("", *path.words) if path else ()
    for head, tap in zip(heads, path.words if path else (), strict=False):
        yield Frame(head, tap, "row" if head else "tab", edition.link(step))
    if step.head and step.button:
        yield Frame(step.head[edition.language], step.button[edition.language], "button", edition.link(step))
