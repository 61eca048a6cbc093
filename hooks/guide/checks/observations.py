"""What readers saw on their own screens names the device, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass, Stance


def check_observations(guide: Guide) -> Iterator[Problem]:
    """Evidence of a source that is what readers saw says on which device; of any other source it does not."""
    own = {source.id: source.source_class is SourceClass.OBSERVATION for source in guide.of(Source)}
    for fact in guide.of(Fact):
        for index, evidence in enumerate(fact.evidence):
            is_own = own.get(evidence.source, bool(evidence.seen))
            if is_own != bool(evidence.seen) and evidence.stance is not Stance.SILENT:
                name = "lacking" if is_own else "odd"
                message = Message(f"unseen-observation/{name}", source=evidence.source)
                yield Problem(*fact.name, ("evidence", index), message)
