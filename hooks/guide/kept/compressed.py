"""What was compressed before, kept from build to build: of most files a build makes the same bytes as the last one.

Nothing relies on it: what is missing, damaged or of another encoder is made again, to the same bytes. All of it is one
file, whose seal says that it is as it was written, and each thing is called by its content and its recipe; so nobody
unpacks it to see whether it still holds that content. A seal keeps out no one who means harm, for anybody can make one:
but who can write there can as well write the program that reads it, or the site. A pull request cannot, as long as
nothing of the folder is in the repository, which a test holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guide.deploy.compress import Form
from guide.kept.pack import COMPRESSED, NAMES, Pack, load_pack, write_pack


@dataclass(frozen=True)
class Shelf:
    """The compressed files of the project in `root`: those `before`, and those that were asked for since."""

    root: Path
    before: Mapping[str, bytes] = field(default_factory=dict)
    now: dict[str, bytes] = field(default_factory=dict)

    def pack(self, content: bytes, form: Form) -> bytes:
        """Return a compressed form of a content, as it was made before or else made now."""
        name = f"{form.recipe}: {hashlib.sha256(content).hexdigest()}"
        known = self.before.get(name)
        self.now[name] = form.pack(content) if known is None else known
        return self.now[name]

    def keep(self) -> None:
        """Keep what was asked for, and nothing else."""
        if self.now.keys() != self.before.keys():
            write_pack(self.root, COMPRESSED, Pack([*self.now], tuple(self.now.values())), NAMES)


def open_shelf(root: Path) -> Shelf:
    """Return what the last build of the project in `root` compressed; nothing where nobody knows."""
    pack = load_pack(root, COMPRESSED)
    return Shelf(root, dict(zip(pack.told, pack.contents, strict=True)) if pack else {})
