"""Differences -> the report on them: headings and lines in one language, no markup yet."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from guide.changes.difference import PART, Contrast, Difference
from guide.changes.raw import Count
from guide.model.borrowed import drop_marks
from guide.views.localized_guide import LocalizedGuide


@dataclass(frozen=True)
class Entry:
    """One record: what readers call it, its name in the data, and (what, how it reads) for each thing told of it.

    Title and name may be empty: then its lines stand by themselves.
    """

    title: str
    name: str = ""
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """A title, a sentence that may be empty, and the entries under their headings."""

    title: str
    sentence: str
    chapters: tuple[tuple[str, tuple[Entry, ...]], ...] = ()


def make_report(differences: Iterable[Difference], localized: LocalizedGuide) -> Report:
    """Return the report on differences as `compare` returns them."""
    chapters = []
    for section, group in itertools.groupby(differences, key=lambda difference: difference.section):
        entries = tuple(_make_entry(difference, localized) for difference in group)
        heading = localized.label(f"diff.section.{section}")
        chapters.append((f"{heading} ({len(entries)})", entries))
    sentence = "" if chapters else localized.label("diff.none")
    return _tell_plainly(Report(localized.label("diff.title"), sentence, tuple(chapters)))


def make_count_report(counts: Iterable[Count], revision: str, localized: LocalizedGuide) -> Report:
    """Return the report on data of `revision` that today's model cannot read."""
    entries = tuple(_make_count_entry(count, localized) for count in counts)
    sentence = localized.tell("diff.unreadable", revision=revision)
    return _tell_plainly(Report(localized.label("diff.title"), sentence, (("", entries),) if entries else ()))


def _tell_plainly(report: Report) -> Report:
    """Return a report without the marks of borrowed words: a text has nothing to tell their language by."""
    chapters = ((drop_marks(heading), tuple(map(_tell_entry, entries))) for heading, entries in report.chapters)
    return Report(drop_marks(report.title), drop_marks(report.sentence), tuple(chapters))


def _tell_entry(entry: Entry) -> Entry:
    lines = ((drop_marks(what), drop_marks(told)) for what, told in entry.lines)
    return Entry(drop_marks(entry.title), entry.name, tuple(lines))


def _make_entry(difference: Difference, localized: LocalizedGuide) -> Entry:
    title = PART.join(filter(None, (difference.kind, difference.title)))
    lines = tuple(_make_line(contrast, localized) for contrast in difference.contrasts)
    return Entry(title, difference.name, lines)


def _make_line(contrast: Contrast, localized: LocalizedGuide) -> tuple[str, str]:
    reads = " → ".join(filter(None, (contrast.before, contrast.after)))
    notes = localized.label("word.separator").join(contrast.notes)
    told = localized.tell("diff.note", text=reads, note=notes) if reads and notes else reads or notes
    return contrast.name + localized.label("word.colon"), told


def _make_count_entry(count: Count, localized: LocalizedGuide) -> Entry:
    numbers = {"added": count.added, "removed": count.removed, "changed": count.changed}
    told = (localized.tell(f"diff.count.{name}", n=number) for name, number in numbers.items() if number)
    title = (
        _name_kind(count.kind, localized) + localized.label("word.colon") + localized.label("word.separator").join(told)
    )
    return Entry(title)


def _name_kind(kind: str, localized: LocalizedGuide) -> str:
    """Return what readers call a kind, or its id where the guide does not have it any more."""
    return localized.title(kind) if kind in localized.guide.kinds else kind
