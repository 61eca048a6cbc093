"""Why a fact has its verdict, in one or a few computed sentences."""

from __future__ import annotations

from collections.abc import Iterator

from guide.evidence.standing import Side, Standing
from guide.model.evidence import Fact
from guide.model.vocabulary import Verdict
from guide.views.edition import Edition


def write_why(fact: Fact, edition: Edition) -> str:
    """Return what a verdict rests on: which voices decide, how many origins say what, and what is missing."""
    standing = edition.standing(fact)
    if fact.searched and standing.verdict is Verdict.SEARCHED:
        return edition.tell("why.searched", date=fact.searched.on)
    sentences = [*_tell_ground(standing, edition), *_tell_gaps(fact, standing, edition)]
    return edition.label("why.between").join(sentences)


def count_support(standing: Standing, edition: Edition) -> str:
    """Return how many sources bear a fact out, and how many of them are independent: "6 sources, 2 independent"."""
    side = standing.supporting
    if not side.sources:
        against = standing.opposing.origins
        return edition.count("support.against", against) if against else edition.label("support.none")
    counted = _count(side, edition)
    if not standing.opposing.sources or standing.authorities.sources:
        return counted
    return edition.tell(
        "support.both", support=counted, against=edition.count("count.opposing", standing.opposing.origins)
    )


def _count(side: Side, edition: Edition) -> str:
    if len(side.sources) == side.origins:
        return edition.count("count.origins", side.origins)
    independent = edition.count("support.independent", side.origins)
    return edition.tell(
        "support.copies", sources=edition.count("count.sources", len(side.sources)), independent=independent
    )


def _tell_ground(standing: Standing, edition: Edition) -> Iterator[str]:
    """Yield who decides, or that no official or legal text does, and how the others stand."""
    for_it, against = standing.supporting, standing.opposing
    decided = set(standing.authorities.sources)
    if decided:
        yield edition.label(f"why.decided.{_name_sides(decided & {*for_it.sources}, decided & {*against.sources})}")
    else:
        yield edition.label("why.no_authority")
        yield from _tell_counts(standing, edition)
    if len(for_it.sources) > for_it.origins:
        yield edition.tell("why.copies", sources=len(for_it.sources), origins=for_it.origins)


def _name_sides(confirming: set[str], denying: set[str]) -> str:
    return "both" if confirming and denying else "for" if confirming else "against"


def _tell_counts(standing: Standing, edition: Edition) -> Iterator[str]:
    for_it, against = standing.supporting.origins, standing.opposing.origins
    if for_it and against:
        yield edition.tell(
            "why.counts",
            support=edition.count("why.say_so", for_it),
            against=edition.count("why.say_otherwise", against),
        )
    elif for_it or against:
        name = "why.support" if for_it else "why.against"
        yield edition.count(name, for_it or against)
    else:
        yield edition.label("why.nobody")


def _tell_gaps(fact: Fact, standing: Standing, edition: Edition) -> Iterator[str]:
    """Yield what takes weight from the evidence, or limits what and which time it is about."""
    if len(set(standing.products.values())) > 1:
        told = (
            edition.tell(
                "why.product", product=edition.label(f"product.{name}"), verdict=edition.label(f"verdict.{verdict}")
            )
            for name, verdict in standing.products.items()
        )
        yield edition.tell("why.products", told=edition.label("why.products.between").join(told))
    if fact.past:
        yield edition.tell("why.past", date=fact.past)
    if standing.undated:
        yield edition.label("why.undated")
    for name in ("wordless", "replaced", "silent"):
        number = getattr(standing, name)
        if number:
            yield edition.count(f"why.{name}", number)
