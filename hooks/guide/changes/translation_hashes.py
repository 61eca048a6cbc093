"""The lock: what each text was, as hashes, when its languages last said the same. Its form as a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.model.language import Language

Hashes = Mapping[str, str]
"""The short hash of a text, by the code of the language."""
Lock = Mapping[str, Hashes]
"""The hashes of each text, by `kind/id field`, in the order of the file."""

COMMAND = ".venv/bin/python -m guide translations"
_HASH_LENGTH = 8
_LINE = re.compile(r"([a-z_]+/\S+ \S+)((?: [A-Za-z-]+=[0-9a-f]{8})+)\s*")
_HEAD = f"# What each text was when its languages last said the same. Made by `{COMMAND} --write`; do not edit."


def parse_lock(content: str, path: str, languages: Iterable[Language]) -> Lock:
    """Read the content of a lock; `path` is what messages call the file, and what they show is in `languages`.

    Raises DataError with every broken line.
    """
    lock: dict[str, Hashes] = {}
    form = " ".join(("kind/id field", *(f"{language}=0123abcd" for language in languages)))
    mistakes = list(cut_short(_read_lines(content, path, form, lock)))
    if mistakes:
        raise DataError(mistakes)
    return lock


def _read_lines(content: str, path: str, form: str, lock: dict[str, Hashes]) -> Iterator[Diagnostic]:
    """Fill `lock`; yield what is wrong with the lines that do not belong into it."""
    for number, line in enumerate(content.split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if found and found[1] not in lock:
            lock[found[1]] = dict(re.findall(r"(\S+)=(\S+)", found[2]))
        elif line.strip() and not line.startswith("#"):
            yield Diagnostic(Location(path, number, 1), _explain(line, found, form))


def write_lock(lock: Lock) -> str:
    """Return the content of the lock's file."""
    lines = (f"{key} {' '.join(f'{code}={digest}' for code, digest in hashes.items())}" for key, hashes in lock.items())
    return "\n".join((_HEAD, *lines, ""))


def hash_words(words: Mapping[Language, str]) -> Hashes:
    """Return the short hash of a text in each of its languages."""
    return {
        language: hashlib.sha256(written.encode("utf-8")).hexdigest()[:_HASH_LENGTH]
        for language, written in words.items()
    }


def _explain(line: str, found: re.Match[str] | None, form: str) -> Message:
    if found:
        return Message("broken-lock/twice", key=shorten(found[1]), command=COMMAND)
    return Message("broken-lock/no-line", line=shorten(line), form=form, command=COMMAND)
