"""The policy for exceptions: a link may be in trouble for a reason and for a time, and no longer."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping

from guide.checks import Problem
from guide.messages.diagnostic import Said
from guide.model.records import LinkException
from sourcecheck.links.outcome import PASSING, Outcome
from sourcecheck.links.words import TROUBLE_WORDS

KIND = "link_exceptions"

_STRAY = Said(
    "",
    "an exception for an address that stands nowhere: {address}; delete the exception, or correct its address",
    "没有哪里用到这个网址：{address}；请删掉这条例外，或者改正网址",
)
_EXPIRED = Said(
    "",
    "this exception ended on {until}; look at the link again, then delete the exception or set a later day",
    "这条例外已于 {until} 到期；请再看看这个链接，然后删掉例外，或者写一个更晚的日期",
)
_NEEDLESS = Said(
    "",
    "this exception is not needed any more: it excuses '{excused}', and the link is {found.en}; delete it",
    "这条例外用不着了：它说的是 {excused}，而链接现在的状况是“{found.zh}”；请删掉它",
)


def find_excuse(
    address: str, outcome: Outcome, exceptions: Iterable[LinkException], day: datetime.date
) -> LinkException | None:
    """Return the exception that holds on `day` for what was seen at an address, or None."""
    return next(
        (
            one
            for one in exceptions
            if one.address == address and one.trouble is outcome.trouble and not _is_over(one, day)
        ),
        None,
    )


def choose_exceptions(
    exceptions: Iterable[LinkException], old: Container[Mapping[str, object]], addresses: Container[str]
) -> tuple[LinkException, ...]:
    """Return the exceptions that a change touches: those for changed addresses, and those that are not among `old`.

    The day on which another one ends must not stop somebody else's change.
    """
    return tuple(one for one in exceptions if one.address in addresses or one.model_dump(mode="json") not in old)


def check_addresses(exceptions: Iterable[LinkException], known: Container[str]) -> Iterator[Problem]:
    """Each exception is for an address that stands somewhere."""
    for one in exceptions:
        if one.address not in known:
            yield Problem(KIND, one.id, ("address",), _STRAY.format(address=one.address))


def check_exceptions(
    exceptions: Iterable[LinkException], outcomes: Mapping[str, Outcome], day: datetime.date
) -> Iterator[Problem]:
    """No exception is past its day, and each is still needed. While a server is down, nobody can know the latter."""
    for one in exceptions:
        outcome = outcomes.get(one.address)
        if _is_over(one, day):
            yield Problem(KIND, one.id, ("until",), _EXPIRED.format(until=one.until))
        elif outcome and outcome.trouble is not one.trouble and outcome.trouble not in PASSING:
            found = TROUBLE_WORDS[outcome.trouble]
            yield Problem(KIND, one.id, ("trouble",), _NEEDLESS.format(excused=one.trouble.value, found=found))


def _is_over(exception: LinkException, day: datetime.date) -> bool:
    return datetime.date.fromisoformat(exception.until) < day
