"""What is said and does not hold, holds no longer, or is borne out by nobody: a register, apart from what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guide.model.kinds import Kind
from guide.model.record import Record, name_anchor
from guide.views.binding import CLAIMS
from guide.views.columns import list_columns
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import Table, make_table


@dataclass(frozen=True)
class Claims:
    """Tables of claims, each with the anchor of its heading and the heading: what readers call the kind."""

    name: str
    tables: tuple[tuple[str, str, Table], ...]


def show_claims(localized: LocalizedGuide, argument: str) -> Claims:
    """Return the claims of every kind that has any."""
    tables = tuple(
        (name_anchor(CLAIMS, kind.id), localized.title(kind.id), show_claimed(kind, localized, records))
        for kind, records in _list_claims(localized)
    )
    return Claims(CLAIMS, tables)


def _list_claims(localized: LocalizedGuide) -> Iterator[tuple[Kind, Sequence[Record]]]:
    for kind in localized.guide.kinds.values():
        records = [record for record in localized.guide.records(kind.id) if localized.is_claim(record)]
        if records:
            yield kind, records


def show_claimed(kind: Kind, localized: LocalizedGuide, records: Sequence[Record]) -> Table:
    """Return claims of a kind as the register of claims shows them."""
    table = make_table(kind.id, localized, list_columns(kind.id, localized.guide), records)
    return replace(table, name=f"{CLAIMS}-{kind.id}")
