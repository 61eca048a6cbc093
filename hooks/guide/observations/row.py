"""An observation as a row of evidence: which record it is about, what it does to it, where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.model.borrowed import drop_marks
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.records import Label, Step, WaitingPeriod
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass, Stance
from guide.observations.fold import fold_letters
from guide.observations.text import Observation


@dataclass(frozen=True)
class Row:
    """Lines for a data file: evidence for a record that is there, or where nothing says so yet, a `new` record."""

    record: RecordName
    lines: tuple[str, ...]
    new: bool = False


def make_row(observation: Observation, guide: Guide, asked: RecordName | None = None) -> Row:
    """Return the row that an observation makes. `asked` is the record that it is about, where somebody has said so.

    Otherwise it is the waiting period of that many days, or where the screen gives none, the screen itself.
    Raises MessageError where nobody can tell, and where the record has it already.
    """
    fact = _find_fact(observation, guide, asked)
    if fact is None and not observation.days:
        raise MessageError(Message("receive/no-record"))
    source = _find_source(observation, guide)
    if fact is None:
        return _start_record(observation, source, guide)
    if any(one.seen and one.seen.by == observation.mark and one.quote == observation.words for one in fact.evidence):
        raise MessageError(Message("receive/known", name=str(fact.name)))
    lines = _write_evidence(observation, source, judge_stance(observation, fact))
    return Row(fact.name, tuple(f"    {line}" for line in lines))


def judge_stance(observation: Observation, fact: Fact) -> Stance:
    """Return what an observation does to a record: it bears out a wait of as many days, or a screen with these words.

    That a screen is otherwise is for somebody to judge who knows what else is on it: until then it is a mention.
    """
    if isinstance(fact, Step):
        heads = [words for text in (fact.head, fact.button) if text for _, words in text.items()]
        shown = fold_letters(observation.words)
        return Stance.SUPPORTS if any(fold_letters(words) in shown for words in heads) else Stance.MENTIONS
    return Stance.SUPPORTS if _has_days(fact, observation) else Stance.MENTIONS


def _find_fact(observation: Observation, guide: Guide, asked: RecordName | None) -> Fact | None:
    if asked:
        found = guide.find(asked)
        if not isinstance(found, Fact):
            raise MessageError(Message("receive/no-fact", name=str(asked)))
        return found
    if observation.days:
        waits = [one for one in guide.of(WaitingPeriod) if _has_days(one, observation) and one.withdrawable]
        return next((one for one in waits if not one.past and observation.product in one.products), None)
    return next((step for step in guide.of(Step) if step.id == observation.step), None)


def _has_days(fact: Fact, observation: Observation) -> bool:
    value = fact.value
    return bool(value and value.duration and not value.to and value.duration.iso == f"P{observation.days}D")


def _find_source(observation: Observation, guide: Guide) -> Source:
    """Return the source that what readers saw is evidence of."""
    own = (one for one in guide.of(Source) if one.source_class is SourceClass.OBSERVATION)
    found = next((one for one in own if observation.product in one.products), None)
    if found is None:
        raise MessageError(Message("receive/no-source"))
    return found


def _write_evidence(observation: Observation, source: Source, stance: Stance) -> Iterator[str]:
    """Yield the lines of a piece of evidence."""
    step = f", step: {observation.step}" if observation.step else ""
    days = f", days: {observation.days}" if observation.days else ""
    yield f"- source: {source.id}"
    yield f"  stance: {stance}"
    if {*source.products} != {observation.product}:
        yield f"  products: [{observation.product}]"
    yield f"  quote: {_quote(observation.words)}"
    if observation.language != source.language:
        yield f"  language: {observation.language}"
    yield (
        f"  seen: {{by: {_quote(observation.mark)}, platform: {observation.platform}, "
        f"version: {_quote(observation.version)}{step}{days}}}"
    )
    yield f"  checked: {{on: {observation.day}, how: tried}}"


def _start_record(observation: Observation, source: Source, guide: Guide) -> Row:
    """Return a waiting period that nobody has told of before."""
    kind = next((kind.id for kind in guide.kinds.values() if issubclass(kind.record_class, WaitingPeriod)), None)
    if kind is None:
        raise MessageError(Message("receive/no-record"))
    name = RecordName(kind, f"seen-{observation.days}-{observation.product.replace('_', '-')}")
    labels = {label.id: label.text for label in guide.of(Label)}
    products = labels[f"product.{observation.product}"]
    titles = {code: f"{words}{drop_marks(labels['word.colon'][code])}{{value}}" for code, words in products.items()}
    evidence = _write_evidence(observation, source, Stance.SUPPORTS)
    lines = (
        f"- id: {name[1]}",
        f"  title: {_write_text(titles)}",
        f"  value: {{duration: P{observation.days}D}}",
        f"  products: [{observation.product}]",
        f"  revoke: {_write_text(dict(labels['observation.revoke'].items()))}",
        "  evidence:",
        *(f"    {line}" for line in evidence),
    )
    return Row(name, lines, new=True)


def _write_text(words: dict[str, str]) -> str:
    return "{" + ", ".join(f"{code}: {_quote(text)}" for code, text in words.items()) + "}"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def insert_row(file: str, row: Row) -> tuple[str, int]:
    """Return the text of a data file with evidence behind that of its record, and the line (from 1) where it begins.

    Raises MessageError where the record is not written as all are, with a line for each piece.
    """
    lines = file.rstrip("\n").split("\n")
    place = _find_end(lines, row.record)
    return "\n".join([*lines[:place], *row.lines, *lines[place:]]) + "\n", place + 1


def _find_end(lines: list[str], name: RecordName) -> int:
    """Return the number of the line behind the last one of a record's evidence."""
    head = re.compile(rf"- id: {re.escape(name[1])}\s*(#|$)")
    start = next((number for number, line in enumerate(lines) if head.match(line)), len(lines))
    begin = next((number for number in range(start, len(lines)) if lines[number].startswith("  evidence:")), None)
    if begin is None or lines[begin].strip() != "evidence:" or not lines[begin + 1].startswith("    - "):
        raise MessageError(Message("receive/by-hand", name=str(name)))
    end = begin + 1
    for number in range(begin + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith("    "):
            break
        end = number + 1 if lines[number].strip() else end
    return end
