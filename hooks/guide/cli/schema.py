"""`python -m guide schema`: the JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from guide.cli.options import FOLDER, LANG, telling_mistakes
from guide.deploy.outputs import check_folder, remove_output, write_output
from guide.editor.schema import IDS, make_schemas
from guide.load import load_guide
from guide.model.language import Language


@click.command()
@click.option("--check", "only_compare", is_flag=True, help="Write nothing; fail if a committed file is out of date.")
@LANG
@FOLDER
def schema(only_compare: bool, folder: Path, language: Language) -> None:
    """Write the JSON Schemas that help editors with the data files, into FOLDER/schema.

    The names of the records (ids.json) change with every row and are not committed; `make check` renews them.
    """
    with telling_mistakes(language):
        wanted = make_schemas(load_guide(folder))
    target = folder / "schema"
    with telling_mistakes(language):
        check_folder(target, folder.parent)
    found = {path.name: path.read_bytes() for path in target.glob("*.json")}
    outdated = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name, "").encode("utf-8") != found.get(name)
    )
    if only_compare and (committed := [name for name in outdated if name != IDS]):
        names = ", ".join(str(target / name) for name in committed)
        raise click.ClickException(f"out of date: {names}; run: python -m guide schema")
    if only_compare:
        return
    with telling_mistakes(language):
        for name in outdated:
            _replace(target / name, wanted.get(name), folder.parent)
    click.echo(f"{len(wanted)} schemas; {len(outdated)} were out of date")


def _replace(path: Path, content: str | None, root: Path) -> None:
    """Write a file, or delete it where there is no content for it."""
    if content is None:
        remove_output(path, root)
    else:
        write_output(path, content, root)
