"""Files of public git repositories as a local clone has them, so that nobody has to be asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from guide.model.evidence import Archive


def read_file(archive: Archive, clones: Mapping[str, str]) -> bytes | None:
    """Return a file at its commit from the clone of its repository; None where there is no such clone or file.

    `clones` has the folder of each clone by the address of its repository.
    """
    folder = next((clones[name] for name in clones if _is_same(name, archive.repository)), None)
    if folder is None:
        return None
    command = ["git", "-C", folder, "show", f"{archive.commit}:{archive.path}"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if answer.returncode else answer.stdout


def _is_same(one: str, other: str) -> bool:
    first, second = (name.rstrip("/").removesuffix(".git").lower() for name in (one, other))
    return first == second
