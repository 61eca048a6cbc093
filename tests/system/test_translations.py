"""A text that was changed in one language only leaves its translation behind, until somebody translates or confirms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from guide.__main__ import main
from patience import run_guide
from project_copy import build_site, copy_second_guide
from raw import ROOT, Site, squeeze
from second import DATA, LANGUAGES, folder_of, label, language_of

SOURCES = """\
- id: paper
  class: press
  publisher: {zh: 报社, en: A paper}
  title: News
  language: en
  about: {zh: 提现, en: Withdrawals}
  products: [giro]
  url: https://news.example/1
  extent: full
  read: 2026-11-23
"""
FIXES = """\
- id: empty-wallet
  title: {zh: 清空零钱, en: Empty the wallet}
  steps:
    zh:
      - 打开零钱
      - 点提现
    en:
      - Open the balance
      - Tap Withdraw
  products: [giro]
  evidence:
    - source: paper
      stance: supports
      no_quote: spread
      note: {zh: 读过, en: Seen}
      checked: {on: 2026-11-23, how: read}
"""
SUBJECT = """\
name: small
languages: [zh, en]
source_languages: [en]
title: {zh: 指南, en: Guide}
short: {zh: 指南, en: Guide}
description: {zh: 指南, en: Guide}
disclaimer: {zh: 指南, en: Guide}
elsewhere: {zh: 天气, en: weather}
licence: {zh: 指南, en: Guide}
address: {zh: [], en: []}
products: [{id: giro, title: {zh: 活期, en: Giro}, short: {zh: 活期, en: Giro}}]
platforms: []
currencies: []
flows: []
moments: [{id: request, title: {zh: 申请, en: Request}}]
topics: []
"""
KINDS = """\
- {id: kinds, title: {zh: 种类, en: Kinds}, record: kind, group: editors}
- {id: labels, title: {zh: 用词, en: Words}, record: label, group: editors}
- {id: sources, title: {zh: 来源, en: Sources}, record: source}
- {id: fixes, title: {zh: 办法, en: Remedies}, record: fix}
"""


class Harness:
    """A folder with small data of its own, and the command line in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = root / "data" / "translations.lock"
        self.fixes = root / "data" / "fixes.yml"

    def run(self, *arguments: str) -> Result:
        """Run `python -m guide translations` with `arguments`."""
        result = CliRunner().invoke(main, ["translations", "--folder", str(self.lock.parent), *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def read_list(self, *names: str) -> str:
        """Return what the command lists as behind."""
        result = self.run(*names)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def change(self, old: str, new: str, file: Path | None = None) -> None:
        """Put `new` in the place of `old`, which stands there once."""
        path = file or self.fixes
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def read_keys(self) -> list[str]:
        """Return what the lock knows of the small data, in its order."""
        lines = self.lock.read_text(encoding="utf-8").splitlines()
        return [line.partition(" zh=")[0] for line in lines if not line.startswith(("#", "kinds/", "subject/"))]

    def read_line(self, key: str) -> str:
        """Return a text's line in the lock."""
        lines = self.lock.read_text(encoding="utf-8").splitlines()
        return next(line for line in lines if line.startswith(f"{key} "))


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    """Two records whose texts are in step."""
    (tmp_path / "data").mkdir()
    written = {"subject": SUBJECT, "kinds": KINDS, "labels": "[]\n", "sources": SOURCES, "fixes": FIXES}
    for kind, text in written.items():
        (tmp_path / f"data/{kind}.yml").write_text(text, encoding="utf-8")
    fresh = Harness(tmp_path)
    result = fresh.run("--write")
    assert result.exit_code == 0, result.stderr
    return fresh


def test_the_lock_has_a_sorted_line_for_every_text_and_every_line_of_a_list(harness: Harness) -> None:
    assert harness.read_keys() == [
        "fixes/empty-wallet evidence.paper.note",
        "fixes/empty-wallet steps.0",
        "fixes/empty-wallet steps.1",
        "fixes/empty-wallet title",
        "sources/paper about",
        "sources/paper publisher",
    ]
    assert re.fullmatch(
        r"fixes/empty-wallet title zh=[0-9a-f]{8} en=[0-9a-f]{8}", harness.read_line("fixes/empty-wallet title")
    )
    assert harness.read_list() == ""
    assert harness.run("--check").exit_code == 0


CHANGES = [
    ("清空零钱", "把零钱清空", "2:26", "title", "en", "Empty the wallet"),
    ("Empty the wallet", "Empty your wallet", "2:15", "title", "zh", "清空零钱"),
    ("点提现", "点“提现”", "9:9", "steps.1", "en", "Tap Withdraw"),
    ("Seen", "Was read", "15:18", "evidence.paper.note", "zh", "读过"),
]


@pytest.mark.parametrize("case", CHANGES, ids=[case[5] for case in CHANGES])
def test_a_text_changed_alone_leaves_its_translation_behind(harness: Harness, case: tuple[str, ...]) -> None:
    old, new, place, field, language, translation = case
    harness.change(old, new)
    listed = harness.read_list()
    other = {"zh": "en", "en": "zh"}[language]
    assert listed.startswith(f"data/fixes.yml:{place}: fixes/empty-wallet.{field}: {language} is behind\n")
    assert f"  {language} (behind): {translation}\n" in listed
    assert f"  {other} (changed): {new}\n" in listed
    assert listed.count("\n") == 3
    checked = harness.run("--check")
    assert (checked.exit_code, checked.stdout.startswith(listed)) == (1, True), "what is behind fails, and is told"


def test_renewing_the_lock_leaves_behind_what_is_behind(harness: Harness) -> None:
    harness.change("清空零钱", "把零钱清空")
    before, listed = harness.lock.read_text(), harness.read_list()
    assert harness.run("--write").exit_code == 0
    assert (harness.lock.read_text(), harness.read_list()) == (before, listed)


def test_a_change_that_is_taken_back_leaves_nothing_behind(harness: Harness) -> None:
    harness.change("清空零钱", "把零钱清空")
    harness.change("把零钱清空", "清空零钱")
    assert harness.read_list() == ""


def test_texts_changed_together_are_in_step_and_wait_for_nobody(harness: Harness) -> None:
    harness.change("清空零钱", "把零钱清空")
    harness.change("Empty the wallet", "Empty your wallet")
    assert harness.read_list() == ""
    checked = harness.run("--check")
    assert checked.exit_code == 0, "a text that was reworded in every language needs no lock with it"
    assert "0 behind, 0 new, 1 changed together, 0 dead lines" in checked.stdout
    before = harness.read_line("fixes/empty-wallet title")
    harness.run("--write")
    assert harness.run("--check").exit_code == 0
    assert harness.read_line("fixes/empty-wallet title") != before


NAMES = [
    "fixes/empty-wallet",
    "fixes/*",
    "fixes/empty-wallet.title",
    "fixes/empty-wallet.t*",
    "*",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_confirmed_text_is_silent(harness: Harness, name: str) -> None:
    harness.change("清空零钱", "先清空零钱")
    assert harness.read_list(name) != ""
    assert harness.run("--confirm", name).exit_code == 0
    assert harness.read_list() == ""
    assert harness.run("--check").exit_code == 0


def test_only_what_is_named_is_confirmed(harness: Harness) -> None:
    harness.change("清空零钱", "先清空零钱")
    harness.change("点提现", "点“提现”")
    harness.change("打开零钱", "打开“零钱”")
    harness.change("读过", "看过")
    assert harness.run("--confirm", "fixes/empty-wallet.steps", "fixes/empty-wallet.evidence.paper").exit_code == 0
    assert re.findall(r"fixes/empty-wallet\.\S+(?=:)", harness.read_list()) == ["fixes/empty-wallet.title"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--confirm", "fixes/empty-walet"], "no text is called 'fixes/empty-walet'"),
        (["--confirm", "fixes/empty-walet"], "did you mean 'fixes/empty-wallet'?"),
        (["--confirm"], "--confirm needs NAMES, such as 'money/*'"),
        (["--write", "fixes/*"], "--write and --check take none"),
    ],
)
def test_a_command_that_cannot_be_followed_says_what_would_be(
    harness: Harness, arguments: list[str], message: str
) -> None:
    harness.change("清空零钱", "先清空零钱")
    before = harness.lock.read_bytes()
    result = harness.run(*arguments)
    assert result.exit_code == 2
    assert message in squeeze(result.stderr)
    assert harness.lock.read_bytes() == before


def test_a_new_text_is_behind_in_nothing_and_waits_for_nobody(harness: Harness) -> None:
    harness.change("  steps:\n", "  advice: {zh: 早点办, en: Do it early}\n  steps:\n")
    assert harness.read_list() == ""
    checked = harness.run("--check")
    assert (checked.exit_code, "1 new" in checked.stdout) == (0, True)
    harness.run("--write")
    assert "fixes/empty-wallet advice" in harness.read_keys()
    assert harness.run("--check").exit_code == 0


def test_new_evidence_above_leaves_the_names_of_the_rest(harness: Harness) -> None:
    harness.change("读过", "看过")
    harness.fixes.with_name("sources.yml").write_text(
        SOURCES + SOURCES.replace("paper", "other").replace("News", "More").replace("/1", "/2"), encoding="utf-8"
    )
    other = "    - source: other\n      stance: mentions\n      no_quote: spread\n      note: {zh: 另, en: Other}\n"
    harness.change("  evidence:\n", f"  evidence:\n{other}      checked: {{on: 2026-11-23, how: read}}\n")
    assert "fixes/empty-wallet.evidence.paper.note: en is behind" in harness.read_list()


def test_two_texts_of_one_name_have_lines_of_their_own(harness: Harness) -> None:
    again = FIXES[FIXES.index("    - source: paper") :].replace("读过", "又读").replace("Seen", "Seen again")
    more = again.replace("no_quote: spread", "quote: Withdraw it all") + again.replace("supports", "mentions")
    harness.fixes.write_text(FIXES + more, encoding="utf-8")
    result = harness.run("--write")
    assert result.exit_code == 0, result.stderr
    assert [key for key in harness.read_keys() if "evidence" in key] == [
        "fixes/empty-wallet evidence.paper#2.note",
        "fixes/empty-wallet evidence.paper#3.note",
        "fixes/empty-wallet evidence.paper.note",
    ]


def test_a_line_of_nothing_waits_for_nobody_and_is_dropped(harness: Harness) -> None:
    harness.change("id: empty-wallet", "id: drain-wallet")
    checked = harness.run("--check")
    assert (checked.exit_code, "4 dead lines" in checked.stdout) == (0, True)
    harness.run("--write")
    assert not [key for key in harness.read_keys() if "empty-wallet" in key]
    assert harness.run("--check").exit_code == 0


def test_a_lock_from_before_a_language_was_added_waits_for_nobody(harness: Harness) -> None:
    harness.lock.write_text(re.sub(r" en=\w+", "", harness.lock.read_text()), encoding="utf-8")
    harness.change("清空零钱", "把零钱清空")
    assert harness.read_list() == ""
    assert harness.run("--check").exit_code == 0
    harness.run("--write")
    assert harness.read_line("fixes/empty-wallet title").count("=") == 2
    assert harness.run("--check").exit_code == 0


def test_without_a_lock_every_text_is_new(harness: Harness) -> None:
    harness.lock.unlink()
    assert harness.read_list() == ""
    checked = harness.run("--check")
    assert (checked.exit_code, checked.stdout.startswith("0 in step, 0 behind, ")) == (0, True)


GARBAGE = [
    (b"<<<<<<< HEAD", "the mark of a merge conflict is still here (<<<<<<< HEAD)"),
    (b"a note", "must be 'kind/id field zh=0123abcd en=0123abcd' (got 'a note')"),
    (b"fixes/empty-wallet title zh=12 en=345678ab", "restore the line, or delete it and run"),
    (b"fixes/empty-wallet title zh=XXXXXXXX en=345678ab", "restore the line, or delete it and run"),
    (b"fixes/other title", "(got 'fixes/other title')"),
    (b"x" * 500, "xxx...'"),
    (b"fixes/empty-wallet title zh=12345678 en=345678ab", "'fixes/empty-wallet title' stands twice"),
]


@pytest.mark.parametrize(
    ("line", "message"), GARBAGE, ids=["merge", "note", "short hash", "odd hash", "no hash", "long", "twice"]
)
@pytest.mark.parametrize("task", [[], ["--check"], ["--write"], ["--confirm", "*"]], ids=str)
def test_a_broken_lock_is_named_with_its_place_and_stays_as_it_is(
    harness: Harness, task: list[str], line: bytes, message: str
) -> None:
    place = f"data/translations.lock:{len(harness.lock.read_bytes().splitlines()) + 1}:1: "
    broken = harness.lock.read_bytes() + line + b"\n"
    harness.lock.write_bytes(broken)
    result = harness.run(*task)
    assert result.exit_code == 1
    assert place in result.stderr
    assert message in result.stderr
    assert harness.lock.read_bytes() == broken


def test_a_lock_that_is_not_text_is_named(harness: Harness) -> None:
    harness.lock.write_bytes(b"\xff\xfe\x00")
    result = harness.run()
    assert result.exit_code == 1
    assert "data/translations.lock:1:1: is not UTF-8 (byte 1); save the file as UTF-8" in result.stderr


def test_a_lock_with_the_line_ends_of_windows_is_read(harness: Harness) -> None:
    harness.lock.write_bytes(harness.lock.read_bytes().replace(b"\n", b"\r\n"))
    assert harness.read_list() == ""
    assert harness.run("--check").exit_code == 0


# What readers see of it, on one site: a text of each kind is behind, and a page


# A red box shows its facts once more, without an anchor.
NOTES = "//main//p[contains(@class, 'lag') and not(ancestor::*[@data-view='warnings'])]"
SHOWN = {kind["id"] for kind in DATA["kinds"] if kind.get("group") != "editors"}
NEWER_IN_GERMAN = "unknowns"


@dataclass(frozen=True)
class Behind:
    """A site of which each kind's first text is newer in English, one kind's in German, and a page in English."""

    site: Site
    project: Path
    rows: dict[str, str]
    """The anchor of the row that was changed, by kind."""

    def read_notes(self, path: Path) -> dict[str, str]:
        """Return the notes on a page by the anchor of the row they stand in; that of the page itself by none."""
        language, notes = language_of(path), {}
        for note in self.site.open(path).xpath(NOTES):
            text = squeeze(note.text_content())
            whole = text == label("note.page_behind", language)
            assert whole or text == label("note.outdated", language)
            notes["" if whole else note.xpath("ancestor::*[@id][1]/@id")[0]] = text
        return notes


def change_first(file: Path, language: str) -> str:
    """Change the first text of a data file in one language; return the id of its record."""
    text = file.read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^- id: (\S+)$.*?\b{language}: '?(?=\S)", text)
    assert found
    file.write_text(f"{text[: found.end()]}New {text[found.end() :]}", encoding="utf-8")
    return found[1]


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Behind:
    root = copy_second_guide(tmp_path_factory.mktemp("behind") / "project")
    copy = Harness(root)
    assert copy.run("--write").exit_code == copy.run("--confirm", "*").exit_code == 0
    rows = {}
    for kind in sorted(SHOWN):
        language = "de" if kind == NEWER_IN_GERMAN else "en"
        rows[kind] = f"{kind.replace('_', '-')}-{change_first(root / 'data' / f'{kind}.yml', language)}"
    page = root / "docs/en/index.md"
    copy.change("## Accounts {", "## Kinds of account {", page)
    copy.change("Siehe die [", "Siehe die\n[", root / "docs/de/index.md")  # a line break is no change
    for language in LANGUAGES:
        copy.change("](steps.md)", "](steps.md#steps)", root / f"docs/{language}/index.md")
    result = build_site(root, root.parent / "site")
    assert result.returncode == 0, result.stderr
    return Behind(Site(root.parent / "site"), root, rows)


def test_a_row_whose_text_is_behind_says_so_in_the_languages_that_are_behind(behind: Behind) -> None:
    rows = {behind.rows["account_types"], behind.rows["fees"], ""}
    for language, expected in (("en", set()), ("de", rows), ("fr", rows)):
        assert {*behind.read_notes(Path(folder_of(language), "index.html"))} == expected
    newer = behind.rows[NEWER_IN_GERMAN]
    for language, expected in (("en", {newer}), ("de", {""}), ("fr", {newer, ""})):
        assert {*behind.read_notes(Path(folder_of(language), "how-sure/index.html"))} == expected


def test_every_kind_says_that_a_text_is_behind_in_its_row_or_on_its_page(behind: Behind) -> None:
    for language in LANGUAGES:
        found = {path: {*behind.read_notes(path)} for path in behind.site.pages() if language_of(path) == language}
        rows = {row for notes in found.values() for row in notes - {""} if not row.startswith("task-")}
        # Drawn, asked or set side by side, so the page says it: questions, days, disagreements.
        drawn = {behind.rows[kind] for kind in ("questions", "milestones", "disagreements", "asked")}
        newer = {behind.rows[NEWER_IN_GERMAN]}
        expected = {*behind.rows.values()} - drawn
        assert rows == {"en": newer, "de": expected - newer, "fr": expected}[language]
        whole = {path.parent.relative_to(folder_of(language)).as_posix() for path in found if "" in found[path]}
        assert whole == (set() if language == "en" else {".", "plan", "dates", "how-sure", "questions"})


def test_prose_that_is_behind_is_listed_until_it_is_confirmed(behind: Behind) -> None:
    copy = Harness(behind.project)
    lines = (behind.project / "docs/de/index.md").read_text(encoding="utf-8").split("\n")
    told = copy.read_list("docs/*")
    place = f"docs/de/index.md:{lines.index('## Konten {#accounts}') + 1}:1"
    assert told.startswith(f"{place}: docs/index.md.accounts: de is behind\n  en (changed): ## Kinds of account\n")
    assert "docs/index.md.accounts: fr is behind" in told
    assert " 0 changed together," in copy.run("--check").stdout, "where a link leads is no text"
    assert "docs/index.md.accounts：de 没跟上" in copy.run("--lang", "zh").stdout
    assert copy.run("--confirm", "docs/index.md.accounts").exit_code == 0
    assert copy.read_list("docs/*") == ""


def test_a_broken_lock_stops_the_build_with_its_place(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    (project / "data" / "translations.lock").write_text("a note\n", encoding="utf-8")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 1
    assert "data/translations.lock:1:1: must be 'kind/id field" in result.stderr + result.stdout
    assert "Traceback" not in result.stderr


def test_no_text_of_this_project_is_behind() -> None:
    result = run_guide(ROOT, "translations", "--check")
    assert result.returncode == 0, result.stdout
