"""The site that stood before: where a new one has the same file, it is the same one, which costs a tenth of a new file.

It is a second name for the file, and the first one goes with the old site as soon as the new one stands. Until then
whoever writes into a file of the old site, in its place, writes into the new one, too: as if into the folder in which
that is made.

A new site that is made in the folder of the old one, as builders do by themselves, has it set aside there first.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

VARIABLE = "GUIDE_PREDECESSOR"
"""The variable of the environment that says where it stands."""
_ASIDE = ".before"
"""Where a site is set aside, in its own folder: what has a dot before its name is left alone there."""
_NEW = 0o666


def _find_mode() -> int:
    """Return the permissions that a new file gets now."""
    mask = os.umask(0)
    os.umask(mask)
    return _NEW & ~mask


@dataclass(frozen=True)
class Predecessor:
    """The site in a folder, and which of its own folders are `known` to be plain ones, reached through no link.

    It lends what has the permissions of a new file, its `mode`.
    """

    folder: str
    mode: int = field(default_factory=_find_mode)
    known: dict[str, bool] = field(default_factory=dict)

    def lend(self, name: str, content: bytes, path: str) -> bool:
        """Let the file of a name stand at `path`, too, if it holds `content`; say whether it does now.

        Not where it is anybody else's or has another name already, by which it could be changed, nor where the system
        makes no such links: whoever asks writes a file, then.
        """
        try:
            return self._is_plain(name.rpartition("/")[0]) and self._link(f"{self.folder}/{name}", content, path)
        except OSError:
            return False

    def _is_plain(self, inside: str) -> bool:
        if inside not in self.known:
            above = not inside or self._is_plain(inside.rpartition("/")[0])
            self.known[inside] = above and stat.S_ISDIR(os.lstat(f"{self.folder}/{inside}".rstrip("/")).st_mode)
        return self.known[inside]

    def _link(self, own: str, content: bytes, path: str) -> bool:
        file = os.open(own, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:  # as long as it is open, no other file can have its number
            status = os.fstat(file)
            if not self._is_fit(status, len(content)) or os.read(file, len(content) + 1) != content:
                return False
            os.link(own, path, follow_symlinks=False)
            is_it = os.path.samestat(os.lstat(path), status)
        finally:
            os.close(file)
        if not is_it:
            Path(path).unlink()
        return is_it

    def _is_fit(self, status: os.stat_result, size: int) -> bool:
        is_ours = status.st_uid == os.geteuid() and status.st_nlink == 1
        return is_ours and status.st_mode == stat.S_IFREG | self.mode and status.st_size == size


def set_aside(site: Path) -> Predecessor:
    """Move all that a site holds into a hidden folder of it, and return it as the predecessor of a new one.

    What cannot be moved stays, and whoever makes the new site sweeps it. Nothing of it may be a link: see check_inside.
    """
    drop_aside(site)
    aside = site / _ASIDE
    with suppress(OSError):
        found = [one for one in site.iterdir() if not one.name.startswith(".")]
        aside.mkdir()
        for one in found:
            one.rename(aside / one.name)
    return Predecessor(str(aside))


def drop_aside(site: Path) -> None:
    """Remove what set_aside has moved."""
    shutil.rmtree(site / _ASIDE, ignore_errors=True)
