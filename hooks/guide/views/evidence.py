"""The evidence for one fact, as a reader sees it: the verdict, and what each source says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guide.evidence.freshness import due_date, is_stale
from guide.evidence.quotes.state import find_state, is_changed
from guide.evidence.standing import Standing
from guide.model.capture import QuoteState
from guide.model.evidence import Evidence, Fact
from guide.model.sources import Source
from guide.model.vocabulary import Verdict
from guide.views.journal import name_fact
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, Tag, Target, read_plainly
from guide.views.why import count_support, write_why


@dataclass(frozen=True)
class Badge:
    """A verdict: its machine name, its word, and what the word means."""

    name: str
    text: str
    meaning: str


@dataclass(frozen=True)
class Citation:
    """What one source says. `scope` names the products it speaks of where they are fewer than the fact's.

    `source_translation` and `translation` are ours, of a title and a quote in another language than the guide's.
    `no_quote` says why there are no words of the source, `cuts` are what a quote leaves out, `found` says when
    a machine last found the quote, `limit` for whom alone that part of the source holds.
    """

    stance: Tag
    source: Link
    source_translation: str
    source_class: Tag
    date: str
    scope: str
    value: Cell
    quote: str
    quote_language: str
    translation: Cell
    no_quote: str
    cuts: tuple[str, ...]
    locator: str
    limit: str
    note: Cell
    checked: str
    found: Tag | None
    state: Tag | None
    link: Link | None


@dataclass(frozen=True)
class Look:
    """A search that was made, for the thing itself or for somebody who denies it: when, where, with which words."""

    text: str
    words: str
    found: Cell


@dataclass(frozen=True)
class EvidenceBlock:
    """The verdict on a fact, why, and the voices it rests on. `state` says what is wrong with some, if anything.

    `edit` leads to the fact's record, where it is known where the project is kept. `lag` says that its text is behind.
    `cite` leads to how it is cited, as `cited`. `fact` is the name of the record.
    """

    verdict: Badge
    count: str
    state: str
    why: str
    looks: tuple[Look, ...]
    voices: tuple[Citation, ...]
    edit: Link | None
    lag: str
    cite: Link | None
    cited: str
    fact: str


def make_evidence_block(fact: Fact, localized: LocalizedGuide) -> EvidenceBlock:
    """Return the evidence for `fact`, with what follows from the other answers to its question."""
    voices = tuple(make_citation(evidence, fact, localized) for evidence in localized.evidence(fact))
    states = {voice.state.name for voice in voices if voice.state}
    worst = next((name for name in ("changed", "stale") if name in states), "")
    return EvidenceBlock(
        verdict=make_badge(fact, localized),
        count=count_support(localized.standing(fact), localized),
        state=localized.label(f"state.{worst}.row") if worst else "",
        why=write_why(fact, localized),
        looks=tuple(_list_looks(fact, localized)),
        voices=voices,
        edit=localized.edit(fact),
        lag=localized.note_outdated(fact),
        cite=_link_citation(fact, localized),
        cited=_name(fact, localized),
        fact=str(fact.name),
    )


def name_bibtex(fact: Fact) -> str:
    """Return where the citation of a fact stands as BibTeX, from the root of the site."""
    return f"api/v1/citations/{fact.kind}/{fact.id}.bib"


def _link_citation(fact: Fact, localized: LocalizedGuide) -> Link | None:
    """Return the way to the citation of a fact; a kind whose data are not published has none."""
    published = fact.kind in localized.pages
    return Link(localized.label("cite.record"), Target(f"/{name_bibtex(fact)}")) if published else None


def _name(fact: Fact, localized: LocalizedGuide) -> str:
    return name_fact(fact.kind, fact.products, read_plainly(localized.say(fact.title, fact)), localized)


def make_badge(fact: Fact, localized: LocalizedGuide) -> Badge:
    """Return a fact's verdict as its reader sees it: what is reported says by whom, what is undated says so."""
    standing = localized.standing(fact)
    badge = make_plain_badge(str(standing.verdict), localized)
    if standing.backer:
        return replace(badge, text=localized.label(f"verdict.reported.{standing.backer}"))
    return (
        replace(badge, text=localized.tell("verdict.undated", verdict=badge.text)) if _is_undated(standing) else badge
    )


def _is_undated(standing: Standing) -> bool:
    return standing.undated and standing.verdict is Verdict.CONFIRMED


def make_plain_badge(name: str, localized: LocalizedGuide) -> Badge:
    """Return the word for a verdict and what it means."""
    return Badge(name, localized.label(f"verdict.{name}"), localized.label(f"verdict.{name}.meaning"))


