"""Tables: what most pages show. A column says how to fill its cell from a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.language import Text
from guide.model.record import Record
from guide.model.records import PlatformDifference
from guide.views.evidence import EvidenceBlock, make_proof
from guide.views.localized_guide import LocalizedGuide
from guide.views.pages import anchor_of
from guide.views.parts import Cell, Items, LinkList, MenuPath, Tag, Words


@dataclass(frozen=True)
class Row:
    """One record: its anchor, a cell for each column, its evidence if it has any, and the group it can be chosen by.

    `lag` says that the text of a record without evidence is behind; with evidence, its proof says so.
    """

    anchor: str
    cells: tuple[Cell, ...]
    proof: EvidenceBlock | None
    group: str = ""
    lag: str = ""


@dataclass(frozen=True)
class Table:
    """A table by the name of its kind. `columns` are (name, heading)."""

    name: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RecordCard:
    """One record by itself: the same columns, one below the other."""

    name: str
    columns: tuple[tuple[str, str], ...]
    row: Row


Column = tuple[str, Callable[[LocalizedGuide, Record], Cell]]
"""A column's name (its heading is the label `column.<name>`) and what fills it."""


def make_table(
    kind: str,
    localized: LocalizedGuide,
    columns: Iterable[Column],
    records: Iterable[Record] | None = None,
    part: str = "",
) -> Table:
    """Return the records of `kind`, or the given ones, as a table; a column that is empty throughout is left out.

    `part` names the share of a kind that the table shows.
    """
    chosen = tuple(localized.guide.records(kind) if records is None else records)
    used = [column for column in columns if not chosen or any(column[1](localized, record) for record in chosen)]
    caption = localized.label(f"table.{kind}.{part}" if part else f"table.{kind}")
    rows = tuple(_make_row(kind, localized, used, record) for record in chosen)
    return Table(f"{kind}-{part}" if part else kind, caption, _head(used, localized), rows)


def make_sheet(kind: str, localized: LocalizedGuide, columns: Iterable[Column], record: Record) -> RecordCard:
    """Return one record as a sheet; what it does not have is left out."""
    used = [column for column in columns if column[1](localized, record)]
    return RecordCard(kind, _head(used, localized), _make_row(kind, localized, used, record))


def _head(columns: Iterable[Column], localized: LocalizedGuide) -> tuple[tuple[str, str], ...]:
    return tuple((name, localized.label(f"column.{name}")) for name, _ in columns)


def _make_row(kind: str, localized: LocalizedGuide, columns: Iterable[Column], record: Record) -> Row:
    cells = tuple(fill(localized, record) for _, fill in columns)
    proof = make_proof(record, localized) if isinstance(record, Fact) else None
    lag = "" if proof else localized.note_outdated(record)
    return Row(anchor_of(kind, record.id), cells, proof, str(getattr(record, "source_class", "")), lag)


def text_column(name: str, field: str | None = None) -> Column:
    """Return a column that shows a text of the record."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        text: Text | None = getattr(record, field or name)
        return localized.say(text, record)

    return name, fill


def value_column(name: str, field: str = "value") -> Column:
    """Return a column that shows a figure of the record, or nothing where there is none."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        value = getattr(record, field)
        return localized.figure_with_whole(value, record) if value else ()

    return name, fill


def word_column(name: str, vocabulary: str, field: str) -> Column:
    """Return a column that shows a word of a closed vocabulary."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        word = getattr(record, field)
        return (Tag(localized.label(f"{vocabulary}.{word}"), word),) if word else ()

    return name, fill


def platform_column(name: str) -> Column:
    """Return a column that shows how something is on one platform, with a mark that says how that is known."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        assert isinstance(record, PlatformDifference)
        told = record.by_platform[name]
        mark = Tag(localized.label(f"finding.{told.finding}"), f"finding-{told.finding}")
        return (mark, Words(" "), *localized.say(told.text, record))

    return name, fill


def plain_column(name: str, field: str, language: str | None = None) -> Column:
    """Return a column that shows a field which is the same in every language."""

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        written = getattr(record, field)
        return () if written is None else (Words(str(written), language),)

    return name, fill


def flagged_column(name: str, flag: str, field: str | None = None) -> Column:
    """Return a column that shows a text, and before it a tag where the record has the `flag`."""
    told_name, tell = text_column(name, field)

    def fill(localized: LocalizedGuide, record: Record) -> Cell:
        told = tell(localized, record)
        return (Tag(localized.label(f"flag.{flag}"), flag), Words(" "), *told) if getattr(record, flag) else told

    return told_name, fill


def _fill_scope(localized: LocalizedGuide, record: Record) -> Cell:
    products = tuple(localized.tag_product(name) for name in getattr(record, "products", ()))
    platforms = tuple(Tag(localized.label(f"platform.{name}"), name) for name in getattr(record, "platforms", ()))
    return (*products, *platforms)


def _fill_place(localized: LocalizedGuide, record: Record) -> Cell:
    path = localized.place(getattr(record, "place", None))
    return (path,) if path else ()


def _fill_fixes(localized: LocalizedGuide, record: Record) -> Cell:
    fixes = (localized.records[("fixes", fix_id)] for fix_id in getattr(record, "fixes", ()))
    links = tuple(localized.link(fix) for fix in fixes if isinstance(fix, Fact))
    return (LinkList(links),) if links else ()


def _fill_path(localized: LocalizedGuide, record: Record) -> Cell:
    return (MenuPath(record.path[localized.language]),)  # type: ignore[attr-defined]


def _fill_steps(localized: LocalizedGuide, record: Record) -> Cell:
    lines = record.steps[localized.language]  # type: ignore[attr-defined]
    return (Items(tuple(localized.fill(line, record) for line in lines)),)


def _fill_claim(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the title, with the figure behind it where no text of the record asks for the figure."""
    fact: Fact = record  # type: ignore[assignment]
    texts = [text[localized.language] for text in (fact.title, fact.detail, fact.advice) if text]
    title = localized.say(fact.title, fact)
    if fact.value is None or any("{value}" in text for text in texts):
        return title
    return (*title, Words(localized.label("word.colon")), *localized.figure_with_whole(fact.value, fact))


SCOPE: Column = ("scope", _fill_scope)
PLACE: Column = ("place", _fill_place)
FIXES: Column = ("fixes", _fill_fixes)
PATH: Column = ("path", _fill_path)
STEPS: Column = ("steps", _fill_steps)
CLAIM: Column = ("title", _fill_claim)
TITLE: Column = text_column("title")
DETAIL: Column = text_column("detail")
ADVICE: Column = text_column("advice")
VALUE: Column = value_column("value")
