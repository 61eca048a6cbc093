"""The command line: `python -m guide check`, `python -m guide stale` and the others in `guide.cli`."""

from __future__ import annotations

import click

from guide.cli.build import build
from guide.cli.check import check
from guide.cli.diff import diff
from guide.cli.links import links
from guide.cli.new import new
from guide.cli.nginx import nginx
from guide.cli.quotes import quotes
from guide.cli.rules import rules
from guide.cli.schema import schema
from guide.cli.stale import stale
from guide.cli.standing import standing
from guide.cli.translations import translations


@click.group()
def main() -> None:
    """Look after the data of the guide."""


for command in (build, check, diff, links, new, nginx, quotes, rules, schema, stale, standing, translations):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="guide")
