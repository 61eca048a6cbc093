"""Where the site and the project are, and which version this is, as the environment says: all plain, for every page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.files import escape_name

VERSION = "VERSION"
"""The variable that says which version of the project a site is built from: a tag, or a commit."""
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/%-]*)?")


def check_addresses(written: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield each address, by the name of its variable, that could break out of where it is written. Empty is none."""
    for name, address in written.items():
        if address and not _ADDRESS.fullmatch(address):
            yield Diagnostic(Location(name, 1, 1), Message("site-address", written=escape_name(shorten(address))))


def read_version() -> str:
    """Return the version that the environment names; empty where it names none."""
    return os.environ.get(VERSION, "")


def check_version(written: str) -> Iterator[Diagnostic]:
    """Yield a version that could not be a part of an address. An empty one is none."""
    if written and not _VERSION.fullmatch(written):
        yield Diagnostic(Location(VERSION, 1, 1), Message("site-version", written=escape_name(shorten(written))))
