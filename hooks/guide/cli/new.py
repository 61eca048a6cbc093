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
from guide.load import load_kinds
from guide.messages.nearest import suggest
from guide.messages.reporters import choose_language


def _check_id(context: click.Context, parameter: click.Parameter, written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", written):
        raise click.BadParameter("must be small Latin letters, digits and single hyphens, such as 'close-weixin-pay'")
    return written


@click.command()
@click.argument("kind")
@click.argument("record_id", metavar="ID", callback=_check_id)
@click.option("--write", is_flag=True, help="Append it to data/KIND.yml instead of printing it.")
def new(kind: str, record_id: str, write: bool) -> None:
    """Start a record of a kind: every field, empty, with the words that may be written there."""
    language = choose_language(os.environ)
    with telling_mistakes(language):
        kinds = load_kinds(Path("data"))
    if kind not in kinds:
        hint = suggest(kind, kinds).en or f"; the kinds are {', '.join(kinds)}"
        raise click.BadParameter(f"no kind is called '{kind}'{hint}", param_hint="KIND")
    path = Path("data") / f"{kind}.yml"
    written = path.read_text(encoding="utf-8") if path.is_file() else ""
    if re.search(rf"^- id: {re.escape(record_id)}$", written, re.MULTILINE):
        raise click.BadParameter(f"the id '{record_id}' is taken in {path}; choose another one")
    text = make_scaffold(kinds[kind], record_id, datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    if not write:
        click.echo(text, nl=False)
        return
    with telling_mistakes(language):
        write_output(path, f"{written.rstrip()}\n\n{text}")
    click.echo(f"{path}: {record_id} stands at the end; fill it in, then run: python -m guide check", err=True)
