"""`python -m guide rules`: why a rule is asked, with examples."""

from __future__ import annotations

import click

from guide.cli.options import LANG
from guide.cli.spoken import command, option
from guide.messages.catalogue import Rule
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter


@command(Message("command/rules"))
@LANG
@option("--missing", is_flag=True, about=Message("option/missing"))
@click.argument("names", metavar="[ID]...", nargs=-1)
def rules(names: tuple[str, ...], missing: bool, reporter: Reporter) -> None:
    """Tell why a rule is asked, or list all rules."""
    if missing:
        for name in reporter.catalogue.list_missing(reporter.language):
            click.echo(name)
        return
    chosen = [_find_rule(name, reporter) for name in names]
    click.echo("\n\n".join(map(reporter.write_rule, chosen)) or reporter.write_rules())


def _find_rule(name: str, reporter: Reporter) -> Rule:
    rules = reporter.catalogue.rules
    if name not in rules:
        hint = suggest(name, rules, Message("usage/all-rules"))
        raise click.BadParameter(reporter.format(Message("usage/rule", name=name, hint=hint)))
    return rules[name]
