"""What is beyond all measure is refused before any pattern reads it. How long patterns take is tried in timing.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.load import load_guide
from guide.load_prose import load_prose
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from messages import phrase
from project_copy import SECOND, put_second_guide

EXCESS = {
    "open brackets": "[" * 20_000,
    "open brackets in lines": "[[[[[[[[[[\n" * 2_000,
    "shortcodes": "<!-- guide:money -->\n\n" * 3_000,
    "comments that stay open": "<!--" * 50_000,
    "one character": "x" * 20_000,
    "a heading id of 4,000 letters": "## a {#" + "a" * 4_000 + "}",
    "a heading of half braces": "# " + "{#a" * 2_000,
    "a page of 300 KB": "word " * 60_000,
    "a deep list in one line": "- " * 500 + "a",
    "a deep list": "\n".join("  " * level + "- a" for level in range(60)),
    "deep quotations": ">" * 500 + " a",
    "tags": "<b>a</b>\n\n" * 2_000,
    "a long paragraph": "word word\n" * 5_000,
    "backticks": "``a`" * 400,
    "control characters": "a\x1b[2Jb",
    "a turned line": "a\u202eb",
}


@pytest.fixture(scope="module")
def second() -> Guide:
    """The second guide."""
    return load_guide(SECOND / "data")


@pytest.mark.parametrize("name", EXCESS)
def test_what_is_beyond_all_measure_is_refused_at_its_place_by_check(name: str, second: Guide, tmp_path: Path) -> None:
    page = put_second_guide(tmp_path, "docs") / "docs" / "en" / "sources.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n{EXCESS[name]}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_prose(tmp_path / "docs", SECOND / "data", second)
    for one in caught.value.diagnostics:
        assert one.location.path.endswith("sources.md") and phrase(one, "en") and phrase(one, "zh")
        assert one.location.line > before.count("\n") or one.message.rule == "page-too-large"
