"""`python -m guide release`: a built site as an archive with its checksums, for mirrors."""

from __future__ import annotations

from pathlib import Path

import click

from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_folder, check_inside, write_output
from guide.deploy.release import ARCHIVE, FOLDER, SUMS, pack_site, write_sums
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.site.headers import NAME


@command(Message("command/release"))
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("site"),
    show_default=True,
    about=Message("option/site"),
)
@LANG
def release(target: Path, site: Path, reporter: Reporter) -> None:
    """Write the archive and the checksums into a folder."""
    if not (site / NAME).is_file():
        raise click.BadParameter(reporter.format(Message("usage/no-site", path=site / NAME)))
    with reporting_mistakes(reporter):
        check_inside(site)
        check_folder(target)
        files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        archive = pack_site(files)
        sums = write_sums([(ARCHIVE, archive), *((f"{FOLDER}/{name}", content) for name, content in files.items())])
        write_output(target / ARCHIVE, archive, target)
        write_output(target / SUMS, sums, target)
    click.echo(reporter.format(Message("release/done", archive=target / ARCHIVE, files=len(files))), err=True)
