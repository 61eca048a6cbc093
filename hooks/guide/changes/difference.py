"""What is told of a change: strings in one language, no markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guide.changes.excerpt import cut_excerpts
from guide.views.localized_guide import LocalizedGuide

PART = " · "
"""Parts a name from the name of what it is in."""


class Section(StrEnum):
    """The heading that a difference is told under, in the order of the report."""

    VERDICT = "verdict"
    REMOVED = "removed"
    CHANGED = "changed"
    ADDED = "added"
    MOVED = "moved"
    LABELS = "labels"


@dataclass(frozen=True)
class Contrast:
    """One thing that reads differently: what it is called, how it read, how it reads now, and what goes with that.

    Where there was nothing `before` is empty, where there is nothing any more `after` is.
    """

    name: str
    before: str
    after: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """What has become of one record, of a word of the interface, or of the order of a kind.

    `kind` is the kind in a reader's words, `name` the record's in the data (`kind/id`). What is no record has no name,
    and a word of the interface is all in its contrast.
    """

    section: Section
    kind: str
    title: str
    contrasts: tuple[Contrast, ...] = ()
    name: str = ""


def make_contrast(
    name: str, before: str, after: str, localized: LocalizedGuide, notes: tuple[str, ...] = ()
) -> Contrast:
    """Return how something reads differently. Of long texts it shows what is around the change."""
    if before and after:
        return Contrast(name, *cut_excerpts(before, after), notes)
    one_sided = "diff.new" if after else "diff.gone"
    return Contrast(localized.tell(one_sided, name=name), before, after, notes)
