"""A file read in one pass holds what it holds when it is looked at token by token, and nothing that is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from guide.messages.diagnostic import DataError
from guide.messages.location import Location
from guide.read import nodes
from guide.read.nodes import parse_document
from guide.read.plain import read_plain
from project_copy import SECOND
from raw import ROOT

FILES = sorted([*(ROOT / "tests/corpus").rglob("*.yml"), *(SECOND / "data").rglob("*.yml")])
SLIPS = (
    *("&a ", "*a", "!x ", "? ", "? a}", " # ", "\\u200b", "- - - - ", "{a: "),
    *("[", "'", '"', ": ", ", ", "|\n", "\n", "---\n"),
)
"""What means something in YAML wherever it is put."""
TEXT = """\
# about what it is
- id: one
  title: {zh: '一', en: "One \\"word\\""}
  list: [a, {b: c}, 'd: e']
  value: 3
- {id: two, text: words}
- other: |-
    line
"""


def list_broken() -> Iterator[str]:
    """Yield the text with each slip at each place."""
    yield TEXT
    for slip in SLIPS:
        yield from (TEXT[:place] + slip + TEXT[place:] for place in range(0, len(TEXT), 2))


def look_closely(text: str, monkeypatch: pytest.MonkeyPatch) -> nodes.Document | None:
    """Return what the careful reading makes of a text; None where it refuses it."""
    with monkeypatch.context() as patch:
        patch.setattr(nodes, "read_plain", lambda text: None)
        try:
            return parse_document(text, "data/fees.yml")
        except DataError:
            return None


def compare(text: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Hold one reading against the other; say whether one pass was enough."""
    if not read_plain(text):
        return False
    quick, careful = parse_document(text, "data/fees.yml"), look_closely(text, monkeypatch)
    assert careful, "it is read, though it is refused"
    assert (quick.value, quick.size, quick.names) == (careful.value, careful.size, careful.names)
    assert quick.locations == careful.locations and quick.key_locations == careful.key_locations
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT / "tests")))
def test_a_file_holds_the_same_in_one_pass(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare(path.read_bytes().decode("utf-8", "replace"), monkeypatch)


def test_a_slip_anywhere_is_read_as_it_is_or_left_to_be_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    read = [compare(text, monkeypatch) for text in list_broken()]
    assert any(read) and not all(read)


def test_the_data_are_of_the_ordinary_sort_nearly_everywhere() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "data").glob("*.yml")]
    assert sum(bool(read_plain(text)) for text in texts) > 0.7 * len(texts)


def test_a_record_stands_where_its_name_does_or_where_it_begins() -> None:
    document = parse_document("- title: a\n  id: one\n- title: b\n", "data/fees.yml")
    assert document.names == (Location("data/fees.yml", 2, 7), Location("data/fees.yml", 3, 3))
    assert document.locate((1, "id")) == Location("data/fees.yml", 3, 3)
