"""Which addresses are checked, and where they stand."""

from __future__ import annotations

import re

import pytest
import yaml

from guide.model.records import LinkException
from raw import ROOT
from small import WORDS
from sourcecheck.links.occurrences import Link, find_links, holds_links

SOURCES = """\
# https://comment.example/ is no data
- id: one
  url: https://a.example/page?x=1#part
  addresses:
    - http://b.example/old
    - "https://a.example/page?x=1#part"
  archive: {repository: https://git.example/copies, path: a.md}
  about: {zh: 见 https://c.example/路。, en: 'See https://c.example/wiki/Wei_(name), or (https://d.example/).'}
"""
PROSE = """\
---
title: x
---
See [it](https://a.example/page?x=1#part) and <https://e.example/>。
Not `https://code.example/`, nor

```sh
curl https://fence.example/
```

but https://f.example/a, https://g.example/b; 也看https://h.example/c。
"""


def list_places(links: tuple[Link, ...]) -> dict[str, list[str]]:
    return {link.address: [str(location) for location in link.locations] for link in links}


def test_each_address_is_known_with_every_line_and_column_where_it_stands() -> None:
    assert list_places(find_links({"docs/zh/a.md": PROSE, "data/sources.yml": SOURCES})) == {
        "https://a.example/page?x=1#part": ["data/sources.yml:3:8", "data/sources.yml:6:8", "docs/zh/a.md:4:10"],
        "http://b.example/old": ["data/sources.yml:5:7"],
        "https://git.example/copies": ["data/sources.yml:7:25"],
        "https://c.example/路": ["data/sources.yml:8:17"],
        "https://c.example/wiki/Wei_(name)": ["data/sources.yml:8:48"],
        "https://d.example/": ["data/sources.yml:8:87"],
        "https://e.example/": ["docs/zh/a.md:4:48"],
        "https://f.example/a": ["docs/zh/a.md:11:5"],
        "https://g.example/b": ["docs/zh/a.md:11:26"],
        "https://h.example/c": ["docs/zh/a.md:11:49"],
    }


def test_a_place_is_where_the_address_begins() -> None:
    texts = {"docs/zh/a.md": PROSE, "data/sources.yml": SOURCES}
    for link in find_links(texts):
        for location in link.locations:
            assert texts[location.path].splitlines()[location.line - 1][location.column - 1 :].startswith(link.address)


def test_the_addresses_of_old_data_that_cannot_be_read_today_are_known_all_the_same() -> None:
    found = find_links({"data/sources.yml": "- url: https://a.example/x\n- {broken: [\n"})
    assert [link.address for link in found] == ["https://a.example/x"]


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("data/sources.yml", True),
        ("data/link_exceptions.yml", False),
        ("data/schema/sources.json", False),
        ("data/captures/law.json", False),
        ("docs/zh/plan.md", True),
        ("docs/en/failures/index.md", True),
        ("docs/assets/x.js", False),
        ("README.md", True),
        ("CONTRIBUTING.md", True),
        ("tests/notes.md", False),
        ("hooks/guide/messages/catalogue.yml", False),
    ],
)
def test_links_are_looked_for_in_data_and_prose(path: str, holds: bool) -> None:
    assert holds_links(path) is holds


def test_the_example_in_the_list_of_exceptions_is_an_exception() -> None:
    text = (ROOT / "data" / "link_exceptions.yml").read_text(encoding="utf-8")
    example = re.search(r"^# - id:.*?(?=^#?$|\Z)", text, re.M | re.S)
    assert example
    lines = [line.removeprefix("# ") for line in example[0].splitlines() if line.startswith("# ")]
    (record,) = yaml.load("\n".join(lines), yaml.BaseLoader)
    LinkException.model_validate(record, context=WORDS)
