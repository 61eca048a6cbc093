"""Whether what other builders make of the guide tells what ours tells: `make engines`.

    python tests/support/engines.py                  every builder, each in an environment of its own, from the registry
    python tests/support/engines.py zensical         one of them

MkDocs' continuations build the project as it is, to the same bytes; the others take what `python -m guide export`
writes, and every cell, place and link of their sites is held against ours.
"""

from __future__ import annotations

import filecmp
import os
import posixpath
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lxml import html

from raw import ROOT, Site, read_text


@dataclass(frozen=True)
class Told:
    """What a site tells: the cells of its views, its places and those that links lead to, and the dead links."""

    cells: dict[str, list[str]]
    places: dict[str, set[str]]
    kept: dict[str, set[str]]
    lost: list[str]


def read_site(site: Path, names: list[str]) -> Told:
    """Return what the pages of these names (`timeline/index.html`) tell."""
    trees = {name: Site(site).open(Path(name)) for name in names}
    for tree in trees.values():
        for way in tree.xpath("//p[contains(@class, 'citing')]"):
            way.drop_tree()  # what it leads to does not come along
    places = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    cells = {
        name: [read_text(cell) for cell in tree.xpath("//*[@data-view]//td | //*[@data-view]//*[@data-column]")]
        for name, tree in trees.items()
    }
    kept = {name: set(tree.xpath("//main//*[@data-view]//@id | //main//h2/@id")) for name, tree in trees.items()}
    lost = [f"{name}: {link}" for name, tree in trees.items() for link in _list_lost(name, tree, site, places)]
    return Told(cells, places, kept, lost)


def _list_lost(name: str, tree: html.HtmlElement, site: Path, places: dict[str, set[str]]) -> list[str]:
    """Return the links of views that lead to no file, or to no place on their page."""
    lost = []
    for link in {str(link) for link in tree.xpath("//*[@data-view]//a/@href")}:
        path, _, anchor = link.partition("#")
        if ":" in path or path.startswith("/"):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        target = posixpath.join(target, "index.html").removeprefix("./") if (site / target).is_dir() else target
        if not (site / target).is_file() or (anchor and target in places and anchor not in places[target]):
            lost.append(link)
    return lost


def compare(ours: Path, other: Path) -> list[str]:
    """Return how the other site differs: each page that is missing, tells otherwise, or has lost a place."""
    names = sorted(path.relative_to(ours).as_posix() for path in ours.rglob("index.html"))
    missing = [name for name in names if not (other / name).is_file()]
    shared = [name for name in names if name not in missing]
    mine, theirs = read_site(ours, shared), read_site(other, shared)
    differ = [f"other cells: {name}" for name in shared if mine.cells[name] != theirs.cells[name]]
    without = [f"lost places: {name} {sorted(mine.kept[name] - theirs.places[name])}" for name in shared]
    return [
        *(f"missing: {name}" for name in missing),
        *differ,
        *(line for line in without if not line.endswith(" []")),
        *(f"leads nowhere: {link}" for link in theirs.lost if link not in mine.lost),
    ]


def compare_bytes(ours: Path, other: Path) -> list[str]:
    """Return the files that are not the same bytes in both sites."""
    names = {path.relative_to(site).as_posix() for site in (ours, other) for path in site.rglob("*") if path.is_file()}
    return [name for name in sorted(names) if not _is_same(ours / name, other / name)]


def _is_same(first: Path, second: Path) -> bool:
    return first.is_file() and second.is_file() and filecmp.cmp(first, second, shallow=False)


def _run(command: list[str | Path]) -> None:
    """Run a command in the project. Raises CalledProcessError; a builder's warning is an error."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}
    subprocess.run(list(map(str, command)), cwd=ROOT, env=environment, check=True, timeout=1200)


def _install(folder: Path, *packages: str | Path) -> Path:
    """Make an environment with these packages; return its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin/pip", "install", "--quiet", *packages], check=True)
    return folder / "bin"


def _build_project(package: str, room: Path) -> Path:
    """Build the project as it is, with a builder that continues MkDocs in the place of MkDocs."""
    programs = _install(room / "environment", "-r", ROOT / "requirements.lock")
    subprocess.run([programs / "pip", "uninstall", "--quiet", "--yes", "mkdocs"], check=True)
    subprocess.run([programs / "pip", "install", "--quiet", package], check=True)
    _run([programs / "python", "-m", "guide", "build", room / "site"])
    return room / "site"


def _build_export(package: str, engine: str, command: tuple[str, ...], room: Path) -> Path:
    """Build what is exported for an engine."""
    programs = _install(room / "environment", package)
    _run([sys.executable, "-m", "guide", "export", room / "export", "--engine", engine])
    subprocess.run([programs / command[0], *command[1:]], cwd=room / "export", check=True, timeout=1200)
    return room / "export/site"


_ENGINES: dict[str, tuple[Callable[[Path], Path], Callable[[Path, Path], list[str]]]] = {
    "properdocs": (partial(_build_project, "properdocs>=1.6.7,<2"), compare_bytes),
    "mkdocs-ng": (partial(_build_project, "mkdocs-ng>=1.8,<2"), compare_bytes),
    "plain": (partial(_build_export, "mkdocs>=1.6.1,<2", "plain", ("mkdocs", "build", "--quiet", "--strict")), compare),
    "zensical": (partial(_build_export, "zensical", "zensical", ("zensical", "build", "--strict")), compare),
    "mkdocs2": (partial(_build_export, "mkdocs==2.0.dev6", "mkdocs2", ("mkdocs", "build")), compare),
}


def main(names: list[str]) -> int:
    """Try the builders of these names, or all; print what differs; 1 if anything does."""
    differing = 0
    with tempfile.TemporaryDirectory(prefix="engines-") as folder:
        ours = Path(folder) / "ours"
        _run([sys.executable, "-m", "guide", "build", ours])
        for name in names or _ENGINES:
            build, hold = _ENGINES[name]
            found = hold(ours, build(Path(folder) / name))
            print(
                f"{name}: {'the same' if not found else f'{len(found)} differences'}",
                *found[:20],
                sep="\n  ",
                flush=True,
            )
            differing += bool(found)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
