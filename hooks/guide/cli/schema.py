"""`python -m guide schema`: the JSON Schemas for editors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from guide.cli.arguments import FOLDER
from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, remove_output, write_output
from guide.editor.schema import IDS, make_ids, make_schemas
from guide.load import load_guide
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/schema"))
@option("--check", "only_compare", is_flag=True, about=Message("option/check-schemas"))
@option("--names", "only_names", is_flag=True, about=Message("option/names"))
@LANG
@FOLDER
def schema(only_compare: bool, only_names: bool, folder: Path, reporter: Reporter) -> None:
    """Write the JSON Schemas that help editors with the data files.

    Data that can be read are enough: editors help most with what breaks a rule.
    """
    remedy = " · ".join(reporter.list_texts(Message("schema/no-such-id")))
    target = folder / "schema"
    with reporting_mistakes(reporter):
        check_folder(target, folder.parent)  # before what lies behind a link is taken for strays of this folder
        guide = load_guide(folder, find=lambda guide: iter(()))
        wanted = {IDS: make_ids(guide, remedy)} if only_names else make_schemas(guide, remedy)
    paths = target.glob(IDS if only_names else "*.json")
    found = {path.name: path.read_bytes().replace(b"\r\n", b"\n") for path in paths}
    outdated = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name, "").encode("utf-8") != found.get(name)
    )
    if only_compare:
        with reporting_mistakes(reporter):
            _check_committed(target / name for name in outdated if name != IDS)
        return
    with reporting_mistakes(reporter):
        for name in outdated:
            _replace(target / name, wanted.get(name), folder.parent)
    click.echo(reporter.format(Message("schema/count", count=len(wanted), outdated=len(outdated))))


def _check_committed(outdated: Iterable[Path]) -> None:
    mistakes = [Diagnostic(Location(str(path), 1, 1), Message("outdated-schema")) for path in outdated]
    if mistakes:
        raise DataError(mistakes)


def _replace(path: Path, content: str | None, root: Path) -> None:
    """Write a file, or delete it where there is no content for it."""
    if content is None:
        remove_output(path, root)
    else:
        write_output(path, content, root)
