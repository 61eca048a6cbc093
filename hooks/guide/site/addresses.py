"""Where each file of the site stands: the first language at the root, an asset under a name that tells its content."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.language import Language
from guide.site.assets import STYLES

ASSETS = "assets"
INLINE_SCRIPT = f"{ASSETS}/theme.js"
"""The script that every page holds, so that it is no file of the site."""
CHOICE_SCRIPT = f"{ASSETS}/choice.js"
"""The script that the one-file edition holds besides."""
MOVED_SCRIPT = f"{ASSETS}/moved.js"
"""The script of the pages that lead on from an old address."""
MOVED = re.compile(rf"{ASSETS}/moved\.[0-9a-f]{{8}}\.js")
"""Where it stands."""
_UNUSED = tuple(f"{ASSETS}/{folder}/" for folder in ("javascripts", "stylesheets", "images"))
"""What a theme below ours brings, and no page uses."""


def is_left_out(source: str) -> bool:
    """Tell whether a file of a theme is not published as it is."""
    return source == INLINE_SCRIPT or source.startswith((f"{STYLES}/", *_UNUSED))


def find_address(source: str, address: str, content: bytes, first: Language) -> str:
    """Return where a file stands that would stand at `address`. `first` is the language at the root of the site."""
    if source.startswith(f"{ASSETS}/"):
        name, suffix = posixpath.splitext(source)
        return f"{name}.{hash_name(content)}{suffix}"
    return root_first(address, first)


def root_first(address: str, first: Language) -> str:
    """Return an address that begins with a language's folder: the `first` language has none."""
    return address.removeprefix(f"{first}/")


def list_assets(published: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the address of each asset by its name; `published` are pairs of a file and its address."""
    prefix = f"{ASSETS}/"
    return {source.removeprefix(prefix): address for source, address in published if source.startswith(prefix)}


def find_asset(name: str, assets: Mapping[str, str]) -> str:
    """Return the address of the asset that a template asks for by its name. Raises DataError for one not there."""
    if name not in assets:
        message = Message("missing-asset", known=tuple(sorted(assets)))
        raise DataError([Diagnostic(Location(f"overrides/{ASSETS}/{name}", 1, 1), message)])
    return assets[name]


def list_scripts(addresses: Iterable[str]) -> frozenset[str]:
    """Return the names of the scripts among the assets."""
    parts = (posixpath.split(address) for address in addresses)
    return frozenset(name for folder, name in parts if folder == ASSETS and name.endswith(".js"))


def list_patterns(addresses: Collection[str]) -> set[str]:
    """Return patterns, as a headers file has them, of all that keeps its name when its content changes."""
    parts = (address.partition("/") for address in addresses)
    return {"/", *(f"/{name}/*" if below else f"/{name}" for name, below, _ in parts)} - {f"/{ASSETS}/*"}


def hash_name(content: bytes) -> str:
    """Return what the name of an asset says of its content."""
    return hashlib.sha256(content).hexdigest()[:8]
