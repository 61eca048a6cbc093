"""`python -m guide stale`: which evidence is due for a new look."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import click

from guide.changes.due import Due, write_due
from guide.cli.arguments import FOLDER, format_option
from guide.cli.options import LANG, find_day, reporting_mistakes
from guide.cli.spoken import command, option
from guide.evidence.freshness import Recheck, list_rechecks
from guide.load import load_guide, locate_pointers
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.guide import Guide


@command(Message("command/stale"))
@option("--as-of", type=click.DateTime(["%Y-%m-%d"]), about=Message("option/count-from"))
@option("--within", default=0, show_default=True, about=Message("option/within"))
@format_option("text", "markdown")
@LANG
@FOLDER
def stale(folder: Path, as_of: datetime.datetime | None, within: int, form: str, reporter: Reporter) -> None:
    """List the evidence that is due for a new look."""
    with reporting_mistakes(reporter):
        guide = load_guide(folder)
    day = as_of.date() if as_of else find_day(folder.parent, guide, reporter)
    until = day + datetime.timedelta(days=within)
    rechecks = list_rechecks(guide)
    due = _locate((recheck for recheck in rechecks if recheck.due < until), folder, guide)
    if form == "markdown":
        click.echo(write_due(due, until, reporter), nl=False)
        return
    for one in due:
        click.echo(str(one))
    if not due:
        none = Message("stale/none", day=day, next=rechecks[0].due) if rechecks else Message("stale/no-evidence")
        click.echo(reporter.format(none))


def _locate(rechecks: Iterable[Recheck], folder: Path, guide: Guide) -> list[Due]:
    found = list(rechecks)
    places = [(one.record.kind, one.record.record_id, ("evidence", one.index)) for one in found]
    return [Due(*pair) for pair in zip(found, locate_pointers(places, folder, guide), strict=True)]
