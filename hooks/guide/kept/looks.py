"""A name for all that `check` looks at, so that what was found clean is known again at once."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.evidence.commit_day import VARIABLE, read_commit_time, read_day
from guide.kept.fingerprint import UnreadableError, digest_tree, digest_words, list_loose_files
from guide.read.project_files import FOLDERS

SETTINGS = "mkdocs.yml"
"""What the folder of a project holds; marks are kept in no other folder."""
HEARD = ("GUIDE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "SITE_URL", "REPO_URL", "VERSION", VARIABLE)
"""What of the environment a look, or the language in which it is told, hangs on."""


def name_look(folder: Path, asked: Iterable[str], since: str | None = None) -> str | None:
    """Return a name for the data in `folder`, for all of the project around them, and for the day.

    `asked` is what the name hangs on besides, `since` the revision that changes are looked for from. None where no
    project is, or nobody can say what is looked at.
    """
    root = folder.parent
    try:
        begun = _find_commit(root, since) if since else ""
        loose = list_loose_files(root)
        return name_parts(folder, (folder.name, *FOLDERS, *loose), (begun, *_tell_surroundings(root), *asked))
    except (OSError, UnreadableError):
        return None


def name_parts(folder: Path, names: Iterable[str], asked: Iterable[str]) -> str | None:
    """Return a name for some folders and files around the data in `folder`, and for what is `asked`.

    None as in name_look.
    """
    root = folder.parent
    if folder.name in ("", "..") or not (root / SETTINGS).is_file():
        return None
    try:
        return digest_words([folder.name, digest_tree(root, dict.fromkeys(names)), *asked])
    except UnreadableError:
        return None


def _tell_surroundings(root: Path) -> Iterator[str]:
    yield from (f"{name}={os.environ.get(name)}" for name in HEARD)
    yield from (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("GIT_"))
    yield str(_find_latest_day(root))


def _find_latest_day(root: Path) -> datetime.date:
    """Return today, or the day of a commit that is later. What hangs on the evidence's own days hangs on the data."""
    committed = read_commit_time(root)
    day = read_day(committed) if isinstance(committed, str) else None
    return max(day or datetime.date.min, datetime.datetime.now(tz=datetime.UTC).date())


def _find_commit(root: Path, revision: str) -> str:
    """Return the commit that a revision is now. Raises UnreadableError where there is none."""
    name = f"{revision}^{{commit}}"
    command = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "--end-of-options", name]
    answer = subprocess.run(command, capture_output=True, check=False)
    if answer.returncode:
        raise UnreadableError
    return answer.stdout.decode("ascii", "replace").strip()
