"""What has changed in what is known, day by day: as a page tells it, and each change in one sentence for a feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide.model.borrowed import borrow
from guide.model.evidence import Fact
from guide.model.journal import Change, Known, Reading, Said
from guide.model.name import RecordName
from guide.views.binding import bind_journal
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link, Target

_NAMED = 3
"""Sources that a change names; how many more there are stands behind them."""


@dataclass(frozen=True)
class JournalVolume:
    """A page of older `changes`; `first` is the number of the oldest of them, counted from the beginning."""

    page: str
    first: int
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """What a shortcode calls the volume: its page without the suffix."""
        return self.page.removesuffix(".md")


@dataclass(frozen=True)
class Told:
    """A change: the fact, what of it is otherwise now, and who says so, empty where nobody does.

    `title` leads to the fact's place; it has none where the guide does not hold the fact any more.
    """

    title: Link
    text: str
    sources: str


@dataclass(frozen=True)
class Day:
    """What changed on a day: figures, verdicts and what went one by one; what came as a list, and its heading."""

    date: str
    changed: tuple[Told, ...]
    added: tuple[Told, ...]
    heading: str


@dataclass(frozen=True)
class JournalDays:
    """The days on which something changed, the newest first; `none` says so where there is none.

    `feed` leads to the same for programs that tell readers what is new, `newer` and `older` to what is on other pages.
    """

    name: str
    days: tuple[Day, ...]
    none: str
    feed: Link
    newer: Link | None
    older: Link | None


def show_journal(localized: LocalizedGuide, argument: str) -> JournalDays:
    """Return the newest changes of facts, or those in the volume that has this name."""
    pages = bind_journal(localized.guide, localized.pages)
    names = ["", *(volume.name for volume in list_journal(localized))]
    place = names.index(choose(argument, names))
    page, changes = [*pages.items()][place]
    days = groupby(changes, key=lambda change: change.on)
    return JournalDays(
        name="journal",
        days=tuple(_make_day(date, tuple(some), localized) for date, some in days),
        none="" if changes else localized.label("journal.none"),
        feed=Link(localized.label("journal.feed"), Target(f"/{name_feed(localized)}")),
        newer=_lead("newer", place - 1, pages, localized) if place else None,
        older=_lead("older", place + 1, pages, localized) if page != [*pages][-1] else None,
    )


def _lead(where: str, place: int, pages: Mapping[str, Sequence[Change]], localized: LocalizedGuide) -> Link:
    """Return what leads to the changes on another of the pages."""
    page, changes = [*pages.items()][place]
    return Link(localized.count(f"journal.{where}", len(changes)), Target(page))


def list_journal(localized: LocalizedGuide) -> Iterator[JournalVolume]:
    """Yield the volumes of the changes that are too old for the page of the journal, the newest first."""
    pages = list(bind_journal(localized.guide, localized.pages).items())
    last = sum(len(changes) for _, changes in pages[1:])
    for page, changes in pages[1:]:
        yield JournalVolume(page, last - len(changes) + 1, tuple(changes))
        last -= len(changes)


def title_journal(volume: JournalVolume, localized: LocalizedGuide) -> str:
    """Return what a volume of the journal is called: which changes it holds, and of which days."""
    days = " – ".join(dict.fromkeys((volume.changes[-1].on, volume.changes[0].on)))
    last = volume.first + len(volume.changes) - 1
    return localized.tell("journal.volume", first=volume.first, last=last, days=days)


def name_feed(localized: LocalizedGuide) -> str:
    """Return where the feed of a language stands in the site."""
    first = localized.guide.subject.languages[0]
    return "changes.xml" if localized.language == first else f"{localized.language}/changes.xml"


def tell_change(change: Change, localized: LocalizedGuide) -> Told:
    """Return a change in the words of the day on which it was made."""
    return Told(
        title=_name(change, localized),
        text=localized.label("journal.between").join(_list_sentences(change, localized)),
        sources=_name_sources(change, localized),
    )


def _name_sources(change: Change, localized: LocalizedGuide) -> str:
    """Return the titles of the first sources, and how many more there are."""
    titles = [source.title for source in change.sources]
    named = localized.label("word.separator").join(titles[:_NAMED])
    more = len(titles) - _NAMED
    return localized.tell("journal.more", sources=named, n=more) if more > 0 else named


def name_fact(kind: str, products: tuple[str, ...], title: str, localized: LocalizedGuide) -> str:
    """Return what a fact is called far from its table: with its kind, and the products that it is about."""
    called = localized.title(kind) if kind in localized.guide.kinds else kind
    labels = (localized.labels.get(f"choice.{product}", product) for product in products)
    return localized.tell("fact.title", kind=called, products=" / ".join(labels), title=title)


def _make_day(date: str, changes: tuple[Change, ...], localized: LocalizedGuide) -> Day:
    added = tuple(tell_change(change, localized) for change in changes if change.before is None)
    changed = tuple(tell_change(change, localized) for change in changes if change.before)
    return Day(date, changed, added, localized.count("journal.added", len(added)))


def _name(change: Change, localized: LocalizedGuide) -> Link:
    """Return what a fact is called, with its kind and the products that it is about, leading to its place."""
    name = RecordName.parse(change.record)
    assert name, "the model has seen to that"
    record = localized.guide.find(name)
    text = name_fact(name.kind, change.known.products, _choose(change.known.title, localized), localized)
    return Link(text, localized.target(record) if isinstance(record, Fact) else None)


def _choose(said: Said, localized: LocalizedGuide) -> str:
    """Return the words of a language, or where they are older than that language's guide, the first that there are.

    They are marked for a language that borrows; nothing would take the marks away in one that has every text itself.
    """
    first = next(iter(said.values()), "")
    return said.get(localized.language) or (borrow(first) if localized.original else first)


def _list_sentences(change: Change, localized: LocalizedGuide) -> Iterator[str]:
    before, after = change.before, change.after
    if after is None:
        yield localized.label("journal.gone")
        if was := _read(change.known.figure, localized):
            yield localized.tell("journal.was", before=was)
    elif before is None:
        yield localized.label("journal.new")
        yield from _tell_figure(None, after, localized)
        yield from _tell_verdict("", after.verdict, localized)
    else:
        if _measure(before) != _measure(after):
            yield from _tell_figure(before, after, localized)
        if before.verdict and before.verdict != after.verdict:
            yield from _tell_verdict(before.verdict, after.verdict, localized)


def _measure(known: Known) -> tuple[str, str] | None:
    return known.figure.measure if known.figure else None


def _tell_figure(before: Known | None, after: Known | None, localized: LocalizedGuide) -> Iterator[str]:
    old, new = (_read(known.figure if known else None, localized) for known in (before, after))
    if new and old:
        yield localized.tell("journal.figure", after=new, before=old)
    elif new:
        yield new if before is None else localized.tell("journal.figure.came", after=new)
    elif old:
        yield localized.tell("journal.figure.went", before=old)


def _read(figure: Reading | None, localized: LocalizedGuide) -> str:
    return _choose(figure.text, localized) if figure else ""


def _tell_verdict(before: str, after: str, localized: LocalizedGuide) -> Iterator[str]:
    old, new = (localized.labels.get(f"verdict.{name}", name) for name in (before, after))
    if before:
        yield localized.tell("journal.verdict", after=new, before=old)
    elif after:
        yield new
