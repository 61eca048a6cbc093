"""Files of public git repositories as a local clone has them, so that nobody has to be asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from guide.model.sources import Archive


def read_archive(archive: Archive, clones: Mapping[str, str]) -> tuple[bytes, ...] | None:
    """Return the files of an archive from the clone of its repository; None where there is no clone, or a file is not.

    `clones` has the folder of each clone by the address of its repository.
    """
    folder = next((clones[name] for name in clones if _is_same(name, archive.repository)), None)
    if folder is None:
        return None
    files = [_show(folder, f"{archive.commit}:{path}") for path in archive.paths]
    found = tuple(file for file in files if file is not None)
    return found if len(found) == len(files) else None


def _show(folder: str, name: str) -> bytes | None:
    command = ["git", "-C", folder, "show", name]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if answer.returncode else answer.stdout


def _is_same(one: str, other: str) -> bool:
    first, second = (name.rstrip("/").removesuffix(".git").lower() for name in (one, other))
    return first == second
