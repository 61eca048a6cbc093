"""`python -m guide new`: a record to fill in."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path

import click

from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, write_output
from guide.editor.scaffold import NOTHING, Basis, Known, asks_figure, is_claim, make_scaffold
from guide.load import list_own_files, load_explanations, load_kinds, load_subject
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter
from guide.model.kinds import Kind

_SOURCES = "sources"


@command(Message("command/new"))
@click.argument("kind")
@click.argument("record_id", metavar="ID")
@option("--write", is_flag=True, about=Message("option/write-record"))
@option("--source", default="", about=Message("option/new-source"))
@option("--quote", default="", about=Message("option/new-quote"))
@option("--figure", default="", about=Message("option/new-figure"))
@LANG
def new(kind: str, record_id: str, write: bool, reporter: Reporter, **told: str) -> None:
    """Start a record of a kind."""
    _check_id(record_id, "ID", reporter)
    folder = Path("data")
    with reporting_mistakes(reporter):
        check_folder(folder)
        subject = load_subject(folder)
        kinds = load_kinds(folder, subject)
        explanations = load_explanations(folder, subject, kinds, subject.choose_language(reporter.language))
    if kind not in kinds:
        message = Message("usage/kind", name=kind, hint=suggest(kind, kinds), kinds=tuple(kinds))
        raise click.BadParameter(reporter.format(message), param_hint="KIND")
    for path in (folder / f"{kind}.yml", *list_own_files(folder, kind)):
        written = path.read_text(encoding="utf-8") if path.is_file() else ""
        if re.search(rf"^- id: {re.escape(record_id)}$", written, re.MULTILINE):
            raise click.BadParameter(reporter.format(Message("usage/taken", id=record_id, path=path)))
    known = Known(**told)
    if known == Known() and is_terminal() and is_claim(kinds[kind]):
        known = _ask(kinds[kind], reporter)
    _check_id(known.source or record_id, "--source", reporter)
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()

    def start(kind: str, name: str, known: Known = NOTHING) -> str:
        return make_scaffold(kinds[kind], name, Basis(today, subject, explanations), known)

    files = {folder / kind / f"{record_id}.yml": start(kind, record_id, known)}
    if known.source and is_claim(kinds[kind]) and not _has_source(folder, known.source):
        files[folder / _SOURCES / f"{known.source}.yml"] = start(_SOURCES, known.source)
    if not write:
        click.echo("\n".join(files.values()), nl=False)
        return
    with reporting_mistakes(reporter):
        for path, text in files.items():  # each by itself, so that two changes that add a record each merge
            write_output(path, f"# yaml-language-server: $schema=../schema/{path.parent.name}.json\n{text}")
    for path in files:
        click.echo(reporter.format(Message("new/written", path=path, id=path.stem)), err=True)


def _check_id(name: str, hint: str, reporter: Reporter) -> None:
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", name):
        raise click.BadParameter(reporter.format(Message("wrong-form/id")), param_hint=hint)


def is_terminal() -> bool:
    """Say whether somebody sits there who can answer."""
    return sys.stdin.isatty()


def _ask(kind: Kind, reporter: Reporter) -> Known:
    """Ask, one thing at a time, what is known of a record; whoever does not know presses Enter."""
    asked = ["source", "quote", *([f"figure_{asks_figure(kind)}"] if asks_figure(kind) else [])]
    questions = (reporter.format(Message(f"new/ask-{name}")) for name in asked)
    answers = [click.prompt(question, default="", show_default=False, err=True) for question in questions]
    return Known(*answers)


def _has_source(folder: Path, name: str) -> bool:
    files = (folder / f"{_SOURCES}.yml", *list_own_files(folder, _SOURCES))
    head = re.compile(rf"^- id: {re.escape(name)}$", re.MULTILINE)
    return any(head.search(path.read_text(encoding="utf-8")) for path in files if path.is_file())