def _list_looks(fact: Fact, localized: LocalizedGuide) -> Iterator[Look]:
    for name, search in (("searched", fact.searched), ("denial", fact.denial)):
        if search:
            where = search.where[localized.language]
            yield Look(
                text=localized.tell(f"look.{name}", date=search.on, where=where),
                words=localized.tell("look.words", words=localized.label("word.separator").join(search.words)),
                found=localized.say(search.found, fact),
            )


def _make_state(evidence: Evidence, fact: Fact, localized: LocalizedGuide) -> Tag | None:
    """Say that the source no longer says so, or that nobody has looked for too long; None where all is well."""
    kind = localized.guide.kinds[fact.kind]
    if is_changed(evidence, localized.guide.captures):
        return Tag(localized.label("state.changed"), "changed")
    if is_stale(kind, evidence, localized.as_of):
        return Tag(localized.tell("state.stale", date=due_date(kind, evidence)), "stale")
    return None


def make_citation(evidence: Evidence, fact: Fact, localized: LocalizedGuide) -> Citation:
    """Return what one source says of `fact`."""
    source = localized.find("sources", evidence.source, Source)
    return Citation(
        stance=Tag(localized.label(f"stance.{evidence.stance}"), evidence.stance),
        source=Link(source.title, localized.target(source), language=source.language),
        source_translation=translate_title(source, localized),
        source_class=Tag(localized.label(f"class.{source.source_class}"), source.source_class),
        date=_write_date(source, localized),
        scope=_write_scope(evidence, source, fact, localized),
        value=(localized.figure(evidence.value, fact),) if evidence.value else (),
        quote=evidence.quote or "",
        quote_language=str(evidence.language or source.language),
        translation=localized.say(evidence.translation, fact),
        no_quote=localized.label(f"no_quote.{evidence.no_quote}") if evidence.no_quote else "",
        cuts=find_state(evidence, localized.guide.captures).cuts,
        locator=evidence.locator or "",
        limit=_write_limit(evidence, source, localized),
        note=localized.say(evidence.note, fact),
        checked=_write_checked(evidence, localized),
        found=_write_found(evidence, localized),
        state=_make_state(evidence, fact, localized),
        link=Link(localized.label("evidence.open"), url=source.url) if source.url else None,
    )


def translate_title(source: Source, localized: LocalizedGuide) -> str:
    """Return a source's title in the reader's language, where it is in one that the guide is not written in."""
    return source.title_translation[localized.language] if source.title_translation else ""


def _write_date(source: Source, localized: LocalizedGuide) -> str:
    """Return when a source was written, and whether a later text replaced it."""
    date = source.date or localized.label("word.undated")
    return localized.tell("source.superseded", date=date) if source.superseded_by else date


def _write_limit(evidence: Evidence, source: Source, localized: LocalizedGuide) -> str:
    """Say for whom alone the quoted part of a source holds, if it holds for some people only."""
    found = (limit for limit in source.limits if (evidence.locator or "").startswith(limit.at))
    return next((limit.text[localized.language] for limit in found), "")


def _write_checked(evidence: Evidence, localized: LocalizedGuide) -> str:
    """Say when and how the evidence was looked at; of a reader's own screen, on which platform and in which version."""
    seen, date = evidence.seen, evidence.checked.on
    if seen is None:
        return localized.tell(f"method.{evidence.checked.how}", date=date)
    platform = localized.label(f"platform.{seen.platform}")
    return localized.tell("method.seen", date=date, platform=platform, version=seen.version)


def _write_found(evidence: Evidence, localized: LocalizedGuide) -> Tag | None:
    """Say when a machine last found the quote at its source; None where no machine can look."""
    if not evidence.quote or evidence.seen:
        return None
    found = find_state(evidence, localized.guide.captures)
    name = "lost" if found.on and found.state is not QuoteState.FOUND else found.state
    return Tag(localized.tell(f"found.{name}", date=found.on or ""), f"found-{found.state}")


def _write_scope(evidence: Evidence, source: Source, fact: Fact, localized: LocalizedGuide) -> str:
    """Name the products a source speaks of, or say that there is none; nothing where all that the fact is about is."""
    products = evidence.products or source.products
    if set(fact.products) <= set(products):
        return ""
    if not products:
        return localized.label("evidence.neither")
    return localized.tell("evidence.only", products=" / ".join(localized.label(f"product.{name}") for name in products))
