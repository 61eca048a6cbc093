"""What became of an address: from the answers on the way to one word of a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from urllib.parse import urlsplit

from guide.model.vocabulary import Trouble
from sourcecheck.links.anchors import has_anchor
from sourcecheck.links.reply import Answer, Failure, NoReply, Reply

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)


class Cause(StrEnum):
    """What exactly was seen. Each cause means one trouble, or none."""

    ANSWERS = "answers"
    MOVED = "moved"
    MOVED_HOME = "moved_home"
    NOT_FOUND = "not_found"
    NO_DOMAIN = "no_domain"
    PRIVATE = "private"
    MALFORMED = "malformed"
    NO_ANCHOR = "no_anchor"
    FORBIDDEN = "forbidden"
    LIMITED = "limited"
    TLS = "tls"
    SLOW = "slow"
    NO_TURN = "no_turn"
    SERVER_ERROR = "server_error"
    CLOSED = "closed"
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    GARBLED = "garbled"
    NO_LOOKUP = "no_lookup"
    LOOP = "loop"
    ASTRAY = "astray"
    ODD = "odd"


TROUBLES: Mapping[Cause, Trouble | None] = {
    Cause.ANSWERS: None,
    Cause.MOVED: Trouble.MOVED,
    Cause.MOVED_HOME: Trouble.MOVED,
    Cause.NOT_FOUND: Trouble.GONE,
    Cause.NO_DOMAIN: Trouble.GONE,
    Cause.PRIVATE: Trouble.UNUSABLE,
    Cause.MALFORMED: Trouble.UNUSABLE,
    Cause.NO_ANCHOR: Trouble.NO_ANCHOR,
    Cause.FORBIDDEN: Trouble.ROBOTS,
    Cause.LIMITED: Trouble.ROBOTS,
    Cause.TLS: Trouble.TLS,
    Cause.SLOW: Trouble.SLOW,
    Cause.NO_TURN: Trouble.SLOW,
    Cause.SERVER_ERROR: Trouble.NO_ANSWER,
    Cause.CLOSED: Trouble.NO_ANSWER,
    Cause.REFUSED: Trouble.NO_ANSWER,
    Cause.CUT_OFF: Trouble.NO_ANSWER,
    Cause.GARBLED: Trouble.NO_ANSWER,
    Cause.NO_LOOKUP: Trouble.NO_ANSWER,
    Cause.LOOP: Trouble.NO_ANSWER,
    Cause.ASTRAY: Trouble.NO_ANSWER,
    Cause.ODD: Trouble.NO_ANSWER,
}
CERTAIN = frozenset({Trouble.GONE, Trouble.UNUSABLE})
"""Troubles that will not pass, whatever becomes of the server: a new link with one of them is refused."""
PASSING = frozenset({Trouble.SLOW, Trouble.NO_ANSWER})
"""Troubles that may be over in an hour: they say nothing for or against a link."""
UNHEARD = frozenset({Cause.NO_DOMAIN, Cause.NO_LOOKUP, Cause.REFUSED, Cause.SLOW, Cause.NO_TURN})
"""What is also seen from a machine without a way out."""


@dataclass(frozen=True)
class Redirect:
    """One request on the way, and its answer."""

    address: str
    answer: Answer


@dataclass(frozen=True)
class Outcome:
    """What was seen at an address; `detail` is the status, the new address, or the machine's words."""

    cause: Cause
    detail: str = ""
    page: Redirect | None = field(default=None, compare=False, repr=False)
    """The last answer and its address, where the page itself was wanted and came."""
    barred: bool = field(default=False, compare=False, repr=False)
    """Whether the page was wanted, and the host's robots.txt asks programs to leave it."""

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong with the link; None: it is fine."""
        return TROUBLES[self.cause]


def judge(redirects: tuple[Redirect, ...], fragment: str = "") -> Outcome:
    """Return what the answers on the way from the first address to the last come to.

    The last answer is a redirect only where it was not followed any more. `fragment` is what stands behind '#'.
    """
    answer = redirects[-1].answer
    if isinstance(answer, NoReply):
        return _judge_silence(answer, len(redirects) > 1)
    if not 200 <= answer.status < 300:
        return _judge_status(answer, redirects)
    if fragment and not has_anchor(answer, fragment):
        return Outcome(Cause.NO_ANCHOR, fragment)
    target = _find_new_address(redirects)
    if not target:
        return Outcome(Cause.ANSWERS)
    return Outcome(Cause.MOVED_HOME if _is_home(target) and not _is_home(redirects[0].address) else Cause.MOVED, target)


def _judge_silence(answer: NoReply, redirected: bool) -> Outcome:
    astray = redirected and answer.failure in (Failure.PRIVATE, Failure.MALFORMED)
    return Outcome(Cause.ASTRAY if astray else Cause(answer.failure.value), answer.detail)


def _judge_status(answer: Reply, redirects: tuple[Redirect, ...]) -> Outcome:
    status = answer.status
    if status in REDIRECTS and answer.headers.get("location"):
        return Outcome(Cause.LOOP, str(len(redirects)))
    if status in (404, 410):
        return Outcome(Cause.NOT_FOUND, str(status))
    if status == 408:
        return Outcome(Cause.SLOW, str(status))
    if 400 <= status < 500 or status == 999:
        return Outcome(Cause.FORBIDDEN, str(status))
    return Outcome(Cause.SERVER_ERROR if 500 <= status < 600 else Cause.ODD, str(status))


def _find_new_address(redirects: tuple[Redirect, ...]) -> str:
    """Return where an address has moved for good: behind the permanent redirects that come before any other."""
    target = ""
    for redirect, following in pairwise(redirects):
        if not isinstance(redirect.answer, Reply) or redirect.answer.status not in PERMANENT:
            break
        target = following.address
    return target


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query
