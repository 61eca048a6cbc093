"""What several commands ask of the command line, and how they tell mistakes in the data."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from guide.evidence.reference_date import read_reference_date
from guide.messages.diagnostic import DataError
from guide.messages.reporters import SPOKEN, choose_language, count_mistakes, write_lines
from guide.model.guide import Guide
from guide.model.language import Language


def _choose(context: click.Context, parameter: click.Parameter, written: str | None) -> Language:
    return written or choose_language(os.environ)


LANG = click.option(
    "--lang",
    "language",
    type=click.Choice(SPOKEN),
    callback=_choose,
    help="The language of the messages; else the shell's.",
)
_FOLDER_TYPE = click.Path(path_type=Path, exists=True, file_okay=False)
FOLDER = click.argument("folder", type=_FOLDER_TYPE, default=Path("data"))
FOLDER_OPTION = click.option("--folder", type=_FOLDER_TYPE, default=Path("data"), help="Where the data files stand.")


def find_day(root: Path, guide: Guide, language: Language) -> datetime.date:
    """Return the day that the guide in `root` is of, and say so where nobody knows it."""
    with telling_mistakes(language):
        return read_reference_date(root, guide, lambda said: click.echo(getattr(said, language), err=True))


@contextmanager
def telling_mistakes(language: Language) -> Iterator[None]:
    """Print the mistakes of the data that are met within, as `check` does, and end with exit code 1."""
    try:
        yield
    except DataError as error:
        click.echo(write_lines(error.diagnostics, language), err=True)
        click.echo(count_mistakes(error.diagnostics, language), err=True)
        sys.exit(1)
