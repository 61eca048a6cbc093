"""What reads differently in two versions of one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from guide.changes.difference import PART, Contrast, make_contrast
from guide.changes.reading import Side, join_lines, name_field
from guide.changes.uses import Uses
from guide.evidence.quotes.state import is_changed
from guide.model.evidence import AnswerTo, Checked, Evidence, Fact
from guide.model.language import Lines, Text
from guide.model.placeholders import Placeholder
from guide.model.record import find_reference, list_parts
from guide.model.records import ByPlatform
from guide.model.values import Duration, Value

_NAMES = ("id", "source", "page", "question", "at")
"""Fields by which a group in a list is known, the first that it has."""
_WHOLE = (Text, Lines, Value, Checked, Duration)
"""Groups that read as one thing; of other groups each field is told by itself."""


@dataclass(frozen=True)
class Pair:
    """A record as the old guide tells it and as the new one does, and which records show its figures."""

    old: Side
    new: Side
    uses: Uses

    def label(self, name: str) -> str:
        """Return a word of the interface."""
        return self.new.localized.label(name)


def list_contrasts(pair: Pair) -> Iterator[Contrast]:
    """Yield what reads differently in a record, its evidence included, and which of its quotes no longer stand."""
    before, after = pair.old.record, pair.new.record
    yield from contrast_fields(before, after, pair)
    if isinstance(before, Fact) and isinstance(after, Fact):
        yield from _contrast_captures(before, after, pair)


def contrast_fields(before: BaseModel, after: BaseModel, pair: Pair, only: Collection[str] = ()) -> Iterator[Contrast]:
    """Yield what reads differently in a record, or in a group inside it: in all of it, or in some fields only."""
    were = {name: value for name, value, _ in list_parts(before)}
    for field, new, info in list_parts(after):
        old = were.get(field)  # a kind may have come to a field
        if old != new and (not only or field in only):
            name = name_field((info and info.alias) or field, pair.new.record, pair.new.localized)
            if isinstance(new, Value) and isinstance(old, Value):
                yield from _contrast_figure(name, old, new, _note_uses(after, field, pair), pair)
            else:
                yield from _contrast_values(name, old, new, find_reference(info) if info else None, pair)


def _contrast_values(name: str, old: Any, new: Any, refers: str | None, pair: Pair) -> Iterator[Contrast]:
    if isinstance(old, Text | Lines) and isinstance(new, Text | Lines):
        yield from _contrast_text(name, old, new, pair)
    elif isinstance(old, ByPlatform) and isinstance(new, ByPlatform):
        yield from contrast_fields(old, new, pair)
    elif _is_group(old) and _is_group(new):
        yield from put_in(name, contrast_fields(old, new, pair))
    elif any(_is_group(item) for value in (old, new) if isinstance(value, tuple) for item in value):
        yield from _contrast_groups(name, _by_name(old), _by_name(new), pair)
    else:
        yield from _contrast_words(name, pair.old.read(old, refers), pair.new.read(new, refers), pair)


def _is_group(value: Any) -> bool:
    return isinstance(value, BaseModel) and not isinstance(value, _WHOLE)


def put_in(group: str, contrasts: Iterable[Contrast]) -> Iterator[Contrast]:
    """Return contrasts under the name of the group that they are inside of."""
    return (replace(contrast, name=f"{group}{PART}{contrast.name}") for contrast in contrasts)


def _contrast_words(name: str, before: str, after: str, pair: Pair, *notes: str) -> Iterator[Contrast]:
    if before != after:
        yield make_contrast(name, before, after, pair.new.localized, notes)


def _contrast_text(name: str, old: Text | Lines, new: Text | Lines, pair: Pair) -> Iterator[Contrast]:
    """Yield how a text reads differently, and which languages were left as they were.

    If the report's own language was, it shows the first language that changed, as that is written.
    """
    languages = [language for language, _ in new.items()]
    left = [language for language in languages if old[language] == new[language]]
    reads = pair.old.read(old), pair.new.read(new)
    if pair.new.localized.language in left:
        changed = next(language for language in languages if language not in left)
        reads = join_lines(old[changed]), join_lines(new[changed])
    tell = pair.new.localized.tell
    notes = [tell("diff.outdated", language=pair.label(f"column.term_{language}")) for language in left]
    yield from _contrast_words(name, *reads, pair, *notes)


def _contrast_figure(name: str, old: Value, new: Value, notes: tuple[str, ...], pair: Pair) -> Iterator[Contrast]:
    """Yield how a figure reads differently; what it is a share of is told where the number is the same."""
    reads = pair.old.read(old), pair.new.read(new)
    if reads[0] == reads[1]:
        reads = pair.old.read_with_whole(old), pair.new.read_with_whole(new)
    yield from _contrast_words(name, *reads, pair, *notes)


def _note_uses(holder: BaseModel, field: str, pair: Pair) -> tuple[str, ...]:
    """Say how many other records show a figure. A figure of a group inside a record cannot be asked for."""
    localized, record = pair.new.localized, pair.new.record
    rows = pair.uses.get(Placeholder(record.name, field), frozenset()) - {record.name} if holder is record else ()
    return (localized.count("diff.shown", len(rows)),) if rows else ()


Groups = Mapping[tuple[str, int], BaseModel]


def _contrast_groups(name: str, old: Groups, new: Groups, pair: Pair) -> Iterator[Contrast]:
    """Yield what reads differently in a list of answers, exits or pieces of evidence."""
    for key in dict.fromkeys((*old, *new)):
        if key in old and key in new:
            inner = contrast_fields(old[key], new[key], pair)
            yield from put_in(_name_group(name, new[key], pair.new), inner)
        else:
            yield from _contrast_words(name, pair.old.read(old.get(key)), pair.new.read(new.get(key)), pair)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Contrast(name, "", "", (pair.label("diff.order"),))


def _by_name(groups: Iterable[BaseModel] | None) -> Groups:
    """Return groups by what names them, told apart by a number where two have the same name."""
    seen: Counter[str] = Counter()
    named = {}
    for group in groups or ():
        name = str(next(getattr(group, field) for field in _NAMES if hasattr(group, field)))
        named[name, seen[name]] = group
        seen[name] += 1
    return named


def _name_group(name: str, group: BaseModel, side: Side) -> str:
    if isinstance(group, Evidence):
        return name_source(group.source, side)
    if isinstance(group, AnswerTo):
        return f"{name_field(name, side.record, side.localized)}{PART}{side.read(group.question, 'disagreements')}"
    return f"{name}{PART}{side.read(getattr(group, 'text', ''))}"


def name_source(source: str, side: Side) -> str:
    """Return the title of a source, said to be one."""
    return f"{name_field('evidence', side.record, side.localized)}{PART}{side.read(source, 'sources')}"


def _contrast_captures(before: Fact, after: Fact, pair: Pair) -> Iterator[Contrast]:
    """Yield each source whose stored text has lost a quote, or has it again."""
    old, new = _by_name(before.evidence), _by_name(after.evidence)
    for key in (key for key in new if key in old):
        reads = _read_state(old[key], pair.old), _read_state(new[key], pair.new)
        yield from _contrast_words(name_source(key[0], pair.new), *reads, pair)


def _read_state(evidence: BaseModel, side: Side) -> str:
    lost = isinstance(evidence, Evidence) and is_changed(evidence, side.localized.guide.captures)
    return side.localized.label("state.changed") if lost else ""
