"""`python -m guide check`: what is wrong with anything that a change can touch, and where."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guide.changes.history import RevisionError, load_texts_at
from guide.changes.lost import find_lost_addresses, holds_addresses
from guide.cli.options import FOLDER, LANG, format_option
from guide.cli.spoken import command, option
from guide.load_all import Findings, look_at_everything
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/check"))
@LANG
@format_option("text", "github", "json")
@option("--since", metavar="REVISION", about=Message("option/since"))
@FOLDER
def check(folder: Path, reporter: Reporter, form: str, since: str | None) -> None:
    """Report every mistake in the data and the prose."""
    with _in_one_go():
        found = look_at_everything(folder)
    try:
        mistakes = DataError([*found.mistakes, *_find_lost(folder, found, since)]).diagnostics
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    records = sum(1 for _ in found.guide.everything()) if found.guide else 0
    count = reporter.count_mistakes(mistakes) if mistakes else reporter.format(Message("count/records", count=records))
    if form == "json":
        click.echo(reporter.write_json(mistakes))
    elif mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    if form != "json":
        _tell_advice(found.advice, reporter, form)
        click.echo(count, err=bool(mistakes))
    sys.exit(1 if mistakes else 0)


@contextmanager
def _in_one_go() -> Iterator[None]:
    """Look for garbage only afterwards: there is little of it, and the search takes a tenth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _find_lost(folder: Path, found: Findings, since: str | None) -> Iterator[Diagnostic]:
    """Yield the addresses that were there at a revision and lead nowhere now."""
    if since and found.guide:
        before = load_texts_at(folder.parent, since, holds_addresses)
        yield from find_lost_addresses(before, found.guide, {section.page for section in found.prose})


def _tell_advice(advice: tuple[Diagnostic, ...], reporter: Reporter, form: str) -> None:
    """Print advice, which stops nobody: in a pull request as warnings."""
    if advice and form == "github":
        click.echo(reporter.write_annotations(advice, "warning"))
    elif advice:
        click.echo(reporter.write_lines(advice), err=True)
        click.echo(reporter.format(Message("count/advice", count=len(advice))), err=True)
