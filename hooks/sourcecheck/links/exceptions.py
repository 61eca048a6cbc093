"""The policy for exceptions: a link may be in trouble for a reason and for a time, and no longer."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping

from guide.checks import Problem
from guide.messages.message import Message
from guide.model.records import LinkException
from sourcecheck.links.outcome import PASSING, Outcome
from sourcecheck.links.words import name_trouble

KIND = "link_exceptions"


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
    return tuple(one for one in exceptions if one.address in addresses or _write(one) not in old)


def _write(exception: LinkException) -> Mapping[str, object]:
    """Return an exception as it stands in its file, without the keys that nobody wrote."""
    return exception.model_dump(mode="json", exclude_unset=True)


def check_addresses(exceptions: Iterable[LinkException], known: Container[str]) -> Iterator[Problem]:
    """Each exception is for an address that stands somewhere."""
    for one in exceptions:
        if one.address not in known:
            yield Problem(KIND, one.id, ("address",), Message("link-exception/stray", address=one.address))


def check_exceptions(
    exceptions: Iterable[LinkException], outcomes: Mapping[str, Outcome], day: datetime.date
) -> Iterator[Problem]:
    """No exception is past its day, and each is still needed. While a server is down, nobody can know the latter."""
    for one in exceptions:
        outcome = outcomes.get(one.address)
        if _is_over(one, day):
            yield Problem(KIND, one.id, ("until",), Message("link-exception/expired", until=one.until))
        elif outcome and outcome.trouble is not one.trouble and outcome.trouble not in PASSING:
            found = name_trouble(outcome.trouble)
            message = Message("link-exception/needless", excused=one.trouble.value, found=found)
            yield Problem(KIND, one.id, ("trouble",), message)


def _is_over(exception: LinkException, day: datetime.date) -> bool:
    return datetime.date.fromisoformat(exception.until) < day
