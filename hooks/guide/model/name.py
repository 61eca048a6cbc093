"""What a record is called all over the guide: its kind and its id, written kind/id."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = re.compile(r"([a-z_]+)/([A-Za-z0-9._-]+)")


class RecordName(NamedTuple):
    """The kind of a record and its id, which no other record of that kind has. `str` writes it as kind/id."""

    kind: str
    record_id: str

    @classmethod
    def parse(cls, written: str) -> RecordName | None:
        """Read kind/id. None for anything else."""
        found = _NAME.fullmatch(written)
        return cls(*found.groups()) if found else None

    def __str__(self) -> str:
        return f"{self.kind}/{self.record_id}"
