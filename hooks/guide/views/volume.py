"""One volume: its records as the page of all of them would show them."""

from __future__ import annotations

from typing import Any

from guide.model.open_questions import Disagreement, Unknown
from guide.model.reader_flow import Asked
from guide.model.records import Term
from guide.views.asked import list_asked
from guide.views.claims import show_claimed
from guide.views.columns import list_columns
from guide.views.disagreements import list_disputes
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import make_table
from guide.views.terms import show_terms
from guide.views.unknowns import list_unknowns
from guide.views.volumes import find_volume


def show_volume(localized: LocalizedGuide, argument: str) -> Any:
    """Return the records of the volume that has this name."""
    volume = find_volume(argument, localized)
    kind = localized.guide.kinds[volume.kind]
    columns = list_columns(kind.id, localized.guide)
    if volume.is_claims:
        return show_claimed(kind, localized, volume.records)
    if issubclass(kind.record_class, Disagreement):
        chosen = [record for record in volume.records if isinstance(record, Disagreement)]
        return list_disputes(chosen, localized, level=2)
    if issubclass(kind.record_class, Unknown):
        return list_unknowns(volume.records, columns, localized, level=2)
    if issubclass(kind.record_class, Asked):
        return list_asked(volume.records, localized, level=2)
    if issubclass(kind.record_class, Term):
        return show_terms(columns, localized, "", volume.records)
    return make_table(kind.id, localized, columns, volume.records)
