"""What may lie in data/: the files that are read. What nobody reads is lost there, and nobody sees it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.nearest import find_nearest
from guide.model.capture import CAPTURES
from guide.model.journal import JOURNAL
from guide.model.subject import SUBJECT
from guide.read.files import is_special, show_name
from guide.read.project_files import is_dropping

LOCK = "translations.lock"
"""The file, beside the data, that says which texts were in step."""
SCHEMA = "schema"
"""The folder, beside the data files, with what editors know of them."""
_ENDING = re.compile(r"(?:\.(?:ya?ml|json|txt))+", re.IGNORECASE)
"""What may have come of `.yml` in an editor that knows better."""


def find_strays_of_data(folder: Path, kinds: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what may not lie in data/, for kinds of that name, but for what its captures are."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() and path.name in (*kinds, SCHEMA):
            yield _refuse(path, folder, Message("not-a-plain-file/sort"))
        elif path.is_dir() and path.name in kinds:
            yield from _find_strays_of_kind(path, folder)
        elif path.is_dir() and path.name == SCHEMA:
            yield from _find_strays_of_schema(path, folder)
        elif not _is_known(path, kinds):
            yield _refuse(path, folder, _explain(path, kinds))


def find_strays_of_captures(folder: Path) -> Iterator[Diagnostic]:
    """Yield what may not lie in data/captures/; `folder` is data/. What is in the captures is read elsewhere."""
    captures = folder / CAPTURES
    for path in sorted(captures.iterdir()) if captures.is_dir() else ():
        if path.suffix != ".json" and not path.name.startswith("."):
            yield _refuse(
                path, folder, Message("not-a-plain-file/sort" if is_special(path) else "closed-folder/captures")
            )


def _is_known(path: Path, kinds: Collection[str]) -> bool:
    """Say whether something is read, or is told by others: what an editor left behind is."""
    if path.name in (CAPTURES, JOURNAL, LOCK) or path.name.startswith(".") or is_dropping(path.name):
        return True
    return path.suffix == ".yml" and path.stem in {SUBJECT, *kinds}


def _find_strays_of_kind(kind: Path, folder: Path) -> Iterator[Diagnostic]:
    for path in sorted(kind.iterdir()):
        is_read = path.suffix == ".yml" and path.is_file() and not path.is_symlink()
        if not is_read and not is_dropping(path.name):
            yield _refuse(path, folder, _explain_in_kind(path, kind.name))


def _explain_in_kind(path: Path, kind: str) -> Message:
    name = _ENDING.sub("", path.name)
    is_misnamed = path.is_file() and not path.is_symlink() and f"{name}.yml" != path.name != name
    return Message("stray-file/ending", name=f"{name}.yml") if is_misnamed else Message("stray-file/own", kind=kind)


def _find_strays_of_schema(schema: Path, folder: Path) -> Iterator[Diagnostic]:
    for path in sorted(schema.iterdir()):
        if path.suffix != ".json" and not is_dropping(path.name):
            yield _refuse(path, folder, Message("stray-file/schema"))


def _explain(path: Path, kinds: Collection[str]) -> Message:
    """Return what to do with something that nobody reads, by what it seems to be."""
    name = _ENDING.sub("", path.name)
    if path.is_dir() and not path.is_symlink():
        return _suggest(path.name, "", kinds, Message("stray-file/folder"))
    if name != path.name and name.lower() in {SUBJECT, *kinds}:
        return Message("stray-file/ending", name=f"{name.lower()}.yml")
    if path.suffix in (".yml", ".yaml"):
        return _suggest(name, ".yml", kinds, Message("stray-file/kind", kinds=tuple(kinds)))
    return Message("stray-file/unread")


def _suggest(name: str, ending: str, kinds: Collection[str], otherwise: Message) -> Message:
    nearest = find_nearest(name.lower(), kinds)
    return Message("stray-file/nearest", name=f"{nearest}{ending}") if nearest else otherwise


def _refuse(path: Path, folder: Path, message: Message) -> Diagnostic:
    return Diagnostic(Location(show_name(path, folder), 1, 1), message)
