"""A warning is looked at twice: a fact in a red box carries the search for its denial."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.records import FailureCause


def check_warnings(guide: Guide) -> Iterator[Problem]:
    """Every fact that the page of a cause shows in a red box has a search for its denial."""
    for cause in guide.of(FailureCause):
        for index, name in enumerate(cause.warnings):
            if lacks_denial(name, guide):
                yield Problem(*cause.name, ("warnings", index), Message("no-denial-search", fact=name))


def lacks_denial(name: str, guide: Guide) -> bool:
    """Say whether kind/id is a fact without a search for its denial. What is no fact is reported as just that."""
    fact = guide.find(RecordName.parse(name))
    return isinstance(fact, Fact) and fact.denial is None
