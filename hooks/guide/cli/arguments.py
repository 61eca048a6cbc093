"""What several commands ask of the command line, and what needs nothing of the guide to be understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from guide.cli.spoken import Decorated, option
from guide.messages.message import Message

DATA = Path("data")
_FOLDER_TYPE = click.Path(path_type=Path, exists=True, file_okay=False)
# Eager, since the guide's languages, which --lang knows, stand there.
FOLDER = click.argument("folder", type=_FOLDER_TYPE, default=DATA, is_eager=True)
FOLDER_OPTION = option("--folder", type=_FOLDER_TYPE, default=DATA, is_eager=True, about=Message("option/folder"))


def format_option(*forms: str) -> Callable[[Decorated], Decorated]:
    """Give a command the option to write in one of several forms, as `form`; the first is the default."""
    asked = click.Choice(forms)
    return option("--format", "form", type=asked, default=forms[0], show_default=True, about=Message("option/format"))
