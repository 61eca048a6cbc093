"""The data as they stood at a git revision."""

from __future__ import annotations

import datetime
import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from guide.checks import Problem
from guide.checks.figures import check_placeholders, check_same_as
from guide.checks.references import check_references
from guide.load import load_guide, load_kinds, load_raw, load_subject
from guide.messages.diagnostic import DataError
from guide.messages.message import Message, MessageError
from guide.model.guide import Guide
from guide.model.kinds import KINDS
from guide.model.subject import SUBJECT


class RevisionError(MessageError):
    """Git has no such revision, or cannot be asked for it."""


def load_guide_at(root: Path, revision: str) -> Guide:
    """Return the guide that stood in `root`/data at a git revision.

    Where its subject cannot be told any more, it is read by that of today. A kind that came later had no records then,
    and a rule that came later binds nobody. Raises RevisionError, and DataError where today's model cannot read the
    data or a name leads nowhere.
    """
    with _restore(root, revision, "data") as restored:
        return _load_old_guide(restored / "data", root)


def load_readable_at(root: Path, revision: str) -> tuple[Guide | None, frozenset[str]]:
    """Return the guide of a revision without what today's model cannot read of it, and the names of the kinds left out.

    There is no guide where it cannot read more than single kinds. Raises RevisionError.
    """
    with _restore(root, revision, "data") as restored:
        folder = restored / "data"
        try:
            return _load_old_guide(folder, root), frozenset()
        except DataError as error:
            unread = frozenset(Path(one.location.path).stem for one in error.diagnostics)
        for kind in unread:
            (folder / f"{kind}.yml").write_text("[]", encoding="utf-8")
        try:
            return _load_old_guide(folder, root, lambda guide: iter(())), unread
        except DataError:
            return None, unread


def _load_old_guide(folder: Path, root: Path, find: Callable[[Guide], Iterator[Problem]] | None = None) -> Guide:
    """Return the guide in a `folder` of long ago; what it lacks is taken from the one of today, in `root`/data."""
    if not (folder / f"{KINDS}.yml").exists():  # as it was before kinds were declared
        shutil.copy(root / "data" / f"{KINDS}.yml", folder)
    if not _is_told(folder, load_subject(root / "data").languages):
        shutil.copy(root / "data" / f"{SUBJECT}.yml", folder)
    for kind in load_kinds(folder, load_subject(folder)):
        if not (folder / f"{kind}.yml").exists():
            (folder / f"{kind}.yml").write_text("[]", encoding="utf-8")
    return load_guide(folder, find or _find_broken_names)


def _is_told(folder: Path, languages: tuple[str, ...]) -> bool:
    """Say whether a subject of then can be read today, and has the languages of today."""
    try:
        return load_subject(folder).languages == languages
    except DataError:
        return False


def load_raw_at(root: Path, revision: str) -> dict[str, Any]:
    """Return what stood in `root`/data at a git revision, as load_raw does. Raises RevisionError."""
    with _restore(root, revision, "data") as folder:
        return load_raw(folder / "data")


def list_days(root: Path, since: str) -> dict[datetime.date, str]:
    """Return the last commit of each day on which `root`/data changed on the main line, from the revision `since` on.

    Raises RevisionError.
    """
    first, form = _find_commit(root, since), "--format=%ct %H"
    begun = _ask_git(root, since, "log", "-1", form, first)
    told = _ask_git(root, since, "log", "--first-parent", "--reverse", form, f"{first}..HEAD", "--", "data")
    lines = (begun + told).decode("ascii").split()
    times = (datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC) for seconds in lines[::2])
    return {time.date(): commit for time, commit in zip(times, lines[1::2], strict=True)}


def load_texts_at(root: Path, revision: str, is_wanted: Callable[[str], bool]) -> dict[str, str]:
    """Return the text of each file at a git revision whose path, seen from `root`, is wanted. Raises RevisionError.

    What is no UTF-8 is read with marks in its place.
    """
    listed = _ask_git(root, revision, "ls-tree", "-r", "-z", "--name-only", _find_commit(root, revision))
    wanted = [path for path in listed.decode("utf-8", "replace").split("\0") if is_wanted(path)]
    if not wanted:
        return {}
    with _restore(root, revision, *wanted) as folder:
        found = {path: folder / path for path in wanted}
        return {path: file.read_text("utf-8", "replace") for path, file in found.items() if file.is_file()}


def _find_broken_names(guide: Guide) -> Iterator[Problem]:
    """Yield what keeps a guide from being told; what only breaks another rule can be."""
    for check in (check_references, check_placeholders, check_same_as):
        yield from check(guide)


@contextmanager
def _restore(root: Path, revision: str, *paths: str) -> Iterator[Path]:
    """Yield a temporary folder with these paths of a revision: plain files, and none outside of the folder."""
    archive = _ask_git(root, revision, "archive", "--format=tar", _find_commit(root, revision), "--", *paths)
    with tempfile.TemporaryDirectory() as temporary, tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            content = members.extractfile(member) if member.isfile() else None
            if content and ".." not in Path(member.name).parts:
                path = Path(temporary, member.name.lstrip("/"))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
        yield Path(temporary)


def _find_commit(root: Path, revision: str) -> str:
    name = f"{revision}^{{commit}}"
    found = _ask_git(root, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return found.decode("ascii").strip()


def _ask_git(root: Path, revision: str, *arguments: str) -> bytes:
    try:
        answer = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(Message("revision/no-git")) from None
    if answer.returncode:
        reason = answer.stderr.decode("utf-8", "replace").strip() or Message("revision/none")
        raise RevisionError(Message("revision/refused", revision=revision, reason=reason))
    return answer.stdout
