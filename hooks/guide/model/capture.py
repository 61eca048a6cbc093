"""What a machine found where a source stands: passages of its text, and which of our quotes are in them."""

from __future__ import annotations

from enum import StrEnum

from guide.model.language import Frozen
from guide.model.values import FullDate, Slug

CAPTURES = "captures"
"""The folder, beside the data files, with a file for each capture; and what stands for their kind in a problem."""


class QuoteState(StrEnum):
    """What became of a quote when a machine last looked for it.

    `changed`: the page is there and does not say so. `unreadable`: it could not be read, which says nothing of the
    quote. `refused`: its server turns robots away. `not_asked`: no machine has looked yet.
    """

    FOUND = "found"
    CHANGED = "changed"
    GONE = "gone"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class FoundQuote(Frozen):
    """A quote and where it was found: in the passage of that number, between the letters `before` and `after` it.

    `on` is the day on which it was last found; a later state leaves it, and the passage, as they were. `cuts` are the
    words that the source has where the quote has "…", one for each.
    """

    quote: str
    state: QuoteState
    on: FullDate | None = None
    passage: int | None = None
    before: str = ""
    after: str = ""
    cuts: tuple[str, ...] = ()


class Capture(Frozen):
    """What was read at an address, on which day; `sha256` is of the whole text, of which only passages are kept.

    Machines write it. `seal` is a hash of all the rest, so that an edit by hand is seen.
    """

    source: Slug
    address: str
    asked: FullDate
    sha256: str
    passages: tuple[str, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()
    seal: str = ""
