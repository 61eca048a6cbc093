"""A file of many texts that is kept from one run to the next: it is read as a whole, or not at all.

Nothing relies on it: one that is missing, damaged or of another program is as none, and what it held is made again. It
holds text and no more, so that reading it can do nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.deploy.outputs import check_inside, remove_output
from guide.messages.diagnostic import DataError

BUILT = Path(".cache/built")
"""Where such files are, in the folder of the project."""
SITE, SKINNED, COMPRESSED = NAMES = ("site", "skinned", "compressed")
"""What they are called: what was made of each skin, as neither drives out the other, and what was compressed."""
COLD = "GUIDE_COLD"
"""The variable of the environment that asks for a build which relies on none before it."""
_LARGEST = 1_000_000_000


@dataclass(frozen=True)
class Pack:
    """Some texts, each as bytes, and what is `told` of them, as JSON has it."""

    told: Any
    contents: tuple[bytes, ...]


def load_pack(root: Path, name: str) -> Pack | None:
    """Return what write_pack wrote under a name in the project at `root`; None where nothing stands there as it was."""
    try:
        status = (root / BUILT / name).lstat()
        is_plain = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
        return _read((root / BUILT / name).read_bytes()) if is_plain else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _read(written: bytes) -> Pack | None:
    head = written.index(b"\n") + 1
    if written[: head - 1] != _seal([memoryview(written)[head:]]):
        return None
    start = written.index(b"\n", head) + 1
    contents, told = list[bytes](), json.loads(written[head:start])
    for size in told["sizes"]:
        contents.append(written[start : start + size])
        start += size
    return Pack(told["told"], tuple(contents))


def write_pack(root: Path, name: str, pack: Pack, names: Collection[str]) -> None:
    """Write texts under a name, and remove what stands beside them under none of the `names` that there are.

    Two that write at once do not meet: each writes a file of its own, which then takes the place of the other. Without
    room, or where a link stands, nothing is written: the next run is slower and no worse.
    """
    head = json.dumps({"told": pack.told, "sizes": list(map(len, pack.contents))}, separators=(",", ":"))
    rest = (f"{head}\n".encode("ascii"), *pack.contents)  # never in one piece: there are tens of megabytes
    folder = root / BUILT
    with suppress(OSError, DataError):
        check_inside(folder, root)
        folder.mkdir(parents=True, exist_ok=True)
        _replace(folder / name, (_seal(rest), b"\n", *rest))
        for path in sorted(folder.iterdir()):
            if path.name not in names:
                remove_output(path, root)


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside the one at `path`, and let it take that one's place."""
    number, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.writelines(parts)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _seal(parts: Iterable[bytes | memoryview]) -> bytes:
    read = hashlib.sha256()
    for part in parts:
        read.update(part)
    return read.hexdigest().encode("ascii")
