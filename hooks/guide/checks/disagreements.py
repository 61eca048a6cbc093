"""Where sources contradict each other, the reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.inquiry import Statement
from guide.model.vocabulary import Verdict
from guide.verdict import judge_fact


def check_disagreements(guide: Guide) -> Iterator[Problem]:
    """A disputed fact is one of the answers of a disagreement. The article's statements have their own page."""
    sources = {source.id: source for source in guide.sources}
    named = {fact for disagreement in guide.disagreements for fact in disagreement.facts}
    for kind, record in guide.everything():
        if isinstance(record, Fact) and not isinstance(record, Statement) and f"{kind}/{record.id}" not in named:
            if not all(evidence.source in sources for evidence in record.evidence):
                continue  # check_references reports it
            if judge_fact(record, sources, guide.captures) is Verdict.DISPUTED:
                message = f"its sources contradict each other; add {kind}/{record.id} to a record of disagreements.yml"
                yield Problem(kind, record.id, ("evidence",), message)
