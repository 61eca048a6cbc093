"""All rules, in the order in which their findings help most."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from guide.checks import (
    addresses,
    answers,
    bearing,
    captures,
    counts,
    dates,
    fields,
    figures,
    foreign,
    hosts,
    labels,
    languages,
    left_overs,
    letters,
    lineage,
    moved,
    observations,
    persons,
    reader_flow,
    references,
    repeats,
    scope,
    shares,
    terms,
    typography,
    warnings,
    words,
)
from guide.checks.part import take_part
from guide.checks.problem import MOST_PROBLEMS, Problem
from guide.checks.walk import AT_ONCE
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.reader_flow import State
from guide.model.record import Record
from guide.model.records import BarredHost, Term
from guide.model.wording import CountException, WordingException

Check: TypeAlias = Callable[[Guide], Iterator[Problem]]
CHECKS: tuple[Check, ...] = (
    references.check_references,
    moved.check_old_ids,
    figures.check_placeholders,
    figures.check_same_as,
    figures.check_measures,
    figures.check_figures_in_text,
    figures.check_evidence_values,
    figures.check_translated_placeholders,
    bearing.check_bearing,
    shares.check_shares,
    lineage.check_circles,
    lineage.check_same_words,
    lineage.check_common_passages,
    observations.check_observations,
    scope.check_scope,
    foreign.check_foreign,
    left_overs.check_left_overs,
    repeats.check_repeats,
    dates.check_order_of_days,
    languages.check_scripts,
    languages.check_same_contents,
    persons.check_persons,
    persons.check_captures,
    letters.check_letters,
    addresses.check_addresses,
    answers.check_answers,
    answers.check_said_once,
    answers.check_disagreements,
    warnings.check_warnings,
    hosts.check_hosts,
    reader_flow.check_asked_if,
    reader_flow.check_conditions_are_asked,
    reader_flow.check_order,
    reader_flow.check_milestones,
    reader_flow.check_waits,
    words.check_misleading_words,
    counts.check_counts,
    counts.check_count_exceptions,
    terms.check_terms,
    terms.check_wording_exceptions,
    terms.check_held,
    terms.check_aliases,
    labels.check_labels,
    captures.check_seals,
    captures.check_quotes,
    captures.check_passages,
    typography.check_typography,
    fields.check_explanations,
)


ADVICE = frozenset({"term-not-used", "unread-quote"})
"""The rules that are told and stop nobody: which word is the right one is for people to judge, and whoever edits on the
web cannot look a quote up."""


def is_advice(message: Message) -> bool:
    """Say whether a message is no mistake but advice."""
    return message.rule in ADVICE


ALONE = frozenset(
    {
        *(figures.check_figures_in_text, figures.check_translated_placeholders, left_overs.check_left_overs),
        *(languages.check_scripts, languages.check_same_contents, persons.check_persons, letters.check_letters),
        *(hosts.check_hosts, words.check_misleading_words, counts.check_counts, terms.check_terms),
        typography.check_typography,
    }
)
"""The rules that look at each record by itself. What they find in it hangs on nothing else but AROUND, the subject and
the kinds, and on the figures of others that it asks for."""
ONE_BY_ONE = ALONE | {
    *(references.check_references, figures.check_placeholders, figures.check_same_as, figures.check_measures),
}
"""The rules that go through all records, and look at others only where one names them: they may be asked of some
records after the others. Those that walk through all that a record holds are among them, so that this is done once."""
AROUND: tuple[type[Record], ...] = (BarredHost, CountException, State, Term, WordingException)
"""The records that the rules of one record alone are asked with."""


Place = tuple[str, str]
"""A record by its kind and its id."""


def find_errors(guide: Guide, settled: Collection[Place] = ()) -> Iterator[Problem]:
    """Yield every problem that has to be mended; `settled` as in find_problems."""
    return (problem for problem in find_problems(guide, settled) if not is_advice(problem.message))


def find_problems(guide: Guide, settled: Collection[Place] = ()) -> Iterator[Problem]:
    """Yield every problem that any rule finds, and all advice; of one rule no more than are ever told.

    The records that are `settled` are known to be right by themselves.
    """
    in_records = _find_in_records(guide, settled)
    for check in CHECKS:
        yield from in_records[check] if check in ONE_BY_ONE else check(guide)


def _find_in_records(guide: Guide, settled: Collection[Place]) -> Mapping[Check, list[Problem]]:
    """Return what each rule finds that goes through the records one by one."""
    found: dict[Check, list[Problem]] = {check: [] for check in CHECKS if check in ONE_BY_ONE}
    records = guide.everything()
    while some := tuple(islice(records, AT_ONCE)):
        every = take_part(guide, some)
        fresh = take_part(guide, [(kind, one) for kind, one in some if (kind, one.id) not in settled])
        for check, known in found.items():
            known.extend(islice(check(fresh if check in ALONE else every), MOST_PROBLEMS - len(known)))
    return found
