"""The rules are not asked again of data that they found nothing in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from guide.checks import Problem, find_errors, find_problems
from guide.kept.looks import name_data
from guide.kept.marks import Marks
from guide.model.guide import Guide

Find = Callable[[Guide], Iterator[Problem]]
"""Holds a guide to the rules: find_problems, or find_errors, which leaves advice out."""


def ask_once(find: Find, folder: Path, marks: Marks | None) -> Find:
    """Return what holds the guide in `folder` to the rules as `find` does, but where these very data were found right.

    It is made before the data are read, so that a mark can speak of none that came later.
    """
    name = name_data(folder, find.__name__) if marks else None
    if marks is None or name is None:
        return find

    def find_again(guide: Guide) -> Iterator[Problem]:
        if marks.find(name) is not None:
            return
        is_right = True
        for problem in find(guide):
            is_right = False
            yield problem
        if is_right and name == name_data(folder, find.__name__):
            _keep(find, folder, marks)

    return find_again


def _keep(find: Find, folder: Path, marks: Marks) -> None:
    """Keep that nothing was found; where there is no advice either, there is no error."""
    for one in {find, find_errors} if find is find_problems else {find}:
        name = name_data(folder, one.__name__)
        if name:
            marks.keep(name)
