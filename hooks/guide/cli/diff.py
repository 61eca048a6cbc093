"""`python -m guide diff`: what readers will see of a change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.changes import Report, compare, count_differences, make_count_report, make_report, write_markdown, write_text
from guide.changes.history import RevisionError, load_guide_at, load_raw_at
from guide.cli.options import find_day, format_option, reporting_mistakes
from guide.cli.spoken import command, find_reporter, option
from guide.load import load_guide, load_raw
from guide.messages.diagnostic import DataError
from guide.messages.message import Message, MessageError
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.subject import Subject
from guide.views.localized_guide import localize


@command(Message("command/diff"))
@click.argument("revision", default="HEAD")
@option("--lang", "wanted", about=Message("option/guide-language"))
@format_option("text", "markdown")
def diff(revision: str, wanted: str | None, form: str) -> None:
    """Tell what readers will see of a change."""
    reporter = find_reporter(wanted)
    try:
        with reporting_mistakes(reporter):
            report = _make_report(revision, load_guide(Path("data")), wanted, reporter)
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    except MessageError as error:  # a word of the interface is missing
        raise click.ClickException(reporter.format(error.message)) from None
    click.echo(write_markdown(report) if form == "markdown" else write_text(report), nl=False)


def _make_report(revision: str, guide: Guide, wanted: str | None, reporter: Reporter) -> Report:
    """Compare with a revision; where today's model cannot read it, count the records that are written differently."""
    language = _choose_language(guide.subject, wanted, reporter)
    try:
        old = load_guide_at(Path(), revision)
    except DataError:
        old = None
    day = find_day(Path(), guide, reporter)
    new = localize(guide, language, day)
    if old is None:
        counts = count_differences(load_raw_at(Path(), revision), load_raw(Path("data")), guide)
        return make_count_report(counts, revision, new)
    return make_report(compare(localize(old, language, day), new), new)


def _choose_language(subject: Subject, wanted: str | None, reporter: Reporter) -> Language:
    if wanted and wanted not in subject.languages:
        unknown = Message("usage/guide-language", written=wanted, known=subject.languages)
        raise click.BadParameter(reporter.format(unknown), param_hint="--lang")
    return wanted or subject.choose_language("en")
