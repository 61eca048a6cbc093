"""The pieces that views are made of: text, figures, links, menu paths, tags. No HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A page of the site by its file name in docs/<language>/, and perhaps a place on it."""

    page: str
    anchor: str | None = None


@dataclass(frozen=True)
class Words:
    """Plain text, perhaps in another language than the page."""

    text: str
    language: str | None = None
    style: str = "words"


@dataclass(frozen=True)
class Figure:
    """A figure: as it is read, in machine form, and the record (`kind/id`) it stands in."""

    text: str
    machine: str
    record: str
    style: str = "figure"


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the site, or with `url` to another site."""

    text: str
    target: Target | None = None
    url: str | None = None
    language: str | None = None
    style: str = "link"


@dataclass(frozen=True)
class MenuPath:
    """Words to tap in the app, one after the other."""

    words: tuple[str, ...]
    style: str = "path"


@dataclass(frozen=True)
class Tag:
    """A word of a closed vocabulary, with its machine name."""

    text: str
    name: str
    style: str = "tag"


@dataclass(frozen=True)
class Items:
    """A numbered list of short lines."""

    lines: tuple[tuple[Words | Figure, ...], ...]
    style: str = "items"


@dataclass(frozen=True)
class Fold:
    """Links that would crowd the page: a line that says how many, which opens.

    Those that are too many for it stand beside the page, as evidence does: then `record` is the name of whose they are.
    """

    text: str
    links: tuple[Link, ...]
    record: str = ""
    style: str = "fold"


@dataclass(frozen=True)
class LinkList:
    """Links, one a line."""

    links: tuple[Link, ...]
    style: str = "links"


Part = Words | Figure | Link | MenuPath | Tag | Items | Fold | LinkList
Cell = tuple[Part, ...]


def read_plainly(cell: Cell) -> str:
    """Return what a reader reads in words and figures, as one string."""
    return "".join(part.text for part in cell if isinstance(part, Words | Figure))
