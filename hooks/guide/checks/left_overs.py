"""No text of ours is a note to oneself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk_texts
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.records import Label
from guide.read.left_overs import find_draft

_SHORT = 6
_NOTHING = re.compile(r"\.{3}|…+|\?+|-+|_+|x{2,}|n/?a|test|测试|同上|略", re.IGNORECASE)


def check_left_overs(guide: Guide) -> Iterator[Problem]:
    """A text says something: it is no note to oneself, and nothing that only stands in for words."""
    for kind, record in guide.everything():
        for path, _, text in walk_texts(record):
            draft = find_draft(text)
            idle = len(text) <= _SHORT and not isinstance(record, Label) and _NOTHING.fullmatch(text)
            if draft or idle:
                found = draft[0] if draft else text
                yield Problem(kind, record.id, path, Message("left-over/draft", found=found))
