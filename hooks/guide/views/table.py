"""Tables: what most pages show. Which cells a row has, and how they are filled, its columns say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from guide.model.evidence import Fact
from guide.model.kinds import Group as KindGroup
from guide.model.kinds import Kind
from guide.model.record import Record, name_anchor
from guide.views.cells import Column
from guide.views.evidence import EvidenceBlock, make_evidence_block
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link


@dataclass(frozen=True)
class Heading:
    """A column: its name, its heading, and where a record has it.

    `place` is `line`, which is always there; `wide`, which a wide screen shows beside it; or `more`, which opens.
    `platform` is the place in the subject of the platform that the column is about, where it is about one.
    """

    name: str
    text: str
    place: str = "line"
    platform: int = 0


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
class RowGroup:
    """Rows about the same products; `title` names these where a table has several groups.

    `products` are their places in the subject, where a reader's choice of one matters. A group with a title has an
    `anchor`, to which the top of the table leads, by a short `name`, those who have chosen none.
    """

    title: Cell
    rows: tuple[Row, ...]
    products: tuple[int, ...] = ()
    anchor: str = ""
    name: str = ""


@dataclass(frozen=True)
class Table:
    """A table by the name of its kind. `hidden` says, for each product, what its reader is not shown.

    `claims` leads to those records of the kind that are only claimed.
    """

    name: str
    caption: str
    columns: tuple[Heading, ...]
    groups: tuple[RowGroup, ...]
    hidden: tuple[tuple[int, str], ...] = ()
    claims: Link | None = None

    @property
    def lines(self) -> int:
        """How many columns stand in a record's line."""
        return sum(column.place == "line" for column in self.columns)


@dataclass(frozen=True)
class RecordCard:
    """One record by itself: the same columns, one below the other."""

    name: str
    columns: tuple[Heading, ...]
    row: Row


def make_table(
    kind: str,
    localized: LocalizedGuide,
    columns: Iterable[Column],
    records: Iterable[Record] | None = None,
    part: str = "",
) -> Table:
    """Return the records on the page of `kind`, or the given ones, as a table; a column that is empty is left out.

    `part` names the share of a kind that the table shows.
    """
    chosen = tuple(localized.list_on_page(kind) if records is None else records)
    used = [column for column in columns if not chosen or any(column[1](localized, record) for record in chosen)]
    caption = localized.label(f"table.{kind}.{part}") if part else localized.title(kind)
    name = f"{kind}-{part}" if part else kind
    groups = tuple(_name_group(group, name, localized) for group in _group(kind, localized, used, chosen))
    return Table(name, caption, _head(kind, used, localized), groups, tuple(_count_hidden(groups, localized)))


def make_facts(
    kind: str, localized: LocalizedGuide, columns: Iterable[Column], records: Sequence[Record], part: str = ""
) -> Table:
    """Return the same without what is only claimed, to which a link leads."""
    kept = [record for record in records if not localized.is_claim(record)]
    table = make_table(kind, localized, columns, kept, part)
    return replace(table, claims=_link_claims(kind, len(records) - len(kept), localized))


def _link_claims(kind: str, number: int, localized: LocalizedGuide) -> Link | None:
    if not number:
        return None
    return Link(localized.count("claims.apart", number), localized.target_claims(kind))


def make_card(localized: LocalizedGuide, columns: Iterable[Column], record: Record) -> RecordCard:
    """Return one record as a sheet; what it does not have is left out."""
    used = [column for column in columns if column[1](localized, record)]
    return RecordCard(record.kind, _head(record.kind, used, localized), _make_row(localized, used, record))


def _head(kind: str, columns: Iterable[Column], localized: LocalizedGuide) -> tuple[Heading, ...]:
    names = [name for name, _ in columns]
    places = _place(names, localized.guide.kinds[kind])
    platforms = {name: number for number, name in enumerate(localized.guide.subject.vocabularies["platforms"], 1)}
    return tuple(Heading(name, localized.heading(kind, name), places[name], platforms.get(name, 0)) for name in names)


def _place(names: Sequence[str], kind: Kind) -> dict[str, str]:
    """Return where each column of a kind stands. Beside the line, a wide screen has room for one column more."""
    line = {"title" if name == "claim" else name for name in kind.line} or set(names[:1])
    rest = [name for name in names if name not in line]
    wide = "detail" if "detail" in rest else rest[0] if rest else ""
    return {name: "line" if name in line else "wide" if name == wide else "more" for name in names}


def _group(
    kind: str, localized: LocalizedGuide, columns: Sequence[Column], records: Iterable[Record]
) -> Iterator[RowGroup]:
    """Yield the rows by the products that they are about; where they have an order, one by one, without a title."""
    declared, groups = localized.guide.kinds[kind], dict[tuple[int, ...], list[Record]]()
    for record in records:
        products = () if declared.group is not KindGroup.READERS else localized.number(getattr(record, "products", ()))
        if declared.ordered:
            yield RowGroup((), (_make_row(localized, columns, record),), products)
        else:
            groups.setdefault(products, []).append(record)
    for products, some in sorted(groups.items()):
        title = (localized.tag_products(getattr(some[0], "products", ())),) if len(groups) > 1 else ()
        yield RowGroup(title, tuple(_make_row(localized, columns, record) for record in some), products)


def _name_group(group: RowGroup, table: str, localized: LocalizedGuide) -> RowGroup:
    """Give a group with a title its place, told from the others by the numbers of its products, and its name."""
    if not group.title:
        return group
    words = localized.guide.subject.vocabularies["products"]
    name = localized.name_products(tuple(words[number - 1] for number in group.products))
    return replace(group, anchor=name_anchor(table, f"for-{'-'.join(map(str, group.products))}"), name=name)


def _count_hidden(groups: Iterable[RowGroup], localized: LocalizedGuide) -> Iterator[tuple[int, str]]:
    """Yield, for each product, how many rows its reader is not shown, in words."""
    for number, _ in enumerate(localized.guide.subject.products, 1):
        hidden = sum(len(group.rows) for group in groups if group.products and number not in group.products)
        if hidden:
            yield number, localized.count("choice.hidden", hidden)


def _make_row(localized: LocalizedGuide, columns: Iterable[Column], record: Record) -> Row:
    cells = tuple(fill(localized, record) for _, fill in columns)
    proof = make_evidence_block(record, localized) if isinstance(record, Fact) else None
    lag = "" if proof else localized.note_outdated(record)
    return Row(record.anchor, cells, proof, lag=lag)
