"""A warning is looked at twice: a fact in a red box carries the search for its denial."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.diagnostic import Said
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.records import FailureCause

UNDENIED = Said(
    "no-denial-search",
    "{fact} stands in a red box, so somebody looks for its denial first; write under its 'denial' when, where, and how",
    "{fact} 放进了红框，要先查有没有人否认；请在它的 denial 里写明哪天、在哪里、用什么词查的",
)


def check_warnings(guide: Guide) -> Iterator[Problem]:
    """Every fact that the page of a cause shows in a red box has a search for its denial."""
    for cause in guide.of(FailureCause):
        for index, name in enumerate(cause.warnings):
            if lacks_denial(name, guide):
                yield Problem(*cause.name, ("warnings", index), UNDENIED.format(fact=name))


def lacks_denial(name: str, guide: Guide) -> bool:
    """Say whether kind/id is a fact without a search for its denial. What is no fact is reported as just that."""
    fact = guide.find(RecordName.parse(name))
    return isinstance(fact, Fact) and fact.denial is None
