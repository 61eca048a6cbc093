"""Data made at random: read, or refused with a place and in both languages; and what is read is text wherever it goes.

`FUZZ_EXAMPLES=20000 pytest tests/system/test_fuzz.py` tries that many of each sort, other ones at each run. Without
it the examples are few and always the same. What it finds becomes a file in tests/corpus/.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from fuzzing import make_settings
from guide.changes.translation_hashes import parse_lock, write_lock
from guide.checks.figures import FIGURE
from guide.checks.words import find_misleading, list_avoided
from guide.messages.diagnostic import DataError
from guide.model.placeholders import find_placeholders
from guide.read.files import load_text
from guide.read.nodes import parse_document
from guide.read.validate import read_records
from guide.site.calendars import write_calendar
from guide.site.lang_spans import mark_foreign
from guide.site.render import make_environment
from guide.site.table_file import write_csv
from guide.views.dates import Course, Day
from guide.views.figures import fill_label
from guide.views.parts import Tag, Words
from messages import CATALOGUE, phrase
from models import MODELS, SUBJECT
from raw import LANGUAGES, ROOT
from small import fact, make_guide, source
from small import text as words_of

fuzz = make_settings(150)
RULES = set(CATALOGUE.rules)
AVOIDED = list_avoided(
    make_guide(
        sources=[source("one")],
        states=[fact("state", "one+", login=words_of("Words"), avoid={"zh": ["注销成功"], "en": ["closed for good"]})],
    )
)
PATH = "data/money.yml"
TEMPLATES = make_environment(ROOT / "overrides" / "views")


def _cut(kind: str) -> tuple[str, str]:
    """Return a kind and its first records, so that an example is quick."""
    text = (ROOT / "data" / f"{kind}.yml").read_text(encoding="utf-8")
    return kind, "".join(re.split(r"^(?=- )", text, flags=re.MULTILINE)[1:3])


BEGINNINGS = [_cut(kind) for kind in MODELS]
TOKENS = [
    *"{}[]:,-?&*!|>'\"%@`#~<=\\\t \n\r\0",
    *(
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a",
        "!!",
        "!!python/object:x ",
        "<<: ",
        "|",
        ">-",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "\n\n",
    ),
    *(
        "\u3000",
        "\uff1a",
        "\uff0c",
        "\uff5b",
        "“",
        "”",
        "\u200b",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\ue000",
        "\U000e0041",
        "\x85",
    ),
    *(
        '"\\0"',
        '"\\ud800"',
        '"\\U00110000"',
        '"\\x"',
        "null",
        "~",
        "true",
        "1e309",
        ".nan",
        "-1",
        "9" * 400,
        "P9999Y",
        "2026-02-30",
    ),
    *("{value}", "{{7*7}}", "{timeline/hours}", "<script>", "javascript:alert(1)", "../..", "[[[[", "a" * 3000),
]
nasty = st.one_of(
    st.sampled_from(TOKENS),
    st.text(max_size=8),
    st.characters(codec="utf-8"),
    st.characters(categories=["Cf", "Cc", "Co", "Zl"]),
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """Return a kind and the text of its file after a few cuts, doublings, and insertions of nasty pieces."""
    kind, text = draw(st.sampled_from(BEGINNINGS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + draw(st.sampled_from([0, 1, 5, 80])))))
        other = draw(st.integers(0, len(text)))
        piece = draw(st.one_of(nasty, st.just(text[start:end] * 2), st.just(text[other : other + 40])))
        text = text[:start] + piece + text[end:]
    return kind, text


def read(kind: str, text: str) -> tuple[Any, ...] | None:
    """Read a file as the loader does; return its records, or None where it is refused as it should be."""
    try:
        return read_records(parse_document(text, PATH), MODELS[kind], SUBJECT)
    except DataError as error:
        check_refused(error, text)
        return None


def check_refused(error: DataError, text: str) -> None:
    """Assert that a refusal has a place in the file, a rule, and a sentence of one line in both languages."""
    assert error.diagnostics
    lines = text.split("\n")
    for one in error.diagnostics:
        assert one.location.path == PATH
        assert 1 <= one.location.line <= len(lines), one
        assert 1 <= one.location.column <= len(lines[one.location.line - 1]) + 1, one
        assert one.message.rule in RULES, one
        assert phrase(one, "en") and phrase(one, "zh"), one
        assert "\n" not in phrase(one, "en") + phrase(one, "zh") and len(phrase(one, "en")) < 3000, one


@fuzz
@given(mutated())
def test_a_broken_file_is_read_or_refused_at_a_place(case: tuple[str, str]) -> None:
    read(*case)


@fuzz
@given(st.sampled_from([*MODELS]), st.text(alphabet=st.sampled_from([*"{}[]:,-?&*!|>'\"#ab1 \n"]), max_size=60))
def test_yaml_without_sense_is_read_or_refused_at_a_place(kind: str, text: str) -> None:
    read(kind, text)


shapes: st.SearchStrategy[Any] = st.recursive(
    st.one_of(nasty, st.sampled_from(["weixin", "P15D", "43", "2026-08-06", "blog", "supports", "read", "true"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(
                st.sampled_from(["id", "title", "zh", "en", "products", "evidence", "value", "checked", "on"]), nasty
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@st.composite
def swapped(draw: st.DrawFn) -> tuple[str, str]:
    """Return a kind and its file with a value somewhere replaced by one of any other shape, or a key by another."""
    kind, text = draw(st.sampled_from(BEGINNINGS))
    records = yaml.load(text, yaml.BaseLoader)
    place = records
    while isinstance(place, dict | list) and place:
        key = draw(st.sampled_from([*place])) if isinstance(place, dict) else draw(st.integers(0, len(place) - 1))
        if draw(st.booleans()) or not isinstance(place[key], dict | list):
            break
        place = place[key]
    if place:
        place[key] = draw(shapes)
    if isinstance(place, dict) and draw(st.booleans()):
        place[draw(nasty)] = draw(shapes)
    style = draw(st.sampled_from(['"', None]))
    return kind, yaml.dump(records, allow_unicode=draw(st.booleans()), default_style=style)


@fuzz
@given(swapped())
def test_values_of_other_shapes_are_read_or_refused_at_a_place(case: tuple[str, str]) -> None:
    read(*case)


@fuzz
@given(
    st.one_of(st.binary(max_size=60), mutated().map(lambda case: case[1].encode("utf-16")), st.text().map(str.encode))
)
def test_bytes_are_a_text_or_refused_at_a_place(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "money.yml").write_bytes(content)
        try:
            text = load_text(Path(folder) / "money.yml", PATH)
        except DataError as error:
            check_refused(error, "")
        else:
            read("money", text)


@fuzz
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(st.sampled_from(["money/x title", " zh=01234567", " en=", "\n", "#", "\r", "\u2028", "x"])).map(
            "".join
        ),
    )
)
def test_a_lock_is_read_or_refused_at_a_place(content: str) -> None:
    try:
        lock = parse_lock(content, PATH, LANGUAGES)
    except DataError as error:
        check_refused(error, content)
    else:
        assert parse_lock(write_lock(lock), PATH, LANGUAGES) == lock


# What is read is text: in HTML, in tables, in JSON and in calendars.

words = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            ["<b>", "</script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "&lt;", "&#60;", "&", "'", '"', "`"]
        ),
        st.sampled_from(
            [
                "=1+1",
                "+",
                "-",
                "@",
                "{{7*7}}",
                "{%",
                "**b**",
                "[l](javascript:x)",
                "\\n",
                ";",
                ",",
                "WeChat Pay",
                "微信",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
).map("".join)


CHECKED = {"on": "2026-11-23", "how": "read"}


def write_record(text: str) -> str:
    """Return the text of a file with one record whose title is `text`."""
    record = {
        "id": "x",
        "title": {"zh": text, "en": text},
        "products": ["weixin"],
        "evidence": [{"source": "blog", "stance": "mentions", "no_quote": "spread", "checked": CHECKED}],
    }
    return yaml.dump([record], allow_unicode=True, default_style='"', width=10**6)


@fuzz
@given(words)
def test_what_is_read_is_what_was_written_and_text_wherever_it_goes(text: str) -> None:
    records = read("money", write_record(text))
    if records is not None:
        told = records[0].title["en"]
        assert told == text
        for show in (show_html, show_table, show_json, show_calendar):
            assert show(told) == told, show


def show_html(text: str) -> str:
    """Return what a reader reads in a cell of a page, after the page's languages were marked."""
    parts = TEMPLATES.get_template("_parts.html").make_module({"language": "en", "href": str, "label": str})
    cell = vars(parts)["cell"]((Words(text),))
    page = html.fromstring(f"<div>{mark_foreign(str(cell), 'en')}</div>")
    assert {element.tag for element in page.iter()} <= {"div", "span"}
    return str(page.xpath("string()"))


