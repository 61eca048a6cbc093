"""The only reader of data files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol, TypeVar

from guide.checks import Pointer, Problem, find_errors
from guide.checks.persons import explain, find_personal
from guide.checks.problem import MOST_PROBLEMS
from guide.evidence.quotes.store import parse_capture
from guide.messages.catalogue import Catalogue, parse_catalogue
from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.messages.reporters import Reporter, choose_language
from guide.model.capture import CAPTURES, Capture
from guide.model.field_help import FIELDS, Field
from guide.model.guide import Guide
from guide.model.journal import JOURNAL, Journal
from guide.model.kinds import KINDS, Kind, make_class, sketch_classes
from guide.model.name import RecordName
from guide.model.record import Record
from guide.model.subject import SUBJECT, Subject
from guide.read.data_folder import find_strays_of_captures, find_strays_of_data
from guide.read.files import check_size, load_text, show_name
from guide.read.journal import parse_journal
from guide.read.nodes import Document, join_documents, parse_document
from guide.read.validate import read_records, read_subject

Function = TypeVar("Function", bound=Callable[..., Any])


class Memoize(Protocol):
    """Makes a function one that may answer from memory what it has been asked before."""

    def __call__(self, function: Function, /) -> Function:
        """Return such a function."""


def identity(function: Function, /) -> Function:
    """Return a function as it is: it remembers nothing."""
    return function


_MOST_VALUES = 3_000_000


def load_catalogue() -> Catalogue:
    """Return the words of all messages."""
    return parse_catalogue(files("guide.messages").joinpath("catalogue.yml").read_text(encoding="utf-8"))


def make_reporter(environment: Mapping[str, str]) -> Reporter:
    """Return what writes messages in the language of the shell."""
    catalogue = load_catalogue()
    return Reporter(catalogue, choose_language(environment, catalogue.languages))


def load_guide(
    folder: Path,
    find: Callable[[Guide], Iterator[Problem]] = find_errors,
    memoize: Memoize = identity,
) -> Guide:
    """Return the guide whose data files stand in `folder`; `find` holds it to the rules.

    Who loads the same files again and again may `memoize` what was in them.

    Raises DataError with all mistakes found: first those within the files, and once there are none,
    those between them.
    """
    guide, problems = read_guide(folder, find, memoize)
    if problems:
        raise DataError(problems)
    return guide


def read_guide(
    folder: Path, find: Callable[[Guide], Iterator[Problem]] = find_errors, memoize: Memoize = identity
) -> tuple[Guide, tuple[Diagnostic, ...]]:
    """Return the guide, as load_guide does, and the rules that it breaks, with their places.

    Raises DataError with the mistakes within the files: with these there is no guide.
    """
    documents: dict[str, Document] = {}
    records: dict[str, tuple[Record, ...]] = {}
    captures: dict[str, Capture] = {}
    check_size(folder, ("*.*", f"{CAPTURES}/*.json", "*/*.yml"))
    documents[SUBJECT] = _load_document(folder, SUBJECT, memoize)
    subject = memoize(read_subject)(documents[SUBJECT])
    kinds: Mapping[str, Kind] = {}
    mistakes: list[Diagnostic] = []
    with _collecting(mistakes):
        memoize(read_subject)(documents[SUBJECT], subject)
    with _collecting(mistakes):
        kinds = load_kinds(folder, subject, memoize)
    classes = {kind.id: kind.record_class for kind in kinds.values()} or _sketch_classes(folder)
    mistakes += find_strays_of_data(folder, classes) if classes or not mistakes else ()
    for kind, record_class in classes.items():
        with _collecting(mistakes):
            documents[kind] = _load_document(folder, kind, memoize)
            _check_values(documents.values())
            if record_class:
                records[kind] = memoize(read_records)(documents[kind], record_class, subject)
            documents[kind] = documents[kind].leave_values()
    journal = Journal()
    with _collecting(mistakes):
        captures = _read_captures(folder, memoize)
    with _collecting(mistakes):
        journal = load_journal(folder, memoize)
    if mistakes:
        raise DataError(mistakes)
    guide = Guide(subject, kinds, records, captures, *_list_places(records, documents), journal)
    found = (Diagnostic(_locate(problem.pointer, guide, documents, folder), problem.message) for problem in find(guide))
    return guide, tuple(cut_short(found, MOST_PROBLEMS))


def load_journal(folder: Path, memoize: Memoize = identity) -> Journal:
    """Return the journal in `folder`, an empty one where there is none. Raises DataError for one that is broken."""
    name = f"{folder.name}/{JOURNAL}"
    has_one = os.path.lexists(folder / JOURNAL)
    return memoize(parse_journal)(load_text(folder / JOURNAL, name), name) if has_one else Journal()


def load_subject(folder: Path) -> Subject:
    """Return the subject of the guide whose data files stand in `folder`. Raises DataError.

    Whether its texts are in all of its languages is not asked.
    """
    return read_subject(_load_document(folder, SUBJECT))


def load_kinds(folder: Path, subject: Subject, memoize: Memoize = identity) -> dict[str, Kind]:
    """Return the kinds that the guide in `folder` declares, by their ids. Raises DataError with the mistakes in them.

    Nothing else of the guide can be read without them.
    """
    found = memoize(read_records)(_load_document(folder, KINDS, memoize), make_class(KINDS, "kind"), subject)
    return {kind.id: kind for kind in found if isinstance(kind, Kind)}


def load_explanations(folder: Path, subject: Subject, kinds: Mapping[str, Kind], language: str) -> dict[str, str]:
    """Return what the guide in `folder` says of its fields, by their names, in a language. Raises DataError."""
    kind = kinds.get(FIELDS)
    found = read_records(_load_document(folder, FIELDS), kind.record_class, subject) if kind else ()
    return {one.id: one.text[language] for one in found if isinstance(one, Field)}


def _sketch_classes(folder: Path) -> Mapping[str, type[Record] | None]:
    """Return the classes of kinds that something is wrong with; none where their file cannot be read at all."""
    return sketch_classes(_read_raw(folder, KINDS))


def load_raw(folder: Path) -> dict[str, Any]:
    """Return what each data file in `folder` holds, as text, lists and mappings; None where it cannot be read."""
    return {path.stem: _read_raw(folder, path.stem) for path in sorted(folder.glob("*.yml"))}


def _read_raw(folder: Path, kind: str) -> Any:
    try:
        return _load_document(folder, kind).value
    except DataError:
        return None


def locate_problems(problems: Iterable[Problem], folder: Path, guide: Guide) -> list[Diagnostic]:
    """Return what was found in a loaded `guide` with the places where it stands in the files of `folder`."""
    found = list(problems)
    located = zip(locate_pointers((problem.pointer for problem in found), folder, guide), found, strict=True)
    return [Diagnostic(location, problem.message) for location, problem in located]


def locate_pointers(pointers: Iterable[Pointer], folder: Path, guide: Guide) -> list[Location]:
    """Return where parts of a loaded `guide` stand in the files of `folder`."""
    found = list(pointers)
    documents = {kind: _load_document(folder, kind) for kind in {kind for kind, *_ in found} - {CAPTURES}}
    return [_locate(pointer, guide, documents, folder) for pointer in found]


@contextmanager
def _collecting(mistakes: list[Diagnostic]) -> Iterator[None]:
    try:
        yield
    except DataError as error:
        mistakes.extend(error.diagnostics)


def _read_captures(folder: Path, memoize: Memoize) -> dict[str, Capture]:
    captures: dict[str, Capture] = {}
    mistakes: list[Diagnostic] = []
    if (folder / CAPTURES).is_symlink():
        raise DataError([Diagnostic(Location(f"{folder.name}/{CAPTURES}", 1, 1), Message("not-a-plain-file/sort"))])
    mistakes += find_strays_of_captures(folder)
    for path in sorted((folder / CAPTURES).glob("*.json")):
        with _collecting(mistakes):
            captures[path.stem] = _read_capture(path, show_name(path, folder), memoize)
    if mistakes:
        raise DataError(mistakes)
    return captures


def _read_capture(path: Path, name: str, memoize: Memoize) -> Capture:
    capture = memoize(parse_capture)(load_text(path, name))
    if capture is None or capture.source != path.stem:
        raise DataError([Diagnostic(Location(name, 1, 1), Message("edited-capture/form", source=shorten(path.stem)))])
    return capture


def _check_values(documents: Iterable[Document]) -> None:
    last = None
    if sum((last := document).size for document in documents) > _MOST_VALUES and last:
        raise DataError(
            [Diagnostic(Location(last.path, 1, 1), Message("file-too-large/values-together", limit=_MOST_VALUES))]
        )


def _load_document(folder: Path, kind: str, memoize: Memoize = identity) -> Document:
    """Return the records of a kind: those of its file, and behind them those that have a file of their own."""
    paths = [folder / f"{kind}.yml", *list_own_files(folder, kind)]
    names = [show_name(path, folder) for path in paths]
    first, *others = [memoize(parse_document)(load_text(*one), one[1]) for one in zip(paths, names, strict=True)]
    return join_documents(first, others) if others else first


def find_personal_remarks(folder: Path, guide: Guide) -> Iterator[Diagnostic]:
    """Yield what belongs to a person in the remarks of the data files: they are not published, and can be read."""
    files = [
        path for kind in (SUBJECT, *guide.kinds) for path in (folder / f"{kind}.yml", *list_own_files(folder, kind))
    ]
    for path in files:
        name = show_name(path, folder)
        for number, line in enumerate(load_text(path, name).split("\n"), start=1):
            personal = find_personal(line, guide.subject) if line.lstrip().startswith("#") else None
            if personal:
                yield Diagnostic(Location(name, number, personal.start + 1), explain(personal))


def list_own_files(folder: Path, kind: str) -> list[Path]:
    """Return the files in data/<kind>/, each of which holds one record or some: two changes that add one each merge."""
    own = folder / kind
    return sorted(own.glob("*.yml")) if own.is_dir() and not own.is_symlink() else []


def _list_places(
    records: Mapping[str, tuple[Record, ...]], documents: Mapping[str, Document]
) -> tuple[dict[RecordName, int], dict[RecordName, str]]:
    """Return the line of each record, and the file of each that stands in another one than its kind's."""
    places = {
        record.name: documents[kind].locate((index, "id"))
        for kind, chosen in records.items()
        for index, record in enumerate(chosen)
    }
    lines = {name: place.line for name, place in places.items()}
    return lines, {name: place.path for name, place in places.items() if place.path != documents[name.kind].path}


def _locate(pointer: Pointer, guide: Guide, documents: dict[str, Document], folder: Path) -> Location:
    kind, record_id, path = pointer
    if kind == CAPTURES:
        return Location(show_name(folder / CAPTURES / f"{record_id}.json", folder), 1, 1)
    if kind == SUBJECT:
        return _locate_in_subject(record_id, path, guide.subject, documents)
    ids = [record.id for record in guide.records(kind)]
    return documents[kind].locate((ids.index(record_id), *path) if record_id else ())


def _locate_in_subject(
    label: str, path: tuple[str | int, ...], subject: Subject, documents: dict[str, Document]
) -> Location:
    places = {name: place for name, place, _ in subject.list_labels()}
    return documents[SUBJECT].locate((*places[label], *path[1:]) if label else path)
