"""The prose: no figure that is data is typed; and no word of the interface is idle."""

from __future__ import annotations

import re

import pytest

from raw import ROOT, Record

DOCS = sorted((ROOT / "docs").rglob("*.md"))
FIGURE = re.compile(
    r"\d+(?:\.\d+)?\s*(?:%|个?工作日|小时|分钟|个月|天|元)|[¥$€]\s*\d"
    r"|\b\d+(?:\.\d+)?[ -](?:percent|minutes?|hours?|days?|working days?|months?|years?|yuan)\b",
    re.I,
)


def _prose(text: str) -> str:
    return re.sub(r"<!--.*?-->|\]\([^)]*\)|`[^`]*`|\{[^}]*\}", "", text)


@pytest.mark.parametrize("path", DOCS, ids=[str(path.relative_to(ROOT)) for path in DOCS])
def test_no_figure_is_typed_into_the_prose(path: object) -> None:
    text = _prose(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert not FIGURE.findall(text)


def test_every_interface_word_is_used(data: dict[str, list[Record]]) -> None:
    files = [path for folder in ("hooks", "overrides") for path in (ROOT / folder).rglob("*.*")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files if path.suffix in {".py", ".html"})
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    # Words of a vocabulary are put together: label(f"verdict.{name}"), word_column("fate", "fate", …).
    families = set(re.findall(r'f"([a-z_.]+)\.\{', code)) | set(re.findall(r'word_column\("\w+", "(\w+)"', code))
    families -= {"column", "nav", "table"}
    assert not families & {"word", "action"}
    columns = {column for kind in data["kinds"] for column in kind.get("columns", [])}
    unused = []
    for name in (label["id"] for label in data["labels"]):
        written = f'"{name}"' in code or f"'{name}'" in code
        built = any(name.startswith(f"{family}.") for family in families)
        family, _, rest = name.partition(".")
        listed = family == "nav" and f"- {rest}:" in menu
        shown = f'"{rest}"' in code or rest in columns or rest.startswith("term_")
        heading = family == "column" and shown
        caption = family == "table" and (rest.partition(".")[0] in data or f'"{rest}"' in code)
        if not (written or built or listed or heading or caption):
            unused.append(name)
    assert not unused