def show_table(text: str) -> str:
    """Return what a spreadsheet shows in a cell; what would be a formula has an apostrophe in front."""
    (row,) = csv.DictReader(io.StringIO(write_csv([{"title": text}]), newline=""))
    assert not re.match(r"\s*[=+@-]", row["title"])
    return row["title"] if row["title"] == text else row["title"].removeprefix("'")


def show_json(text: str) -> str:
    """Return what is left of a text in JSON."""
    return str(json.loads(json.dumps([text], ensure_ascii=False))[0])


def show_calendar(text: str) -> str:
    """Return what a calendar shows as the title of a day."""
    day = Day("x", "x", "wait", "request", "", (), 0, False, (Words(text),), (Words("x"),), "", ())
    course = Course("x", Tag("x", "x"), 1, (day,), (), ())
    (event,) = icalendar.Calendar.from_ical(write_calendar(course, datetime.date(2026, 11, 23), "en", SUBJECT)).walk(
        "VEVENT"
    )
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "TRANSP", "SUMMARY", "DESCRIPTION"}
    return str(event["SUMMARY"])


@fuzz
@given(words, st.dictionaries(st.sampled_from(["n", "date", "of"]), words))
def test_searches_in_a_text_end_and_labels_hold_what_they_are_given(text: str, given_words: dict[str, str]) -> None:
    for look in SEARCHES:
        look(text * 20)
    bare = text.replace("{", "")
    assert fill_label(f"{bare}{{n}}", **given_words) == bare + given_words.get("n", "{n}")
    assert fill_label("{n}{x}{", **given_words) == given_words.get("n", "{n}") + "{x}{"


SEARCHES: tuple[Callable[[str], object], ...] = (
    FIGURE.search,
    lambda text: [*find_placeholders(text)],
    *(lambda text, language=language: find_misleading(text, language, AVOIDED) for language in LANGUAGES),
)
