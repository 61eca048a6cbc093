"""The file that tells a host which headers to send: how it is filled at the end of a build, and read again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import StrictUndefined, Template

from guide.messages.message import Message, MessageError

NAME = "_headers"
"""What hosts call it."""


@dataclass(frozen=True)
class Rule:
    """Which headers belong to the addresses that match a pattern; `*` in it stands for anything."""

    pattern: str
    headers: tuple[tuple[str, str], ...]


def fill_headers(template: str, policy: str, names: Iterable[str]) -> str:
    """Return the headers file from its template; `stable` are there the patterns `names`.

    One pattern for all of them, `/*`, would match the assets too, and some hosts join the values of two rules.
    """
    filled: Template = Template(template, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    return filled.render(policy=policy, stable=sorted(names))


def parse_headers(content: str) -> tuple[Rule, ...]:
    """Return the rules of a headers file. Raises MessageError, with the line's number, for what is none."""
    rules: list[Rule] = []
    for number, line in _list_lines(content):
        if not line[0].isspace():
            rules.append(Rule(line, ()))
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not rules or not colon or not re.fullmatch(r"[A-Za-z0-9-]+", name):
            raise MessageError(Message("headers-file/form", line=number, written=line.strip()))
        rules[-1] = Rule(rules[-1].pattern, (*rules[-1].headers, (name, value)))
    return tuple(rules)


def _list_lines(content: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(content.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.rstrip()
