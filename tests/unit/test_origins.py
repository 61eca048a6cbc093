"""Sources that copy one another count once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from guide.evidence.origins import count_origins, find_roots
from guide.evidence.standing import assess
from guide.model.name import RecordName
from guide.model.sources import Source
from oracle import Truth
from raw import Record
from small import WORDS, fact, make_guide, source

# what each source was taken from; `@` is an origin that the guide does not hold
LINEAGE = {
    "first": [],
    "second": [],
    "copy": ["sources/first"],
    "copy-of-copy": ["sources/copy"],
    "both": ["sources/first", "sources/second"],
    "relay": ["origins/screen"],
    "other-relay": ["origins/screen"],
    "mixed": ["origins/screen", "sources/second"],
    "round": ["sources/about"],
    "about": ["sources/round"],
    "itself": ["sources/itself"],
    "orphan": ["sources/nobody"],
}


def make_sources(lineage: dict[str, list[str]]) -> dict[str, Source]:
    """Return sources, each with what it was taken from."""
    return {
        name: Source.model_validate(source(name, derived_from=above), context=WORDS) for name, above in lineage.items()
    }


SOURCES = make_sources(LINEAGE)


@pytest.mark.parametrize(
    ("name", "roots"),
    [
        ("first", "sources/first"),
        ("copy", "sources/first"),
        ("copy-of-copy", "sources/first"),
        ("both", "sources/first sources/second"),
        ("relay", "origins/screen"),
        ("mixed", "origins/screen sources/second"),
        ("orphan", "sources/nobody"),
    ],
)
def test_a_source_goes_back_to_what_copies_nothing(name: str, roots: str) -> None:
    assert find_roots(name, SOURCES) == frozenset(roots.split())


@pytest.mark.parametrize("name", ["round", "about", "itself"])
def test_a_circle_ends_where_it_closes(name: str) -> None:
    assert find_roots(name, SOURCES), "check_circles reports it; the count must not hang meanwhile"


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ("", 0),
        ("first", 1),
        ("first first", 1),
        ("first second", 2),
        ("first copy", 1),
        ("copy copy-of-copy", 1),
        ("first copy copy-of-copy", 1),
        ("first second both", 2),
        ("first both", 1),
        ("both", 1),
        ("relay other-relay", 1),
        ("relay first", 2),
        ("relay mixed second", 2),
        ("mixed first", 2),
        ("both mixed", 1),
        ("orphan first", 2),
    ],
)
def test_no_two_counted_sources_go_back_to_one_text(names: str, number: int) -> None:
    assert count_origins(names.split(), SOURCES) == number
    assert count_origins(reversed(names.split()), SOURCES) == number, "the order must not matter"


def test_a_fact_counts_its_copies_once_on_either_side() -> None:
    sources = [source(name, derived_from=above) for name, above in LINEAGE.items() if name != "orphan"]
    told = fact("told", "first+", "copy+", "copy-of-copy+", "relay-", "other-relay-", "second~")
    standing = assess(make_guide(sources=sources, money=[told])).standings[RecordName("money", "told")]
    assert (len(standing.supporting.sources), standing.supporting.origins) == (3, 1)
    assert (len(standing.opposing.sources), standing.opposing.origins) == (2, 1)


NAMES = ["a", "b", "c", "d", "e"]
TREES = some.fixed_dictionaries(
    {
        name: some.lists(some.sampled_from([f"sources/{one}" for one in NAMES[:number]]), unique=True, max_size=2)
        if number
        else some.just([])
        for number, name in enumerate(NAMES)
    }
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(lineage=TREES, chosen=some.sets(some.sampled_from(NAMES)))
def test_the_count_is_the_most_that_are_independent_of_one_another(
    lineage: dict[str, list[str]], chosen: set[str]
) -> None:
    data: dict[str, list[Record]] = {"sources": [source(name, derived_from=above) for name, above in lineage.items()]}
    assert count_origins(sorted(chosen), make_sources(lineage)) == Truth(data, {}).count_origins(sorted(chosen))
