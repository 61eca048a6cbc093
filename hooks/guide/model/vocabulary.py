"""The closed word lists of the data. An unknown word is an error that names the known ones.

The words of the first classes are those of the subject. Those of the others mean something to the code, and stand here.
"""

from __future__ import annotations

from enum import StrEnum

from guide.model.word import Word

COMPARED = "compared"
"""The name of the list of the platforms that the table of differences compares."""


class Product(Word):
    """Which product or service something holds for."""

    vocabulary, family = "products", "product"


class Platform(Word):
    """Where the product runs."""

    vocabulary, family = "platforms", "platform"


class Currency(Word):
    """What amounts are given in, by ISO 4217."""

    vocabulary, family = "currencies", "currency"


class Flow(Word):
    """Which way through the product a step belongs to."""

    vocabulary, family = "flows", "flow"


class Moment(Word):
    """A moment from which a time is counted. The first of the list is the reader's own request."""

    vocabulary, family = "moments", "moment"


class Topic(Word):
    """What an open question is about."""

    vocabulary, family = "topics", "topic"


class SourceLanguage(Word):
    """A language that sources are written in, as an HTML `lang` value."""

    vocabulary, family = "source_languages", "language"


class SourceClass(StrEnum):
    """What kind of voice a source is. `none` is a page that says how it knows nothing, such as the article.

    `observation` is what readers saw on their own screens, each piece of evidence one reader's look.
    """

    OFFICIAL = "official"
    LAW = "law"
    PRESS = "press"
    RECREATION = "recreation"
    OBSERVATION = "observation"
    COMMUNITY = "community"
    BLOG = "blog"
    NONE = "none"


class Stance(StrEnum):
    """What a source does to a record: bears it out, speaks against it, only touches on it, or does not tell of it.

    `silent` is for a source in which it was looked for and not found. That decides nothing: it is no contradiction.
    """

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"
    SILENT = "silent"


class NoQuote(StrEnum):
    """Why a piece of evidence has no words of its source."""

    IMAGE = "image"
    NOT_STORED = "not_stored"
    SPREAD = "spread"
    RELAYED = "relayed"
    LAYOUT = "layout"


class Method(StrEnum):
    """How evidence was checked: read, found again by a machine, compared with another copy, or tried on a device."""

    READ = "read"
    REFOUND = "refound"
    COMPARED = "compared"
    TRIED = "tried"


class Extent(StrEnum):
    """How much of a source could be read."""

    FULL = "full"
    PART = "part"
    RELAYED = "relayed"


class Verdict(StrEnum):
    """What the evidence amounts to. Computed, never typed."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    UNVERIFIED = "unverified"
    SEARCHED = "searched"


class Backer(StrEnum):
    """Who reports what is only reported: one reader's own screen, the press, a re-creation of the app, or the web."""

    SEEN = "seen"
    PRESS = "press"
    RECREATION = "recreation"
    WEB = "web"


class Bound(StrEnum):
    """How a figure is meant when it is not exact."""

    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Fate(StrEnum):
    """What happens to a piece of data when the account goes."""

    DELETED = "deleted"
    KEPT = "kept"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Whether a condition is on the app's list now, stands behind that list, was once on it, or is only claimed."""

    CURRENT = "current"
    UNDERLYING = "underlying"
    FORMER = "former"
    CLAIMED = "claimed"


class Effect(StrEnum):
    """What an answer means: the request is refused, it may be refused, something is lost, or nothing."""

    BLOCKS = "blocks"
    MIGHT_BLOCK = "might_block"
    COSTS = "costs"
    FINE = "fine"


class Finding(StrEnum):
    """What was found out about a platform: like the others, different, only claimed by the article, or nothing."""

    SAME = "same"
    DIFFERS = "differs"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a day in the reader's calendar is for."""

    REQUEST = "request"
    WITHDRAW = "withdraw"
    WAIT = "wait"
    STAY_OUT = "stay_out"
    AFTER = "after"


class Wait(StrEnum):
    """Which waiting period a day is counted with: the shortest stated one, the longest, each, or the reader's own."""

    SHORTEST = "shortest"
    LONGEST = "longest"
    EACH = "each"
    OWN = "own"


class Trouble(StrEnum):
    """What is wrong with a link to another site. A link with none of these is fine."""

    GONE = "gone"
    UNUSABLE = "unusable"
    MOVED = "moved"
    NO_ANCHOR = "no_anchor"
    ROBOTS = "robots"
    TLS = "tls"
    SLOW = "slow"
    NO_ANSWER = "no_answer"
