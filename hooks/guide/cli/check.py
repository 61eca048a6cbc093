"""`python -m guide check`: what is wrong with the data, and where."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.checks import find_advice, is_advice
from guide.cli.options import FOLDER, LANG, format_option
from guide.cli.spoken import command
from guide.load import load_guide, locate_problems
from guide.load_prose import load_prose, load_translations, rehearse
from guide.load_theme import check_project, is_project
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.prose.sections import Section
from guide.prose.wording import find_wording


@command(Message("command/check"))
@LANG
@format_option("text", "github", "json")
@FOLDER
def check(folder: Path, reporter: Reporter, form: str) -> None:
    """Report every mistake in the data and the prose."""
    advice: tuple[Diagnostic, ...] = ()
    try:
        guide = load_guide(folder)
        prose = load_prose(folder.parent / "docs", folder, guide)
        advice = _find_advice(folder, guide, prose)
        load_translations(folder, guide, prose)
        if is_project(folder.parent):
            check_project(folder.parent, guide, prose)
        if prose:
            rehearse(folder.parent, guide, prose)
        count = reporter.format(Message("count/records", count=sum(1 for _ in guide.everything())))
        mistakes: tuple[Diagnostic, ...] = ()
    except DataError as error:
        mistakes = error.diagnostics
        count = reporter.count_mistakes(mistakes)
    if form == "json":
        click.echo(reporter.write_json(mistakes))
    elif mistakes:
        write = reporter.write_annotations if form == "github" else reporter.write_lines
        click.echo(write(mistakes), err=form == "text")
    if form != "json":
        _tell_advice(advice, reporter, form)
        click.echo(count, err=bool(mistakes))
    sys.exit(1 if mistakes else 0)


def _find_advice(folder: Path, guide: Guide, prose: tuple[Section, ...]) -> tuple[Diagnostic, ...]:
    """Return what is no mistake, but worth a look."""
    told = (one for one in find_wording(guide, prose) if is_advice(one.message))
    return (*locate_problems(find_advice(guide), folder, guide), *told)


def _tell_advice(advice: tuple[Diagnostic, ...], reporter: Reporter, form: str) -> None:
    """Print advice, which stops nobody: in a pull request as warnings."""
    if advice and form == "github":
        click.echo(reporter.write_annotations(advice, "warning"))
    elif advice:
        click.echo(reporter.write_lines(advice), err=True)
        click.echo(reporter.format(Message("count/advice", count=len(advice))), err=True)
