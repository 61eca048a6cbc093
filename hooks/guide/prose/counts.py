"""The prose does not count sources in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.counts import PROSE, explain_typed, is_excused, judge_exception, list_excused
from guide.checks.tallies import find_counts
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.model.guide import Guide
from guide.model.wording import CountException
from guide.prose.sections import Section


def check_counts(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """No section counts or ranks sources in words, but for exceptions with a reason; no exception is idle."""
    excused, found = list_excused(guide), list(sections)
    for section in found:
        for offset, words in find_counts(section.words, section.language):
            if not is_excused(section.name, words, excused):
                yield Diagnostic(section.locate(offset), explain_typed(words))
    for exception in guide.of(CountException) if found else ():
        if exception.text.startswith(PROSE):
            location = Location(guide.find_file(exception.name), guide.lines[exception.name], 3)
            lines = [(section.language, section.words) for section in found if section.name == exception.text]
            yield from (Diagnostic(location, problem.message) for problem in judge_exception(exception, lines))
