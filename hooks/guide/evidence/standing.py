"""How well each fact is known: the verdict, who it rests on, and on how many independent origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from guide.evidence.answers import Answer, find_opposition, list_answers
from guide.evidence.origins import count_origins
from guide.evidence.quotes.state import is_changed
from guide.evidence.verdict import Citation, combine, count_devices, find_backer, is_counted, judge, weigh
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.same import Same
from guide.model.sources import Source
from guide.model.vocabulary import Backer, Product, Stance, Verdict


@dataclass(frozen=True)
class Side:
    """The sources that say one thing of a fact and have weight, and how many independent origins they have.

    `devices` are those on which readers saw it: each is an origin, and its reader a source.
    """

    sources: tuple[str, ...] = ()
    origins: int = 0
    devices: int = 0
    voices: int = 0


@dataclass(frozen=True)
class Standing:
    """How well a fact is known.

    `backer` is who reports it where it is only reported. `authorities` are the official and legal texts that take a
    side; `undated` says that none of those that confirm it has a date. `wordless` are official or legal sources that
    are named without words and so decide nothing; `replaced` those that a later text replaced.
    """

    verdict: Verdict
    backer: Backer | None
    supporting: Side
    opposing: Side
    authorities: Side
    silent: int
    undated: bool
    wordless: int
    replaced: int
    products: Mapping[Product, Verdict]


@dataclass(frozen=True)
class Assessment:
    """How well everything is known, by the name of each fact, and the answers to each question, by its id."""

    standings: Mapping[RecordName, Standing]
    opposition: Mapping[RecordName, tuple[Evidence, ...]]
    answers: Mapping[str, tuple[Answer, ...]]


def assess(guide: Guide) -> Assessment:
    """Return how well each fact of the guide is known. Evidence of a source that is not there is left out."""
    return _assess(Same(guide))


@lru_cache(1)
def _assess(same: Same[Guide]) -> Assessment:
    """Reckon it once for the guide that is at hand: its rules ask, and then its pages."""
    guide = same.thing
    answers = list_answers(guide)
    opposition = find_opposition(guide, answers)
    judge_one = _Judge({source.id: source for source in guide.of(Source)}, guide)
    standings = {fact.name: judge_one.judge(fact, opposition.get(fact.name, ())) for fact in guide.of(Fact)}
    return Assessment(standings, opposition, answers)


@dataclass(frozen=True)
class _Judge:
    sources: Mapping[str, Source]
    guide: Guide

    def judge(self, fact: Fact, opposition: tuple[Evidence, ...]) -> Standing:
        evidence = [one for one in (*fact.evidence, *opposition) if one.source in self.sources]
        heard = {product: list(self._hear(fact, evidence, product)) for product in fact.products}
        products = {product: judge(voices) for product, voices in heard.items()}
        verdict = combine(products.values())
        voices = list(dict.fromkeys(voice for found in heard.values() for voice in found if is_counted(voice)))
        supporting = [voice for voice in voices if voice.stance is Stance.SUPPORTS]
        deciding = [voice for voice in voices if voice.decides]
        confirming = [voice for voice in deciding if voice.stance is Stance.SUPPORTS]
        searched = bool(fact.searched) and verdict is Verdict.UNVERIFIED
        return Standing(
            verdict=Verdict.SEARCHED if searched else verdict,
            backer=find_backer(supporting) if verdict is Verdict.REPORTED else None,
            supporting=self._side(supporting),
            opposing=self._side(voice for voice in voices if voice.stance is Stance.CONTRADICTS),
            authorities=self._side(deciding),
            silent=sum(one.stance is Stance.SILENT for one in evidence),
            undated=bool(confirming) and not any(self.sources[voice.source].date for voice in confirming),
            wordless=sum(self._is_wordless(one) for one in evidence),
            replaced=0 if fact.past else sum(bool(self.sources[one.source].superseded_by) for one in evidence),
            products=products,
        )

    def _hear(self, fact: Fact, evidence: Iterable[Evidence], product: Product) -> Iterator[Citation]:
        for one in evidence:
            source = self.sources[one.source]
            if product in (one.products or source.products):
                yield weigh(one, source, fact.past, is_changed(one, self.guide.captures))

    def _side(self, voices: Iterable[Citation]) -> Side:
        heard = list(voices)
        names = tuple(dict.fromkeys(voice.source for voice in heard))
        read = {voice.source for voice in heard if not voice.device}
        devices = count_devices(heard)
        return Side(names, count_origins(read, self.sources) + devices, devices, len(read) + devices)

    def _is_wordless(self, one: Evidence) -> bool:
        decides = one.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
        authority = self.sources[one.source].source_class in ("official", "law")
        return decides and authority and not (one.quote and one.locator)
