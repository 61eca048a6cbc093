"""`python -m guide check`: what is wrong with the data, and where."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.checks.dates import check_days
from guide.cli.options import FOLDER, LANG, format_option
from guide.cli.spoken import command
from guide.evidence.reference_date import read_latest_day
from guide.load import load_guide, locate_problems
from guide.load_prose import load_prose, load_translations, rehearse
from guide.load_theme import check_project, is_project
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/check"))
@LANG
@format_option("text", "github", "json")
@FOLDER
def check(folder: Path, reporter: Reporter, form: str) -> None:
    """Report every mistake in the data and the prose."""
    try:
        guide = load_guide(folder)
        latest = read_latest_day(folder.parent, guide)
        if days := locate_problems(check_days(guide, latest), folder, guide):
            raise DataError(days)
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
