"""From what a machine read, or could not read, to the capture of a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from guide.checks.persons import hide_personal
from guide.evidence.quotes.find import BREAK, Match, Miss, find_quote, squeeze
from guide.evidence.quotes.fold import fold
from guide.evidence.quotes.passages import Span, choose_passage, merge
from guide.evidence.quotes.store import hash_text, seal
from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.subject import Subject

_BESIDE = 40
_SHINGLE = 12
_SHORT = 500


@dataclass(frozen=True)
class Reading:
    """The whole text of a source as it was read at an address, on a day (as 2026-08-06)."""

    source: str
    address: str
    day: str
    text: str
    is_law: bool = False


@dataclass(frozen=True)
class Comparison:
    """What came of looking quotes up in a text: the new capture, and why some are not there, by quote."""

    capture: Capture
    misses: Mapping[str, Miss]


def compare(quotes: Iterable[str], reading: Reading, old: Capture | None) -> Comparison:
    """Look quotes up in what was read. What is not there any more keeps its passage, and the day it was last found."""
    found = {quote: find_quote(quote, reading.text) for quote in quotes}
    matches = {quote: match for quote, match in found.items() if isinstance(match, Match)}
    misses = {quote: miss for quote, miss in found.items() if isinstance(miss, Miss)}
    spans = {
        quote: choose_passage(reading.text, (one.start, one.end), reading.is_law) for quote, one in matches.items()
    }
    merged = merge(spans.values())
    fresh = [_note(quote, match, reading, merged) for quote, match in matches.items()]
    kept = [_change(quote, QuoteState.CHANGED, old) for quote in misses]
    passages = [reading.text[start:end] for start, end in merged]
    return Comparison(_write(reading, passages, [*fresh, *_move(kept, old, passages)]), misses)


def note_trouble(quotes: Iterable[str], state: QuoteState, reading: Reading, old: Capture | None) -> Capture:
    """Return the capture of a source that could not be read: its quotes are in that state, and no passage is lost."""
    kept = [_change(quote, state, old) for quote in quotes]
    passages: list[str] = []
    moved = _move(kept, old, passages)
    known = old or Capture(source=reading.source, address=reading.address, asked=reading.day, sha256="")
    change = {"asked": reading.day, "passages": tuple(passages), "quotes": _sort(moved)}
    return seal(known.model_copy(update=change))


def prune(quotes: Iterable[str], old: Capture) -> Capture:
    """Return a capture without what is quoted no more."""
    wanted = set(quotes)
    passages: list[str] = []
    moved = _move([found for found in old.quotes if found.quote in wanted], old, passages)
    return seal(old.model_copy(update={"passages": tuple(passages), "quotes": _sort(moved)}))


def hide_persons(capture: Capture, subject: Subject) -> Capture:
    """Return a capture without what belongs to a person: somebody's number stood beside a quote, and is published."""

    def hide(text: str) -> str:
        return hide_personal(text, subject)

    quotes = (
        one.model_copy(
            update={"before": hide(one.before), "after": hide(one.after), "cuts": tuple(map(hide, one.cuts))}
        )
        for one in capture.quotes
    )
    change = {"passages": tuple(map(hide, capture.passages)), "quotes": tuple(quotes)}
    return seal(capture.model_copy(update=change))


def is_same_page(reading: Reading, title: str, old: Capture | None) -> bool:
    """Say whether what was read is the source at all, and no page that only turns robots away.

    It has the source's title, or pieces of what was kept of it; of a source that was never read, a text of some length
    is believed.
    """
    text = fold(reading.text).text
    name = fold(title).text
    if len(name) > 4 and name in text:
        return True
    if old is None or not old.passages:
        return len(text) >= _SHORT
    kept = fold(BREAK.join(old.passages)).text
    pieces = [kept[start : start + _SHINGLE] for start in range(0, len(kept), _SHINGLE)]
    return sum(piece in text for piece in pieces) >= max(1, len(pieces) // 5)


def _note(quote: str, match: Match, reading: Reading, passages: tuple[Span, ...]) -> FoundQuote:
    number = next(index for index, span in enumerate(passages) if span[0] <= match.start and match.end <= span[1])
    return FoundQuote(
        quote=quote,
        state=QuoteState.FOUND,
        on=reading.day,
        passage=number,
        before=squeeze(reading.text[: match.start][-4 * _BESIDE :])[-_BESIDE:],
        after=squeeze(reading.text[match.end : match.end + 4 * _BESIDE])[:_BESIDE],
        cuts=match.cuts,
    )


def _change(quote: str, state: QuoteState, old: Capture | None) -> FoundQuote:
    known = next((found for found in old.quotes if found.quote == quote), None) if old else None
    return known.model_copy(update={"state": state}) if known else FoundQuote(quote=quote, state=state)


def _move(kept: Iterable[FoundQuote], old: Capture | None, passages: list[str]) -> list[FoundQuote]:
    """Return quotes of an old capture with their passages appended to `passages`, where they are not there yet."""
    moved = []
    for found in kept:
        number = None
        if old and found.passage is not None:
            passage = old.passages[found.passage]
            if passage not in passages:
                passages.append(passage)
            number = passages.index(passage)
        moved.append(found.model_copy(update={"passage": number}))
    return moved


def _sort(quotes: Iterable[FoundQuote]) -> tuple[FoundQuote, ...]:
    return tuple(sorted(quotes, key=lambda found: (found.passage is None, found.passage or 0, found.quote)))


def _write(reading: Reading, passages: list[str], quotes: Iterable[FoundQuote]) -> Capture:
    return seal(
        Capture(
            source=reading.source,
            address=reading.address,
            asked=reading.day,
            sha256=hash_text(reading.text),
            passages=tuple(passages),
            quotes=_sort(quotes),
        )
    )
