"""The prose does not count sources in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.counts import PROSE, is_excused, judge_exception, list_excused, say_typed
from guide.checks.tallies import find_counts
from guide.messages.diagnostic import Diagnostic, Mark
from guide.model.guide import Guide
from guide.prose.sections import Passage


def check_counts(guide: Guide, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """No passage counts or ranks sources in words, but for exceptions with a reason; no exception is idle."""
    excused, found = list_excused(guide), list(passages)
    for passage in found:
        for offset, words in find_counts(passage.words, passage.language):
            if not is_excused(passage.name, words, excused):
                yield Diagnostic(passage.mark(offset), say_typed(words))
    for exception in guide.count_exceptions if found else ():
        if exception.text.startswith(PROSE):
            mark = Mark("data/count_exceptions.yml", guide.lines[("count_exceptions", exception.id)], 3)
            lines = [(passage.language, passage.words) for passage in found if passage.name == exception.text]
            yield from (Diagnostic(mark, problem.message) for problem in judge_exception(exception, lines))
