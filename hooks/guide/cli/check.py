"""`python -m guide check`: what is wrong with anything that a change can touch, and where.

What was found clean before is told at once; what looks at it is only read where somebody has to look.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from guide.cli.arguments import FOLDER, format_option
from guide.cli.spoken import command, option
from guide.kept.looks import name_look
from guide.kept.marks import Marks
from guide.messages.message import Message

_NEW_THINGS, _NEVER = 20_000, 1_000_000
"""How many things have been made when somebody looks for garbage among them, and how many such looks never come."""


@dataclass(frozen=True)
class Asked:
    """What the command line asks for; `cold` is a look that relies on none before it."""

    folder: Path
    language: str | None
    form: str
    since: str | None
    cold: bool

    def name(self, marks: Marks | None) -> str | None:
        """Return the name of this look: of what there is to look at, and how it is to be told."""
        told = (self.language or "", self.form)
        return name_look(self.folder, (marks.code, *told), self.since) if marks else None


@command(Message("command/check"))
@option("--lang", "language", metavar="LANGUAGE", about=Message("option/lang"))
@format_option("text", "github", "json")
@option("--since", metavar="REVISION", about=Message("option/since"))
@option("--cold", is_flag=True, about=Message("option/cold"))
@FOLDER
@click.pass_context
def check(context: click.Context, /, **given: Any) -> None:
    """Report every mistake in the data and the prose."""
    asked = Asked(**given)
    marks = None if asked.cold else Marks(asked.folder.parent)
    name = asked.name(marks)
    known = marks.find(name) if marks and name else None
    if known is None:
        with _in_one_go():
            known = import_module("guide.cli.look").look(context, asked, marks)
        if marks and name and name == asked.name(marks):  # nothing has changed while it was looked at
            marks.keep(name, known)
            marks.finish()
    click.echo(known)


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Look for garbage only among what is new: pages leave some, and to look through all takes a tenth of the time."""
    as_ever = gc.get_threshold()
    gc.set_threshold(_NEW_THINGS, _NEVER, _NEVER)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*as_ever)
