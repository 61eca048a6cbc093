"""`python -m guide check`: what is wrong with the data, and where."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.cli.options import FOLDER, LANG
from guide.load import load_guide
from guide.load_prose import load_prose, load_translations, rehearse
from guide.load_theme import check_project, is_project
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@click.command()
@LANG
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@FOLDER
def check(folder: Path, reporter: Reporter, form: str) -> None:
    """Read all data files in FOLDER, and the prose in docs/ beside it, and report every mistake with its place.

    `github` makes annotations of a pull request, `json` a list for other programs. Exit code 1 says that there are
    mistakes, 2 that the command was not understood.
    """
    try:
        guide = load_guide(folder)
        prose = load_prose(folder.parent / "docs", folder, guide)
        load_translations(folder, guide, prose)
        if is_project(folder.parent):
            check_project(folder.parent, guide, prose)
        if prose:
            rehearse(folder.parent, guide, prose)
        count = reporter.format(Message("count/records", count=sum(1 for _ in guide.everything())))
        mistakes: tuple[Diagnostic, ...] = ()
    except DataError as error:
        mistakes = error.diagnostics
        count = reporter.count_mistakes(mistakes)
    if form == "json":
        click.echo(reporter.write_json(mistakes))
    elif mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    if form != "json":
        click.echo(count, err=bool(mistakes))
    sys.exit(1 if mistakes else 0)
