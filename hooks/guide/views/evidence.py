"""The evidence for one fact, as a reader sees it: the verdict, and what each source says."""

from __future__ import annotations

from dataclasses import dataclass

from guide.evidence.freshness import due_date, is_stale
from guide.model.evidence import Evidence, Fact, Source
from guide.quotes import is_changed
from guide.views.edition import Edition
from guide.views.parts import Cell, Link, Tag


@dataclass(frozen=True)
class VerdictMark:
    """A verdict: its machine name, its word, and what the word means."""

    name: str
    text: str
    meaning: str


@dataclass(frozen=True)
class Voice:
    """What one source says. `scope` names the products it speaks of where they are fewer than the fact's."""

    stance: Tag
    source: Link
    source_class: Tag
    date: str
    scope: str
    value: Cell
    quote: str
    quote_language: str
    locator: str
    note: Cell
    checked: str
    state: Tag | None
    link: Link | None


@dataclass(frozen=True)
class Proof:
    """The verdict on a fact and the voices it rests on. `state` says what is wrong with some of them, if anything.

    `edit` leads to the fact's record, where it is known where the project is kept. `lag` says that its text is behind.
    """

    verdict: VerdictMark
    count: str
    state: str
    voices: tuple[Voice, ...]
    edit: Link | None
    lag: str


def make_proof(fact: Fact, edition: Edition) -> Proof:
    """Return the evidence for `fact`."""
    voices = tuple(make_voice(evidence, fact, edition) for evidence in fact.evidence)
    states = {voice.state.name for voice in voices if voice.state}
    worst = next((name for name in ("changed", "stale") if name in states), "")
    return Proof(
        verdict=make_verdict_mark(str(edition.verdict(fact)), edition),
        count=edition.count("evidence.count", len(fact.evidence)),
        state=edition.label(f"state.{worst}.row") if worst else "",
        voices=voices,
        edit=edition.edit(fact),
        lag=edition.note_lag(fact),
    )


def make_verdict_mark(name: str, edition: Edition) -> VerdictMark:
    """Return the word for a verdict and what it means."""
    return VerdictMark(name, edition.label(f"verdict.{name}"), edition.label(f"verdict.{name}.meaning"))


def _make_state(evidence: Evidence, fact: Fact, edition: Edition) -> Tag | None:
    """Say that the source no longer says so, or that nobody has looked for too long; None where all is well."""
    kind = edition.kind(fact)
    if is_changed(evidence, edition.guide.captures):
        return Tag(edition.label("state.changed"), "changed")
    if is_stale(kind, evidence, edition.as_of):
        return Tag(edition.tell("state.stale", date=due_date(kind, evidence)), "stale")
    return None


def make_voice(evidence: Evidence, fact: Fact, edition: Edition) -> Voice:
    """Return what one source says of `fact`."""
    source = edition.sources[evidence.source]
    return Voice(
        stance=Tag(edition.label(f"stance.{evidence.stance}"), evidence.stance),
        source=Link(source.title, edition.target(source), language=source.language),
        source_class=Tag(edition.label(f"class.{source.source_class}"), source.source_class),
        date=source.date or edition.label("word.undated"),
        scope=_write_scope(evidence, source, fact, edition),
        value=(edition.figure(evidence.value, fact),) if evidence.value else (),
        quote=evidence.quote or "",
        quote_language=str(evidence.language or source.language),
        locator=evidence.locator or "",
        note=edition.say(evidence.note, fact),
        checked=edition.tell(f"method.{evidence.checked.how}", date=evidence.checked.on),
        state=_make_state(evidence, fact, edition),
        link=Link(edition.label("evidence.open"), url=source.url) if source.url else None,
    )


def _write_scope(evidence: Evidence, source: Source, fact: Fact, edition: Edition) -> str:
    """Name the products a source speaks of, unless it speaks of everything the fact is about."""
    products = evidence.products or source.products
    if set(fact.products) <= set(products):
        return ""
    return edition.tell("evidence.only", products=" / ".join(edition.label(f"product.{name}") for name in products))
