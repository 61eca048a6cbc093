"""A folder that is published holds a closed list of things: what else lies there is refused by its name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from broken import list_mistakes, write_few
from guide.__main__ import main
from guide.messages.diagnostic import Diagnostic
from guide.read.closed_folders import (
    PICTURES,
    find_strays,
    find_strays_of_theme,
    list_pages,
    list_pictures,
)
from project_copy import build_site, copy_second_guide
from raw import ROOT

LANGUAGES = ("zh", "en")
MADE = ("failures/overdrawn.md",)
"""The pages that are made from data."""
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
BEGINNINGS = {
    ".png": PNG,
    ".jpg": b"\xff\xd8\xff\xe0" + bytes(100),
    ".webp": b"RIFF\0\0\0\0WEBP" + bytes(100),
    ".avif": b"\0\0\0\x1cftypavif" + bytes(100),
}
SCRIPT = b"alert(1)"


def write(path: Path, content: bytes = b"---\n---\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def make_pipe(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


Hand = Callable[[Path], object]
# What lies in docs/, at which name it is refused, and by which rule.
STRAYS: Mapping[str, tuple[str, str, Hand]] = {
    "a link to a file of the machine": ("zh/secret.md", "not-a-plain-file", lambda p: link(p, "/etc/passwd")),
    "a link to a folder": ("zh/ssl", "not-a-plain-file", lambda p: link(p, "/etc/ssl")),
    "a link to what never ends": ("zh/zero.md", "not-a-plain-file", lambda p: link(p, "/dev/zero")),
    "a link to the environment": ("zh/x.png", "not-a-plain-file", lambda p: link(p, "/proc/self/environ")),
    "a link to itself": ("zh/loop.md", "not-a-plain-file", lambda p: link(p, "loop.md")),
    "a linked language": ("fr", "not-a-plain-file", lambda p: link(p, "zh")),
    "a pipe": ("zh/pipe.md", "not-a-plain-file", make_pipe),
    "a script": ("zh/x.js", "closed-folder", lambda p: write(p, SCRIPT)),
    "a script among the assets": ("assets", "closed-folder", lambda p: write(p / "x.js", SCRIPT)),
    "a page of HTML": ("zh/x.html", "closed-folder", lambda p: write(p, SCRIPT)),
    "a picture that can hold scripts": ("zh/x.svg", "closed-folder", lambda p: write(p, SCRIPT)),
    "a table of data": ("data", "closed-folder", lambda p: write(p / "timeline.json")),
    "a search index": ("zh/search", "taken-name", lambda p: write(p / "zh.md")),
    "the error page": ("404.html", "closed-folder", write),
    "the error page as a page": ("zh/404.md", "taken-name", write),
    "the headers": ("zh/_headers", "closed-folder", write),
    "the headers' template": ("headers.txt", "closed-folder", write),
    "a template": ("main.html", "closed-folder", write),
    "the site map": ("zh/sitemap.xml", "closed-folder", write),
    "the one-file edition": ("zh/guide.html", "closed-folder", write),
    "a page that looks like it": ("zh/guide.md", "taken-name", write),
    "a language inside a language": ("zh/en", "taken-name", lambda p: write(p / "money.md")),
    "a page called like a language": ("zh/en.md", "taken-name", write),
    "a folder of the data": ("zh/data", "taken-name", lambda p: write(p / "x.md")),
    "a page of the data's own": (f"zh/{MADE[0]}", "taken-name", write),
    "a page beside a folder of its name": ("zh/failures.md", "taken-name", write),
    "another suffix of Markdown": ("zh/evil.mkd", "closed-folder", write),
    "yet another": ("zh/evil.markdown", "closed-folder", write),
    "a suffix in capitals": ("zh/evil.MD", "closed-folder", write),
    "a page outside of a language": ("evil.md", "closed-folder", write),
    "another language": ("fr", "closed-folder", lambda p: write(p / "x.md")),
    "a name with a space": ("zh/a b.md", "odd-file-name", write),
    "a name in capitals": ("zh/Money.md", "odd-file-name", write),
    "a name with a quotation mark": ('zh/a"b.md', "odd-file-name", write),
    "a name with a bracket": ("zh/a<b.md", "odd-file-name", write),
    "a name with a percent sign": ("zh/a%2fb.md", "odd-file-name", write),
    "a name with a hash": ("zh/a#b.md", "odd-file-name", write),
    "a name in Chinese": ("zh/钱.md", "odd-file-name", write),
    "a name with a line end": ("zh/a\nb.md", "odd-file-name", write),
    "a name that Windows cannot make": ("zh/con.md", "odd-file-name", write),
    "a name of many letters": (f"zh/{'a' * 250}", "odd-file-name", lambda p: write(p / "x.md")),
    "a folder called index": ("zh/index", "odd-file-name", lambda p: write(p / "x.md")),
    "a depth without end": ("zh/a/b/c/d", "closed-folder", lambda p: write(p / "e/f/g.md")),
    "what is no picture": ("zh/x.png", "picture", lambda p: write(p, SCRIPT)),
    "another picture": ("zh/x.png", "picture", lambda p: write(p, BEGINNINGS[".jpg"])),
    "a large picture": ("zh/x.png", "picture", lambda p: write(p, PNG + bytes(500_000))),
}


def find(folder: Path) -> list[tuple[str, str]]:
    return [(one.location.path, one.message.rule) for one in find_strays(folder, MADE, LANGUAGES)]


@pytest.mark.parametrize("case", STRAYS)
def test_what_does_not_belong_into_docs_is_refused_by_its_name(case: str, tmp_path: Path) -> None:
    name, rule, put = STRAYS[case]
    folder = tmp_path / "docs"
    for language in LANGUAGES:
        write(folder / language / "failures/index.md")
    put(folder / name)
    ((path, told),) = [one for one in find(folder) if one[0] == f"docs/{name}".replace("\n", "\\n")]
    assert told == rule
    assert "\n" not in path
    assert len(find(folder)) <= 5  # what lies in a stray folder is told, too


def test_pages_and_pictures_belong_into_docs(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    assert BEGINNINGS.keys() == PICTURES.keys()
    for language in LANGUAGES:
        for name in ("index.md", "data.md", "money-2.md", "a/b/index.md", "failures/index.md", "failures/own.md"):
            write(folder / language / name)
        for suffix, content in BEGINNINGS.items():
            write(folder / language / f"a/menu{suffix}", content)
        write(folder / language / ".DS_Store", SCRIPT)  # MkDocs leaves hidden names out
    assert find(folder) == []
    assert len(list_pages(folder / "zh")) == 6
    assert len(list_pictures(folder)) == len(LANGUAGES) * len(PICTURES)


def test_a_folder_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    for number in range(1200):
        write(tmp_path / f"docs/zh/a{number}.md")
    assert [rule for _, rule in find(tmp_path / "docs")] == ["closed-folder"]
    deep = tmp_path / "deep/zh" / "/".join("a" * 200)
    deep.mkdir(parents=True)
    assert len(find(tmp_path / "deep")) == 1


@pytest.mark.parametrize(
    ("name", "rule", "put"),
    [
        ("x.js", "closed-folder", write),
        ("headers.txt", "closed-folder", write),
        ("assets/x.html", "closed-folder", write),
        ("assets/X.js", "closed-folder", write),
        ("assets/deep", "closed-folder", lambda p: write(p / "x.js")),
        ("assets/site.css", "closed-folder", write),
        ("assets/css/tables.css", "closed-folder", write),
        ("assets/css/4-tables.css", "closed-folder", write),
        ("assets/css/40tables.css", "closed-folder", write),
        ("assets/css/40-Tables.css", "closed-folder", write),
        ("assets/css/40-tables.css.bak", "closed-folder", write),
        ("assets/css/40-tables.js", "closed-folder", write),
        ("assets/css/deep", "closed-folder", lambda p: write(p / "40-tables.css")),
        ("assets/css/40-tables.css", "not-a-plain-file", lambda p: link(p, "/etc/passwd")),
        ("assets/css", "not-a-plain-file", lambda p: link(p, "/etc/ssl")),
        ("css", "closed-folder", lambda p: write(p / "40-tables.css")),
        ("assets/site.js", "not-a-plain-file", lambda p: link(p, "/etc/passwd")),
        ("assets", "not-a-plain-file", lambda p: link(p, "/etc/ssl")),
        ("views/x.js", "closed-folder", write),
        ("partials/x.js", "closed-folder", write),
    ],
)
def test_what_does_not_belong_into_the_theme_is_refused_by_its_name(
    name: str, rule: str, put: Hand, tmp_path: Path
) -> None:
    folder = tmp_path / "overrides"
    write(folder / "main.html")
    put(folder / name)
    found: list[Diagnostic] = list(find_strays_of_theme(folder))
    assert (f"overrides/{name}", rule) in [(one.location.path, one.message.rule) for one in found]


@pytest.mark.parametrize(
    ("name", "rule", "put"),
    [
        ("captures/x.txt", "closed-folder", write),
        ("captures/x.json", "not-a-plain-file", lambda p: link(p, "/etc/passwd")),
        ("captures/deep", "closed-folder", lambda p: write(p / "x.json")),
        ("captures/pipe", "not-a-plain-file", make_pipe),
    ],
)
def test_what_does_not_belong_into_the_captures_is_refused_by_its_name(
    name: str, rule: str, put: Hand, tmp_path: Path
) -> None:
    folder = write_few(tmp_path)
    put(folder / name)
    found = list_mistakes(folder)
    assert (f"data/{name}", rule) in [(one.location.path, one.message.rule) for one in found]


def test_the_folders_themselves_are_no_links(tmp_path: Path) -> None:
    for name in ("docs", "overrides"):
        link(tmp_path / name, str(ROOT / name))
    found = [*find_strays(tmp_path / "docs", MADE, LANGUAGES), *find_strays_of_theme(tmp_path / "overrides")]
    assert [(one.location.path, one.message.rule) for one in found] == [
        ("docs", "not-a-plain-file"),
        ("overrides", "not-a-plain-file"),
    ]


def test_check_and_build_refuse_before_anything_is_built(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    link(project / "docs/en/secret.txt", "/etc/passwd")
    write(project / "docs/assets/x.js", SCRIPT)
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
    checked = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "en"])
    assert checked.exit_code == 1
    for name in ("docs/assets", "docs/en/secret.txt"):
        assert f"{name}:1:1: " in result.stderr and f"{name}:1:1: " in checked.output
    chinese = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "zh"])
    assert "docs/assets:1:1: 不该放在这里" in chinese.output
    shutil.rmtree(project / "docs/assets")
    (project / "docs/en/secret.txt").unlink()
    write(project / "overrides/sw.js", SCRIPT)
    assert "overrides/sw.js:1:1: " in build_site(project, tmp_path / "site").stderr
    assert "overrides/sw.js:1:1: " in CliRunner().invoke(main, ["check", str(project / "data")]).output
