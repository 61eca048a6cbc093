"""What is known of a quote, by the capture of its source."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from guide.evidence.quotes.find import Match, find_quote
from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.evidence import Evidence


def find_state(evidence: Evidence, captures: Mapping[str, Capture]) -> FoundQuote:
    """Return what a machine found of the evidence's quote; `not_asked` where there is none, or none in a capture."""
    capture, quote = captures.get(evidence.source), evidence.quote
    if capture is None or quote is None:
        return _note_not_asked(quote or "")
    known = next((found for found in capture.quotes if found.quote == quote), None)
    return known or _find_in_passages(quote, capture)


def is_changed(evidence: Evidence, captures: Mapping[str, Capture]) -> bool:
    """Say whether the source was read anew and says the quoted words no more."""
    return find_state(evidence, captures).state is QuoteState.CHANGED


def _find_in_passages(quote: str, capture: Capture) -> FoundQuote:
    """Return what is known of words that nobody looked up by themselves: they may stand in a passage that is kept."""
    for number, passage in enumerate(capture.passages):
        days = [one.on for one in capture.quotes if one.passage == number and one.state is QuoteState.FOUND and one.on]
        match = find_quote(quote, passage) if days else None
        if isinstance(match, Match):
            before, after = passage[: match.start][-40:], passage[match.end :][:40]
            state = QuoteState.FOUND
            return FoundQuote(
                quote=quote, state=state, on=max(days), passage=number, before=before, after=after, cuts=match.cuts
            )
    return _note_not_asked(quote)


@lru_cache(4096)  # each page that shows the evidence wants to know it
def _note_not_asked(quote: str) -> FoundQuote:
    return FoundQuote(quote=quote, state=QuoteState.NOT_ASKED)
