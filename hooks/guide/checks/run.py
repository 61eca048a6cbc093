"""All rules, in the order in which their findings help most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from guide.checks.problem import Problem
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
    terms.check_terms,
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
AROUND: tuple[type[Record], ...] = (BarredHost, CountException, State, Term, WordingException)
"""The records that the rules of one record alone are asked with."""


def find_errors(guide: Guide, rest: Guide | None = None) -> Iterator[Problem]:
    """Yield every problem that has to be mended; `rest` as in find_problems."""
    return (problem for problem in find_problems(guide, rest) if not is_advice(problem.message))


def find_problems(guide: Guide, rest: Guide | None = None) -> Iterator[Problem]:
    """Yield every problem that any rule finds, and all advice.

    The `rest` is the guide without the records that are known to be right by themselves.
    """
    for check in CHECKS:
        yield from check(rest if rest and check in ALONE else guide)
