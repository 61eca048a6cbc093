"""`python -m guide new`: a record to fill in."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, write_output
from guide.editor.scaffold import make_scaffold
from guide.load import list_own_files, load_kinds, load_subject
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter


@command(Message("command/new"))
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@option("--write", is_flag=True, about=Message("option/write-record"))
@LANG
def new(kind: str, record_id: str, write: bool, reporter: Reporter) -> None:
    """Start a record of a kind."""
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", record_id):
        raise click.BadParameter(reporter.format(Message("wrong-form/id")), param_hint="ID")
    folder = Path("data")
    with reporting_mistakes(reporter):
        check_folder(folder)
        subject = load_subject(folder)
        kinds = load_kinds(folder, subject)
    if kind not in kinds:
        message = Message("usage/kind", name=kind, hint=suggest(kind, kinds), kinds=tuple(kinds))
        raise click.BadParameter(reporter.format(message), param_hint="KIND")
    for path in (folder / f"{kind}.yml", *list_own_files(folder, kind)):
        written = path.read_text(encoding="utf-8") if path.is_file() else ""
        if re.search(rf"^- id: {re.escape(record_id)}$", written, re.MULTILINE):
            raise click.BadParameter(reporter.format(Message("usage/taken", id=record_id, path=path)))
    text = make_scaffold(kinds[kind], record_id, datetime.datetime.now(tz=datetime.UTC).date().isoformat(), subject)
    if not write:
        click.echo(text, nl=False)
        return
    path = folder / kind / f"{record_id}.yml"  # so that two changes that add a record each merge
    with reporting_mistakes(reporter):
        write_output(path, f"# yaml-language-server: $schema=../schema/{kind}.json\n{text}")
    click.echo(reporter.format(Message("new/written", path=path, id=record_id)), err=True)
