"""Why a fact has its verdict, in one or a few computed sentences."""

from __future__ import annotations

from collections.abc import Iterator

from guide.evidence.standing import Side, Standing
from guide.model.evidence import Fact
from guide.model.vocabulary import Verdict
from guide.views.localized_guide import LocalizedGuide


def write_why(fact: Fact, localized: LocalizedGuide) -> str:
    """Return what a verdict rests on: which voices decide, how many origins say what, and what is missing."""
    standing = localized.standing(fact)
    if fact.searched and standing.verdict is Verdict.SEARCHED:
        return localized.tell("why.searched", date=fact.searched.on)
    sentences = [*_tell_ground(standing, localized), *_tell_gaps(fact, standing, localized)]
    return localized.label("why.between").join(sentences)


def count_support(standing: Standing, localized: LocalizedGuide) -> str:
    """Return how many sources bear a fact out, and how many of them are independent: "6 sources, 2 independent"."""
    side = standing.supporting
    if not side.sources:
        against = standing.opposing.origins
        return localized.count("support.against", against) if against else localized.label("support.none")
    counted = _count(side, localized)
    if not standing.opposing.sources or standing.authorities.sources:
        return counted
    return localized.tell(
        "support.both", support=counted, against=localized.count("count.opposing", standing.opposing.origins)
    )


def _count(side: Side, localized: LocalizedGuide) -> str:
    if side.voices == side.origins:
        return localized.count("count.origins", side.origins)
    independent = localized.count("support.independent", side.origins)
    return localized.tell(
        "support.copies", sources=localized.count("count.sources", side.voices), independent=independent
    )


def _tell_ground(standing: Standing, localized: LocalizedGuide) -> Iterator[str]:
    """Yield who decides, or that no official or legal text does, and how the others stand."""
    for_it, against = standing.supporting, standing.opposing
    decided = set(standing.authorities.sources)
    if decided:
        yield localized.label(f"why.decided.{_name_sides(decided & {*for_it.sources}, decided & {*against.sources})}")
    else:
        yield localized.label("why.no_authority")
        yield from _tell_counts(standing, localized)
    if for_it.devices:
        yield localized.count("why.seen", for_it.devices)
    if against.devices:
        yield localized.count("why.seen_otherwise", against.devices)
    if for_it.voices > for_it.origins:
        yield localized.tell("why.copies", sources=for_it.voices, origins=for_it.origins)


def _name_sides(confirming: set[str], denying: set[str]) -> str:
    return "both" if confirming and denying else "for" if confirming else "against"


def _tell_counts(standing: Standing, localized: LocalizedGuide) -> Iterator[str]:
    for_it, against = standing.supporting.origins, standing.opposing.origins
    if for_it and against:
        yield localized.tell(
            "why.counts",
            support=localized.count("why.say_so", for_it),
            against=localized.count("why.say_otherwise", against),
        )
    elif for_it or against:
        name = "why.support" if for_it else "why.against"
        yield localized.count(name, for_it or against)
    else:
        yield localized.label("why.nobody")


def _tell_gaps(fact: Fact, standing: Standing, localized: LocalizedGuide) -> Iterator[str]:
    """Yield what takes weight from the evidence, or limits what and which time it is about."""
    if len(set(standing.products.values())) > 1:
        told = (
            localized.tell(
                "why.product", product=localized.label(f"product.{name}"), verdict=localized.label(f"verdict.{verdict}")
            )
            for name, verdict in standing.products.items()
        )
        yield localized.tell("why.products", told=localized.label("why.products.between").join(told))
    if fact.past:
        yield localized.tell("why.past", date=fact.past)
    if standing.undated:
        yield localized.label("why.undated")
    for name in ("wordless", "replaced", "silent"):
        number = getattr(standing, name)
        if number:
            yield localized.count(f"why.{name}", number)
