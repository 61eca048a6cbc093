"""The look at a project that `python -m guide check` takes, and how it tells what it found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guide.building.rehearsed import Rehearsal, read_rehearsal, write_rehearsal
from guide.changes.history import RevisionError
from guide.checks import is_advice
from guide.cli.check import Asked
from guide.cli.options import make_reporter
from guide.cli.since import look_since
from guide.kept.marks import Marks
from guide.kept.theme import name_theme
from guide.load_all import NOTHING, Findings, Known, look_at_everything
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter

_PAGES = "pages.json"
"""What is known of each page, beside the marks."""


def look(context: click.Context, asked: Asked, marks: Marks | None) -> str:
    """Look at everything and tell every mistake, with exit code 1, and all advice.

    Returns what is to be told of a project without any; where there is advice, that ends it, too, with exit code 0.
    """
    reporter = make_reporter(context, _find_option(context), asked.language)
    with remembering(asked.folder, marks) as known:
        found = look_at_everything(asked.folder, known)
    everything = DataError([*found.mistakes, *found.advice, *_look_since(asked, found, reporter)]).diagnostics
    mistakes = tuple(one for one in everything if not is_advice(one.message))
    advice = tuple(one for one in everything if is_advice(one.message))
    records = sum(1 for _ in found.guide.everything()) if found.guide else 0
    clean = "[]" if asked.form == "json" else reporter.format(Message("count/records", count=records))
    if not mistakes and not advice and not reporter.count_missing():
        return clean
    _tell(mistakes, advice, clean, reporter, asked.form)
    sys.exit(1 if mistakes else 0)


@contextmanager
def remembering(folder: Path, marks: Marks | None) -> Iterator[Known]:
    """Yield what is known from the looks before; afterwards, keep what came of this one."""
    stamp = name_theme(folder, marks) if marks else None
    if not marks or not stamp:
        yield NOTHING
        return
    rehearsal = Rehearsal(stamp, read_rehearsal(marks.read(_PAGES)))
    yield Known(marks, rehearsal.show)
    if rehearsal.now and rehearsal.now != rehearsal.before and stamp == name_theme(folder, marks):
        marks.write(_PAGES, write_rehearsal(rehearsal.now))
    marks.finish()


def _find_option(context: click.Context) -> click.Parameter:
    return next(one for one in context.command.params if one.name == "language")


def _look_since(asked: Asked, found: Findings, reporter: Reporter) -> tuple[Diagnostic, ...]:
    try:
        return tuple(look_since(asked.folder, found, asked.since)) if asked.since else ()
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)


def _tell(
    mistakes: tuple[Diagnostic, ...], advice: tuple[Diagnostic, ...], clean: str, reporter: Reporter, form: str
) -> None:
    """Print mistakes, advice, and how many mistakes there are; `clean` where there are none."""
    if form == "json":
        click.echo(reporter.write_json(mistakes))
        return
    if mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    _tell_advice(advice, reporter, form)
    click.echo(reporter.count_mistakes(mistakes) if mistakes else clean, err=bool(mistakes))


def _tell_advice(advice: tuple[Diagnostic, ...], reporter: Reporter, form: str) -> None:
    """Print advice, which stops nobody: in a pull request as warnings."""
    if advice and form == "github":
        click.echo(reporter.write_annotations(advice, "warning"))
    elif advice:
        click.echo(reporter.write_lines(advice), err=True)
        click.echo(reporter.format(Message("count/advice", count=len(advice))), err=True)
