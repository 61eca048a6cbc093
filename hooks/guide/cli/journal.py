"""`python -m guide journal`: what has changed in what is known, and since when."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from guide.changes.history import RevisionError, list_days, load_raw_at, load_readable_at
from guide.changes.journal import Guides, renew_journal, take_snapshot
from guide.changes.past import take_past_snapshot
from guide.cli.arguments import FOLDER_OPTION
from guide.cli.options import LANG, find_day, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import write_output
from guide.load import load_guide
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.journal import JOURNAL, Change, Journal
from guide.read.journal import write_journal
from guide.views.localized_guide import localize


@command(Message("command/journal"))
@option("--write", is_flag=True, about=Message("option/write-journal"))
@option("--since", metavar="REVISION", about=Message("option/journal-since"))
@FOLDER_OPTION
@LANG
def journal(write: bool, since: str | None, folder: Path, reporter: Reporter) -> None:
    """Tell which facts the journal does not know yet as they are now."""
    with reporting_mistakes(reporter):
        guide = load_guide(folder)
    day = find_day(folder.parent, guide, reporter)
    guides = {language: localize(guide, language, day) for language in guide.subject.complete_languages}
    try:
        known = _read_past(folder.parent, since, day, guides) if since else guide.journal
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    renewed = renew_journal(known, take_snapshot(guides), day)
    for change in renewed.changes:
        if change not in guide.journal.changes:
            click.echo(_tell(change))
    if write:
        with reporting_mistakes(reporter):
            write_output(folder / JOURNAL, write_journal(renewed), folder.parent)
    click.echo(
        reporter.format(Message("journal/count", count=len(renewed.changes), facts=len(renewed.facts))), err=True
    )


def _read_past(root: Path, since: str, day: datetime.date, guides: Guides) -> Journal:
    """Return the journal of all days before `day`, made anew from the history of the data."""
    journal = Journal()
    for past, commit in list_days(root, since).items():
        if past < day:
            snapshot = take_past_snapshot(load_raw_at(root, commit), *load_readable_at(root, commit), guides)
            journal = renew_journal(journal, snapshot, past)
    return journal


def _tell(change: Change) -> str:
    """Return a line for a terminal: `+` for a fact that came, `-` for one that went, and its figures and verdicts."""
    sign = "-" if change.after is None else "+" if change.before is None else " "
    sides = [one for one in (change.before, change.after) if one]
    figures = " → ".join(dict.fromkeys(one.figure.machine for one in sides if one.figure))
    verdicts = " → ".join(dict.fromkeys(one.verdict for one in sides if one.verdict))
    return "  ".join(filter(None, (f"{change.on} {sign}", change.record, figures, verdicts)))
