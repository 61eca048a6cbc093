"""The command line: `python -m guide check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.diagnostics import DataError
from guide.load import load_guide


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


if __name__ == "__main__":
    main(prog_name="guide")
