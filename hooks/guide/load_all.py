"""All that a change can touch, looked at in one round: what `check` says, and whoever asks for it before a commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from guide.checks import find_problems, is_advice
from guide.checks.dates import check_days
from guide.evidence.reference_date import read_latest_day
from guide.kept.marks import Marks
from guide.kept.rules import ask_once
from guide.load import find_personal_remarks, load_subject, locate_problems, read_guide
from guide.load_prose import (
    find_prose_mistakes,
    find_unless_settled,
    load_lock,
    load_templates,
    load_translations,
    read_prose,
    rehearse,
)
from guide.load_theme import (
    THEME,
    check_project,
    find_all_left_overs,
    find_odd_settings,
    find_odd_surroundings,
    is_project,
)
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.prose.run import find_mistakes, find_mistakes_of_form
from guide.prose.sections import Section
from guide.site.rehearsal import Remember, show_each


@dataclass(frozen=True)
class Findings:
    """The guide, none where its files cannot be read, its prose, and every mistake and advice that can be told then."""

    guide: Guide | None
    prose: tuple[Section, ...]
    mistakes: tuple[Diagnostic, ...]
    advice: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Known:
    """What is known from the looks before: what was found right, and what came of showing a page."""

    marks: Marks | None = None
    remember: Remember = show_each


NOTHING = Known()
"""What is known where nobody looked, or nobody relies on it."""


def look_at_everything(folder: Path, known: Known = NOTHING) -> Findings:
    """Read the data in `folder` and all that stands beside them; return what is wrong, as far as it can be read.

    What is `known` to have been found right before is not asked again.

    What is wrong within the data files hides what is wrong between them and in what the prose says of them. Pages are
    shown only where data and theme are right: what shows them relies on that.
    """
    mistakes: list[Diagnostic] = []
    guide, prose = None, tuple[Section, ...]()
    with _collecting(mistakes):
        guide, problems = read_guide(folder, ask_once(find_problems, folder, known.marks))
        mistakes += problems
    if guide:
        prose = _look_with_data(folder, guide, mistakes, known)
    else:
        _look_without_data(folder, mistakes)
    found = DataError(mistakes).diagnostics
    advice = tuple(one for one in found if is_advice(one.message))
    return Findings(guide, prose, tuple(one for one in found if not is_advice(one.message)), advice)


def _are_right(found: Iterable[Diagnostic]) -> bool:
    """Say whether nothing was found but advice."""
    return all(is_advice(one.message) for one in found)


def _look_with_data(folder: Path, guide: Guide, mistakes: list[Diagnostic], known: Known) -> tuple[Section, ...]:
    root = folder.parent
    with _collecting(mistakes):
        mistakes += locate_problems(check_days(guide, read_latest_day(root, guide)), folder, guide)
    with _collecting(mistakes):
        mistakes += find_personal_remarks(folder, guide)
    if is_project(root):
        mistakes += find_odd_surroundings()
    are_right = _are_right(mistakes)
    prose = None
    with _collecting(mistakes):
        prose = read_prose(root / "docs", guide.subject.languages)
        find = find_unless_settled(root / "docs", folder, known.marks) if known.marks else find_mistakes
        mistakes += find_prose_mistakes(root / "docs", folder, guide, prose, find)
    with _collecting(mistakes):
        load_translations(folder, guide, prose or ())
    templates = load_templates(root)
    if prose is not None and is_project(root):
        with _collecting(mistakes):
            check_project(root, guide, prose, templates, known.marks)
    if prose and are_right and not any(one.location.path.startswith(f"{THEME}/") for one in mistakes):
        with _collecting(mistakes):
            rehearse(root, guide, prose, templates, known.remember)
    return prose or ()


def _look_without_data(folder: Path, mistakes: list[Diagnostic]) -> None:
    try:
        subject = load_subject(folder)
    except DataError:
        return
    with _collecting(mistakes):
        prose = read_prose(folder.parent / "docs", subject.languages)
        mistakes += find_mistakes_of_form(Guide(subject, {}, {}, {}, {}), prose)
    with _collecting(mistakes):
        load_lock(folder, subject.languages)
    if is_project(folder.parent):
        with _collecting(mistakes):
            mistakes += find_odd_settings(folder.parent)
        with _collecting(mistakes):
            mistakes += find_all_left_overs(folder.parent)


@contextmanager
def _collecting(mistakes: list[Diagnostic]) -> Iterator[None]:
    try:
        yield
    except DataError as error:
        mistakes.extend(error.diagnostics)
