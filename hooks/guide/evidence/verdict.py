"""What the evidence for a fact amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guide.model.capture import Capture
from guide.model.evidence import Evidence, Fact, Source
from guide.model.vocabulary import Product, SourceClass, Stance, Verdict
from guide.quotes import is_changed

_AUTHORITIES = {SourceClass.OFFICIAL, SourceClass.LAW}
_REPORTERS = {SourceClass.PRESS, SourceClass.COMMUNITY}
# A source of class `none` has no weight: it is a page that does not say how it knows.
_COUNTED = _AUTHORITIES | _REPORTERS | {SourceClass.BLOG}


def judge(voices: Iterable[tuple[SourceClass, Stance]]) -> Verdict:
    """Return the verdict on a fact from the class and stance of each source within its scope.

    Official and legal sources decide where there are any. Without them, what is only said is reported,
    what is said both ways is disputed, and a claim that press or data speak against and nobody bears out
    is refuted; blogs alone cannot refute. No counted voice for or against: unverified.
    """
    heard = [(source_class, stance) for source_class, stance in voices if source_class in _COUNTED]
    deciding = [voice for voice in heard if voice[0] in _AUTHORITIES and voice[1] is not Stance.MENTIONS]
    ground = deciding or heard
    supported = any(stance is Stance.SUPPORTS for _, stance in ground)
    opponents = {source_class for source_class, stance in ground if stance is Stance.CONTRADICTS}
    if supported:
        return Verdict.DISPUTED if opponents else Verdict.CONFIRMED if deciding else Verdict.REPORTED
    if opponents & (_AUTHORITIES | _REPORTERS):
        return Verdict.REFUTED
    return Verdict.DISPUTED if opponents else Verdict.UNVERIFIED


def judge_fact(fact: Fact, sources: Mapping[str, Source], captures: Mapping[str, Capture]) -> Verdict:
    """Return the verdict on `fact`, which holds for every product in its scope.

    Each product is judged by the evidence about it alone; the answers are then taken together cautiously.
    Evidence whose source says the quoted words no more is not heard.
    """
    heard = [evidence for evidence in fact.evidence if not is_changed(evidence, captures)]
    return combine(judge(_voices(heard, product, sources)) for product in fact.products)


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what several products' verdicts amount to: their common one, or the most cautious."""
    found = set(verdicts)
    if len(found) == 1:
        return found.pop()
    if Verdict.DISPUTED in found or (Verdict.REFUTED in found and Verdict.UNVERIFIED not in found):
        return Verdict.DISPUTED
    return Verdict.UNVERIFIED if Verdict.UNVERIFIED in found else Verdict.REPORTED


def _voices(
    heard: Iterable[Evidence], product: Product, sources: Mapping[str, Source]
) -> Iterator[tuple[SourceClass, Stance]]:
    for evidence in heard:
        source = sources[evidence.source]
        if product in (evidence.products or source.products):
            yield source.source_class, evidence.stance
