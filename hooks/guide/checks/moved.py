"""What a record was called before leads on to it, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.guide import Guide


def check_old_ids(guide: Guide) -> Iterator[Problem]:
    """An old id is the id of no record of its kind, and stands once: so no two lead to each other, either."""
    for kind in guide.kinds:
        ids = {record.id for record in guide.records(kind)}
        seen: dict[str, str] = {}
        for record in guide.records(kind):
            for index, old in enumerate(record.was):
                if old in ids:
                    yield Problem(kind, record.id, ("was", index), Message("old-id/taken", id=old))
                elif old in seen:
                    message = Message("old-id/twice", id=old, other=seen[old])
                    yield Problem(kind, record.id, ("was", index), message)
                seen.setdefault(old, record.id)
