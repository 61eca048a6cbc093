"""What the report page shows: strings and numbers, no HTML. The page: guide/site/templates/links.html."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.messages.diagnostic import Location, Said
from guide.model.records import LinkException
from guide.model.repository import write_edit_address
from guide.model.vocabulary import Trouble
from sourcecheck.links.lines import tell_counts
from sourcecheck.links.report import Level, Report, Row
from sourcecheck.links.words import REMEDIES, TROUBLE_WORDS, tell_outcome

LEVEL_WORDS: Mapping[Level, Said] = {
    Level.ERROR: Said("", "Error:", "错误："),
    Level.WARNING: Said("", "Warning:", "提醒："),
    Level.EXCUSED: Said("", "Excused:", "例外："),
    Level.FINE: Said("", "", ""),
}


@dataclass(frozen=True)
class OccurrenceView:
    """A line where a link stands, and where it can be edited; no address where the project's own is not known."""

    location: str
    address: str


@dataclass(frozen=True)
class RowView:
    """One link."""

    address: str
    level: str
    level_words: Said
    told: Said
    since: str
    excuse: LinkException | None
    places: tuple[OccurrenceView, ...]


@dataclass(frozen=True)
class GroupView:
    """The links with one trouble, or with none."""

    id: str
    words: Said
    todo: Said | None
    rows: tuple[RowView, ...]


def show_report(report: Report, repository: str = "") -> Mapping[str, object]:
    """Return what the page needs: the report, its counts, and its groups, the worst trouble first; and no quotes."""
    groups = tuple(_show_group(trouble, rows, repository) for trouble, rows in report.group(*Level).items())
    none = {"quote_counts": None, "quote_groups": (), "only_quotes": False}  # what sourcecheck.page fills in
    return {"report": report, "counts": tell_counts(report), "groups": groups, **none}


def _show_group(trouble: Trouble | None, rows: tuple[Row, ...], repository: str) -> GroupView:
    shown = tuple(_show_row(row, repository) for row in rows)
    return GroupView(trouble or "fine", TROUBLE_WORDS[trouble], REMEDIES[trouble] if trouble else None, shown)


def _show_row(row: Row, repository: str) -> RowView:
    return RowView(
        address=row.link.address,
        level=row.level.value,
        level_words=LEVEL_WORDS[row.level],
        told=tell_outcome(row.outcome),
        since=str(row.since),
        excuse=row.excuse,
        places=show_places(row.link.locations, repository),
    )


def show_places(locations: Iterable[Location], repository: str) -> tuple[OccurrenceView, ...]:
    """Return the lines where something stands."""
    return tuple(
        OccurrenceView(str(location), write_edit_address(repository, location.path, location.line))
        for location in locations
    )
