"""`python -m guide check`: what is wrong with anything that a change can touch, and where."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.cli.options import FOLDER, LANG, format_option
from guide.cli.spoken import command
from guide.load_all import look_at_everything
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/check"))
@LANG
@format_option("text", "github", "json")
@FOLDER
def check(folder: Path, reporter: Reporter, form: str) -> None:
    """Report every mistake in the data and the prose."""
    found = look_at_everything(folder)
    mistakes = found.mistakes
    records = sum(1 for _ in found.guide.everything()) if found.guide else 0
    count = reporter.count_mistakes(mistakes) if mistakes else reporter.format(Message("count/records", count=records))
    if form == "json":
        click.echo(reporter.write_json(mistakes))
    elif mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    if form != "json":
        click.echo(count, err=bool(mistakes))
    sys.exit(1 if mistakes else 0)
