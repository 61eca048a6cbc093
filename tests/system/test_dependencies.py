"""Each package and extension that the project asks for does work: without it something ends, with a clear word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from packaging.requirements import Requirement

from patience import run_python
from project_copy import copy_second_guide
from raw import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHECK = ("check",)
# What each package is imported as, and a command that works with it.
USED: dict[str, tuple[str, tuple[str, ...]]] = {
    "mkdocs": ("mkdocs", ("build",)),
    "mkdocs-material": ("material", CHECK),
    "markdown": ("markdown", CHECK),
    "pymdown-extensions": ("pymdownx", CHECK),
    "pydantic": ("pydantic", CHECK),
    "pyyaml": ("yaml", CHECK),
    "jinja2": ("jinja2", CHECK),
    "python-dateutil": ("dateutil", CHECK),
    "lxml": ("lxml", CHECK),
    "pypdf": ("pypdf", ("quotes", "--help")),
    "opencc": ("opencc", ("quotes", "--help")),
    "urllib3": ("urllib3", ("links", "--help")),
    "brotli": ("brotli", ("build",)),
    "click": ("click", CHECK),
}
# Runs the command line as if one package were not installed.
WITHOUT = """\
import runpy, sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, *where):
        return None if name.partition(".")[0] == {name!r} else super().find_spec(name, *where)

sys.meta_path[:] = [Finder if one is PathFinder else one for one in sys.meta_path]
sys.argv = ["guide", *{arguments!r}]
runpy.run_module("guide", run_name="__main__")
"""
PAGES = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted((ROOT / "docs").rglob("*.md"))]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second_guide(tmp_path_factory.mktemp("without") / "project")


def test_every_package_is_tried() -> None:
    assert {Requirement(one).name for one in PROJECT["dependencies"]} == {*USED}


@pytest.mark.parametrize("package", USED)
def test_without_a_package_a_command_names_it_and_ends(package: str, project: Path) -> None:
    name, arguments = USED[package]
    if arguments == CHECK:
        arguments = ("check", str(project / "data"))
    ended = run_python("-c", WITHOUT.format(name=name, arguments=arguments), cwd=project)
    assert ended.returncode == 1, ended.stdout
    assert f"the package that has '{name}' is not installed" in ended.stderr, ended.stderr
    assert "Traceback" not in ended.stderr


# Extensions of Markdown


def read_extensions() -> dict[str, dict[str, object]]:
    """Return the extensions that mkdocs.yml names, with their settings."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("markdown_extensions:\n")[2]
    listed = yaml.safe_load(text.partition("\n\n")[0])
    pairs = (one if isinstance(one, dict) else {one: {}} for one in listed)
    return {name: settings for pair in pairs for name, settings in pair.items()}


EXTENSIONS = read_extensions()


def render(text: str, extensions: dict[str, dict[str, object]]) -> str:
    named = {"fenced_code": {}, **extensions}  # MkDocs adds the first by itself
    return str(markdown.markdown(text, extensions=list(named), extension_configs=named))


@pytest.mark.parametrize("name", EXTENSIONS)
def test_some_page_would_be_another_without_an_extension(name: str) -> None:
    rest = {one: settings for one, settings in EXTENSIONS.items() if one != name}
    needed = any(render(page, EXTENSIONS) != render(page, rest) for page in PAGES)
    assert needed, f"no page in docs/ needs {name}: use it, or take it out of mkdocs.yml"
