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
from guide.site.appearance import SCRIPT as FEATURES_SCRIPT
from guide.site.assets import STYLE, STYLES
from guide.site.skin import SKIN, name_taken
from guide.views import BEGINNINGS, SCRIPTS

ASSETS = "assets"
INLINE_SCRIPT = f"{ASSETS}/theme.js"
"""The script that every page holds, so that it is no file of the site."""
CHOICE_SCRIPT = f"{ASSETS}/choice.js"
"""The script that the one-file edition holds besides."""
FRAME_SCRIPTS = ("choice.js", "frame.js", "volumes.js")
"""The scripts that every page begins with."""
LATER_SCRIPTS = ("cite.js", "search.js", *BEGINNINGS)
"""The scripts that a page asks for when a reader reaches for what they do."""
NOT_IN_SKIN = frozenset({"search.js", *BEGINNINGS})
"""What works in our own frame only: the second skin has a search of its theme, and its pages are whole at once."""
JOINED = frozenset((*FRAME_SCRIPTS, *SCRIPTS.values(), *BEGINNINGS.values(), FEATURES_SCRIPT))
"""The scripts that pages have as parts of another one."""
MOVED_SCRIPT = f"{ASSETS}/moved.js"
"""The script of the pages that lead on from an old address."""
MOVED = re.compile(rf"{ASSETS}/moved\.[0-9a-f]{{8}}\.js")
"""Where it stands."""
_UNUSED = tuple(f"{ASSETS}/{folder}/" for folder in ("javascripts", "stylesheets", "images"))
"""What a theme below ours brings, and no page uses."""


def is_left_out(source: str, skinned: bool = False) -> bool:
    """Tell whether a file of a theme is not published as it is. A `skinned` site takes some of the theme below ours."""
    if skinned and name_taken(source):
        return False
    folder, _, name = source.partition("/")
    is_part = folder == ASSETS and (name in {*JOINED, *LATER_SCRIPTS} or (name.endswith(".css") and source != STYLE))
    return source == INLINE_SCRIPT or is_part or source.startswith((f"{STYLES}/", f"{SKIN}/", *_UNUSED))


def find_address(source: str, address: str, content: bytes, first: Language) -> str:
    """Return where a file stands that would stand at `address`. `first` is the language at the root of the site."""
    if source.startswith(f"{ASSETS}/"):
        name, suffix = posixpath.splitext(_name_asset(source))
        return f"{ASSETS}/{name}.{hash_name(content)}{suffix}"
    return root_first(address, first)


def root_first(address: str, first: Language) -> str:
    """Return an address that begins with a language's folder: the `first` language has none."""
    return address.removeprefix(f"{first}/")


def list_assets(published: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the address of each asset by its name; `published` are pairs of a file and its address."""
    return {_name_asset(source): address for source, address in published if source.startswith(f"{ASSETS}/")}


def _name_asset(source: str) -> str:
    return name_taken(source) or source.removeprefix(f"{ASSETS}/")


def find_asset(name: str, assets: Mapping[str, str]) -> str:
    """Return the address of the asset that a template asks for by its name. Raises DataError for one not there."""
    if name not in assets:
        message = Message("missing-asset", known=tuple(sorted(assets)))
        raise DataError([Diagnostic(Location(f"overrides/{ASSETS}/{name}", 1, 1), message)])
    return assets[name]


def find_hashed(name: str, addresses: Collection[str]) -> str:
    """Return the address of an asset that is among the `addresses`, by its name without the hash."""
    stem, suffix = posixpath.splitext(name)
    pattern = re.compile(rf"{re.escape(stem)}\.[0-9a-f]{{8}}{re.escape(suffix)}")
    (found,) = (one for one in addresses if pattern.fullmatch(one))
    return found


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
