"""`python -m guide stale`: which evidence is due for a new look."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from guide.cli.options import FOLDER, LANG, find_day, reporting_mistakes
from guide.cli.spoken import command, option
from guide.evidence.freshness import list_rechecks
from guide.load import load_guide
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/stale"))
@option("--as-of", type=click.DateTime(["%Y-%m-%d"]), about=Message("option/count-from"))
@option("--within", default=0, show_default=True, about=Message("option/within"))
@LANG
@FOLDER
def stale(folder: Path, as_of: datetime.datetime | None, within: int, reporter: Reporter) -> None:
    """List the evidence that is due for a new look."""
    with reporting_mistakes(reporter):
        guide = load_guide(folder)
    day = as_of.date() if as_of else find_day(folder.parent, guide, reporter)
    rechecks = list_rechecks(guide)
    due = [recheck for recheck in rechecks if recheck.due < day + datetime.timedelta(days=within)]
    for recheck in due:
        click.echo(f"{recheck.due}  {recheck.record}: {recheck.source}")
    if not due:
        none = Message("stale/none", day=day, next=rechecks[0].due) if rechecks else Message("stale/no-evidence")
        click.echo(reporter.format(none))
