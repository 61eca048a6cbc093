"""`python -m guide new`: a record to fill in."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import click

from guide.cli.options import telling_mistakes
from guide.deploy.outputs import write_output
from guide.editor.scaffold import make_scaffold
from guide.load import load_subject
from guide.messages.reporters import choose_language
from guide.model.guide import KINDS


def _check_id(context: click.Context, parameter: click.Parameter, written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", written):
        raise click.BadParameter("must be small Latin letters, digits and single hyphens, such as 'close-account'")
    return written


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("record_id", metavar="ID", callback=_check_id)
@click.option("--write", is_flag=True, help="Append it to data/KIND.yml instead of printing it.")
def new(kind: str, record_id: str, write: bool) -> None:
    """Start a record of a kind: every field, empty, with the words that may be written there."""
    path = Path("data") / f"{kind}.yml"
    written = path.read_text(encoding="utf-8") if path.is_file() else ""
    if re.search(rf"^- id: {re.escape(record_id)}$", written, re.MULTILINE):
        raise click.BadParameter(f"the id '{record_id}' is taken in {path}; choose another one")
    with telling_mistakes(choose_language(os.environ)):
        subject = load_subject(path.parent)
    text = make_scaffold(kind, record_id, datetime.datetime.now(tz=datetime.UTC).date().isoformat(), subject)
    if not write:
        click.echo(text, nl=False)
        return
    with telling_mistakes(choose_language(os.environ)):
        write_output(path, f"{written.rstrip()}\n\n{text}")
    click.echo(f"{path}: {record_id} stands at the end; fill it in, then run: python -m guide check", err=True)
