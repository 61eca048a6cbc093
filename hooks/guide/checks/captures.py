"""What machines read of the sources proves what is quoted: nobody has edited it, and each quote is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from guide.checks.problem import Problem
from guide.evidence.quotes.find import BREAK, Match, Miss, find_nearest, find_quote
from guide.evidence.quotes.fold import fold
from guide.evidence.quotes.store import is_sealed
from guide.evidence.quotes.words import explain_miss
from guide.messages.message import Message
from guide.model.capture import CAPTURES, Capture
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass
from guide.read.places import Path

_WATCHED = (SourceClass.OFFICIAL, SourceClass.LAW)
"""Whose words confirm, once they can be found again."""
_MORE = 10  # characters that a passage has to have beside its quotes


def check_seals(guide: Guide) -> Iterator[Problem]:
    """A capture is as a machine wrote it."""
    for source, capture in guide.captures.items():
        if not is_sealed(capture):
            yield Problem(CAPTURES, source, (), Message("edited-capture/edited", source=source))


def check_quotes(guide: Guide) -> Iterator[Problem]:
    """What is quoted from a source that a machine has read stands in what it kept."""
    sealed = _list_sealed(guide)
    for kind, record_id, path, source, quote in _find_quotes(guide):
        capture = sealed.get(source)
        miss = _find_miss(quote, capture) if capture else None
        if capture and miss:
            yield Problem(kind, record_id, path, _explain(quote, miss, capture, guide))


def find_unread_quotes(guide: Guide, old: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Yield each quote of an official or legal source that no machine has looked up: it bears out nothing until then.

    `old` are the pairs of a source and a quote that were there before, which nobody is asked about.
    """
    watched = {source.id for source in guide.of(Source) if source.source_class in _WATCHED}
    for kind, record_id, path, source, quote in _find_quotes(guide):
        if source in watched and (source, quote) not in old and _is_unread(source, quote, guide):
            yield Problem(kind, record_id, path, Message("unread-quote", source=source))


def _is_unread(source: str, quote: str, guide: Guide) -> bool:
    """Say whether nobody has looked for a quote; one that is not in a capture with passages is told by itself."""
    capture = guide.captures.get(source)
    if capture is None:
        return True
    return not capture.passages and not any(found.quote == quote for found in capture.quotes)


def check_passages(guide: Guide) -> Iterator[Problem]:
    """A capture belongs to a source; a passage of it is quoted, and holds more than what is quoted."""
    known = {source.id for source in guide.of(Source)}
    sealed = _list_sealed(guide)
    quoted: dict[str, list[str]] = {}
    for *_, source, quote in _find_quotes(guide):
        quoted.setdefault(source, []).append(quote)
    for source, capture in guide.captures.items():
        if source not in known:
            yield Problem(CAPTURES, source, (), Message("unused-capture/source", source=source))
        if source not in known or source not in sealed:
            continue
        quotes = quoted.get(source, [])
        # Whoever has just changed a quote is told that it is not there, and not that its old place is unused, too.
        lost = any(_find_miss(quote, capture) for quote in quotes)
        for number, passage in enumerate(capture.passages):
            inside = [quote for quote in quotes if _stands_in(quote, number, capture)]
            if not inside and lost:
                continue
            if not inside:
                yield Problem(CAPTURES, source, (), Message("unused-capture/passage", number=number + 1))
            elif _is_repetition(passage, inside):
                yield Problem(CAPTURES, source, (), Message("capture-repeats-quote", number=number + 1, source=source))


def _list_sealed(guide: Guide) -> Mapping[str, Capture]:
    """Return the captures that are as a machine wrote them, by their sources: a seal takes its time to look at."""
    return {source: capture for source, capture in guide.captures.items() if is_sealed(capture)}


def _find_quotes(guide: Guide) -> Iterator[tuple[str, str, Path, str, str]]:
    for kind, record in guide.everything():
        if isinstance(record, Fact):
            for index, evidence in enumerate(record.evidence):
                if evidence.quote:
                    yield kind, record.id, ("evidence", index, "quote"), evidence.source, evidence.quote


def _find_miss(quote: str, capture: Capture) -> Miss | None:
    """Return why a quote is in no passage of a sealed capture; None where it is in one, or there is none to go by."""
    if not capture.passages or _is_kept(quote, capture):
        return None
    found = [find_quote(quote, passage) for passage in capture.passages]
    misses = [one for one in found if isinstance(one, Miss)]
    return None if len(misses) < len(found) else next((one for one in misses if one.detail), misses[0])


def _is_kept(quote: str, capture: Capture) -> bool:
    """Say whether a machine found this very quote."""
    return any(found.quote == quote and found.passage is not None for found in capture.quotes)


def _stands_in(quote: str, number: int, capture: Capture) -> bool:
    known = next((found for found in capture.quotes if found.quote == quote), None)
    if known and known.passage is not None:
        return known.passage == number
    return isinstance(find_quote(quote, capture.passages[number]), Match)


def _is_repetition(passage: str, quotes: list[str]) -> bool:
    """Say whether a passage is its quotes and nothing more."""
    text = fold(passage).text
    left = text
    for quote in sorted(quotes, key=len, reverse=True):
        left = left.replace(fold(quote).text, "")
    return len(left) < _MORE


def _explain(quote: str, miss: Miss, capture: Capture, guide: Guide) -> Message:
    nearest = find_nearest(quote, BREAK.join(capture.passages))
    other = _find_elsewhere(quote, capture, guide)
    elsewhere = Message("quote/elsewhere", other=other) if other else ""
    why = explain_miss(quote, miss, nearest)
    return Message("quote-not-found/capture", why=why, source=capture.source, elsewhere=elsewhere)


def _find_elsewhere(quote: str, capture: Capture, guide: Guide) -> str:
    """Return the source in whose capture the words do stand; empty where there is none."""
    others = (one for one in guide.captures.values() if one.source != capture.source)
    return next(
        (one.source for one in others if any(isinstance(find_quote(quote, each), Match) for each in one.passages)), ""
    )
