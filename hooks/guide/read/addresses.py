"""Where the site and the project are, as the environment says: they stand in every page, so they are plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.files import escape_name

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/%-]*)?")


def check_addresses(written: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield each address, by the name of its variable, that could break out of where it is written. Empty is none."""
    for name, address in written.items():
        if address and not _ADDRESS.fullmatch(address):
            yield Diagnostic(Location(name, 1, 1), Message("site-address", written=escape_name(shorten(address))))
