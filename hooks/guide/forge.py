"""Addresses at the forge where the project is kept. Another forge or another branch is a change of these lines only."""

from __future__ import annotations

from urllib.parse import quote

_EDIT = "{repository}/edit/main/{path}"
_LINE = "#L{line}"
_REPORT = "{repository}/issues/new?template=wrong-fact.yml&page={page}"


def write_edit_address(repository: str, path: str, line: int | None = None) -> str:
    """Return where `path`, a file of the project, is edited, at `line` (from 1) if given.

    `repository` is the project's own address; without one there is no address, and the answer is empty.
    """
    if not repository:
        return ""
    return _EDIT.format(repository=repository.rstrip("/"), path=path) + (_LINE.format(line=line) if line else "")


def write_report_address(repository: str, page: str) -> str:
    """Return where a mistake is reported, on a form that knows by then which `page` it is on: its address or its title.

    Empty without a `repository`.
    """
    return _REPORT.format(repository=repository.rstrip("/"), page=quote(page, safe="")) if repository else ""
