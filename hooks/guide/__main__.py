"""The command line: `python -m guide check`, `python -m guide stale`."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from guide.diagnostics import DataError
from guide.freshness import list_rechecks
from guide.load import load_guide, read_reference_date


@click.group()
def main() -> None:
    """Look after the data of the guide."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
def check(folder: Path) -> None:
    """Read all data files in FOLDER and report every mistake with its place."""
    try:
        guide = load_guide(folder)
    except DataError as error:
        click.echo(error, err=True)
        click.echo(f"{len(error.diagnostics)} problem(s)", err=True)
        sys.exit(1)
    click.echo(f"{sum(1 for _ in guide.everything())} records, no problems")


@main.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to count from; else the last commit's.")
@click.option("--within", default=0, show_default=True, help="Also what falls due in so many days.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
def stale(folder: Path, as_of: datetime.datetime | None, within: int) -> None:
    """List the evidence that is due for a new look, the soonest first."""
    try:
        guide = load_guide(folder)
    except DataError as error:
        raise click.ClickException(str(error)) from None
    day = as_of.date() if as_of else read_reference_date(folder.parent, guide)
    rechecks = list_rechecks(guide)
    due = [recheck for recheck in rechecks if recheck.due < day + datetime.timedelta(days=within)]
    for recheck in due:
        click.echo(f"{recheck.due}  {recheck.kind}/{recheck.record_id}: {recheck.source}")
    if not due:
        click.echo(f"nothing is due on {day}; the next is {rechecks[0].due}" if rechecks else "there is no evidence")


if __name__ == "__main__":
    main(prog_name="guide")
