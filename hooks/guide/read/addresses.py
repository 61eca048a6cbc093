"""Where the site and the project are, as the environment says: they stand in every page, so they are plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guide.messages.diagnostic import Diagnostic, Location, Said, shorten
from guide.read.files import escape_name

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/%-]*)?")
_BAD = Said(
    "site-address",
    "must be an address such as https://guide.example/mirror/ (got '{written}')",
    "要写成 https://guide.example/mirror/ 这样的网址（现在是“{written}”）",
)


def check_addresses(written: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield each address, by the name of its variable, that could break out of where it is written. Empty is none."""
    for name, address in written.items():
        if address and not _ADDRESS.fullmatch(address):
            yield Diagnostic(Location(name, 1, 1), _BAD.format(written=escape_name(shorten(address))))
