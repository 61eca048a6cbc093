"""Facts and open questions as the search finds them: each a hit of its own, with its figure and its mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.kinds import Group
from guide.model.language import Lines, Text
from guide.model.open_questions import Disagreement, Unknown
from guide.model.record import Record
from guide.model.values import Value
from guide.views.evidence import Badge, make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Target, read_plainly

_TITLES = ("title", "question")


@dataclass(frozen=True)
class Hit:
    """One record: its name, place, title, what more it says, its figure where the title has none, and its mark.

    `products` are the places in the subject of those that it is about, where it is not about all. A `minor` one is for
    readers who want to know all.
    """

    record: str
    target: Target
    title: str
    text: str
    figure: str
    mark: Badge | None
    products: tuple[int, ...]
    minor: bool


def list_hits(localized: LocalizedGuide) -> Iterator[Hit]:
    """Yield each fact and each open question that stands on a page."""
    for kind in localized.guide.kinds.values():
        for record in localized.guide.records(kind.id) if kind.id in localized.pages else ():
            if isinstance(record, Fact | Unknown | Disagreement):
                yield _make_hit(record, localized, kind.group is Group.REGISTER)


def _make_hit(record: Fact | Unknown | Disagreement, localized: LocalizedGuide, listed: bool) -> Hit:
    title, products = _read_title(record, localized), localized.number(getattr(record, "products", ()))
    figure, minor = _read_figure(record, localized), listed or localized.is_claim(record)
    return Hit(
        record=str(record.name),
        target=localized.target(record),
        title=title,
        text="" if minor else " ".join(_list_texts(record, localized)),
        figure="" if figure in title else figure,
        mark=make_badge(record, localized) if isinstance(record, Fact) else None,
        products=() if len(products) == len(localized.guide.subject.products) else products,
        minor=minor,
    )


def _read_title(record: Record, localized: LocalizedGuide) -> str:
    titles = (getattr(record, name, None) for name in _TITLES)
    return read_plainly(localized.say(next((title for title in titles if title), None), record))


def _read_figure(record: Record, localized: LocalizedGuide) -> str:
    value = getattr(record, "value", None)
    return localized.figure(value, record).text if isinstance(value, Value) else ""


def _list_texts(record: Record, localized: LocalizedGuide) -> Iterator[str]:
    """Yield what a record says beside its title."""
    for name in type(record).model_fields:
        said = getattr(record, name)
        if isinstance(said, Text) and name not in _TITLES:
            yield read_plainly(localized.say(said, record))
        elif isinstance(said, Lines):
            yield from (read_plainly(localized.fill(line, record)) for line in said[localized.language])
