"""The headers file as nginx's configuration: the same headers, and the files that were compressed at build time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.site.headers import NAME, Rule

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "jpg jpeg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
}
_EVERYWHERE = "/*"


@dataclass(frozen=True)
class Place:
    """Where a site stands and how it is reached: `root` on the disk, `at` in the address (`/`, `/weixin/`)."""

    root: str
    at: str
    listen: str
    server_name: str
    brotli: bool


def write_server(rules: Iterable[Rule], place: Place) -> str:
    """Return a configuration for nginx's `http` context: the maps of headers, and a server.

    Raises MessageError for what nginx cannot write: `$` begins a variable there, always.
    """
    rules = tuple(rules)
    blocks = [*_write_maps(rules, place.at), _block("server", _list_directives(rules, place))]
    return "\n".join([f"# Made of {NAME} by: python -m guide nginx", *blocks, ""])


def _list_directives(rules: tuple[Rule, ...], place: Place) -> Iterator[str]:
    at = place.at
    yield f"listen {place.listen};"
    yield f"server_name {place.server_name};"
    yield from _place_files(place)
    yield "server_tokens off;"
    yield "absolute_redirect off;"
    yield "gzip off;"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    if place.brotli:
        yield "brotli_static on;"
    yield _block("types", (f"{_quote(kind)} {suffixes};" for suffixes, kind in _TYPES.items()))
    yield f"error_page 404 {_quote(f'{at}404.html')};"
    yield f"error_page 403 =404 {_quote(f'{at}404.html')};  # a folder without a page"
    yield f"location = {_quote(f'{at}{NAME}')} {{ return 404; }}"
    # All of them here, on every answer: a location with one of its own would send that one only.
    for name, value in _list_everywhere(rules):
        yield f"add_header {name} {_quote(value)} always;"
    for name in _list_varying(rules):
        yield f"add_header {name} ${_name_variable(name)} always;"


def _place_files(place: Place) -> Iterator[str]:
    if place.at == "/":
        yield f"root {_quote(place.root)};"
        return
    yield _block(f"location {_quote(place.at)}", [f"alias {_quote(place.root.rstrip('/') + '/')};"])
    yield f"location = {_quote(place.at.rstrip('/'))} {{ return 301 {_quote(place.at)}; }}"
    yield "location / { return 404; }"


def _write_maps(rules: tuple[Rule, ...], at: str) -> Iterator[str]:
    """Yield a map for each header that some addresses have: from the status and the address as it was asked for.

    nginx's own $uri would not do: it changes on the way from a folder to its index.html.
    """
    for name in _list_varying(rules):
        lines = ['default "";']
        if name.lower() == "cache-control":
            lines.append('"~^[45]" "no-cache";  # what is missing now may be there soon')
        for pattern, value in _list_values(rules, name):
            lines.append(f"{_quote(_write_expression(pattern, at))} {_quote(value)};")
        yield _block(f'map "$status $request_uri" ${_name_variable(name)}', lines)


def _list_everywhere(rules: tuple[Rule, ...]) -> list[tuple[str, str]]:
    varying = _list_varying(rules)
    return [header for rule in rules for header in rule.headers if header[0] not in varying]


def _list_varying(rules: tuple[Rule, ...]) -> list[str]:
    """Return the names of headers that not every address has, or not with the same value."""
    found = (name for rule in rules if rule.pattern != _EVERYWHERE for name, _ in rule.headers)
    return list(dict.fromkeys(found))


def _list_values(rules: tuple[Rule, ...], name: str) -> Iterator[tuple[str, str]]:
    """Yield (pattern, value) of a header, what is for all addresses last, as the first that matches counts."""
    for rule in sorted(rules, key=lambda rule: rule.pattern == _EVERYWHERE):
        yield from ((rule.pattern, value) for own, value in rule.headers if own == name)


def _write_expression(pattern: str, at: str) -> str:
    told = "[^?]*".join(re.escape(part) for part in f"{at}{pattern.removeprefix('/')}".split("*"))
    return rf"~^\d+ {told}(\?|$)"


def _name_variable(header: str) -> str:
    return f"guide_{header.lower().replace('-', '_')}"


def _block(head: str, lines: Iterable[str]) -> str:
    inner = "\n".join(lines)
    return f"{head} {{\n{re.sub('^', '    ', inner, flags=re.MULTILINE)}\n}}"


def _quote(value: str) -> str:
    # A map's expression ends in `$`, which is no variable there.
    if re.search(r"[\x00-\x1f]|\$(?!\)$)", value):
        raise MessageError(Message("headers-file/nginx", value=repr(value)))
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
