"""Who may import whom: the flow goes one way, and only the hooks know MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from raw import ROOT

HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "guide"
# Each part may use itself and the parts named here.
FLOW: dict[str, set[str]] = {
    "diagnostics": set(),
    "slips": {"diagnostics"},
    "scan": set(),
    "syntax": {"diagnostics", "slips"},
    "nodes": {"diagnostics", "slips", "syntax"},
    "model": set(),
    "quotes": {"diagnostics", "model"},
    "sourcecheck": {"diagnostics", "nodes", "model", "quotes", "checks", "links", "notices", "forge"},
    "evidence": {"model", "quotes"},
    "complaints": {"diagnostics"},
    "explain": {"diagnostics", "slips", "nodes", "model", "complaints"},
    "notices": {"diagnostics", "model"},
    "rules": {"model"},
    "validate": {"diagnostics", "nodes", "model", "explain"},
    "checks": {"diagnostics", "nodes", "model", "quotes", "evidence", "scan"},
    "lock": {"diagnostics", "model"},
    "translations": {"diagnostics", "nodes", "model", "checks", "lock", "prose"},
    "prose": {"diagnostics", "nodes", "model", "checks", "views", "scan"},
    "contents": {"diagnostics", "files"},
    "outline": {"diagnostics", "syntax"},
    "addresses": {"diagnostics", "files"},
    "rehearsal": {"diagnostics", "model", "prose", "publish", "reference_date", "render", "views"},
    "files": {"diagnostics"},
    "shelves": {"diagnostics", "files", "model"},
    "outputs": {"diagnostics", "files"},
    "load": {"files", "shelves", "diagnostics", "nodes", "model", "quotes", "validate", "checks"},
    "load_texts": {
        *("prose", "files", "shelves", "syntax", "diagnostics", "model", "load", "checks", "lock", "translations"),
        *("rehearsal", "render", "views", "outline"),
    },
    "reference_date": {"diagnostics", "model"},
    "views": {"diagnostics", "model", "forge", "quotes", "evidence"},
    "history": {"model", "checks", "load"},
    "diff": {"model", "checks", "quotes", "evidence", "views"},
    "policy": set(),
    "headers": set(),
    "nginx": {"headers"},
    "compress": set(),
    "replace": {"outputs"},
    "forge": set(),
    "foreign": {"model"},
    "book": set(),
    "render": {"diagnostics", "model", "views", "policy", "book"},
    "calendars": {"model", "views"},
    "schema": {"model"},
    "publish": {"schema", "evidence", "model", "views", "calendars"},
    "scaffold": {"model"},
    "links": {"diagnostics", "nodes", "model", "checks", "notices", "forge", "scan"},
    "commands": {
        "files",
        "headers",
        "nginx",
        "compress",
        "replace",
        "outputs",
        "links",
        "quotes",
        "sourcecheck",
        "render",
        "notices",
        "rules",
        "lock",
        "translations",
        "scaffold",
        "diagnostics",
        "load",
        "load_texts",
        "reference_date",
        "evidence",
        "model",
        "views",
        "history",
        "diff",
        "schema",
    },
    "__main__": {"commands"},
    "__init__": set(),
}
READERS = {
    "contents",
    "replace",
    "outputs",
    "files",
    "shelves",
    "load",
    "load_texts",
    "reference_date",
    "history",
    "commands",
    "render",
}


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_a_module_imports_only_what_comes_before_it(path: Path) -> None:
    part = _part(path)
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("guide.")}
    assert used <= FLOW[part] | {part}


def test_only_the_hooks_know_mkdocs() -> None:
    for path in MODULES:
        assert not [name for name in _imports(path) if name.split(".")[0] in {"mkdocs", "material"}], path


def test_only_render_knows_jinja_and_what_tells_a_server_its_settings() -> None:
    found = [path.name for path in MODULES if any(name.startswith("jinja2") for name in _imports(path))]
    assert found == ["headers.py", "nginx.py", "render.py"]


def test_only_one_module_asks_the_network() -> None:
    network = {"urllib3", "requests", "socket", "ssl", "http", "urllib.request"}
    found = {path.relative_to(PACKAGE).as_posix() for path in MODULES if _imports(path) & network}
    assert found == {"links/ask.py"}


def test_only_the_entry_points_know_the_file_system() -> None:
    assert {_part(path) for path in MODULES if "pathlib" in _imports(path)} <= READERS


def test_no_module_keeps_state() -> None:
    for path in [*MODULES, *HOOKS.glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path


def test_records_cannot_be_changed() -> None:
    from guide.model.guide import KINDS  # noqa: PLC0415

    for kind, record_class in KINDS.items():
        assert record_class.model_config["frozen"], kind
        assert record_class.model_config["extra"] == "forbid", kind
