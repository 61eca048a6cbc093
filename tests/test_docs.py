"""The prose: no figure that is data is typed, and the Chinese is set as Chinese is."""

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
HAN = "\u4e00-\u9fff"


def _prose(text: str) -> str:
    return re.sub(r"<!--.*?-->|\]\([^)]*\)|`[^`]*`|\{[^}]*\}", "", text)


@pytest.mark.parametrize("path", DOCS, ids=[str(path.relative_to(ROOT)) for path in DOCS])
def test_no_figure_is_typed_into_the_prose(path: object) -> None:
    text = _prose(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert not FIGURE.findall(text)


@pytest.mark.parametrize("path", DOCS, ids=[str(path.relative_to(ROOT)) for path in DOCS])
def test_chinese_and_latin_are_parted_by_a_space(path: object) -> None:
    text = re.sub(r"^---.*?---", "", _prose(path.read_text(encoding="utf-8")), flags=re.S)  # type: ignore[attr-defined]
    assert not re.findall(f"[{HAN}][A-Za-z0-9]+|[A-Za-z0-9]+[{HAN}]", text)


def _texts(value: object, language: str) -> list[str]:
    if isinstance(value, dict):
        own = [value[language]] if isinstance(value.get(language), str) else []
        return own + [text for name, inner in value.items() if name != "path" for text in _texts(inner, language)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner, language)]
    return []


def test_the_data_is_set_as_chinese_is(data: dict[str, list[Record]]) -> None:
    faults = []
    for kind, records in data.items():
        for record in records:
            for text in _texts(record, "zh"):
                plain = re.sub(r"\{.*?\}|“[^”]*”", "“”", text)  # what the app or a source says is quoted as it stands
                if (
                    re.search(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", plain)
                    or re.search(f"[{HAN}][,;:?!]", plain)
                    or "帐号" in plain
                ):
                    faults.append(f"{kind}/{record['id']}: {text}")
    assert not faults


def test_every_interface_word_is_used(data: dict[str, list[Record]]) -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("hooks", "overrides")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".html"}
    )
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    unused = []
    for label in data["labels"]:
        name = label["id"]
        family = name.rpartition(".")[0]
        called = f'"{name}"' in code or f"'{name}'" in code
        built = re.search(rf"f\"{re.escape(family)}\.\{{|f\"\{{vocabulary\}}\.\{{", code) is not None
        listed = family == "nav" and f"- {name.removeprefix('nav.')}:" in menu
        if not (called or built or listed):
            unused.append(name)
    assert not unused
