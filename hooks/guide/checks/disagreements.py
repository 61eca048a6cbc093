"""Where sources contradict each other, the reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.diagnostics import Said
from guide.evidence.verdict import judge_fact
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.inquiry import Statement
from guide.model.vocabulary import Verdict

_HIDDEN = Said(
    "hidden-disagreement",
    "its sources contradict each other; add {fact} to a record of disagreements.yml",
    "它的来源互相矛盾；请把 {fact} 写进 disagreements.yml 的一条记录",
)


def check_disagreements(guide: Guide) -> Iterator[Problem]:
    """A disputed fact is one of the answers of a disagreement. The article's statements have their own page."""
    sources = {source.id: source for source in guide.sources}
    named = {fact for disagreement in guide.disagreements for fact in disagreement.facts}
    for kind, record in guide.everything():
        if isinstance(record, Fact) and not isinstance(record, Statement) and f"{kind}/{record.id}" not in named:
            if not all(evidence.source in sources for evidence in record.evidence):
                continue  # check_references reports it
            if judge_fact(record, sources, guide.captures) is Verdict.DISPUTED:
                yield Problem(kind, record.id, ("evidence",), _HIDDEN.format(fact=f"{kind}/{record.id}"))
