"""`python -m guide receive`: what a reader saw, sent as a short text, becomes a row of evidence."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from guide.cli.arguments import FOLDER_OPTION
from guide.cli.options import LANG, reporting_mistakes
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

_MOST_BYTES = 20_000  # of a text; a hundred times what one has


@command(Message("command/receive"))
@click.argument("file", type=click.File("rb"), default="-")
@option("--record", metavar="KIND/ID", about=Message("option/record"))
@option("--write", is_flag=True, about=Message("option/write-row"))
@LANG
@FOLDER_OPTION
def receive(file: IO[bytes], record: str | None, write: bool, folder: Path, reporter: Reporter) -> None:
    """Read a text that a reader sent, and write the row of evidence that it makes."""
    with reporting_mistakes(reporter):
        check_folder(folder)
        guide = load_guide(folder)
        observation = _read(_decode(file.read(_MOST_BYTES)), getattr(file, "name", "<stdin>"), guide)
    with _ending_on_refusal(reporter):
        row = make_row(observation, guide, _parse_name(record))
        path = _find_file(row, folder, guide)
        whole, line = _place(row, path)
    told = {"path": path, "line": line, "name": str(row.record)}
    if not write:
        click.echo("\n".join(row.lines))
        click.echo(reporter.format(Message("receive/belongs", **told)), err=True)
        return
    with reporting_mistakes(reporter):
        write_output(path, whole)
    click.echo(reporter.format(Message("receive/written", **told)), err=True)


def _decode(content: bytes) -> str:
    """Return a text as UTF-8, or as Chinese systems used to write it; what is neither has marks in its place."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _find_file(row: Row, folder: Path, guide: Guide) -> Path:
    """Return the file where a row belongs: a new record has one of its own."""
    kind, name = row.record
    if row.new:
        return folder / kind / f"{name}.yml"
    own = guide.files.get(row.record)
    return folder.parent / own if own else folder / f"{kind}.yml"


def _place(row: Row, path: Path) -> tuple[str, int]:
    """Return the text of a file with a row in it, and the line where the row begins."""
    if row.new:
        return "\n".join([f"# yaml-language-server: $schema=../schema/{row.record[0]}.json", *row.lines, ""]), 2
    return insert_row(path.read_text(encoding="utf-8"), row)


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


def _parse_name(record: str | None) -> RecordName | None:
    name = RecordName.parse(record) if record else None
    if record and not name:
        raise MessageError(Message("receive/no-fact", name=record))
    return name


@contextmanager
def _ending_on_refusal(reporter: Reporter) -> Iterator[None]:
    """Say why no row can be made, and end with exit code 1."""
    try:
        yield
    except MessageError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(1)
