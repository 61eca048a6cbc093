"""The rules are not asked again of data that they found nothing in; those of one record alone, not of that record."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from guide.checks import Problem, find_errors, find_problems, is_advice
from guide.checks.problem import MOST_PROBLEMS
from guide.checks.run import AROUND, Place
from guide.kept.fingerprint import digest_words
from guide.kept.looks import name_parts
from guide.kept.marks import Marks
from guide.model.guide import Guide

Find = Callable[[Guide], Iterator[Problem]]
"""Holds a guide to the rules: find_problems, or find_errors, which leaves advice out."""
_RECORDS = "records"
"""The names of records in which nothing was found, a line each, beside the marks."""
_OTHERS = re.compile(r"\{[^{}]*/|same_as='")
"""What leads from a record, as it is written out, to the figure of another one."""


def ask_once(find: Callable[[Guide, Collection[Place]], Iterator[Problem]], folder: Path, marks: Marks | None) -> Find:
    """Return what holds the guide in `folder` to the rules as `find` does, but where that found nothing before.

    It is made before the data are read, so that a mark can speak of none that came later.
    """
    name = _name(find, folder, marks) if marks else None
    if marks is None or name is None:
        return lambda guide: find(guide, ())

    def find_again(guide: Guide) -> Iterator[Problem]:
        if marks.find(name) is not None:
            return
        names = _name_records(guide, marks.code)
        known = {*marks.read(_RECORDS).split("\n")}
        settled = {place for place, called in names.items() if called in known}
        broken: set[Place] = set()
        found = told = 0
        for problem in find_problems(guide, settled):  # a record that is only given advice is not settled either
            broken.add((problem.kind, problem.record_id))
            found += 1
            if find is find_problems or not is_advice(problem.message):
                told += 1
                yield problem
        if found < MOST_PROBLEMS:  # else there may be more
            marks.write(_RECORDS, "\n".join(called for place, called in names.items() if place not in broken))
        if not told and name == _name(find, folder, marks):
            _keep((find_errors,) if broken else (find_errors, find_problems), folder, marks)

    return find_again


def _keep(finds: Iterable[Callable[..., object]], folder: Path, marks: Marks) -> None:
    """Keep that nothing was found by any of these."""
    for name in (_name(find, folder, marks) for find in finds):
        if name:
            marks.keep(name)


def _name(find: Callable[..., object], folder: Path, marks: Marks) -> str | None:
    return name_parts(folder, (folder.name,), (find.__name__, marks.code))


def _name_records(guide: Guide, code: str) -> Mapping[Place, str]:
    """Return a name for each record whose own rules hang on nothing but what it says and what is for all the same."""
    around = (*(record for one in AROUND for record in guide.of(one)), guide.subject, *guide.kinds.values())
    context = digest_words((code, *map(repr, around)))
    written = ((kind, record, repr(record)) for kind, record in guide.everything())
    return {
        (kind, record.id): digest_words((context, kind, told))
        for kind, record, told in written
        if not _OTHERS.search(told)
    }
