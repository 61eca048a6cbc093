"""Names for what something was made from: other bytes, another name. Imports little, as it runs before all else."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_PACKAGES = ("guide", "sourcecheck")
_CODE = Path(__file__).parents[2]
_MADE = "__pycache__"
_INSTALLED = (".dist-info", ".egg-info")


class UnreadableError(Exception):
    """Something cannot be read as it lies there, so that nobody can say what hangs on it."""


def digest_words(words: Iterable[str]) -> str:
    """Return a name for some words in their order; where one ends and the next begins is a part of it."""
    read = hashlib.sha256()
    for word in words:
        content = word.encode("utf-8", "surrogatepass")
        read.update(b"%d:" % len(content) + content)
    return read.hexdigest()


def digest_code() -> str:
    """Return a name for the program: its own files, Python, and the versions of all that is installed."""
    own = digest_tree(_CODE, (name for name in _PACKAGES if (_CODE / name).is_dir()))
    return digest_words([own, sys.version, sys.platform, *_list_installed()])


def digest_tree(root: Path, names: Iterable[str]) -> str:
    """Return a name for the folders called `names` in `root`: for all that lies in them, with its bytes.

    A link is where it leads to, and is not followed; a folder that is not there is another than an empty one. Raises
    UnreadableError for a folder that is itself a link, since what is read from there lies elsewhere.
    """
    read = hashlib.sha256()
    try:
        for name in names:
            if (root / name).is_symlink():
                raise UnreadableError
            for part in _read_tree(root / name, name):
                read.update(b"%d:" % len(part) + part)
    except OSError:
        raise UnreadableError from None
    return read.hexdigest()


def list_loose_files(root: Path) -> list[str]:
    """Return the names of what lies in a folder itself and is no folder, in their order."""
    return sorted(entry.name for entry in os.scandir(root) if not entry.is_dir(follow_symlinks=False))


def _list_installed() -> list[str]:
    """Return the names of all installed packages, with their versions."""
    folders = [path for path in dict.fromkeys(path or "." for path in sys.path) if Path(path).is_dir()]
    return sorted({one.name for folder in folders for one in os.scandir(folder) if one.name.endswith(_INSTALLED)})


def _read_tree(path: Path, name: str) -> Iterator[bytes]:
    """Yield what a file is, or a folder and all in it: for each its name, its sort, and what it holds."""
    mode = path.lstat().st_mode if os.path.lexists(path) else 0
    yield os.fsencode(name)
    yield b"%d" % stat.S_IFMT(mode)
    if stat.S_ISREG(mode):
        yield path.read_bytes()
    elif stat.S_ISLNK(mode):
        yield os.fsencode(path.readlink())
    elif stat.S_ISDIR(mode):
        inside = sorted(one.name for one in os.scandir(path) if one.name != _MADE)
        yield b"%d" % len(inside)
        for one in inside:
            yield from _read_tree(path / one, one)
