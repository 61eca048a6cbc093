"""Changes of the data: every text marked at once, every other field in each way that its sort of value allows."""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guide.model.field_help import list_fields
from harness import Change, Data, Harness, Path, Spot, find_changed
from models import MODELS
from places import list_shortcodes
from raw import LANGUAGES
from small import WORDS

REFERENCES = {"place": "places", "fixes": "fixes", "after": "fixes", "statements": "statements", "source": "sources"}
REFERENCES |= {"condition": "conditions", "cause": "failure_causes", "question": "disagreements"}
REFERENCES |= {"superseded_by": "sources"}
MANY = 8
"""So many changes of a field are tried until one is found that a data file may hold."""
MARKER = "\u27e6{}\u27e7"


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value inside a record with its path: groups and lists before what is in them."""
    if path:
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield from walk(inner, (*path, name))


def name_field(path: Path) -> str:
    """Return the dotted name of a field, whatever its place in a list."""
    return ".".join(part for part in path if isinstance(part, str))


def is_text(path: Path) -> bool:
    """Say whether something is written in one language."""
    return any(part in LANGUAGES for part in path)


def mark_texts(data: Data, kinds: Iterable[str]) -> tuple[Data, dict[str, tuple[str, str, str]]]:
    """Return the data with every text of some kinds marked, and of each marker its record, field and language.

    The same words in the same field of two records get the same mark, so that they are still the same.
    """
    markers: dict[tuple[str, str, str], str] = {}
    found: dict[str, tuple[str, str, str]] = {}
    marked = copy.deepcopy(data)
    for kind in kinds:
        for record in marked[kind]:
            for path, value in list(walk(record)):
                if isinstance(value, str) and is_text(path):
                    *parts, language = (part for part in path if isinstance(part, str))
                    field = ".".join(parts)
                    marker = markers.setdefault((kind, f"{field}.{language}", value), MARKER.format(len(markers)))
                    found.setdefault(marker, (f"{kind}/{record['id']}", field, language))
                    holder: Any = record
                    for part in path[:-1]:
                        holder = holder[part]
                    holder[path[-1]] = " | ".join(half + marker for half in value.split(" | "))
    return marked, found


@dataclass(frozen=True)
class Case:
    """What can be done to one field of one kind, and the changes that would do it, to be tried in this order."""

    kind: str
    field: str
    operation: str
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        return f"{self.kind}.{self.field}: {self.operation}"


def list_cases(data: Data) -> list[Case]:
    """Return, for every field of every kind that is no text, what can be done to it."""
    found: dict[tuple[str, str, str], list[Change]] = {}
    known = make_known(data)
    for kind, records in data.items():
        words = list_words(kind)
        for index, record in enumerate(records):
            for path, value in walk(record):
                if not is_text(path):
                    leaf = Leaf(kind, index, path, value, words.get(name_field(path), ()))
                    for operation, alter in OPERATIONS.items():
                        changes = found.setdefault((kind, name_field(path), operation), [])
                        if len(changes) < MANY:
                            changes += alter(known, leaf)
        for change in list_additions(known, kind):
            found.setdefault((kind, change.field, change.operation), []).append(change)
    return [Case(*name, tuple(changes)) for name, changes in found.items() if changes]


def choose(harness: Harness, case: Case, language: str) -> tuple[Change | None, set[Spot]]:
    """Return the first change of a case that a data file may hold, and the places on pages that have to show it.

    One that has to show somewhere comes before one that does not; None where the field has to stay as it is.
    """
    silent = None
    for change in case.changes:
        if harness.is_valid(change):
            wanted = find_wanted(harness, change, language)
            if wanted and any(not is_file(spot) for spot in wanted):
                return change, wanted
            silent = silent or (change if wanted else None)
    return silent, find_wanted(harness, silent, language) if silent else set()


def is_file(spot: Spot) -> bool:
    """Say whether a place is in the published data files, which hold every field there is."""
    return spot[0].startswith("data/")


def find_wanted(harness: Harness, change: Change, language: str) -> set[Spot]:
    """Return the places that have to change; none where the data would not hang together any more.

    That is so for a figure without its record, say, or a task that waits for itself.
    """
    try:
        expected = harness.expect(change.apply(harness.data), (language,))
    except (KeyError, ValueError, AssertionError):
        return set()
    return find_changed(harness.expected[language], expected)


@dataclass(frozen=True)
class Trial:
    """A case, the change chosen for it, the language it is tried in, and the places that have to change."""

    case: Case
    change: Change
    language: str
    wanted: frozenset[Spot]


def make_trial(harness: Harness, case: Case) -> Trial | None:
    """Return how a case is tried, now in one language, now in another; None where its field has to stay as it is."""
    language = LANGUAGES[len(str(case)) % len(LANGUAGES)]
    change, wanted = choose(harness, case, language)
    return Trial(case, change, language, frozenset(wanted)) if change else None


def bundle(harness: Harness, trials: Iterable[Trial]) -> list[list[Trial]]:
    """Return the trials in bundles that can be rendered at once: none has to show where another one has.

    So each place that changes still belongs to one change. What changes more together than one by one is tried alone.
    """
    bundles: list[list[Trial]] = []
    for trial in trials:
        for several in bundles:
            if is_apart(trial, several):
                several.append(trial)
                break
        else:
            bundles.append([trial])
    return [part for several in bundles for part in _split(harness, several)]


def is_apart(trial: Trial, several: list[Trial]) -> bool:
    """Say whether a trial has nothing to do with any of several."""
    return all(
        trial.language == other.language
        and not trial.wanted & other.wanted
        and (trial.change.kind, trial.change.index) != (other.change.kind, other.change.index)
        for other in several
    )


def _split(harness: Harness, several: list[Trial]) -> list[list[Trial]]:
    language, data = several[0].language, harness.apply(trial.change for trial in several)
    try:
        together = find_changed(harness.expected[language], harness.expect(data, (language,)))
    except (KeyError, ValueError, AssertionError):
        together = set()
    apart = frozenset[Spot]().union(*(trial.wanted for trial in several))
    return [several] if together == apart else [[trial] for trial in several]


def try_all(harness: Harness, cases: Iterable[Case]) -> dict[str, tuple[Trial, set[Spot]] | None]:
    """Return, for each case by its name, how it was tried and the places that did change; None where it cannot be."""
    trials = {str(case): make_trial(harness, case) for case in cases}
    found: dict[str, tuple[Trial, set[Spot]] | None] = dict.fromkeys(trials)
    for several in bundle(harness, filter(None, trials.values())):
        changed = harness.find_shown((trial.change for trial in several), several[0].language)
        wanted = frozenset[Spot]().union(*(trial.wanted for trial in several))
        for trial in several:
            alone = changed & trial.wanted
            if changed != wanted:  # somebody's fault: look at each
                alone = harness.find_shown([trial.change], trial.language)
            found[str(trial.case)] = (trial, alone)
    return found


@functools.cache
def list_words(kind: str) -> dict[str, tuple[str, ...]]:
    """Return the closed lists of words by the name of their field."""
    words: dict[str, tuple[str, ...]] = {}
    for path, word in list_fields(MODELS[kind], WORDS):
        if word:
            words[".".join(path)] = (*words.get(".".join(path), ()), word)
    return words


@dataclass(frozen=True)
class Leaf:
    """A value in the data that can be changed; `words` are those that its field allows, if they are counted."""

    kind: str
    index: int
    path: Path
    value: Any
    words: tuple[str, ...]

    def change(self, operation: str, value: Any) -> Change:
        """Return the change to another value."""
        return Change(self.kind, name_field(self.path), operation, self.index, self.path, value)


@dataclass(frozen=True)
class Known:
    """What changes are made of: the data, all words of a name, all values of a field, and what is referred to."""

    data: Data
    values: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, list[Any]]
    referred: frozenset[str]


def make_known(data: Data) -> Known:
    """Return what is known of the data."""
    values: dict[str, dict[str, None]] = {}
    fields: dict[str, list[Any]] = {}
    referred = {argument for page in list_shortcodes(LANGUAGES[0]).values() for _, argument in page}
    for records in data.values():
        for record in records:
            for path, one in walk(record):
                if isinstance(path[-1], str):
                    fields.setdefault(name_field(path), []).append(one)
                if isinstance(one, str):
                    name = [part for part in path if isinstance(part, str)][-1]
                    values.setdefault(name, {})[one] = None
                    referred |= set(re.findall(r"[a-z_]+/[a-z0-9-]+", one))
                    referred |= {f"{REFERENCES[name]}/{one}"} if name in REFERENCES else set()
                    referred |= {f"questions/{one.partition('/')[0]}"} if name == "asked_if" else set()
    return Known(data, {name: tuple(found) for name, found in values.items()}, fields, frozenset(referred))


Alter = Callable[[Known, Leaf], Iterator[Change]]


def replace(known: Known, leaf: Leaf) -> Iterator[Change]:
    """Yield changes of a scalar to another one of its type."""
    if isinstance(leaf.value, str):
        others = leaf.words or list_others(known, leaf)
        yield from (leaf.change("replace", other) for other in others if other != leaf.value)


def list_others(known: Known, leaf: Leaf) -> Iterator[str]:
    """Yield other values that stand to reason for a field."""
    path, value = leaf.path, leaf.value
    name = str(next(part for part in reversed(path) if isinstance(part, str)))
    if name == "id" and path == ("id",):
        fixed = leaf.kind == "labels" or f"{leaf.kind}/{value}" in known.referred  # the code asks for labels by id
        yield from [] if fixed else [f"{value}-x"]
    elif name in REFERENCES:
        yield from (record["id"] for record in known.data[REFERENCES[name]][:MANY])
    elif name in NAMING:
        found = known.values[name]  # from all over the file: a neighbor's may be the record's own already
        yield from found[:: max(1, len(found) // MANY)]
    elif value in ("true", "false"):
        yield "true" if value == "false" else "false"
    elif name in ("url", "addresses", "id"):
        yield f"{value}x"
    elif re.fullmatch(r"\d{4}(-\d\d){0,2}", value) and name not in ("count", "money"):
        yield f"{int(value[:4]) - 1}{value[4:]}"
    elif re.fullmatch(r"PT?\d+[A-Z]", value):
        yield re.sub(r"\d+", lambda found: str(int(found[0]) + 1), value)
    elif re.fullmatch(r"-?[\d.]+( CNY)?", value):
        for step in (-1, 1):
            yield re.sub(r"-?\d+(?!.*\d)", lambda found, step=step: str(int(found[0]) + step), value)  # type: ignore[misc]
    else:
        yield f"{value}\u27e6\u27e7"


NAMING = {"same_as", "because", "warnings", "add", "asked_if", "page", "derived_from"}
"""Fields whose values name a record of any kind, an answer or a page."""


def reverse(known: Known, leaf: Leaf) -> Iterator[Change]:
    """Yield a list in the other order."""
    if isinstance(leaf.value, list) and len(leaf.value) > 1:
        yield leaf.change("reverse", leaf.value[::-1])


def shorten(known: Known, leaf: Leaf) -> Iterator[Change]:
    """Yield a list without its last item."""
    if isinstance(leaf.value, list) and len(leaf.value) > 1:
        yield leaf.change("shorten", leaf.value[:-1])


def remove(known: Known, leaf: Leaf) -> Iterator[Change]:
    """Yield a group without a field."""
    if isinstance(leaf.path[-1], str):
        yield leaf.change("remove", None)


OPERATIONS: dict[str, Alter] = {"replace": replace, "reverse": reverse, "shorten": shorten, "remove": remove}


def list_additions(known: Known, kind: str) -> Iterator[Change]:
    """Yield fields that a kind allows and no record of it has, with values that other records have there."""
    holders: dict[str, list[tuple[int, Path, Any]]] = {}
    for index, record in enumerate(known.data[kind]):
        for path, value in [((), record), *walk(record)]:
            holders.setdefault(name_field(path), []).append((index, path, value))
    for field in dict.fromkeys(".".join(path) for path, word in list_fields(MODELS[kind], WORDS) if not word):
        parent, _, name = field.rpartition(".")
        donors = known.fields.get(field, [])
        if field not in holders and "value." not in field and name not in LANGUAGES and donors:
            places = [place for place in holders.get(parent, []) if isinstance(place[2], dict)]
            for number, (index, path, _) in enumerate(places[: 3 * MANY]):
                yield Change(kind, field, "add", index, (*path, name), donors[number % len(donors)])


def name_sort(case: Case) -> str:
    """Return what sort of value a case is about, and what is done: all of a sort go one way through the guide."""
    name, value = case.field.rpartition(".")[2], case.changes[0].value
    if case.operation != "replace":
        return case.operation
    if list_words(case.kind).get(case.field):
        return "word"
    if name in REFERENCES or name in NAMING:
        return "reference" if name not in ("same_as", "source") else name
    if ".value." in f".{case.field}":
        return name
    return (
        "truth" if value in ("true", "false") else name if name in ("id", "quote", "url", "title") else "date or number"
    )
