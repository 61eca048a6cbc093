"""Change one value in the data, and exactly the places that show it change; a field that changes nothing is dead.

Every text is tried each time, all of them at once: each carries a mark of its own, which has to turn up in its places
and nowhere else. All other fields are tried one by one, which takes long: a sample of every sort of value each time,
and all with GUIDE_EVERY_FIELD=1.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

import pytest

from harness import Harness, Spot, find_changed
from mutation import Case, Trial, is_file, list_cases, mark_texts, name_sort, try_all
from raw import LANGUAGES, read_data

EVERY_FIELD = bool(os.environ.get("GUIDE_EVERY_FIELD"))
FOR_EDITORS = {
    "kinds": "declares what the others are; tests/unit/test_kinds.py tries it, captions and headings are read back",
    "fields": "explains the data files to those who write them; schemas and `guide schema` show it",
    "link_exceptions": "tells the check of links what may stay broken; shown to maintainers by that check",
    "barred_hosts": "tells `guide check` which addresses must not be printed; to print them would spread them",
    "count_exceptions": "tells the checks of counts which words may stay; shown to maintainers by them",
    "wording_exceptions": "tells the checks of wording what may stay as it is; shown to maintainers by them",
}
"""Kinds that no page of the site shows, and who reads them."""
UNSHOWN = {
    ("states", "avoid"): "words that `guide check` refuses in texts; to print them would spread them",
    ("terms", "avoid"): "words that `guide check` refuses in texts; to print them would spread them",
    ("terms", "wording"): "how a word is written in a sentence, which `guide check` and the checks of prose go by",
    ("sources", "archive"): "tells `guide quotes` where the text is kept; the data files say it for programs",
    ("sources", "independent_of"): "answers `guide check` when two sources have the same words",
    ("asked", "words"): "other ways to ask, which the search knows; the page of questions has each once",
    ("money", "value.of"): "the texts say of what in a sentence; the data files say it for programs",
}
"""Fields that no page shows, and why."""
FIXED = {
    ("laws", "draft"): "a law that is no draft is in force since a day, and one that is has none: both change together"
}
"""Fields of which a record allows no other value by itself, and why."""
CASES = [case for case in list_cases(read_data()) if case.kind not in FOR_EDITORS]


@pytest.fixture(scope="module")
def harness() -> Harness:
    """The site as it is, rendered once."""
    return Harness()


def find_markers(shown: Mapping[Spot, Any]) -> dict[str, set[Spot]]:
    """Return the places in which each marker stands."""
    found: dict[str, set[Spot]] = {}
    for spot, told in shown.items():
        for marker in re.findall("\u27e6\\d+\u27e7", str(told)):
            found.setdefault(marker, set()).add(spot)
    return found


def is_excused(kind: str, field: str) -> bool:
    """Say whether a field, or one around it, may be in the data only."""
    return any(kind == known and f"{field}.".startswith(f"{name}.") for known, name in UNSHOWN)


def test_every_text_is_shown_in_its_places_and_its_language_and_nowhere_else(harness: Harness) -> None:
    kinds = set(harness.data) - set(FOR_EDITORS) - {"labels"}
    marked, markers = mark_texts(harness.data, kinds)
    assert {record.partition("/")[0] for record, _, _ in markers.values()} == {
        one for one in kinds if harness.data[one]
    }
    shown, expected = harness.show(marked), harness.expect(marked)
    told, wanted = find_markers(shown), find_markers(expected)
    dead = set()
    for marker, (record, field, language) in markers.items():
        assert told.get(marker, set()) == wanted.get(marker, set()), f"{record}: {field} ({language})"
        if all(is_file(spot) for spot in told.get(marker, ())):
            dead.add((record.partition("/")[0], field))
    assert {(kind, field) for kind, field in dead if not is_excused(kind, field)} == set(), "no page shows these"
    live = {(record.partition("/")[0], field) for record, field, _ in markers.values()} - dead
    assert {(kind, field) for kind, field in live if is_excused(kind, field)} == set(), "these are shown by now"
    before = {spot: text for language in LANGUAGES for spot, text in harness.shown[language].items()}
    after = {spot: re.sub("\u27e6\\d+\u27e7", "", text) for spot, text in shown.items()}
    names = {("search", language) for language in LANGUAGES}  # names that are the same are told once, marked ones apart
    assert {spot for spot in find_changed(before, after) if spot not in names} == set(), "and nothing else has changed"


def test_a_word_of_the_interface_is_shown_in_its_language_only(harness: Harness) -> None:
    """Words that no page uses are found by test_docs.py; those of the frame are not rendered here."""
    marked, markers = mark_texts(harness.data, ["labels"])
    told = find_markers(harness.show(marked))
    for marker, spots in told.items():
        record, _, language = markers[marker]
        assert all(language in (spot[0], spot[1].partition("/")[0]) for spot in spots), f"{record}: {spots}"
    assert len({markers[marker][0] for marker in told}) > len(harness.data["labels"]) / 4


def check_life(case: Case, record: str, shown: bool) -> None:
    """Hold a field to being shown on a page, unless it is known not to be."""
    excused = is_excused(case.kind, case.field)
    assert shown or excused, f"{record}: nothing on the site shows it"
    assert not (shown and excused), f"{record}: it is shown by now; take it off the list of what is not"


def choose_sample(cases: list[Case]) -> list[Case]:
    """Return one case for each sort of value and operation, each from another kind as far as there are enough."""
    sorts: dict[str, list[Case]] = {}
    for case in cases:
        sorts.setdefault(name_sort(case), []).append(case)
    chosen: list[Case] = []
    for several in sorts.values():
        kinds = [case.kind for case in chosen]
        chosen.append(min(several, key=lambda case: kinds.count(case.kind)))
    return chosen


SAMPLE = CASES if EVERY_FIELD else choose_sample(CASES)


@pytest.fixture(scope="module")
def tried(harness: Harness) -> dict[str, tuple[Trial, set[Spot]] | None]:
    """What each case of the sample did to the site."""
    return try_all(harness, SAMPLE)


@pytest.mark.parametrize("case", SAMPLE, ids=map(str, SAMPLE))
def test_a_changed_value_changes_the_places_that_show_it_and_no_others(
    harness: Harness, tried: dict[str, tuple[Trial, set[Spot]] | None], case: Case
) -> None:
    told = tried[str(case)]
    if told is None:
        assert case.operation in ("remove", "shorten", "add") or (case.kind, case.field) in FIXED, (
            f"no record allows another value of {case.kind}.{case.field}"
        )
        return
    trial, changed = told
    record = f"{case} in {harness.data[case.kind][trial.change.index]['id']}"
    assert changed - trial.wanted == set(), f"{record}: these show something else now"
    assert trial.wanted - changed == set(), f"{record}: these do not show it"
    if case.operation in ("replace", "add"):
        check_life(case, record, any(not is_file(spot) for spot in changed))


def test_the_sample_has_every_sort_of_value() -> None:
    assert {name_sort(case) for case in SAMPLE} == {name_sort(case) for case in CASES}
    assert {case.kind for case in CASES} == set(read_data()) - set(FOR_EDITORS)


def test_what_is_new_gone_or_different_has_changed() -> None:
    before: dict[Spot, str] = {("a",): "1", ("b",): "1", ("c",): "1"}
    after: dict[Spot, str] = {("a",): "2", ("b",): "1", ("d",): "1"}
    assert find_changed(before, after) == {("a",), ("c",), ("d",)}
    assert find_changed(before, dict(before)) == set()
