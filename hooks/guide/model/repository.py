"""Addresses at the forge where the project is kept, and at those where sources are. Another one is a line here."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_EDIT = "{repository}/edit/main/{path}"
_ARCHIVE = "{repository}/tree/{version}"
_LINE = "#L{line}"
_RAW = {
    "github.com": "https://raw.githubusercontent.com{project}/{commit}/{path}",
    "gitlab.com": "https://gitlab.com{project}/-/raw/{commit}/{path}",
    "codeberg.org": "https://codeberg.org{project}/raw/commit/{commit}/{path}",
    "gitee.com": "https://gitee.com{project}/raw/{commit}/{path}",
}
_REPORT = "{repository}/issues/new?template=wrong-fact.yml&page={page}"

_OBSERVATION = "{repository}/issues/new?template=what-i-saw.yml"


def write_edit_address(repository: str, path: str, line: int | None = None) -> str:
    """Return where `path`, a file of the project, is edited, at `line` (from 1) if given.

    `repository` is the project's own address; without one there is no address, and the answer is empty.
    """
    if not repository:
        return ""
    return _EDIT.format(repository=repository.rstrip("/"), path=path) + (_LINE.format(line=line) if line else "")


def write_archive_address(repository: str, version: str) -> str:
    """Return where all is kept as it was in a version of the project; empty without a `repository` or a `version`."""
    return _ARCHIVE.format(repository=repository.rstrip("/"), version=version) if repository and version else ""


def write_report_address(repository: str, page: str) -> str:
    """Return where a mistake is reported, on a form that knows by then which `page` it is on: its address or its title.

    Empty without a `repository`.
    """
    return _REPORT.format(repository=repository.rstrip("/"), page=quote(page, safe="")) if repository else ""


def write_observation_address(repository: str) -> str:
    """Return where a reader tells what a screen showed, on a form whose field `text` an address can fill in.

    Empty without a `repository`.
    """
    return _OBSERVATION.format(repository=repository.rstrip("/")) if repository else ""


def write_raw_address(repository: str, commit: str, path: str) -> str:
    """Return where a file of a public git repository is sent as it is at a commit; empty for a forge not known."""
    parts = urlsplit(repository)
    form = _RAW.get(parts.hostname or "", "")
    project = parts.path.removesuffix("/").removesuffix(".git")
    return form.format(project=project, commit=commit, path=quote(path)) if form else ""


def is_repository(address: str) -> bool:
    """Say whether an address is the front page of a repository, which holds none of its texts."""
    parts = urlsplit(address)
    return (parts.hostname or "") in _RAW and len([part for part in parts.path.split("/") if part]) <= 2
