"""Marks: under a name that says all that was looked at, one line of what was told of it, for whoever looks again.

Nothing relies on them. One that is missing or spoilt is made again; whoever can write one could as well change the
program that reads it. They hold text and no more, so that reading one can do nothing.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from guide.deploy.outputs import check_inside, remove_output, write_output
from guide.kept.fingerprint import digest_code, digest_words
from guide.messages.diagnostic import DataError

KEPT = Path(".cache/clean")
"""Where they are, in the folder of the project."""
BESIDE = Path(".cache/looks")
"""Where the rest is that is known from the looks before."""
_MOST = 40
_LONGEST = 1000
_LARGEST = 200_000_000


@dataclass(frozen=True)
class Marks:
    """The marks of the project in `root`. What is kept is written at the end, if the program is still the same then.

    `code` is a name for the program, made before most of it was read, and a part of the names of all marks.
    """

    root: Path
    code: str = field(default_factory=digest_code)
    pending: dict[Path, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """Return what was told under a name; None where nothing was, or not what stands there now."""
        seal, _, told = _read(self.root / KEPT / name, _LONGEST).partition("\n")
        return told if seal == digest_words((name, told)) and told.isprintable() else None

    def keep(self, name: str, told: str = "") -> None:
        """Keep what was told under a name."""
        self.pending[KEPT / name] = f"{digest_words((name, told))}\n{told}"

    def read(self, name: str) -> str:
        """Return a text that stands beside the marks, empty where there is none. Its reader knows if it is whole."""
        return _read(self.root / BESIDE / name, _LARGEST)

    def write(self, name: str, text: str) -> None:
        """Keep a text beside the marks."""
        self.pending[BESIDE / name] = text

    def finish(self) -> None:
        """Write what is to be kept, and of all marks leave the newest."""
        if not self.pending or self.code != digest_code():
            return
        with suppress(OSError, DataError):  # without room, or where a link stands, the next look is slower and no worse
            for path, text in self.pending.items():
                write_output(self.root / path, text, self.root)
            self.pending.clear()
            _remove_old(self.root)


def _remove_old(root: Path) -> None:
    check_inside(root / KEPT, root)
    kept = sorted((root / KEPT).glob("*"), key=lambda path: -path.lstat().st_mtime_ns)
    for path in kept[_MOST:]:
        remove_output(path, root)


def _read(path: Path, most: int) -> str:
    """Return the text of a plain file of at most so many bytes; empty where there is none."""
    try:
        status = path.lstat()
        return path.read_text(encoding="utf-8") if stat.S_ISREG(status.st_mode) and status.st_size <= most else ""
    except (OSError, UnicodeDecodeError):
        return ""
