"""`python -m guide check`: what is wrong with anything that a change can touch, and where."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guide.changes.history import RevisionError
from guide.checks import is_advice
from guide.cli.options import FOLDER, LANG, format_option
from guide.cli.since import look_since
from guide.cli.spoken import command, option
from guide.load_all import look_at_everything
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
        changed = tuple(look_since(folder, found, since)) if since else ()
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    everything = DataError([*found.mistakes, *found.advice, *changed]).diagnostics
    mistakes = tuple(one for one in everything if not is_advice(one.message))
    advice = tuple(one for one in everything if is_advice(one.message))
    records = sum(1 for _ in found.guide.everything()) if found.guide else 0
    count = reporter.count_mistakes(mistakes) if mistakes else reporter.format(Message("count/records", count=records))
    if form == "json":
        click.echo(reporter.write_json(mistakes))
    elif mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    if form != "json":
        _tell_advice(advice, reporter, form)
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


def _tell_advice(advice: tuple[Diagnostic, ...], reporter: Reporter, form: str) -> None:
    """Print advice, which stops nobody: in a pull request as warnings."""
    if advice and form == "github":
        click.echo(reporter.write_annotations(advice, "warning"))
    elif advice:
        click.echo(reporter.write_lines(advice), err=True)
        click.echo(reporter.format(Message("count/advice", count=len(advice))), err=True)
