"""`python -m guide schema`: the JSON Schemas for editors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from guide.cli.options import FOLDER, LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, remove_output, write_output
from guide.editor.schema import IDS, make_schemas
from guide.load import load_guide
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter


@command(Message("command/schema"))
@option("--check", "only_compare", is_flag=True, about=Message("option/check-schemas"))
@LANG
@FOLDER
def schema(only_compare: bool, folder: Path, reporter: Reporter) -> None:
    """Write the JSON Schemas that help editors with the data files."""
    remedy = " · ".join(reporter.list_texts(Message("schema/no-such-id")))
    with reporting_mistakes(reporter):
        wanted = make_schemas(load_guide(folder), remedy)
    target = folder / "schema"
    with reporting_mistakes(reporter):
        check_folder(target, folder.parent)
    found = {path.name: path.read_bytes().replace(b"\r\n", b"\n") for path in target.glob("*.json")}
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
