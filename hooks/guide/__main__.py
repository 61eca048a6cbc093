"""The command line: `python -m guide check`, `python -m guide stale` and the others in `guide.cli`."""

from __future__ import annotations

from guide.cli.spoken import Commands, Group
from guide.messages.message import Message

NAMES = (
    *("build", "check", "diff", "export", "links", "new", "nginx"),
    *("quotes", "receive", "release", "rules", "schema", "stale", "standing", "translations"),
)
main = Group("guide", about=Message("command/guide"), commands=Commands("guide.cli", NAMES), no_args_is_help=True)

if __name__ == "__main__":
    main(prog_name="guide")
