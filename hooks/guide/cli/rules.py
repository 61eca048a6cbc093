"""`python -m guide rules`: why a rule is asked, with examples."""

from __future__ import annotations

from importlib.resources import files

import click

from guide.cli.options import LANG
from guide.messages.nearest import find_nearest
from guide.messages.rules import Rule, read_rules, write_rule, write_rules
from guide.model.language import Language


@click.command()
@LANG
@click.argument("names", metavar="[ID]...", nargs=-1)
def rules(names: tuple[str, ...], language: Language) -> None:
    """Tell why a rule is asked, with a bad and a good example; without ID, list all rules."""
    known = {
        rule.id: rule for rule in read_rules(files("guide.messages").joinpath("rules.yml").read_text(encoding="utf-8"))
    }
    chosen = [_find_rule(name, known) for name in names]
    told = "\n\n".join(write_rule(rule, language) for rule in chosen)
    click.echo(told or write_rules([*known.values()], language))


def _find_rule(name: str, known: dict[str, Rule]) -> Rule:
    if name not in known:
        nearest = find_nearest(name, known)
        hint = f"did you mean '{nearest}'?" if nearest else "python -m guide rules lists them"
        raise click.BadParameter(f"no rule is called '{name}'; {hint}")
    return known[name]
