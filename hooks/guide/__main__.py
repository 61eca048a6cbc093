"""The command line: `python -m guide check`, `python -m guide stale` and the others in `guide.cli`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_OURS = ("guide", "sourcecheck")
# In one language, and not in the catalogue, which cannot be read without some of the packages.
_MISSING = "the package that has '{name}' is not installed; `make check` installs all that pyproject.toml names"


@contextmanager
def _naming_what_is_missing() -> Iterator[None]:
    """End with one sentence where a package is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        if name in _OURS:
            raise
        sys.exit(_MISSING.format(name=name))


with _naming_what_is_missing():
    from guide.cli.spoken import Commands, Group
    from guide.messages.message import Message

    NAMES = (
        *("build", "check", "diff", "export", "journal", "links", "new", "nginx"),
        *("quotes", "receive", "release", "rules", "schema", "stale", "standing", "translations"),
    )
    main = Group("guide", about=Message("command/guide"), commands=Commands("guide.cli", NAMES), no_args_is_help=True)

if __name__ == "__main__":
    with _naming_what_is_missing():
        main(prog_name="guide")
