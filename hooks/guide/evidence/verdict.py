"""What the evidence for a fact amounts to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.model.evidence import Evidence
from guide.model.sources import Source
from guide.model.vocabulary import Backer, SourceClass, Stance, Verdict

_AUTHORITIES = {SourceClass.OFFICIAL, SourceClass.LAW}
_REPORTERS = {SourceClass.PRESS, SourceClass.RECREATION, SourceClass.COMMUNITY}
ENOUGH = 2
"""So many readers, each on a device of their own, have to see a thing before it is more than seen once."""
# A source of class `none` has no weight: it is a page that does not say how it knows.
_COUNTED = _AUTHORITIES | _REPORTERS | {SourceClass.OBSERVATION, SourceClass.BLOG}
_BACKERS = {
    SourceClass.OBSERVATION: Backer.SEEN,
    SourceClass.PRESS: Backer.PRESS,
    SourceClass.RECREATION: Backer.RECREATION,
}
_TAKES_SIDES = {Stance.SUPPORTS, Stance.CONTRADICTS}


@dataclass(frozen=True)
class Citation:
    """One source on one fact, with the weight that it has: what takes no side decides nothing.

    `device` is the mark of the device on which one reader saw it; empty for every other source.
    """

    source: str
    source_class: SourceClass
    stance: Stance
    device: str = ""

    @property
    def decides(self) -> bool:
        """Whether this is an official or legal text that takes a side."""
        return self.source_class in _AUTHORITIES and self.stance in _TAKES_SIDES


def weigh(evidence: Evidence, source: Source, past: str | None = None, lost: bool = False) -> Citation:
    """Return a piece of evidence with the weight that it has for a fact, which was so until the day `past`, or is.

    `lost` says that its quote is no longer in the source. An official or legal text counts by words that somebody else
    can find (a quote and its place), and while no later text has replaced it. What goes with time goes from support
    alone: what once spoke against a fact is heard until somebody looks again, so that no verdict rises by itself.
    """
    stance = evidence.stance
    if stance is Stance.SUPPORTS and (lost or _lacks_ground(evidence, source, past)):
        stance = Stance.MENTIONS
    if stance is Stance.CONTRADICTS and _speaks_of_another_time(evidence, source, past):
        stance = Stance.MENTIONS
    return Citation(source.id, source.source_class, stance, evidence.seen.by if evidence.seen else "")


def _lacks_ground(evidence: Evidence, source: Source, past: str | None) -> bool:
    if source.source_class not in _AUTHORITIES:
        return False
    return not (evidence.quote and evidence.locator) or (bool(source.superseded_by) and not past)


def _speaks_of_another_time(evidence: Evidence, source: Source, past: str | None) -> bool:
    """Say whether what speaks against a fact is about a time when nobody claims that it was so, or has no words."""
    if source.source_class in _AUTHORITIES and not (evidence.quote and evidence.locator):
        return True
    if past:
        return not source.date or source.date[: len(past)] > past
    return source.source_class in _AUTHORITIES and bool(source.superseded_by)


def judge(voices: Iterable[Citation]) -> Verdict:
    """Return the verdict on a fact from the voices within its scope.

    Official and legal sources decide where there are any, and so do readers who saw it on their own screens, once they
    are two: against an official text, too. Without them, what is only said is reported, what is said both ways is
    disputed, and a claim that press, data or two readers speak against and nobody bears out is refuted; blogs alone, or
    one reader, cannot refute. No counted voice for or against: unverified.
    """
    heard = [voice for voice in voices if voice.source_class in _COUNTED]
    deciding = list(_find_deciding(heard))
    ground = deciding or heard
    supported = any(voice.stance is Stance.SUPPORTS for voice in ground)
    opponents = [voice for voice in ground if voice.stance is Stance.CONTRADICTS]
    if supported:
        return Verdict.DISPUTED if opponents else Verdict.CONFIRMED if deciding else Verdict.REPORTED
    if any(voice.source_class in _AUTHORITIES | _REPORTERS for voice in opponents) or _are_enough(opponents):
        return Verdict.REFUTED
    return Verdict.DISPUTED if opponents else Verdict.UNVERIFIED


def _find_deciding(heard: list[Citation]) -> Iterator[Citation]:
    """Yield the voices that decide. That readers saw something else shakes an official text and overrides no other."""
    authorities = [voice for voice in heard if voice.decides]
    seen = [voice for voice in heard if voice.device and voice.stance in _TAKES_SIDES]
    for_it = [voice for voice in seen if voice.stance is Stance.SUPPORTS]
    against = [voice for voice in seen if voice.stance is Stance.CONTRADICTS]
    yield from authorities
    if _are_enough(for_it) or (authorities and _are_enough(against)):
        yield from seen


def _are_enough(voices: Iterable[Citation]) -> bool:
    return count_devices(voices) >= ENOUGH


def count_devices(voices: Iterable[Citation]) -> int:
    """Return on how many devices these voices saw what they tell; what one device tells counts once."""
    return len({voice.device for voice in voices if voice.device})


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what several products' verdicts amount to: their common one, or the most cautious."""
    found = set(verdicts)
    if len(found) == 1:
        return found.pop()
    if Verdict.DISPUTED in found or (Verdict.REFUTED in found and Verdict.UNVERIFIED not in found):
        return Verdict.DISPUTED
    return Verdict.UNVERIFIED if Verdict.UNVERIFIED in found else Verdict.REPORTED


def is_counted(voice: Citation) -> bool:
    """Say whether a voice has any weight."""
    return voice.source_class in _COUNTED


def find_backer(voices: Iterable[Citation]) -> Backer:
    """Return who reports what these voices bear out: the best of them."""
    found = {_BACKERS.get(voice.source_class, Backer.WEB) for voice in voices}
    return next(backer for backer in Backer if backer in found or backer is Backer.WEB)
