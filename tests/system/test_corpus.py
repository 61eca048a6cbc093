"""Broken and hostile data: each file is refused at its place, or harmless; in a gibibyte, and without falling over."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus_data import RECORDS, write_corpus_data
from guide.changes.translation_hashes import parse_lock
from guide.messages.diagnostic import DataError
from guide.read.nodes import parse_document
from hostile import Case, Mistake, limit_memory, load_all, load_folders
from messages import CATALOGUE, phrase
from patience import PATIENCE
from project_copy import build_site, copy_second_guide
from raw import ROOT

CORPUS = ROOT / "tests" / "corpus"
RULES = set(CATALOGUE.rules)
HEAD = re.compile(r"# (.+\.)\n# put: (after|instead of) (\w+\.yml)\n# expect: (?:(harmless)|([a-z0-9-]+) (\d+))\n")
HARMLESS = "harmless"
FULL = "- [" + ", ".join("a" * 16 for _ in range(900_000)) + "]\n"
"""A file that is as full of values as it may be."""
MOST = 120_000_000  # bytes that the files of a folder may have together
OVERFULL = sorted(path.name for path in (ROOT / "data").glob("*.yml"))[MOST // len(FULL)]
"""The file with which they are too many, where each is full."""


@dataclass(frozen=True)
class CorpusCase:
    """A file of the corpus: the case, and the rule and the line that have to be reported."""

    given: Case
    told: str
    rule: str
    line: int


def _title_apart(text: str, name: str) -> str:
    """Give the records of a file, which is about something else, titles that no other file of the corpus has."""
    marks = itertools.cycle("abcdefghij")

    def title(found: re.Match[str]) -> str:
        mark = next(marks)
        return re.sub(r"(?<=zh: )例子(?=,)|Example(?=\}?$)", lambda word: f"{word[0]} {name} {mark}", found[0])

    return re.sub(r"^  title: .*$", title, text, flags=re.MULTILINE)


def _read(path: Path) -> CorpusCase:
    text = _title_apart(path.read_text(encoding="utf-8"), path.stem)
    head = HEAD.match(text)
    assert head, f"{path}: must begin as tests/corpus/README.md says"
    told, put, file, harmless, rule, line = head.groups()
    case = Case(f"{path.parent.name}/{path.stem}", file, text, put == "after", checked=not harmless)
    return CorpusCase(case, told, harmless or rule, int(line or 0))


CASES = [_read(path) for path in sorted(CORPUS.rglob("*.yml")) if path.parent.name != "pages"]
REFUSED = [one for one in CASES if one.rule != HARMLESS]
PUBLISHED = [one for one in CASES if one.rule == HARMLESS]


def _name(case: CorpusCase) -> str:
    return case.given.name


def check_located(mistakes: tuple[Mistake, ...]) -> None:
    """Assert that each mistake has a place within its file, a rule and a sentence of one line in both languages."""
    for one in mistakes:
        assert 1 <= one.line <= one.last, one
        assert one.rule in RULES, one
        assert one.en and one.zh and len(one.en) < 2000, one
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e]", one.path + one.en + one.zh), one


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data that every file of the corpus is put into; nobody changes them."""
    return write_corpus_data(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def answers(base: Path) -> dict[str, tuple[Mistake, ...]]:
    """What is said of each file, with the lines of that file: of its form alone, and where that is well of the rest."""
    formed = load_all([replace(one.given, checked=False) for one in CASES], base)
    found = {one.given.name: _find_own(formed[one.given.name], one, _count_kept(one, base)) for one in CASES}
    batches = _make_batches([one for one in REFUSED if not formed[one.given.name]])
    told = load_folders({str(number): _adding(batch) for number, batch in enumerate(batches)}, base, meant=True)
    for number, batch in enumerate(batches):
        ends: dict[str, int] = {}
        for one in batch:
            start = ends.setdefault(one.given.file, _count_kept(one, base) - 1) + 1
            found[one.given.name] = _find_own(told[str(number)], one, start)
            ends[one.given.file] = start + one.given.text.count("\n")
    return found


def _count_kept(case: CorpusCase, base: Path) -> int:
    return (base / case.given.file).read_text(encoding="utf-8").count("\n") + 1 if case.given.after else 0


def _find_own(mistakes: tuple[Mistake, ...], case: CorpusCase, start: int) -> tuple[Mistake, ...]:
    """Return the mistakes in the lines of a case, which stands behind line `start`, as lines of its own."""
    check_located(mistakes)
    own = range(start + 1, start + case.given.text.count("\n") + 2)
    mine = (one for one in mistakes if one.path == f"data/{case.given.file}" and one.line in own)
    return tuple(replace(one, line=one.line - start) for one in mine)


def _make_batches(cases: list[CorpusCase]) -> list[list[CorpusCase]]:
    """Put files together that can be tried at once: no id stands twice, and of circles one is told at a time."""
    batches: list[tuple[set[str], list[CorpusCase]]] = []
    for one in cases:
        names = {f"{one.given.file} {name}" for name in re.findall(r"^- id: (\S+)", one.given.text, re.MULTILINE)}
        names |= {one.rule} if one.rule == "circle" else set()
        taken, batch = next((known for known in batches if not known[0] & names), (set(), []))
        batches += [] if taken else [(taken, batch)]
        taken |= names
        batch.append(one)
    return [batch for _, batch in batches]


def _adding(cases: list[CorpusCase]) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        for one in cases:
            _append(folder / one.given.file, one.given.text)

    return add


def test_the_corpus_is_large_and_says_of_each_file_what_it_is() -> None:
    assert len(CASES) >= 200
    assert {one.rule for one in REFUSED} <= RULES
    texts = [one.given.text.partition("\n")[2] for one in CASES]
    assert len(set(texts)) == len(texts), "two files are the same"


@pytest.mark.parametrize("case", REFUSED, ids=_name)
def test_a_broken_file_is_refused_at_its_place(case: CorpusCase, answers: dict[str, tuple[Mistake, ...]]) -> None:
    mine = [(one.rule, one.line) for one in answers[case.given.name]]
    assert mine, "it was let in"
    assert mine[0] == (case.rule, case.line), answers[case.given.name]


@pytest.mark.parametrize("case", PUBLISHED, ids=_name)
def test_a_harmless_file_is_read(case: CorpusCase, answers: dict[str, tuple[Mistake, ...]]) -> None:
    assert answers[case.given.name] == ()


def test_all_harmless_files_together_break_no_rule(base: Path) -> None:
    assert load_folders({"all": _adding(PUBLISHED)}, base)["all"] == ()


def test_what_style_asks_of_hostile_texts_is_asked_at_their_place(base: Path, tmp_path: Path) -> None:
    folder = write_corpus_data(tmp_path)
    _adding(PUBLISHED)(folder)
    result = _run(tmp_path, "check", "--format", "json")
    assert result.returncode in (0, 1), result.stderr
    kept = {file.name: file.read_text(encoding="utf-8").count("\n") for file in base.glob("*.yml")}
    for one in json.loads(result.stdout):
        assert one["rule"] in RULES and one["line"] > kept[one["path"].removeprefix("data/")], one


# What an editor cannot show, and what is too large to be kept: each makes its mistake in a copy of the data.
Break = Callable[[Path], object]


def _append(file: Path, text: str) -> None:
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")


def _encode(encoding: str) -> Break:
    return lambda folder: (folder / "money.yml").write_bytes(
        (folder / "money.yml").read_bytes().decode().encode(encoding)
    )


def _write(text: str, file: str = "money.yml") -> Break:
    return lambda folder: (folder / file).write_text(text, encoding="utf-8")


def _write_bytes(content: bytes, file: str = "money.yml") -> Break:
    return lambda folder: (folder / file).write_bytes(content)


def _link(target: str, file: str = "money.yml") -> Break:
    def make(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        (folder / file).symlink_to(target)

    return make


def _pipe(file: str) -> Break:
    def make(folder: Path) -> None:
        (folder / file).unlink(missing_ok=True)
        os.mkfifo(folder / file)

    return make


def _folder(folder: Path) -> None:
    (folder / "money.yml").unlink()
    (folder / "money.yml").mkdir()


def _grow(size: int, file: str = "money.yml") -> Break:
    """Make a file of `size` bytes, which takes no room on the disk."""

    def make(folder: Path) -> None:
        with (folder / file).open("wb") as opened:
            opened.truncate(size)

    return make


def _fill(folder: Path) -> None:
    """Fill files of records to their limits with what is no mistake of form, as many as are too many."""
    for file in sorted({*folder.glob("*.yml")} - {folder / "subject.yml"})[: MOST // len(FULL) + 1]:
        file.write_text(FULL, encoding="utf-8")


def _move_captures(folder: Path) -> None:
    (folder / "captures").rename(folder.parent / "elsewhere")
    (folder / "captures").symlink_to("../elsewhere")


def _many_captures(folder: Path) -> None:
    for number in range(8):
        _grow(19_000_000, f"captures/{number}.json")(folder)


EVIDENCE = "{source: blog, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}"
RECORD = "- id: x\n  title: {zh: 例, en: X}\n  products: [weixin]\n"
LAST = RECORDS["money"].count("\n") + 2  # where what is appended begins
KEPT, NEW = "captures/policy.json", "captures/new.json"
# name, what is done, and the file, the line and the rule that have to be told; no file where it is harmless
MADE: list[tuple[str, Break, str, int, str]] = [
    ("UTF-16 with its mark", _encode("utf-16"), "money.yml", 1, "not-utf-8"),
    (
        "UTF-16 without a mark",
        lambda folder: (folder / "money.yml").write_bytes("- id: a\n".encode("utf-16-le")),
        "money.yml",
        1,
        "invisible-character",
    ),
    ("UTF-32", _encode("utf-32"), "money.yml", 1, "not-utf-8"),
    ("GB 18030", _encode("gb18030"), "money.yml", 1, "not-utf-8"),
    ("UTF-7", _write_bytes("- id: 费\n".encode("utf-7")), "money.yml", 1, "missing-key"),
    ("a byte order mark", _encode("utf-8-sig"), "", 0, ""),
    ("a surrogate in UTF-8", _write_bytes(b"- \xed\xa0\x80\n"), "money.yml", 1, "not-utf-8"),
    ("an overlong slash", _write_bytes(b"- \xc0\xaf\n"), "money.yml", 1, "not-utf-8"),
    ("half a character at the end", _write_bytes(b"- \xe8\xb4"), "money.yml", 1, "not-utf-8"),
    ("a picture", _write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "money.yml", 1, "not-utf-8"),
    ("a packed file", _write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00"), "money.yml", 1, "not-utf-8"),
    ("NUL bytes", _write_bytes(b"\x00" * 1_000_000), "money.yml", 1, "invisible-character"),
    ("line ends of an old Mac", _write("- id: a\r  title: b\r"), "money.yml", 1, "invisible-character"),
    (
        "line ends of Windows",
        lambda folder: (folder / "money.yml").write_bytes((folder / "money.yml").read_bytes().replace(b"\n", b"\r\n")),
        "",
        0,
        "",
    ),
    (
        "no line end at the end",
        lambda folder: (folder / "money.yml").write_bytes((folder / "money.yml").read_bytes().rstrip()),
        "",
        0,
        "",
    ),
    ("an empty file", _write(""), "money.yml", 1, "not-a-list"),
    ("a brace and nothing else", _write("{"), "money.yml", 1, "not-yaml"),
    ("spaces", _write(" \n  \n"), "money.yml", 1, "not-a-list"),
    ("a hundred megabytes", _grow(100_000_000), "money.yml", 1, "file-too-large"),
    ("a byte too many", _grow(20_000_001), "money.yml", 1, "file-too-large"),
    (
        "seven files of nearly twenty megabytes",
        lambda folder: [
            _grow(19_000_000, f"{name}.yml")(folder)
            for name in (
                *("scams", "several_accounts", "sign_in", "small_rest", "special_accounts", "stages"),
                *("statements", "states"),
            )
        ],
        "statements.yml",
        1,
        "file-too-large",
    ),
    ("no file", lambda folder: (folder / "money.yml").unlink(), "money.yml", 1, "missing-file"),
    ("a folder", _folder, "money.yml", 1, "not-a-plain-file"),
    ("a link out of the project", _link("/etc/passwd"), "money.yml", 1, "not-a-plain-file"),
    ("a link to another data file", _link("scams.yml"), "money.yml", 1, "not-a-plain-file"),
    ("a link to nothing", _link("nothing.yml"), "money.yml", 1, "not-a-plain-file"),
    ("a link to itself", _link("money.yml"), "money.yml", 1, "not-a-plain-file"),
    ("a link to what never ends", _link("/dev/zero"), "money.yml", 1, "not-a-plain-file"),
    ("a link to the program's own memory", _link("/proc/self/environ"), "money.yml", 1, "not-a-plain-file"),
    ("a pipe that nobody writes to", _pipe("money.yml"), "money.yml", 1, "not-a-plain-file"),
    ("a file that is no kind", _write("[]\n", "mony.yml"), "mony.yml", 1, "stray-file"),
    ("a file of another ending", _write("[]\n", "money.yaml"), "money.yaml", 1, "stray-file"),
    ("a name with a command in it", _write("[]\n", "a\n::error::b.yml"), "a\\n::error::b.yml", 1, "stray-file"),
    ("a name with a terminal's colours", _write("[]\n", "\x1b[31m.yml"), "\\x1b[31m.yml", 1, "stray-file"),
    ("a name that is no text", _write("[]\n", os.fsdecode(b"\xff.yml")), "\\udcff.yml", 1, "stray-file"),
    ("brackets without end", _write("[" * 1_900_000), "money.yml", 1, "nested-too-deep"),
    ("braces without end", _write("{a: " * 450_000), "money.yml", 1, "nested-too-deep"),
    ("dashes without end", _write("- " * 900_000), "money.yml", 1, "nested-too-deep"),
    ("a million tiny records", _write("- a\n" * 1_100_000), "money.yml", 1_000_001, "file-too-large"),
    ("as many mistakes as there may be values in a record", _write("- a\n" * 99_000), "money.yml", 1, "not-a-group"),
    ("as much bad evidence", _write(RECORD + "  evidence: [" + "a, " * 90_000 + "a]\n"), "money.yml", 4, "not-a-group"),
    (
        "more in a record than there may be",
        _write(RECORD + "  evidence: [" + "a, " * 900_000 + "a]\n"),
        "money.yml",
        1,
        "file-too-large",
    ),
    (
        "as much good evidence",
        _write(RECORD + "  evidence: [" + ", ".join([EVIDENCE] * 8_000) + "]\n", "scams.yml"),
        "scams.yml",
        1,
        "missing-key",
    ),
    (
        "as many references to nothing",
        lambda folder: _append(
            folder / "money.yml",
            RECORD + "  evidence: [" + ", ".join([EVIDENCE.replace("blog", "nobody")] * 8_000) + "]\n",
        ),
        "money.yml",
        LAST + 3,
        "no-such-record",
    ),
    ("as many anchors", _write("- &a b\n" * 90_000), "money.yml", 1, "anchor"),
    ("a key of a megabyte", _write(f"- {'k' * 1_000_000}: v\n"), "money.yml", 1, "not-yaml"),
    ("a key of a megabyte in braces", _write(f"- {{zh:{'k' * 1_000_000}}}\n"), "money.yml", 1, "missing-space"),
    (
        "a text of two megabytes",
        lambda folder: _append(
            folder / "money.yml", RECORD.replace("en: X", f"en: {'x' * 1_800_000}") + f"  evidence: [{EVIDENCE}]\n"
        ),
        "money.yml",
        LAST + 1,
        "text-length",
    ),
    (
        "an id of five thousand letters",
        lambda folder: _append(
            folder / "money.yml", RECORD.replace("id: x", f"id: {'x' * 5000}") + f"  evidence: [{EVIDENCE}]\n"
        ),
        "money.yml",
        LAST,
        "text-length",
    ),
    (
        "a version of a million parts",
        lambda folder: _append(
            folder / "money.yml", f"{RECORD}  value: {{version: 1{'.1' * 800_000}}}\n  evidence: [{EVIDENCE}]\n"
        ),
        "money.yml",
        LAST + 3,
        "text-length",
    ),
    ("a broken line of a megabyte", _write("- " + "a" * 1_900_000 + ": [\n"), "money.yml", 1, "not-yaml"),
    ("a broken line of quotation marks", _write("- [" + "“, " * 1_100_000 + "\n: ]"), "money.yml", 1, "file-too-large"),
    (
        "a broken line of quotation marks in one text",
        _write("- x: " + "“" * 600_000 + ": y: [\n"),
        "money.yml",
        1,
        "not-yaml",
    ),
    ("a comment of two megabytes", lambda folder: _append(folder / "money.yml", "#" * 1_900_000 + "\n"), "", 0, ""),
    ("files that are full of values", _fill, OVERFULL, 1, "file-too-large"),
    (
        "a capture that is no UTF-8",
        _write_bytes(b"\xff\xfe", KEPT),
        KEPT,
        1,
        "not-utf-8",
    ),
    (
        "a capture that is a link",
        _link("/etc/passwd", KEPT),
        KEPT,
        1,
        "not-a-plain-file",
    ),
    ("a capture that never ends", _link("/dev/zero", NEW), NEW, 1, "not-a-plain-file"),
    ("a capture that is a pipe", _pipe(NEW), NEW, 1, "not-a-plain-file"),
    (
        "a capture of a hundred megabytes",
        _grow(100_000_000, NEW),
        NEW,
        1,
        "file-too-large",
    ),
    ("captures that together are too large", _many_captures, "captures/6.json", 1, "file-too-large"),
    ("captures that stand elsewhere", _move_captures, "captures", 1, "not-a-plain-file"),
    (
        "a capture with a line end in its name",
        _write_bytes(b"\xff", "captures/a\nb.json"),
        "captures/a\\nb.json",
        1,
        "not-utf-8",
    ),
    (
        "a capture of hostile text",
        _write("<script>alert(1)</script>\x00\u202e{{7*7}}", NEW),
        NEW,
        1,
        "edited-capture",
    ),
]


@pytest.fixture(scope="module")
def made(base: Path) -> dict[str, tuple[Mistake, ...]]:
    return load_folders({name: damage for name, damage, *_ in MADE}, base)


@pytest.mark.parametrize(
    ("name", "file", "line", "rule"), [(one[0], *one[2:]) for one in MADE], ids=[one[0] for one in MADE]
)
def test_a_file_that_no_editor_shows_is_refused_or_harmless(
    name: str, file: str, line: int, rule: str, made: dict[str, tuple[Mistake, ...]]
) -> None:
    found = [(one.path, one.line, one.rule) for one in made[name]]
    assert found[:1] == ([(f"data/{file}", line, rule)] if file else [])
    assert len(found) <= 1001, "nobody reads so many"
    check_located(made[name])


def test_of_very_many_mistakes_the_first_are_told_and_that_there_are_more(made: dict[str, tuple[Mistake, ...]]) -> None:
    told = made["as many mistakes as there may be values in a record"]
    assert sorted(one.rule for one in told) == ["more-mistakes"] + ["not-a-group"] * 100
    assert {one.line for one in told if one.rule == "more-mistakes"} == {100}
    assert "more-mistakes" in {one.rule for one in made["as many references to nothing"]}


# Where a reviewer's screen may show them, or not: raw, not as escapes.
RAW = [
    "\x00",
    "\x07",
    "\x0b",
    "\x1b",
    "\x7f",
    "\x85",
    "\xad",
    "\u061c",
    "ᅟ",
    "\u180e",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2069",
    "⠀",
    "ㅤ",
    "\ufdd0",
    "︀",
    "\ufeff",
    "ﾠ",
    "\ufff9",
    "\uffff",
    "\U0001d173",
    "\U000e0001",
    "\U000e0041",
    "󠄀",
]


@pytest.mark.parametrize("sign", RAW, ids=[f"U+{ord(sign):04X}" for sign in RAW])
def test_a_character_that_cannot_be_seen_is_placed_where_it_stands(sign: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_document(f"- id: x\n  title: {{zh: 例, en: a{sign}b}}\n", "data/money.yml")
    assert [(str(one.location), one.message.rule) for one in caught.value.diagnostics] == [
        ("data/money.yml:2:23", "invisible-character")
    ]
    assert f"U+{ord(sign):04X}" in phrase(caught.value.diagnostics[0], "zh")


# The lock, the commands, and the site.

LOCKS = {
    "conflict": ("<<<<<<< HEAD\n", 1),
    "a text without hashes": ("# a comment\nmoney/x title\n", 2),
    "a hash that is too short": ("money/x title zh=0123 en=01234567\n", 1),
    "the same text twice": ("money/x title zh=01234567\nmoney/x title zh=01234567\n", 2),
    "markup": ("<script>alert(1)</script>\n", 1),
    "a line of a megabyte": ("a/" + "b" * 1_000_000, 1),
    "equals signs": ("a/b c" + " zh=" * 100_000, 1),
    "another kind of line end": ("\u2028\n\u2028x\n", 2),
    "a carriage return": ("money/x title zh=01234567 en=01234567\rx", 1),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_broken_lock_is_told_with_its_line(name: str) -> None:
    content, line = LOCKS[name]
    with pytest.raises(DataError) as caught:
        parse_lock(content, "data/translations.lock", ("zh", "en"))
    (one,) = caught.value.diagnostics
    assert (one.location.line, one.message.rule) == (line, "broken-lock")
    assert phrase(one, "en") != phrase(one, "zh") and "translations --write" in phrase(one, "zh")
    assert len(phrase(one, "en")) < 1000


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guide", *words],
        cwd=folder,
        env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=limit_memory,
    )


def _break_much(folder: Path) -> None:
    (folder / "captures").mkdir()
    _link("/etc/passwd", "fees.yml")(folder)
    _pipe("terms.yml")(folder)
    _write("[" * 100_000, "steps.yml")(folder)
    _write_bytes(b"\xff", NEW)(folder)
    _append(folder / "changes.yml", "- id: ../../x\n  title: {{7*7}}\n")


PLACES = ("captures/new.json:1:1", "changes.yml:", "fees.yml:1:1", "steps.yml:1:21", "terms.yml:1:1")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_second_guide(tmp_path_factory.mktemp("broken"))
    _break_much(project / "data")
    return project


@pytest.mark.parametrize("words", ["check", "stale", "schema", "translations --write", "diff"])
def test_no_command_shows_a_traceback_for_bad_data(words: str, broken: Path) -> None:
    before = sorted((path, path.lstat().st_mtime_ns) for path in (broken / "data").rglob("*"))
    result = _run(broken, *words.split())
    assert result.returncode == 1
    assert all(f"data/{place}" in result.stderr for place in PLACES), result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert "root:" not in result.stderr, "a link was followed"
    assert sorted((path, path.lstat().st_mtime_ns) for path in (broken / "data").rglob("*")) == before


def test_the_build_of_bad_data_says_where_and_builds_nothing(broken: Path, tmp_path: Path) -> None:
    result = build_site(broken, tmp_path / "site")
    assert result.returncode == 1
    assert all(f"data/{place}" in result.stderr for place in PLACES), result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert not (tmp_path / "site").exists()


def test_a_lock_that_leads_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    folder = write_corpus_data(tmp_path)
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    (folder / "translations.lock").symlink_to(tmp_path / "precious")
    result = _run(tmp_path, "translations", "--write")
    assert result.returncode == 1
    assert "data/translations.lock:1:1: is a link" in result.stderr
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
