"""`python -m guide export`: the guide as Markdown, for another builder than MkDocs with our hooks."""

from __future__ import annotations

import os
from pathlib import Path

import click

from guide.building.build import Options, Project
from guide.building.export import export_guide
from guide.building.steps import begin
from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, write_output
from guide.load_prose import load_outline
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.read.closed_folders import list_pictures
from guide.site.export.settings import Engine
from guide.site.page import find_language


@command(Message("command/export"))
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@option(
    "--engine",
    type=click.Choice([engine.value for engine in Engine]),
    default=Engine.PLAIN.value,
    show_default=True,
    about=Message("option/engine"),
)
@LANG
def export(target: Path, engine: str, reporter: Reporter) -> None:
    """Write every page with its tables as Markdown, with the files beside them and the settings of a builder."""
    if target.exists() and any(target.iterdir()):
        raise click.BadParameter(reporter.format(Message("usage/no-empty-folder", path=target)))
    root = Path()

    def tell(message: Message) -> None:
        click.echo(reporter.format(message), err=True)

    with reporting_mistakes(reporter):
        check_folder(target)
        project = Project(root, root / "docs", target, os.environ.get("SITE_URL", ""), os.environ.get("REPO_URL", ""))
        build = begin(project, load_outline(root), Options(), tell)
        files = dict(export_guide(build, Engine(engine)))
        pictures = (name for name in list_pictures(project.docs) if find_language(name) in build.complete_guides)
        for name in pictures:
            place = name.removeprefix(f"{build.first}/")
            files[f"docs/{place}"] = (project.docs / name).read_bytes()
        for name, content in files.items():
            write_output(target / name, content, target)
    tell(Message("export/done", files=len(files), target=target))
