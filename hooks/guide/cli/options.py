"""What several commands ask of the command line, and how they report mistakes in the data."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guide.cli.arguments import DATA
from guide.cli.spoken import option
from guide.evidence.reference_date import read_reference_date
from guide.load import load_catalogue, load_subject
from guide.messages.diagnostic import DataError
from guide.messages.message import Message
from guide.messages.reporters import Reporter, choose_language
from guide.model.guide import Guide


def make_reporter(context: click.Context, parameter: click.Parameter, written: str | None) -> Reporter:
    """Return what writes the messages of a command; at its end it also writes what it had no words for."""
    catalogue = load_catalogue()
    known = tuple(dict.fromkeys((*catalogue.languages, *_list_languages(context.params.get("folder")))))
    if written and written not in known:
        unknown = Message("usage/language", written=written, known=known)
        told = catalogue.format(unknown, choose_language(os.environ, catalogue.languages))
        raise click.BadParameter(told, context, parameter)
    reporter = Reporter(catalogue, written or choose_language(os.environ, known))
    context.call_on_close(lambda: _write(reporter.count_missing()))
    return reporter


def _list_languages(folder: Path | None) -> tuple[str, ...]:
    """Return the languages of the guide, where its data can be read."""
    try:
        return load_subject(folder or DATA).languages
    except DataError:
        return ()


def _write(text: str) -> None:
    if text:
        click.echo(text, err=True)


LANG = option("--lang", "reporter", metavar="LANGUAGE", callback=make_reporter, about=Message("option/lang"))


def find_day(root: Path, guide: Guide, reporter: Reporter) -> datetime.date:
    """Return the day that the guide in `root` is of, and say so where nobody knows it."""
    with reporting_mistakes(reporter):
        return read_reference_date(root, guide, lambda message: click.echo(reporter.format(message), err=True))


@contextmanager
def reporting_mistakes(reporter: Reporter) -> Iterator[None]:
    """Print the mistakes of the data that are met within, as `check` does, and end with exit code 1."""
    try:
        yield
    except DataError as error:
        click.echo(reporter.write_lines(error.diagnostics), err=True)
        click.echo(reporter.count_mistakes(error.diagnostics), err=True)
        sys.exit(1)
