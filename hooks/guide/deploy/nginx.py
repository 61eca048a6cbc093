"""The headers file as nginx's configuration: the same headers, and the files that were compressed at build time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from guide.messages.message import Message, MessageError
from guide.site.headers import NAME, Rule

_EVERYWHERE = "/*"


@dataclass(frozen=True)
class Deployment:
    """Where a site stands and how it is reached: `root` on the disk, `at` in the address (`/`, `/mirror/`)."""

    root: str
    at: str
    listen: str
    server_name: str
    brotli: bool


def write_server(rules: Iterable[Rule], deployment: Deployment) -> str:
    """Return a configuration for nginx's `http` context: the maps of headers, and a server.

    Raises MessageError for what nginx cannot write: `$` begins a variable there, always.
    """
    # What is for all addresses comes last, as the first case of a map that matches counts.
    rules = sorted(rules, key=lambda rule: rule.pattern == _EVERYWHERE)
    names = dict.fromkeys(name for rule in rules if rule.pattern != _EVERYWHERE for name, _ in rule.headers)
    return _load_template().render(
        headers_file=NAME,
        deployment=deployment,
        varying={name: [*_list_cases(rules, name, deployment.at)] for name in names},
        everywhere=[header for rule in rules for header in rule.headers if header[0] not in names],
    )


def _load_template() -> Template:
    environment = Environment(
        loader=PackageLoader("guide.deploy", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quote"] = _quote
    return environment.get_template("nginx.conf.j2")


def _list_cases(rules: Iterable[Rule], name: str, at: str) -> Iterator[tuple[str, str]]:
    """Yield (expression, value) of a header for each rule that has it."""
    for rule in rules:
        yield from ((_write_expression(rule.pattern, at), value) for own, value in rule.headers if own == name)


def _write_expression(pattern: str, at: str) -> str:
    """Return what matches any status, and the addresses of a pattern, whatever is asked for behind `?`."""
    told = "[^?]*".join(re.escape(part) for part in f"{at}{pattern.removeprefix('/')}".split("*"))
    return rf"~^\d+ {told}(\?|$)"


def _quote(value: str) -> str:
    # A map's expression ends in `$`, which is no variable there.
    if re.search(r"[\x00-\x1f]|\$(?!\)$)", value):
        raise MessageError(Message("headers-file/nginx", value=repr(value)))
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
