"""Hostile words for every text field of every kind of record, one of each, written into a copy of the data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import yaml
from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from guide.model.language import Keyed
from guide.model.word import OneOf
from models import MODELS
from raw import read_data
from small import WORDS

FieldPath = tuple[str, ...]
# Records with what no real one has: figures in the evidence, and units of a figure.
RICH = """
money:
- id: rich
  title: &text {zh: 例子, en: Example}
  detail: *text
  advice: *text
  value: &count {count: 3, unit: {zh: 次, en: times}}
  products: [PRODUCT]
  evidence:
  - &one
    source: SOURCE
    stance: mentions
    quote: p
    locator: p
    counted: true
    value: {count: 4, unit: {zh: 次, en: times}}
    checked: {on: 2026-11-23, how: read}
  - source: SOURCE
    stance: mentions
    no_quote: spread
    value: &share {percent: 4, of: {zh: 例子, en: examples}}
    checked: {on: 2026-11-23, how: read}
fixes:
- id: rich-count
  title: *text
  steps: &steps {zh: [打开], en: [Open]}
  value: *count
  products: [PRODUCT]
  evidence: [*one]
- id: rich-share
  title: *text
  steps: *steps
  value: *share
  products: [PRODUCT]
  evidence: [*one]
"""

MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)></textarea></title></style>\"'><svg/onload=alert(1)>"
    "<!-- guide:sources -->&lt;b&gt;&#60;i&#62; **b** _i_ `c` [l](javascript:alert(1)) ![p](https://evil.example/p) "
    "<https://evil.example> {{7*7 |"
)
"""What a page, Markdown or a template could take for more than text; braces that are closed are refused in a text."""
_MARK = "zq"
TEMPLATES = " {{7*7}} {%raw%} ${7*7} #{7*7}"
FORMULA = '=HYPERLINK("https://evil.example","x")'


@dataclass(frozen=True)
class Plant:
    """What was written where: the field, its mark (a word found nowhere else), and all that stands there now."""

    kind: str
    path: FieldPath
    mark: str
    text: str


def list_text_fields() -> Iterator[tuple[str, FieldPath]]:
    """Yield (kind, path) of every field that takes free text: no pattern, no closed list, no form of its own."""
    for kind, record_class in MODELS.items():
        yield from ((kind, path) for path in _walk(record_class, ()))


def _walk(annotation: Any, path: FieldPath) -> Iterator[FieldPath]:
    if get_origin(annotation) is Annotated:
        yield from _walk_marked(get_args(annotation)[0], get_args(annotation)[1:], path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if issubclass(annotation, Keyed):
            for word in WORDS[annotation.vocabulary]:
                yield from _walk(annotation.item_type(), (*path, word))
        for name, field in annotation.model_fields.items():
            yield from _walk_marked(field.annotation, tuple(field.metadata), (*path, field.alias or name))
    elif annotation is str:
        yield path
    else:
        for inner in get_args(annotation):
            yield from _walk(inner, path)


def _walk_marked(annotation: Any, marks: tuple[Any, ...], path: FieldPath) -> Iterator[FieldPath]:
    known = [one for mark in marks for one in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    formed = any(isinstance(one, BeforeValidator | OneOf) or getattr(one, "pattern", None) for one in known)
    checks = {getattr(getattr(one, "func", None), "__name__", "") for one in known}
    if not formed and not checks & {"_check_date", "_check_class"}:
        yield from _walk(annotation, path)


def plant(folder: Path) -> list[Plant]:
    """Write hostile words into one record for each text field of the data in `folder`; return what stands where."""
    data = read_data(folder)
    captured = {path.stem for path in folder.glob("captures/*.json")}
    source = next(one for one in data["sources"] if one["id"] not in captured)
    rich = RICH.replace("SOURCE", source["id"]).replace("PRODUCT", source["products"][0])
    for kind, records in yaml.load(rich, yaml.BaseLoader).items():
        data[kind] += json.loads(json.dumps(records))  # without what is shared
    plants: list[Plant] = []
    for kind, path in list_text_fields():
        mark = f"{_MARK}{len(plants)}q"
        written = next((done for one in data[kind] if (done := _plant(one, path, mark, captured))), "")
        if written:
            plants.append(Plant(kind, path, mark, written))
    for kind, records in data.items():
        dumped = yaml.dump(
            json.loads(json.dumps(records)), Dumper=yaml.CSafeDumper, allow_unicode=True, default_style='"', width=10**6
        )
        (folder / f"{kind}.yml").write_text(dumped, encoding="utf-8")
    return plants


def _plant(value: Any, path: FieldPath, mark: str, captured: set[str]) -> str:
    """Put hostile words before the first text that stands at `path`; return the whole text, or nothing without one."""
    if isinstance(value, list):
        return next((done for item in value if (done := _plant(item, path, mark, captured))), "")
    # A quote is looked up in the capture, and where a limit begins is looked up in the locators.
    if path[0] not in value or value.get("source") in captured or path == ("at",):
        return ""
    here = value[path[0]]
    if len(path) > 1:
        return _plant(here, path[1:], mark, captured)
    words = next(iter(here), "") if isinstance(here, list) else here
    if not words or _MARK in words:
        return ""
    limit = {"quote": 400, "title": 300, "path": 300, "also": 300, "words": 80}.get(path[0], 2000)
    hostile = _poison(words, mark, limit, path[0] in ("quote", "title", "locator"))
    value[path[0]] = [hostile, *here[1:]] if isinstance(here, list) else hostile
    return hostile


def _poison(words: str, mark: str, limit: int, free: bool) -> str:
    """Return hostile words and, where there is room, what stood there; in a `free` field no braces mean anything."""
    hostile = f"{FORMULA} {mark} {MARKUP}{TEMPLATES if free else ''}"
    return f"{hostile} {words}" if len(hostile) + len(words) < limit else hostile[:limit].strip()
