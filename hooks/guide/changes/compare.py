"""Two guides -> what readers will see differently."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from guide.changes.contrasts import Pair, contrast_fields, list_contrasts, name_source, put_in
from guide.changes.difference import Contrast, Difference, Section, make_contrast
from guide.changes.reading import Side, list_seen, name_field, name_record
from guide.changes.uses import Uses, find_uses
from guide.model.evidence import Fact
from guide.model.kinds import Kind
from guide.model.name import RecordName
from guide.model.records import Label
from guide.model.values import Value
from guide.views.localized_guide import LocalizedGuide

_GROUNDS = ("source_class", "products")
"""What a verdict takes from a source."""


def compare(old: LocalizedGuide, new: LocalizedGuide) -> tuple[Difference, ...]:
    """Return what has changed from `old` to `new`: by section, then by kind and place in the file.

    Both guides are of one language and one day. All is told in the words of `new`: the interface of an older guide
    may lack some. Where readers see no difference the answer is empty.
    """
    uses = find_uses(new.guide)
    told = replace(old, labels={**old.labels, **new.labels})
    found = [*_compare_labels(told, new)]
    for kind in list_seen(new.guide, old.guide):
        found += () if issubclass(kind.record_class, Label) else _compare_kind(kind, told, new, uses)
    return tuple(sorted(found, key=lambda difference: list(Section).index(difference.section)))


def _compare_kind(kind: Kind, old: LocalizedGuide, new: LocalizedGuide, uses: Uses) -> Iterator[Difference]:
    after = {record.id: Side(new, record) for record in new.guide.records(kind.id)}
    renamed = {name: side.record.id for side in after.values() for name in side.record.was}
    before = {renamed.get(record.id, record.id): Side(old, record) for record in old.guide.records(kind.id)}
    gone, pairs, come = _match(before, after, uses)
    yield from (_tell(Section.REMOVED, side, _list_gist(side)) for side in gone)
    yield from (difference for pair in pairs for difference in _compare_record(pair))
    yield from (_tell(Section.ADDED, side, _list_gist(side)) for side in come)
    if kind.ordered:
        yield from _compare_order([name for name in before if name in after], pairs)


def _match(
    before: Mapping[str, Side], after: Mapping[str, Side], uses: Uses
) -> tuple[list[Side], list[Pair], list[Side]]:
    """Return what only the old guide has, what both have, and what only the new one has."""
    gone = [side for name, side in before.items() if name not in after]
    come = [side for name, side in after.items() if name not in before]
    return gone, [Pair(before[name], side, uses) for name, side in after.items() if name in before], come


def _tell(section: Section, side: Side, contrasts: Iterator[Contrast]) -> Difference:
    kind = side.localized.title(side.record.kind)
    title = name_record(side.record, side.localized)
    return Difference(section, kind, title, tuple(contrasts), str(side.record.name))


def _list_gist(side: Side) -> Iterator[Contrast]:
    """Yield what matters most in a record that only one guide has: its verdict and its figures."""
    if isinstance(side.record, Fact):
        yield Contrast(side.localized.label("diff.verdict"), "", side.read(side.localized.verdict(side.record)))
    for field in type(side.record).model_fields:
        value = getattr(side.record, field)
        if isinstance(value, Value):
            yield Contrast(name_field(field, side.record, side.localized), "", side.read(value))


def _compare_record(pair: Pair) -> Iterator[Difference]:
    """Yield a record that reads differently. A changed verdict is told together with what it changed for."""
    verdict = list(_compare_verdicts(pair))
    contrasts = [*verdict, *list_contrasts(pair)]
    if contrasts:
        yield _tell(Section.VERDICT if verdict else Section.CHANGED, pair.new, iter(contrasts))


def _compare_verdicts(pair: Pair) -> Iterator[Contrast]:
    """Yield a changed verdict, and what has changed in the sources that it rests on."""
    old, new = pair.old.record, pair.new.record
    if not isinstance(old, Fact) or not isinstance(new, Fact):
        return
    before, after = pair.old.localized.verdict(old), pair.new.localized.verdict(new)
    if before is after:
        return
    yield make_contrast(pair.label("diff.verdict"), pair.old.read(before), pair.new.read(after), pair.new.localized)
    for source in dict.fromkeys(evidence.source for evidence in new.evidence):
        name = RecordName("sources", source)
        was, is_now = (side.localized.guide.find(name) for side in (pair.old, pair.new))
        if was and is_now:
            yield from put_in(name_source(source, pair.new), contrast_fields(was, is_now, pair, _GROUNDS))
    yield from _compare_opposition(pair)


def _compare_opposition(pair: Pair) -> Iterator[Contrast]:
    """Yield whose evidence has come, or gone, that stands in other records and answers the same question otherwise."""
    before, after = (
        {one.source: one for one in side.localized.assessment.opposition.get(side.record.name, ())}
        for side in (pair.old, pair.new)
    )
    name = name_field("evidence", pair.new.record, pair.new.localized)
    for source in dict.fromkeys((*before, *after)):
        if (source in before) != (source in after):
            reads = pair.old.read(before.get(source)), pair.new.read(after.get(source))
            yield make_contrast(name, *reads, pair.new.localized)


def _compare_order(before: list[str], pairs: list[Pair]) -> Iterator[Difference]:
    """Yield one difference for a kind whose records stand in another order; `before` are their ids in the old one."""
    after = [pair.new.record.id for pair in pairs]
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    moved = len(after) - sum(block.size for block in blocks)
    if moved:
        localized, record = pairs[0].new.localized, pairs[0].new.record
        yield Difference(Section.MOVED, localized.title(record.kind), localized.count("diff.moved", moved))


def _compare_labels(old: LocalizedGuide, new: LocalizedGuide) -> Iterator[Difference]:
    """Yield the changed words of the interface; they go by their ids, whether the subject gives them or not."""
    before, after = ({one.id: Side(side, one) for one in side.guide.of(Label)} for side in (old, new))
    gone, pairs, come = _match(before, after, {})
    removed = [make_contrast(side.record.id, _read_label(side), "", new) for side in gone]
    changed = [replace(told, name=pair.new.record.id) for pair in pairs for told in list_contrasts(pair)]
    added = [make_contrast(side.record.id, "", _read_label(side), new) for side in come]
    yield from (Difference(Section.LABELS, "", "", (contrast,)) for contrast in (*removed, *changed, *added))


def _read_label(side: Side) -> str:
    return side.read(getattr(side.record, "text", ""))
