"""The register of sources: each with its class and the records that rest on it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.record import Record
from guide.model.sources import Origin, Source
from guide.model.vocabulary import SourceClass
from guide.views.edition import Edition
from guide.views.parts import Cell, Fold, Link, LinkList, Tag, Words
from guide.views.table import SCOPE, Column, Table, make_table, text_column, word_column


@dataclass(frozen=True)
class Choice:
    """One class of sources to choose: its machine name, its word, and how many sources there are."""

    name: str
    text: str
    number: int


@dataclass(frozen=True)
class Register:
    """All sources, with the classes by which a reader can choose among them."""

    legend: str
    choices: tuple[Choice, ...]
    table: Table


def show_sources(edition: Edition, argument: str) -> Register:
    """Return the register of sources."""
    numbers = Counter(source.source_class for source in edition.guide.sources)
    choices = [Choice("all", edition.label("class.all"), numbers.total())]
    choices += [Choice(name, edition.label(f"class.{name}"), numbers[name]) for name in SourceClass]
    return Register(edition.label("class.legend"), tuple(choices), _make_table(edition))


def _make_table(edition: Edition) -> Table:
    uses = _find_uses(edition)
    columns: tuple[Column, ...] = (
        ("source", _fill_name),
        word_column("class", "class", "source_class"),
        ("date", _fill_date),
        text_column("about"),
        word_column("extent", "extent", "extent"),
        ("derived_from", _fill_lineage),
        SCOPE,
        ("used_by", lambda edition, record: _fold(uses.get(record.id, ()), edition)),
    )
    return make_table("sources", edition, columns)


def _fill_lineage(edition: Edition, record: Record) -> Cell:
    """Return links to what a source was taken from: other sources, and origins that the guide does not hold."""
    assert isinstance(record, Source)
    links = tuple(_link_ancestor(edition.find(name), edition) for name in record.derived_from)
    return (LinkList(links),) if links else ()


def _link_ancestor(record: Record, edition: Edition) -> Link:
    if isinstance(record, Source):
        return Link(record.title, edition.target(record), language=record.language)
    assert isinstance(record, Origin)
    return Link(record.title[edition.language], edition.target(record))


def _find_uses(edition: Edition) -> dict[str, tuple[Link, ...]]:
    """Return, for each source, links to the facts that cite it, in the order of the kinds."""
    uses: dict[str, dict[str, Link]] = {}
    for kind, record in edition.guide.everything():
        if isinstance(record, Fact):
            link = edition.link(record)
            for evidence in record.evidence:
                uses.setdefault(evidence.source, {})[f"{kind}/{record.id}"] = link
    return {source: tuple(links.values()) for source, links in uses.items()}


def _fold(links: tuple[Link, ...], edition: Edition) -> Cell:
    return (Fold(edition.count("source.uses", len(links)), links),) if links else ()


def _fill_name(edition: Edition, record: Record) -> Cell:
    assert isinstance(record, Source)
    publisher = Words(record.publisher[edition.language], style="publisher")
    title = Link(record.title, url=record.url, language=record.language) if record.url else None
    kind = "also" if record.url else "copied" if record.copied else "unlinked"
    addresses = [Words(address, style="address") for address in record.addresses]
    where: Cell = (Tag(edition.label(f"source.{kind}"), "unlinked"), *addresses) if addresses else ()
    return (title or Words(record.title, record.language), publisher, *where)


def _fill_date(edition: Edition, record: Record) -> Cell:
    assert isinstance(record, Source)
    read = edition.tell("source.read", date=record.read)
    return (Words(record.date or edition.label("word.undated")), Words(read))
