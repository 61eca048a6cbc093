"""The command line: `python -m guide check`, `python -m guide stale` and the others in `guide.cli`."""

from __future__ import annotations

from guide.cli.build import build
from guide.cli.check import check
from guide.cli.diff import diff
from guide.cli.links import links
from guide.cli.new import new
from guide.cli.nginx import nginx
from guide.cli.quotes import quotes
from guide.cli.receive import receive
from guide.cli.rules import rules
from guide.cli.schema import schema
from guide.cli.spoken import Group
from guide.cli.stale import stale
from guide.cli.standing import standing
from guide.cli.translations import translations
from guide.messages.message import Message

COMMANDS = (build, check, diff, links, new, nginx, quotes, receive, rules, schema, stale, standing, translations)
main = Group("guide", about=Message("command/guide"), commands=COMMANDS, no_args_is_help=True)

if __name__ == "__main__":
    main(prog_name="guide")
