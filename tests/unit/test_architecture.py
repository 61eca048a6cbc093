"""Who may import whom: the flow goes one way, and only the hooks know MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from models import MODELS
from raw import ROOT

HOOKS = ROOT / "hooks"
GUIDE = HOOKS / "guide"
# Each room may use itself and the rooms named here.
FLOW: dict[str, set[str]] = {
    "model": set(),
    "messages": set(),
    "read": {"messages", "model"},
    "evidence": {"messages", "model"},
    "checks": {"messages", "read", "model", "evidence"},
    "observations": {"messages", "model", "checks"},
    "views": {"messages", "model", "evidence", "observations"},
    "prose": {"messages", "read", "model", "checks", "views"},
    "editor": {"model"},
    "site": {"messages", "read", "model", "evidence", "prose", "views", "editor"},
    "deploy": {"messages", "read", "site"},
    "load": {"messages", "read", "model", "evidence", "checks"},
    "changes": {"messages", "read", "model", "evidence", "checks", "prose", "views", "load"},
    "load_prose": {"messages", "read", "model", "checks", "prose", "views", "changes", "site", "load", "kept"},
    "building": {
        *(
            "messages",
            "read",
            "model",
            "evidence",
            "checks",
            "prose",
            "views",
            "site",
            "deploy",
            "changes",
            "load",
            "load_prose",
            "kept",
        )
    },
    "load_theme": {"messages", "read", "model", "prose", "views", "site", "load_prose", "kept"},
    "review": {"messages", "model", "prose", "views", "changes", "site"},
    "kept": {"messages", "read", "model", "evidence", "checks", "deploy"},
    "load_all": {
        *("messages", "model", "evidence", "checks", "prose", "site", "kept"),
        *("load", "load_prose", "load_theme"),
    },
}
ENTRIES = {"cli", "__main__"}
"""What may use every room, and no room uses it."""
KNOWN_TO_SOURCECHECK = {
    *("messages", "read.nodes", "read.places", "read.scan", "evidence.quotes", "checks"),
    *("model.capture", "model.evidence", "model.guide", "model.language", "model.records", "model.repository"),
    *("model.sources", "model.subject", "model.vocabulary"),
}
"""What the check of links and quotes knows of the guide."""
READERS = {
    *("site/built_files", "site/render", "deploy/swap", "deploy/outputs", "deploy/predecessor"),
    *("read/files", "read/closed_folders", "read/data_folder", "read/project_files"),
    *("load", "load_prose", "load_theme", "load_all", "evidence/reference_date", "changes/history"),
    *("building/build", "building/serving", "evidence/commit_day"),
    *("kept/fingerprint", "kept/looks", "kept/compressed", "kept/marks", "kept/pack", "kept/rules", "kept/theme"),
}
"""Who knows the file system, beside the entries."""


def _room(path: Path) -> str:
    return path.relative_to(GUIDE).parts[0].removesuffix(".py")


def _name(path: Path) -> str:
    return path.relative_to(HOOKS).with_suffix("").as_posix()


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


MODULES = sorted([*GUIDE.rglob("*.py"), *(HOOKS / "sourcecheck").rglob("*.py")])
ROOMS = [path for path in MODULES if GUIDE in path.parents and _room(path) not in ENTRIES | {"__init__"}]


@pytest.mark.parametrize("path", ROOMS, ids=map(_name, ROOMS))
def test_a_module_imports_only_what_comes_before_it(path: Path) -> None:
    used = {name.split(".")[1] for name in _imports(path) if name.startswith("guide.")}
    assert used <= FLOW[_room(path)] | {_room(path)}
    assert not [name for name in _imports(path) if name.split(".")[0] == "sourcecheck"]


def test_the_check_of_sources_knows_the_guide_by_few_names() -> None:
    used = set()
    for path in MODULES:
        if GUIDE not in path.parents:
            used |= {name.removeprefix("guide.") for name in _imports(path) if name.startswith("guide.")}
    assert not [name for name in used if not any(f"{name}.".startswith(f"{one}.") for one in KNOWN_TO_SOURCECHECK)]


def test_only_the_hooks_know_mkdocs() -> None:
    for path in MODULES:
        assert not [name for name in _imports(path) if name.split(".")[0] in {"mkdocs", "material"}], path


def test_only_render_knows_jinja_and_what_tells_a_server_its_settings() -> None:
    found = [_name(path) for path in MODULES if any(name.startswith("jinja2") for name in _imports(path))]
    pages = ["guide/site/frame", "guide/site/render", "guide/site/template_faults"]
    assert sorted(found) == sorted(["guide/deploy/nginx", "guide/site/headers", *pages])


def test_only_one_module_asks_the_network() -> None:
    network = {"urllib3", "requests", "socket", "ssl", "http", "urllib.request"}
    assert [_name(path) for path in MODULES if _imports(path) & network] == ["sourcecheck/links/transport"]


def test_only_the_entry_points_know_the_file_system() -> None:
    knowing = {_name(path).removeprefix("guide/") for path in MODULES if "pathlib" in _imports(path)}
    assert {name for name in knowing if name.split("/")[0] not in ENTRIES} <= READERS


def test_no_module_keeps_state() -> None:
    for path in [*MODULES, *HOOKS.glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)], path


TESTS = ROOT / "tests"
TEST_MODULES = sorted(path for path in TESTS.rglob("*.py") if path.parent.name != "support")


@pytest.mark.parametrize("path", TEST_MODULES, ids=[path.relative_to(TESTS).as_posix() for path in TEST_MODULES])
def test_tests_share_what_stands_in_support_and_import_nothing_from_one_another(path: Path) -> None:
    own = {one.stem for one in TEST_MODULES}
    assert not {name.split(".")[0] for name in _imports(path)} & own
    assert path.parent in {TESTS, *(TESTS / room for room in ("unit", "site", "system"))}


def test_records_cannot_be_changed() -> None:
    for kind, record_class in MODELS.items():
        assert record_class.model_config["frozen"], kind
        assert record_class.model_config["extra"] == "forbid", kind
