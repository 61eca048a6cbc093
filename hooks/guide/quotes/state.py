"""What is known of a quote, by the capture of its source."""

from __future__ import annotations

from collections.abc import Mapping

from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.evidence import Evidence


def find_state(evidence: Evidence, captures: Mapping[str, Capture]) -> FoundQuote:
    """Return what a machine found of the evidence's quote; `not_asked` where there is none, or none in a capture."""
    capture, quote = captures.get(evidence.source), evidence.quote
    kept = () if capture is None or quote is None else capture.quotes
    known = next((found for found in kept if found.quote == quote), None)
    return known or FoundQuote(quote=quote or "", state=QuoteState.NOT_ASKED)


def is_changed(evidence: Evidence, captures: Mapping[str, Capture]) -> bool:
    """Say whether the source was read anew and says the quoted words no more."""
    return find_state(evidence, captures).state is QuoteState.CHANGED
