"""What the report page shows: messages, strings and numbers, no HTML. The page: guide/site/templates/links.html."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.records import LinkException
from guide.model.repository import write_edit_address
from guide.model.vocabulary import Trouble
from sourcecheck.links.lines import count_links
from sourcecheck.links.report import Level, Report, Row
from sourcecheck.links.words import explain_outcome, explain_remedy, name_trouble


@dataclass(frozen=True)
class OccurrenceView:
    """A line where a link stands, and where it can be edited; no address where the project's own is not known."""

    location: str
    address: str


@dataclass(frozen=True)
class RowView:
    """A link, an exception to mend, or the quotes of a source; `name` is what it is called beside its address."""

    address: str
    level: str
    head: Message
    seen: Message
    excuse: Message | None
    places: tuple[OccurrenceView, ...]
    name: str = ""


@dataclass(frozen=True)
class GroupView:
    """The links with one trouble, or with none; or the exceptions to mend."""

    id: str
    words: Message
    remedy: Message | None
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class ReportView:
    """A whole page: the day of the run, the counts, and the groups."""

    day: str
    counts: tuple[Message, ...]
    groups: tuple[GroupView, ...]

    def join(self, other: ReportView) -> ReportView:
        """Return a page with all of both: the counts of this one first, and the groups of the other."""
        return ReportView(self.day, (*self.counts, *other.counts), (*other.groups, *self.groups))

    def list_words(self, reporter: Reporter) -> Mapping[str, object]:
        """Return what the template needs: the page, and what writes a message in each language, with its tag."""
        title, heading = Message("report/title", day=self.day), Message("report/heading")
        told = {"texts": reporter.list_translations, "tags": reporter.tags}
        return {"page": self, "title": title, "heading": heading, **told}


def show_report(report: Report, repository: str = "") -> ReportView:
    """Return the page of a report: its groups, the worst trouble first; before them the exceptions to mend."""
    mistakes = tuple(_show_mistake(one.location, one.message, repository) for one in report.mistakes)
    exceptions = (GroupView("exceptions", Message("report/exceptions"), None, mistakes),) if mistakes else ()
    groups = (_show_group(trouble, rows, repository) for trouble, rows in report.group(*Level).items())
    counts = Message("report/counts", day=report.day, counts=count_links(report))
    changed = Message("report/changed", counts=counts) if report.revision else counts
    return ReportView(str(report.day), (changed,), (*exceptions, *groups))


def _show_group(trouble: Trouble | None, rows: tuple[Row, ...], repository: str) -> GroupView:
    shown = tuple(_show_row(row, repository) for row in rows)
    return GroupView(trouble or "fine", name_trouble(trouble), explain_remedy(trouble) if trouble else None, shown)


def _show_row(row: Row, repository: str) -> RowView:
    return RowView(
        address=row.link.address,
        level=row.level.value,
        head=name_level(row.level),
        seen=Message("report/row", seen=explain_outcome(row.outcome), since=row.since),
        excuse=_show_excuse(row.excuse) if row.excuse else None,
        places=show_places(row.link.locations, repository),
    )


def _show_excuse(excuse: LinkException) -> Message:
    return Message("report/excuse", reason=excuse.reason.model_dump(), owner=excuse.owner, until=excuse.until)


def _show_mistake(location: Location, message: Message, repository: str) -> RowView:
    head = name_level(Level.ERROR)
    return RowView("", Level.ERROR.value, head, message, None, show_places([location], repository))


def name_level(level: Level) -> Message:
    """Return what a level is called before what was seen."""
    return Message(f"level-word/{level}")


def show_places(locations: Iterable[Location], repository: str) -> tuple[OccurrenceView, ...]:
    """Return the lines where something stands."""
    return tuple(
        OccurrenceView(str(location), write_edit_address(repository, location.path, location.line))
        for location in locations
    )
