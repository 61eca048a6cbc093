"""What a built site holds: what pages, data and theme make, each address once, and no script but the site's own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from pathlib import Path

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.files import escape_name, list_inside
from guide.site.addresses import hash_name

_RULE = "built-files"


_TAG = re.compile(r"<\s*script\b[^>]*>?", re.IGNORECASE)
_SOURCE = re.compile(r'<script src="((?:\.\./|\./)*|/(?!/)[^"]*?)assets/([^"/]+\.js)" defer>')
_DATA = re.compile(r'<script type="application/ld\+json">([^<>]*)</script>')
"""What a page says of itself to programs, once, and without a sign that could end it before its end."""
_NOTHING_TO_RUN = '<script id="__config" type="application/json">'
"""How settings begin that stand in a page: a browser runs nothing of that type."""
_HASHED = re.compile(r"[a-z0-9-]+\.([0-9a-f]{8})\.[a-z0-9]+")
_INDEX = re.compile(r"window\.guide\.(?:receive|lead)\((.*)\);\n", re.DOTALL)


def find_clashes(made: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Yield each address that has two sources; `made` are pairs of an address in the site and what it is made from.

    An address that is also a folder of another one clashes, too, and so do two that differ in capitals only.
    """
    seen: dict[str, str] = {}
    for address, source in made:
        if address.lower() in seen:
            words = {"first": escape_name(seen[address.lower()]), "second": escape_name(source)}
            yield Diagnostic(Location(escape_name(address), 1, 1), Message("built-files/twice", **words))
        seen.setdefault(address.lower(), source)
    for address, source in seen.items():
        for folder in _list_folders(address):
            if folder in seen:
                words = {"first": escape_name(seen[folder]), "second": escape_name(source)}
                yield Diagnostic(Location(escape_name(folder), 1, 1), Message("built-files/twice", **words))


def _list_folders(address: str) -> Iterator[str]:
    """Yield the folders that an address stands in, from the inmost; by hand, for there are thousands of addresses."""
    folder = address.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def find_strangers(sources: Iterable[str], assets: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each file of a theme that is not among our own `assets`: the theme below ours brings some, too."""
    for source in sources:
        if source not in assets:
            yield Diagnostic(Location(escape_name(source), 1, 1), Message("built-files/unknown"))


def find_surprises(site: Path, wanted: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each file of a built site that nothing makes, each that is missing, and each link."""
    found = set()
    for entry in list_inside(site):
        name = _name(entry, site)
        if entry.is_symlink():
            yield Diagnostic(Location(escape_name(name), 1, 1), Message("built-files/link"))
        elif not entry.is_dir():
            found.add(name)
            if name not in wanted:
                yield Diagnostic(Location(escape_name(name), 1, 1), Message("built-files/unknown"))
    for name in sorted({*wanted} - found):
        yield Diagnostic(Location(escape_name(name), 1, 1), Message("built-files/missing"))


def find_odd_scripts(site: Path, inline: Collection[str], scripts: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each script that is not the theme's: in a page, or as a file.

    `inline` are those that stand inside pages, `scripts` are the published names of those in assets/. The policy
    cannot say which file of the site is a script: for that its tags would need the attribute `integrity`, and with it
    no browser runs a script of a page that was opened from the disk.
    """
    files = [entry for entry in list_inside(site) if entry.name.endswith((".html", ".js"))]
    for page in (one for one in files if one.name.endswith(".html")):
        yield from find_odd_tags(Path(page).read_text(encoding="utf-8"), _name(page, site), inline, scripts)
    for script in (one for one in files if one.name.endswith(".js")):
        name = _name(script, site)
        message = _judge_script(Path(script).read_bytes(), name, scripts)
        if message:
            yield Diagnostic(Location(escape_name(name), 1, 1), message)


def _name(entry: os.DirEntry[str], site: Path) -> str:
    return entry.path[len(os.fspath(site)) + 1 :]


def find_odd_tags(page: str, name: str, inline: Collection[str], scripts: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each script in the HTML of a `page` that is not the theme's; `name` is what messages call the page."""
    text = reduce(lambda left, own: left.replace(f"<script>{own}</script>", "", 1), inline, page)
    text = _DATA.sub(_hide_data, text, count=1)
    for found in _TAG.finditer(text):
        if found[0] == _NOTHING_TO_RUN:
            continue
        source = _SOURCE.match(text, found.start())
        if not source or source[2] not in scripts:
            line = text.count("\n", 0, found.start()) + 1
            yield Diagnostic(Location(name, line, 1), Message("built-files/script", tag=escape_name(shorten(found[0]))))


def _hide_data(block: re.Match[str]) -> str:
    """Return nothing in the place of data, which no browser runs, and as many lines; anything else as it is."""
    try:
        return "\n" * block[0].count("\n") if isinstance(json.loads(block[1]), dict) else block[0]
    except ValueError:
        return block[0]


def _judge_script(content: bytes, address: str, scripts: Collection[str]) -> Message | None:
    folder, _, name = address.rpartition("/")
    if folder == "assets" and name in scripts:
        digest = _HASHED.fullmatch(name)
        return None if digest and digest[1] == hash_name(content) else Message("built-files/changed")
    if folder.partition("/")[0] == "search":
        return None if _is_index(content.decode("utf-8", "replace")) else Message("built-files/no-index")
    return Message("built-files/unknown")


def _is_index(text: str) -> bool:
    found = _INDEX.fullmatch(text)
    try:
        return bool(found) and isinstance(json.loads(f"[{found[1]}]"), list)  # type: ignore[index]
    except ValueError:
        return False
