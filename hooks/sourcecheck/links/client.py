"""From an address to what became of it: HEAD, then GET; redirects, second tries, and the waits that servers ask for."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urldefrag, urljoin

from sourcecheck.links.hosts import find_host
from sourcecheck.links.outcome import PASSING, REDIRECTS, Cause, Outcome, Redirect, judge
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Answer, Ask, Failure, Limits, NoReply, Reply
from sourcecheck.links.robots import Robots

_GET_MAY_HELP = {Failure.CUT_OFF, Failure.SLOW}


@dataclass(frozen=True)
class Client:
    """Asks for addresses, politely: what it asks with, how much it bears, and the pace it keeps.

    Of `pages`, addresses without what stands behind '#', the page itself is wanted, where `robots` allow it.
    """

    ask: Ask
    limits: Limits
    limiter: RateLimiter
    pages: frozenset[str] = frozenset()
    robots: Robots | None = None

    def visit(self, address: str) -> Outcome:
        """Return what became of an address, after as many tries as the limits allow.

        Whatever a server answers is an outcome: this is the border where the surprises end that nobody thought of.
        """
        try:
            return self._visit(address)
        except Exception as error:
            return Outcome(Cause.GARBLED, type(error).__name__)

    def _visit(self, address: str) -> Outcome:
        page, fragment = urldefrag(address)
        left = self.limits.longest_wait
        wanted = page in self.pages
        barred = wanted and self.robots is not None and not self.robots.allow(page)
        end = self.limiter.clock.now() + self.limits.address
        outcome = Outcome(Cause.NO_TURN)
        for number in range(self.limits.tries):
            redirects = self._try(page, bool(fragment) or (wanted and not barred), end)
            got = wanted and not barred and _has_page(redirects[-1].answer)
            outcome = replace(judge(redirects, fragment), page=redirects[-1] if got else None, barred=barred)
            last = number + 1 == self.limits.tries or self.limiter.clock.now() > end
            asked = _read_wait(redirects[-1].answer, self.limiter.clock.now())
            if asked is not None and (last or asked > left):
                return _close(redirects[-1].answer, asked)
            if last or not (asked is not None or _may_pass(outcome)):
                return outcome
            wait = asked if asked is not None else self.limits.backoff[min(number, len(self.limits.backoff) - 1)]
            left -= asked or 0
            end += wait
            self.limiter.clock.sleep(wait)
        return outcome

    def _try(self, page: str, wants_page: bool, end: float) -> tuple[Redirect, ...]:
        """Ask without the page first, if it is not needed; servers that answer this badly are asked for the page."""
        redirects = self._follow("GET" if wants_page else "HEAD", page, wants_page, end)
        if wants_page or not _may_get_better(redirects[-1].answer):
            return redirects
        return self._follow("GET", page, False, end)

    def _follow(self, method: str, address: str, wants_page: bool, end: float) -> tuple[Redirect, ...]:
        redirects: list[Redirect] = []
        following: str | None = address
        while (
            following
            and len(redirects) <= self.limits.redirects
            and following not in {redirect.address for redirect in redirects}
        ):
            answer = self._ask(method, following, wants_page, end)
            redirects.append(Redirect(following, answer))
            following = _find_target(following, answer)
        return tuple(redirects)

    def _ask(self, method: str, address: str, wants_page: bool, end: float) -> Answer:
        """Ask when it is our turn at the host; not any more where the time for the first address is up."""
        if self.limiter.clock.now() > end:
            return NoReply(Failure.SLOW)
        with suppress(TimeoutError), self.limiter.turn(find_host(address)):
            return self.ask(method, address, wants_page)
        return NoReply(Failure.SLOW)


def _find_target(address: str, answer: Answer) -> str | None:
    """Return where a redirect leads, without its fragment, or None where the answer is none."""
    location = answer.headers.get("location") if isinstance(answer, Reply) and answer.status in REDIRECTS else None
    if not location:
        return None
    # Headers are read as Latin-1, whatever their bytes are.
    written = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        return urldefrag(urljoin(address, written)).url
    except ValueError:  # an address that cannot be read is asked for, so that it is called malformed
        return written


def _has_page(answer: Answer) -> bool:
    return isinstance(answer, Reply) and 200 <= answer.status < 300 and answer.page is not None


def _may_get_better(answer: Answer) -> bool:
    """Say whether a GET may find what a HEAD did not: many servers know no HEAD, and answer something else.

    Not where a server asks to wait: then a GET at once is what it asks us not to send.
    """
    if isinstance(answer, NoReply):
        return answer.failure in _GET_MAY_HELP
    return not 200 <= answer.status < 300 and answer.status != 429 and "retry-after" not in answer.headers


def _may_pass(outcome: Outcome) -> bool:
    return outcome.trouble in PASSING or outcome.cause is Cause.NO_DOMAIN or outcome.detail == "429"


def _read_wait(answer: Answer, now: float) -> float | None:
    """Return the seconds that a server asks to wait, or None if it does not."""
    written = answer.headers.get("retry-after") if isinstance(answer, Reply) and answer.status in (429, 503) else None
    if not written:
        return None
    if re.fullmatch(r"\s*[0-9]+\s*", written):
        return float(written.strip()[:9])  # who asks for more asks for no time that anybody has
    try:
        date = parsedate_to_datetime(written[:100])
        return max(0.0, (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now)
    except (ValueError, OverflowError, TypeError, IndexError):  # each of them for another sort of nonsense
        return None


def _close(answer: Answer, asked: float) -> Outcome:
    """Return the outcome where a server wants to be left alone for longer than we can wait."""
    limited = isinstance(answer, Reply) and answer.status == 429
    return Outcome(Cause.LIMITED if limited else Cause.CLOSED, f"{asked:.0f}")
