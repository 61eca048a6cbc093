"""The kinds as the guide reads them from data/kinds.yml, and the class of each kind's records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from guide.load import load_kinds, load_subject
from guide.model.guide import Guide
from guide.model.kinds import Kind
from guide.model.record import Record
from raw import ROOT

SUBJECT = load_subject(ROOT / "data")
KINDS: Mapping[str, Kind] = load_kinds(ROOT / "data", SUBJECT)
MODELS: Mapping[str, type[Record]] = {name: kind.record_class for name, kind in KINDS.items()}


def exchange(guide: Guide, **kinds: Iterable[Record]) -> Guide:
    """Return the guide with other records of some kinds."""
    return dataclasses.replace(guide, by_kind={**guide.by_kind, **{kind: tuple(some) for kind, some in kinds.items()}})
