"""`python -m guide receive`: what a reader saw, sent as a short text, becomes a row of evidence."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import IO, NoReturn

import click

from guide.cli.options import FOLDER_OPTION, LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, write_output
from guide.load import load_guide
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, MessageError
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.observations.row import Row, insert_row, make_row
from guide.observations.text import Observation, read_observation


@command(Message("command/receive"))
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@option("--record", metavar="KIND/ID", about=Message("option/record"))
@option("--write", is_flag=True, about=Message("option/write-row"))
@LANG
@FOLDER_OPTION
def receive(file: IO[str], record: str | None, write: bool, folder: Path, reporter: Reporter) -> None:
    """Read a text that a reader sent, and write the row of evidence that it makes."""
    with reporting_mistakes(reporter):
        check_folder(folder)
        guide = load_guide(folder)
        observation = _read(file.read(), file.name, guide)
    row = _make_row(observation, record, guide, reporter)
    path = folder / f"{row.record[0]}.yml"
    whole, line = insert_row(path.read_text(encoding="utf-8"), row)
    if not write:
        click.echo("\n".join(row.lines))
        click.echo(reporter.format(Message("receive/belongs", path=path, line=line, name=str(row.record))), err=True)
        return
    with reporting_mistakes(reporter):
        write_output(path, whole)
    click.echo(reporter.format(Message("receive/written", path=path, line=line, name=str(row.record))), err=True)


def _read(text: str, name: str, guide: Guide) -> Observation:
    """Return what a text tells. Raises DataError with all in it that could not be read, each at its place."""
    somewhere = datetime.timezone(datetime.timedelta(hours=14))  # where it is tomorrow already
    told = read_observation(text, guide, datetime.datetime.now(tz=somewhere).date())
    if isinstance(told, Observation):
        return told
    raise DataError(Diagnostic(_locate(text, offset, name), message) for offset, message in told)


def _locate(text: str, offset: int, name: str) -> Location:
    before = text[:offset]
    return Location(name, before.count("\n") + 1, offset - before.rfind("\n"))


def _make_row(observation: Observation, record: str | None, guide: Guide, reporter: Reporter) -> Row:
    asked = RecordName.parse(record) if record else None
    try:
        if record and not asked:
            raise MessageError(Message("receive/no-fact", name=record))
        return make_row(observation, guide, asked)
    except MessageError as error:
        _end(reporter.format(error.message))


def _end(told: str) -> NoReturn:
    click.echo(told, err=True)
    sys.exit(1)
