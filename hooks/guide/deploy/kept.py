"""What was compressed before, kept from build to build: of most files a build makes the same bytes as the last one.

Nothing relies on it: what is missing, spoiled or of another encoder is made again, to the same bytes.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from guide.deploy.compress import Form
from guide.deploy.outputs import check_inside, remove_output, write_output
from guide.messages.diagnostic import DataError

KEPT = Path(".cache/compressed")
"""Where it is kept, in the folder of the project."""


@dataclass(frozen=True)
class Packed:
    """What a file was compressed to, and the name under which that is kept."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Shelf:
    """A folder of compressed files, each named after the content and the recipe that it was made from."""

    folder: Path

    def pack(self, content: bytes, form: Form) -> Packed:
        """Return a compressed form of a content, as it was made before or else made now."""
        made_from = hashlib.sha256(form.recipe.encode() + b"\0" + content).hexdigest()
        name = f"{made_from}{form.suffix}"
        kept = self._read(name, len(content))
        if kept and form.holds(kept, content):
            return Packed(name, kept)
        packed = form.pack(content)
        with suppress(OSError, DataError):  # without room, or where a link stands, a build is slower and no worse
            write_output(self.folder / name, packed)
        return Packed(name, packed)

    def keep_only(self, names: Collection[str]) -> None:
        """Remove what was not asked for under any of these names."""
        with suppress(OSError, DataError):
            check_inside(self.folder)
            for path in sorted(self.folder.iterdir()):
                if path.name not in names:
                    remove_output(path)

    def _read(self, name: str, most: int) -> bytes:
        """Return what is kept under a name; nothing for what is no plain file, or longer than the content was."""
        path = self.folder / name
        try:
            status = path.lstat()
            return path.read_bytes() if stat.S_ISREG(status.st_mode) and status.st_size <= most else b""
        except OSError:
            return b""
