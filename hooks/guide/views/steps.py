"""The way through the app: one screen after the other."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.records import Step
from guide.model.vocabulary import Flow
from guide.views.choices import choose
from guide.views.edition import Edition
from guide.views.evidence import Proof, make_proof
from guide.views.pages import anchor_of
from guide.views.parts import Cell, Tag
from guide.views.table import ADVICE, CLAIM, DETAIL


@dataclass(frozen=True)
class Screen:
    """One step: its title, what the screen shows, what to do, and the evidence; `notes` are what else to know."""

    anchor: str
    title: Cell
    screen: Cell
    action: Cell
    notes: tuple[Cell, ...]
    proof: Proof


@dataclass(frozen=True)
class Walk:
    """The steps for one product, in order."""

    product: str
    title: str
    screens: tuple[Screen, ...]


@dataclass(frozen=True)
class Steps:
    """One flow, for each product that has it."""

    name: str
    screen_label: str
    action_label: str
    walks: tuple[Walk, ...]


def show_steps(edition: Edition, argument: str) -> Steps:
    """Return the steps of one flow (`delete_account` or `close_pay`), product by product."""
    flow = choose(argument, Flow)
    steps = [step for step in edition.guide.steps if step.flow == flow]
    products = dict.fromkeys(step.products for step in steps)
    return Steps(
        name=f"steps-{flow}",
        screen_label=edition.label("column.screen"),
        action_label=edition.label("column.action"),
        walks=tuple(_make_walk(products_, steps, edition) for products_ in products),
    )


def _make_walk(products: tuple[str, ...], steps: list[Step], edition: Edition) -> Walk:
    chosen = tuple(_make_screen(step, edition) for step in steps if step.products == products)
    return Walk("-".join(products), " / ".join(edition.label(f"product.{name}") for name in products), chosen)


def _make_screen(step: Step, edition: Edition) -> Screen:
    return Screen(
        anchor=anchor_of("steps", step.id),
        title=CLAIM[1](edition, step),
        screen=edition.say(step.screen, step),
        action=edition.say(step.action, step),
        notes=(*(fill(edition, step) for _, fill in (DETAIL, ADVICE)), _name_platforms(step, edition)),
        proof=make_proof(step, edition),
    )


def _name_platforms(step: Step, edition: Edition) -> Cell:
    """Name the platforms of a step; its product stands above all steps."""
    return tuple(Tag(edition.label(f"platform.{name}"), name) for name in step.platforms)
