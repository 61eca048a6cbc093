"""The command line: `python -m guide check`, `python -m guide stale` and the others in `guide.commands`."""

from __future__ import annotations

import click

from guide.commands.build import build
from guide.commands.check import check
from guide.commands.diff import diff
from guide.commands.links import links
from guide.commands.new import new
from guide.commands.nginx import nginx
from guide.commands.quotes import quotes
from guide.commands.rules import rules
from guide.commands.schema import schema
from guide.commands.stale import stale
from guide.commands.standing import standing
from guide.commands.translations import translations


@click.group()
def main() -> None:
    """Look after the data of the guide."""


for command in (build, check, diff, links, new, nginx, quotes, rules, schema, stale, standing, translations):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="guide")
