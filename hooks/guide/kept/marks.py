"""Marks: under a name that says all that was looked at, one line of what was told of it, for whoever looks again.

Nothing relies on them. One that is missing or spoilt is made again; whoever can write one could as well change the
program that reads it. They hold text and no more, so that reading one can do nothing.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guide.deploy.outputs import check_inside, remove_output, write_output
from guide.kept.fingerprint import digest_words
from guide.messages.diagnostic import DataError

KEPT = Path(".cache/clean")
"""Where they are, in the folder of the project."""
_MOST = 40
_LONGEST = 1000


@dataclass(frozen=True)
class Marks:
    """The marks of the project in `root`."""

    root: Path

    def find(self, name: str) -> str | None:
        """Return what was told under a name; None where nothing was, or not what stands there now."""
        path = self.root / KEPT / name
        try:
            status = path.lstat()
            written = path.read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= _LONGEST else b""
            seal, _, told = written.decode("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return told if seal == digest_words((name, told)) and told.isprintable() else None

    def keep(self, name: str, told: str = "") -> None:
        """Keep what was told under a name, and of all that is kept the newest."""
        folder = self.root / KEPT
        with suppress(OSError, DataError):  # without room, or where a link stands, the next look is slower and no worse
            write_output(folder / name, f"{digest_words((name, told))}\n{told}", self.root)
            check_inside(folder, self.root)
            newest_first = sorted(folder.iterdir(), key=lambda path: -path.lstat().st_mtime_ns)
            for path in newest_first[_MOST:]:
                remove_output(path, self.root)
