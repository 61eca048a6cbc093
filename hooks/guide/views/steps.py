"""The way through the app: one step after the other, its screens drawn beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.record import name_anchor
from guide.model.records import Step
from guide.views.cells import ADVICE, CLAIM, DETAIL
from guide.views.choices import choose
from guide.views.evidence import EvidenceBlock, make_evidence_block
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Tag
from guide.views.screens import Frame, draw_screens


@dataclass(frozen=True)
class Screen:
    """One step: its title, what it shows, what to do, its screens as drawn, and the evidence; `notes` are the rest."""

    anchor: str
    title: Cell
    screen: Cell
    action: Cell
    notes: tuple[Cell, ...]
    frames: tuple[Frame, ...]
    proof: EvidenceBlock


@dataclass(frozen=True)
class FlowSteps:
    """The steps for one product, in order; `numbers` are the places of its products in the subject.

    `caption` says what the drawings are, where there are any. `hidden` says to readers of a product how much of the
    flow they are not shown; a flow that is for one product alone hides nothing.
    """

    anchor: str
    name: str
    product: str
    title: Tag
    numbers: tuple[int, ...]
    caption: str
    screens: tuple[Screen, ...]
    hidden: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Steps:
    """One flow, for each product that has it."""

    name: str
    screen_label: str
    action_label: str
    walks: tuple[FlowSteps, ...]


def show_steps(localized: LocalizedGuide, argument: str) -> Steps:
    """Return the steps of one flow, product by product."""
    flow = choose(argument, localized.guide.subject.flows)
    steps = [step for step in localized.guide.of(Step) if step.flow == flow]
    products = dict.fromkeys(step.products for step in steps)
    return Steps(
        name=f"steps-{flow}",
        screen_label=localized.label("column.screen"),
        action_label=localized.label("column.action"),
        walks=tuple(_make_walk(flow, products_, steps, localized) for products_ in products),
    )


def _make_walk(flow: str, products: tuple[str, ...], steps: list[Step], localized: LocalizedGuide) -> FlowSteps:
    chosen = tuple(_make_screen(step, localized) for step in steps if step.products == products)
    numbers = localized.number(products)
    return FlowSteps(
        anchor=name_anchor(f"steps_{flow}", f"for-{'-'.join(map(str, numbers))}"),
        name=localized.name_products(products),
        product="-".join(products),
        title=localized.tag_products(products),
        numbers=numbers,
        caption=localized.label("screens.caption") if any(screen.frames for screen in chosen) else "",
        screens=chosen,
        hidden=tuple(_count_hidden(numbers, steps, localized)),
    )


def _count_hidden(numbers: tuple[int, ...], steps: list[Step], localized: LocalizedGuide) -> Iterator[tuple[int, str]]:
    """Yield, for each product of a walk, how many steps of the others its reader is not shown, in words."""
    for number in numbers:
        hidden = sum(number not in localized.number(step.products) for step in steps)
        if hidden:
            yield number, localized.count("choice.hidden", hidden)


def _make_screen(step: Step, localized: LocalizedGuide) -> Screen:
    return Screen(
        anchor=step.anchor,
        title=CLAIM[1](localized, step),
        screen=localized.say(step.screen, step),
        action=localized.say(step.action, step),
        notes=(*(fill(localized, step) for _, fill in (DETAIL, ADVICE)), _name_platforms(step, localized)),
        frames=tuple(draw_screens(step, localized)),
        proof=make_evidence_block(step, localized),
    )


def _name_platforms(step: Step, localized: LocalizedGuide) -> Cell:
    """Name the platforms of a step; its product stands above all steps."""
    return tuple(Tag(localized.label(f"platform.{name}"), name) for name in step.platforms)
