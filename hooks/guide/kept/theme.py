"""The theme is not looked at again as long as it, and the words that it shows, are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from guide.kept.looks import SETTINGS, name_parts
from guide.kept.marks import Marks
from guide.messages.diagnostic import Diagnostic

_PARTS = ("overrides", SETTINGS, "mkdocs.material.yml")


def name_theme(folder: Path, marks: Marks, asked: Iterable[str] = ()) -> str | None:
    """Return a name for what shows the data in `folder`: theme, settings and program; None as in name_look."""
    return name_parts(folder, _PARTS, (marks.code, *asked))


def find_unless_known(
    find: Callable[[], Iterable[Diagnostic]], name: Callable[[], str | None], marks: Marks
) -> list[Diagnostic]:
    """Return what `find` finds; nothing where it found nothing before under the `name` that all has now."""
    called = name()
    if called and marks.find(called) is not None:
        return []
    found = list(find())
    if called and not found and called == name():
        marks.keep(called)
    return found
