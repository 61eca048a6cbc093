"""Sources are counted by the guide, not by whoever writes: a typed "most" or "nobody else" is soon untrue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from guide.checks.problem import Problem
from guide.checks.tallies import find_counts
from guide.checks.walk import find_texts, walk_named
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.kinds import Group
from guide.model.language import Language
from guide.model.records import Change
from guide.model.sources import Source
from guide.model.wording import CountException

PROSE = "docs/"

_OF_A_SOURCE = {"publisher", "independent_of"}
"""Names, and what is said of two sources that are both named."""


def check_counts(guide: Guide) -> Iterator[Problem]:
    """No text of the data counts or ranks sources in words, but for exceptions with a reason."""
    excused = list_excused(guide)
    for kind, record in guide.everything():
        if _is_exempt(kind, guide):
            continue
        for name, path, text in walk_named(record):
            if isinstance(record, Source) and path[0] in _OF_A_SOURCE:
                continue
            for language, words in text.items():
                place = (kind, record.id, path)
                yield from _check_text(f"{record.name}.{name}", place, words, language, excused)


def _is_exempt(kind: str, guide: Guide) -> bool:
    """Say whether a kind is about the guide itself: what only editors see, and the list of changes."""
    declared = guide.kinds.get(kind)
    return declared is None or declared.group is Group.EDITORS or issubclass(declared.record_class, Change)


def _check_text(
    name: str,
    place: tuple[str, str, tuple[str | int, ...]],
    text: str | tuple[str, ...],
    language: Language,
    excused: Collection[tuple[str, str]],
) -> Iterator[Problem]:
    kind, record_id, path = place
    lines = enumerate((text,) if isinstance(text, str) else text)
    for number, line in lines:
        where = (*path, language) if isinstance(text, str) else (*path, language, number)
        for _, found in find_counts(line, language):
            if not is_excused(name, found, excused):
                yield Problem(kind, record_id, where, explain_typed(found))


def explain_typed(found: str) -> Message:
    """Return what is wrong with a clause that counts sources."""
    return Message("typed-count", found=found[:60])


def list_excused(guide: Guide) -> frozenset[tuple[str, str]]:
    """Return (name of a text, words) for every exception."""
    return frozenset((one.text, one.words) for one in guide.of(CountException))


def is_excused(name: str, clause: str, excused: Collection[tuple[str, str]]) -> bool:
    """Say whether an exception for that text has words of that clause."""
    return any(name == text and words in clause for text, words in excused)


def check_count_exceptions(guide: Guide) -> Iterator[Problem]:
    """An exception for a text of the data has words that count or rank sources there."""
    for one in guide.of(CountException):
        if not one.text.startswith(PROSE):
            yield from judge_exception(one, _list_lines(guide, one.text))


def _list_lines(guide: Guide, wanted: str) -> Iterator[tuple[Language, str]]:
    """Yield each line of the text called `wanted`, in each language; nothing where the check never looks."""
    for name, text in () if _is_exempt(wanted.partition("/")[0], guide) else find_texts(wanted, guide):
        for language, words in text.items() if name == wanted else ():
            yield from ((language, line) for line in ((words,) if isinstance(words, str) else words))


def judge_exception(exception: CountException, lines: Iterable[tuple[Language, str]]) -> Iterator[Problem]:
    """Yield that an exception is idle where no clause of the lines it is for both counts and has its words."""
    clauses = (clause for language, line in lines for _, clause in find_counts(line, language))
    if not any(exception.words in clause for clause in clauses):
        message = Message("idle-count-exception", words=exception.words, text=exception.text)
        yield Problem("count_exceptions", exception.id, ("words",), message)
