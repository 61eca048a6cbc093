"""All files of a project, whoever reads them: none has the marks of a merge, and none is what an editor left behind."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.read.files import escape_name
from guide.read.left_overs import find_conflicts

FOLDERS = ("data", "docs", "overrides", "hooks", "tests", ".github")
"""Where a project has files, beside those that lie in no folder."""
_BROKEN_ON_PURPOSE = ("tests", "corpus")
_MADE = re.compile(r"__pycache__|.*\.egg-info")
_MOST_BYTES = 2_000_000
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")
_DROPPING = re.compile(
    r".*~|#.*#|\.#.*|.*\.(?:orig|rej|bak|old|tmp|save|sw[a-p])|\.DS_Store|(?i:thumbs\.db|desktop\.ini)"
    r"|.+ \(\d+\)\.\w+|.+ \d\.\w+|(?i:copy of .*|.+ - copy(?: \(\d+\))?\.\w+)|.+ - \u526f\u672c(?: ?\(\d+\))?\.\w+"
    r"|.*[._](?:BACKUP|BASE|LOCAL|REMOTE)[._]\d+(?:\.\w+)?"
)
"""What editors, merges and systems call their copies."""


def find_left_overs(root: Path) -> Iterator[Diagnostic]:
    """Yield the marks of a merge in any file of the project in `root`, and each file that somebody's work left there.

    What a file has besides is for those who read it to say: one that is no text has no marks.
    """
    for path in _list_files(root):
        name = escape_name(path.relative_to(root).as_posix())
        if _DROPPING.fullmatch(path.name):
            yield Diagnostic(Location(name, 1, 1), Message("left-over/file"))
        elif _is_plain(path):
            yield from find_conflicts(_read_marked(path), name)


def is_dropping(name: str) -> bool:
    """Say whether a file is called as an editor, a merge or a system calls its copies."""
    return bool(_DROPPING.fullmatch(name))


def _list_files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted(root.iterdir()) if not path.is_dir() or path.is_symlink())
    for name in FOLDERS:
        yield from _walk(root / name, root)


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Yield what lies in a folder and those inside it. Follows no link."""
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if not path.is_dir() or path.is_symlink():
            yield path
        elif not _MADE.fullmatch(path.name) and path.relative_to(root).parts != _BROKEN_ON_PURPOSE:
            yield from _walk(path, root)


def _is_plain(path: Path) -> bool:
    status = path.lstat()
    return stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES


def _read_marked(path: Path) -> str:
    """Return the text of a file, empty where it cannot have a mark of a merge: most have none, and need no decoding."""
    content = path.read_bytes()
    return content.decode("utf-8", "replace").replace("\r\n", "\n") if any(one in content for one in _MARKS) else ""
