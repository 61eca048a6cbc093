"""`python -m guide nginx`: the headers file of a built site, as a configuration for nginx."""

from __future__ import annotations

from pathlib import Path

import click

from guide.cli.options import LANG
from guide.cli.spoken import command, option
from guide.deploy.nginx import Deployment, write_server
from guide.messages.message import Message, MessageError
from guide.messages.reporters import Reporter
from guide.site.headers import NAME, parse_headers


def _check_at(context: click.Context, parameter: click.Parameter, written: str) -> str:
    return f"/{written.strip('/')}/" if written.strip("/") else "/"


@command(Message("command/nginx"))
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("site"))
@option("--listen", default="80", show_default=True, about=Message("option/listen"))
@option("--server-name", default="_", show_default=True, about=Message("option/server-name"))
@option("--at", default="/", show_default=True, callback=_check_at, about=Message("option/at"))
@option("--brotli", is_flag=True, about=Message("option/brotli"))
@LANG
def nginx(site: Path, brotli: bool, reporter: Reporter, **address: str) -> None:
    """Print a configuration for nginx."""
    source = site / NAME
    if not source.is_file():
        raise click.BadParameter(reporter.format(Message("usage/no-site", path=source)))
    deployment = Deployment(root=str(site.resolve()), brotli=brotli, **address)
    try:
        click.echo(write_server(parse_headers(source.read_text(encoding="utf-8")), deployment), nl=False)
    except MessageError as error:
        raise click.ClickException(f"{source}: {reporter.format(error.message)}") from None
