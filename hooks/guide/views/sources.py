"""The register of sources: each with its class and the records that rest on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guide.model.record import Record
from guide.model.sources import Origin, Source
from guide.model.vocabulary import SourceClass
from guide.views.cells import Column, word_column
from guide.views.evidence import translate_title
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Fold, Link, LinkList, Tag, Words
from guide.views.table import RowGroup, Table, make_table

MOST_USES = 6
"""How many facts that cite a source stand with it; more stand beside the page, which else grows with every fact."""


@dataclass(frozen=True)
class Choice:
    """One class of sources to choose: its machine name, its word, and how many sources there are."""

    name: str
    text: str
    number: int


@dataclass(frozen=True)
class SourceIndex:
    """All sources, with the classes by which a reader can choose among them."""

    legend: str
    choices: tuple[Choice, ...]
    table: Table


def show_sources(columns: Iterable[Column], localized: LocalizedGuide, argument: str) -> SourceIndex:
    """Return the register of sources."""
    numbers = Counter(source.source_class for source in localized.guide.of(Source))
    choices = [Choice("all", localized.label("class.all"), numbers.total())]
    choices += [Choice(name, localized.label(f"class.{name}"), numbers[name]) for name in SourceClass]
    table = make_table("sources", localized, columns)
    groups = tuple(_mark_classes(group, localized) for group in table.groups)
    return SourceIndex(localized.label("class.legend"), tuple(choices), replace(table, groups=groups))


def _mark_classes(group: RowGroup, localized: LocalizedGuide) -> RowGroup:
    """Return rows of sources that say by which class they can be chosen."""
    classes = {source.anchor: str(source.source_class) for source in localized.guide.of(Source)}
    return replace(group, rows=tuple(replace(row, group=classes[row.anchor]) for row in group.rows))


def _fill_lineage(localized: LocalizedGuide, record: Record) -> Cell:
    """Return links to what a source was taken from: other sources, and origins that the guide does not hold."""
    assert isinstance(record, Source)
    links = tuple(_link_ancestor(localized.read(name, Record), localized) for name in record.derived_from)
    return (LinkList(links),) if links else ()


def _link_ancestor(record: Record, localized: LocalizedGuide) -> Link:
    if isinstance(record, Source):
        return Link(record.title, localized.target(record), language=record.language)
    assert isinstance(record, Origin)
    return Link(record.title[localized.language], localized.target(record))


def _fill_uses(localized: LocalizedGuide, record: Record) -> Cell:
    """Return links to the facts that cite a source, in the order of the kinds, folded away."""
    links = tuple(localized.link(fact) for fact in localized.guide.citing.get(record.id, ()))
    record_of_many = str(record.name) if len(links) > MOST_USES else ""
    return (Fold(localized.count("source.uses", len(links)), links, record_of_many),) if links else ()


def _fill_name(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Source)
    publisher = Words(record.publisher[localized.language], style="publisher")
    title = Link(record.title, url=record.url, language=record.language) if record.url else None
    kind = "also" if record.url else "copied" if record.copied else "unlinked"
    addresses = [Words(address, style="address") for address in record.addresses]
    where: Cell = (Tag(localized.label(f"source.{kind}"), "unlinked"), *addresses) if addresses else ()
    translation = translate_title(record, localized)
    told = (Words(localized.label("evidence.translation") + translation, style="publisher"),) if translation else ()
    return (title or Words(record.title, record.language), *told, publisher, *where)


def _fill_date(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Source)
    read = localized.tell("source.read", date=record.read)
    return (Words(record.date or localized.label("word.undated")), Words(read))


OF_SOURCES: Mapping[str, Column] = {
    "source": ("source", _fill_name),
    "class": word_column("class", "class", "source_class"),
    "date": ("date", _fill_date),
    "extent": word_column("extent", "extent"),
    "derived_from": ("derived_from", _fill_lineage),
    "used_by": ("used_by", _fill_uses),
}
"""What the register says of a source beside its fields, or in a way of its own."""
