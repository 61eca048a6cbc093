"""`python -m guide check`: what is wrong with anything that a change can touch, and where.

What was found clean before is told at once; what looks at it is only read where somebody has to look.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from guide.cli.arguments import FOLDER, format_option
from guide.cli.spoken import command, option
from guide.kept.looks import name_look
from guide.kept.marks import Marks
from guide.messages.message import Message


@command(Message("command/check"))
@option("--lang", "language", metavar="LANGUAGE", about=Message("option/lang"))
@format_option("text", "github", "json")
@option("--since", metavar="REVISION", about=Message("option/since"))
@option("--cold", is_flag=True, about=Message("option/cold"))
@FOLDER
@click.pass_context
def check(context: click.Context, folder: Path, language: str | None, form: str, since: str | None, cold: bool) -> None:
    """Report every mistake in the data and the prose."""
    marks, asked = Marks(folder.parent), (language or "", form)
    name = None if cold else name_look(folder, asked, since)
    known = marks.find(name) if name else None
    if known is None:
        known = import_module("guide.cli.look").look(context, folder, language, form, since, None if cold else marks)
        if name and name == name_look(folder, asked, since):  # nothing has changed while it was looked at
            marks.keep(name, known)
    click.echo(known)
