"""The waiting period in one picture: a bar for each length that sources of some weight give, how many, and when."""

from __future__ import annotations

from dataclasses import dataclass

from guide.evidence.waits import list_waits
from guide.model.records import WaitingPeriod
from guide.model.sources import Source
from guide.model.vocabulary import Product
from guide.views.durations import count_minutes
from guide.views.evidence import Badge, make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Figure, Link, Tag


@dataclass(frozen=True)
class Bar:
    """One length: its figure and share of the longest in percent, the fact with platforms and verdict, how many say so.

    `years` are those from which its sources are, the first and the last.
    """

    figure: Figure
    width: str
    fact: Link
    platforms: tuple[Tag, ...]
    verdict: Badge
    count: str
    years: str


@dataclass(frozen=True)
class Waits:
    """The bars of one product, the shortest first; `number` is the product's place in the subject."""

    product: Tag
    number: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Axis:
    """The waits of every product that has any."""

    name: str
    caption: str
    waits: tuple[Waits, ...]


def show_axis(localized: LocalizedGuide, argument: str) -> Axis:
    """Return the picture; a product whose wait nobody gives has no part in it."""
    found = [
        (number, product, _order(product, localized))
        for number, product in enumerate(localized.guide.subject.product_words, 1)
    ]
    longest = max((_count(wait, localized) for *_, waits in found for wait in waits), default=1)
    waits = tuple(
        Waits(localized.tag_product(product), number, tuple(_make_bar(wait, longest, localized) for wait in some))
        for number, product, some in found
        if some
    )
    return Axis("axis", localized.label("axis.caption"), waits)


def _order(product: Product, localized: LocalizedGuide) -> list[WaitingPeriod]:
    waits = list_waits(product, localized.guide, localized.assessment.standings)
    return sorted(waits, key=lambda wait: _count(wait, localized))


def _make_bar(wait: WaitingPeriod, longest: int, localized: LocalizedGuide) -> Bar:
    return Bar(
        figure=localized.figure(wait.value, wait),
        width=f"{100 * _count(wait, localized) / longest:.1f}",
        fact=localized.link(wait),
        platforms=tuple(Tag(localized.label(f"platform.{name}"), name) for name in wait.platforms),
        verdict=make_badge(wait, localized),
        count=localized.count("count.origins", localized.standing(wait).supporting.origins),
        years=_tell_years(wait, localized),
    )


def _tell_years(wait: WaitingPeriod, localized: LocalizedGuide) -> str:
    names = localized.standing(wait).supporting.sources
    dates = [localized.find("sources", name, Source).date for name in names]
    years = sorted({date[:4] for date in dates if date})
    if not years:
        return localized.label("word.undated")
    told = localized.tell("axis.years", years="\u2013".join(dict.fromkeys((years[0], years[-1]))))
    return told if all(dates) else localized.tell("axis.some_undated", years=told)


def _count(wait: WaitingPeriod, localized: LocalizedGuide) -> int:
    return count_minutes(localized.resolve(wait.value, wait)[0])
