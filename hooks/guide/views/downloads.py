"""The published data files, one row for each kind."""

from __future__ import annotations

from dataclasses import dataclass

from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link, Target


@dataclass(frozen=True)
class Download:
    """One kind: its files, how many records they hold, and the page that shows them."""

    kind: str
    title: Link
    records: int
    files: tuple[Link, ...]


@dataclass(frozen=True)
class Downloads:
    """All published data."""

    name: str
    caption: str
    columns: tuple[str, str, str]
    rows: tuple[Download, ...]


def show_downloads(localized: LocalizedGuide, argument: str) -> Downloads:
    """Return the list of data files."""
    return Downloads(
        name="downloads",
        caption=localized.label("table.downloads"),
        columns=tuple(localized.label(f"column.{name}") for name in ("kind", "records", "files")),  # type: ignore[arg-type]
        rows=tuple(_make_download(kind, localized) for kind in list_published(localized)),
    )


def list_published(localized: LocalizedGuide) -> tuple[str, ...]:
    """Return the kinds whose data are published: those that readers find on a page, if they have any record."""
    return tuple(kind for kind in localized.guide.kinds if kind in localized.pages and localized.guide.records(kind))


def _make_download(kind: str, localized: LocalizedGuide) -> Download:
    title = Link(localized.title(kind), Target(localized.pages[kind]))
    files = tuple(Link(suffix.upper(), Target(f"/data/{kind}.{suffix}")) for suffix in ("json", "csv"))
    return Download(kind, title, len(localized.guide.records(kind)), files)
