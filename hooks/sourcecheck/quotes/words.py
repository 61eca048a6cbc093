"""Messages about a quote."""

from __future__ import annotations

from guide.evidence.quotes.words import explain_miss
from guide.messages.message import Message
from guide.model.capture import QuoteState
from sourcecheck.links.words import explain_outcome
from sourcecheck.quotes.look import Finding
from sourcecheck.quotes.report import QuoteRow


def name_state(state: QuoteState) -> Message:
    """Return what a state is called."""
    return Message(f"quote-state/{state}")


def explain_remedy(state: QuoteState) -> Message:
    """Return what to do about a state."""
    return Message(f"quote-remedy/{state}")


def explain_row(row: QuoteRow) -> Message:
    """Return what became of the quotes of a row, as a sentence behind the source's id."""
    first = row.first
    if row.state is QuoteState.FOUND:
        return name_state(row.state)
    if first.miss:
        return explain_miss(first.found.quote, first.miss, first.nearest)
    return Message("quote/others", state=name_state(row.state), count=len(row.findings), seen=_explain_seen(first))


def _explain_seen(finding: Finding) -> Message:
    outcome = finding.outcome
    if outcome is None:
        return Message("quote/no-address" if finding.found.state is QuoteState.NOT_ASKED else "quote/nothing-seen")
    if outcome.barred:
        return Message("quote/barred")
    read = outcome.page is not None and finding.found.state is not QuoteState.GONE
    return Message("quote/nothing-seen") if read else explain_outcome(outcome)
