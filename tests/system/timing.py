"""Nothing that a pull request can write takes longer than its length: patterns are linear.

Times are compared, never held to a clock; on a busy machine even that is not sure, so it runs at night: `make nightly`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from guide.checks.tallies import find_counts
from guide.checks.typography import find_slips
from guide.checks.words import mask_quoted
from guide.prose.limits import check_limits
from guide.prose.sections import cut_page
from guide.read.scan import Pair, find_code, find_fences, find_pairs
from guide.site.lang_spans import mark_foreign
from slowness import PATIENT, find_slow, grows, list_patterns, repeat
from sourcecheck.links.occurrences import find_links

# Bounded by something else than the length of a text.
BOUNDED = {
    "sourcecheck.links.occurrences._FILES": "the name of a file",
    "guide.read.closed_folders._THEME": "the name of a file",
    "guide.read.lookalikes._NEARBY": "the first 500 letters of a line",
    "guide.prose.markup._IMAGE": "a paragraph, which has 200 brackets at most",
    "guide.prose.markup._ATTRIBUTES": "a paragraph, which has 200 braces at most",
    "guide.evidence.quotes.": "what is fetched from elsewhere, which no pull request brings",
}
PATTERNS = {where: pattern for where, pattern in list_patterns().items() if not where.startswith(tuple(BOUNDED))}
PIECES = (
    *(
        "[",
        "![",
        "[a](",
        "`",
        "``a",
        "`a``b",
        "<",
        "<a ",
        "</",
        "<!--",
        "<!-- guide:",
        "<!-- guide:warning ",
        "{#",
        "{#a",
    ),
    *(
        "# a {#b",
        "# {",
        "](",
        "(",
        ")",
        "“",
        "”",
        '"',
        "'",
        "《",
        "中",
        "中“",
        "a'",
        "a&#39;",
        "a-",
        "a ",
        ", ",
        "  ",
        "\n",
        "\n\n",
    ),
    *(
        "```\n",
        "```a\n",
        "~~~\n",
        "---\n",
        "> ",
        "- ",
        "  - ",
        "|",
        "||\n",
        "!!! a\n",
        "9",
        "1.",
        "1,111",
        "五",
        "¥",
        "*",
        "_",
    ),
    *(
        "https://a.example/",
        "https://a.example/)))",
        "https://a(",
        "。",
        "…",
        "—",
        ".",
        ",",
        "\\",
        "&amp;",
        "title: \n",
    ),
)


@pytest.mark.parametrize("where", PATTERNS)
def test_no_pattern_takes_longer_than_its_text_grows(where: str) -> None:
    assert find_slow(PATTERNS[where], where) == [], PATTERNS[where].pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"^#{1,6} .*?(?:\{[^}]*#([\w-]+)[^}]*\}\s*)?$",
        r"<!--.*?-->",
        r"(?<=\])\([^)]*\)",
        r"“[^”]*”",
        r"<!--\s*guide:warning\s+([^>]*?)\s*-->",
        r"[二两三四五六七八九十百]+\s*(?:天|日内|元)",
        r"(\d+(?:\.\d+)?)\s*[万萬wW](?![a-zA-Z])",
        r"(?<![\w&#])[A-Za-z](?:[\w'’-]|&amp;|&#39;)*(?:,? (?:&amp; )?[A-Za-z](?:[\w'’-]|&amp;|&#39;)*)+",
    ],
)
def test_the_trial_knows_the_patterns_that_were_slow(pattern: str) -> None:
    assert find_slow(re.compile(pattern, re.DOTALL), "", budget=20)


def _read_sections(text: str) -> None:
    for section in cut_page(text, "a.md", "zh"):
        assert len(section.words) == len(section.text)
        _ = section.links, section.shortcodes, section.bare_headings


WORK: dict[str, Callable[[str], object]] = {
    "sections": _read_sections,
    "limits": lambda text: list(check_limits(text, "a.md")),
    "links": lambda text: find_links({"docs/zh/a.md": text}),
    "typography zh": lambda text: list(find_slips(text, "zh")),
    "typography en": lambda text: list(find_slips(text, "en")),
    "counts zh": lambda text: list(find_counts(text[:2000], "zh")),
    "quoted": mask_quoted,
    "foreign zh": lambda text: mark_foreign(text.replace("<", "&lt;"), "zh"),
    "foreign en": lambda text: mark_foreign(text.replace("<", "&lt;"), "en"),
    "fences": lambda text: list(find_fences(text)),
    "code": lambda text: list(find_code(text)),
    "pairs": lambda text: list(find_pairs(text, (Pair("<!--", "-->"), Pair(r"\(", ")", "中")))),
}


@pytest.mark.parametrize("name", WORK)
def test_whatever_is_repeated_is_read_in_the_time_of_its_length(name: str) -> None:
    around = (("", ""), ("（x", "y。")) if PATIENT else (("", ""),)
    pieces = PIECES if PATIENT else PIECES[len(name) % 4 :: 4]
    slow = [piece for piece in pieces for head, tail in around if grows(WORK[name], repeat(piece, head, tail), 2000)]
    assert slow == []


def test_a_text_of_nothing_but_quotation_marks_is_marked_in_the_time_of_its_length() -> None:
    for piece in ("&#34;", "&#39;", "a&#39;", "a&amp;", "a'", "a’", "a-"):
        make = repeat(piece)
        assert not grows(lambda text: mark_foreign(text * 10, "zh"), make), piece
