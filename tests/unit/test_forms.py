"""What a figure, a label, an alias and the lock may be: each slip is told at its place, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from broken import list_mistakes, write_few
from guide.__main__ import main
from guide.checks.glossary import read_glossary
from guide.checks.hosts import find_barred
from guide.checks.numbers import find_numbers
from guide.checks.words import find_misleading, list_avoided
from guide.messages.message import Message
from guide.model.records import BarredHost
from messages import phrase
from project_copy import copy_second_guide
from raw import ROOT, read_data
from small import WORDS, fact, make_guide, text

EVIDENCE = "[{source: ujeeb, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}]"
FACT = f"""\
- id: example
  title: {{zh: 例子, en: Example}}
  products: [weixin]
  evidence: {EVIDENCE}
"""
TIMELINE = FACT + "  counted_from: request\n  value: "
WAIT = FACT + "  revoke: {zh: 文字, en: Text}\n  value: "


def tell(folder: Path, file: str, text: str) -> list[tuple[str, int]]:
    """Return (rule, line within the text) for each mistake in a text that is added to a file of the data."""
    path = folder / file
    before = path.read_text(encoding="utf-8").removesuffix("[]\n")
    path.write_text(f"{before}\n{text}\n", encoding="utf-8")
    found = list_mistakes(folder)
    assert all(phrase(one, "en") and phrase(one, "zh") for one in found)
    start = before.count("\n") + 1
    return [(one.message.rule, one.location.line - start) for one in found if one.location.path == f"data/{file}"]


# Figures


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("{duration: PT0M}", "out-of-range"),
        ("{duration: P0D}", "out-of-range"),
        ("{working_days: 0}", "out-of-range"),
        ("{duration: P9999M}", "out-of-range"),
        ("{duration: P201Y}", "out-of-range"),
        ("{money: 3.00 CNY}", "measure-of-kind"),
        ("{percent: 3}", "measure-of-kind"),
        ("{count: 3, unit: {zh: 次, en: times}}", "measure-of-kind"),
        ("{date: 2026-01-01}", "measure-of-kind"),
        ("{version: 8.0.65}", "measure-of-kind"),
        ("{same_as: money/withdraw-fee-minimum}", "measure-of-kind"),
        ("{duration: P7D, to: P3D}", "range"),
        ("{duration: P7D, to: P7D}", "range"),
        ("{duration: P1M, to: P20D}", "range"),
        ("{working_days: 7, to_working_days: 3}", "range"),
    ],
)
@pytest.mark.parametrize("file", ["timeline.yml", "waiting_periods.yml"])
def test_a_figure_on_the_axis_is_a_length_of_time_from_small_to_large(
    file: str, value: str, rule: str, tmp_path: Path
) -> None:
    record = (TIMELINE if file == "timeline.yml" else WAIT) + value
    found = tell(write_few(tmp_path), file, record)
    assert (rule, 6) in found or (rule, 7) in found, found


@pytest.mark.parametrize("value", ["{duration: P1D}", "{duration: P3D, to: P1M}", "{duration: P2400M}"])
def test_a_figure_on_the_axis_may_be_any_length_of_time(value: str, tmp_path: Path) -> None:
    assert tell(write_few(tmp_path), "timeline.yml", TIMELINE + value) == []


def test_how_long_before_is_a_length_of_time(tmp_path: Path) -> None:
    record = FACT + "  steps: {zh: [打开], en: [Open]}\n  lead_time: {money: 3.00 CNY}"
    assert [rule for rule, _ in tell(write_few(tmp_path), "fixes.yml", record)] == ["measure-of-kind"]


# Labels


@pytest.mark.parametrize(
    ("name", "texts", "rule"),
    [
        ("language.tag", {"zh": "zh-Hans", "en": 'en"><meta http-equiv=refresh content="0"><b x="'}, "language-tag"),
        ("language.tag", {"zh": "zh-Hans", "en": "en_US"}, "language-tag"),
        ("language.tag", {"zh": "zh-Hans", "en": ""}, "empty-text"),
        ("action.menu", {"zh": "菜单", "en": " "}, "empty-text"),
        ("action.menu", {"zh": "菜单", "en": "Me\nnu"}, "line-break"),
        ("unit.day", {"zh": "天", "en": "{n} day | {n} days"}, "label-without-figure"),
        ("unit.day", {"zh": "{n} 天", "en": "{n} day | days"}, "label-without-figure"),
        ("share.of", {"zh": "占“{of}”的比例", "en": "Share"}, "label-without-figure"),
    ],
)
def test_a_label_has_the_form_that_its_use_wants(name: str, texts: dict[str, str], rule: str, tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    path = folder / "labels.yml"
    records = [label for label in read_data(folder)["labels"] if label["id"] != name]
    records.append({"id": name, "text": texts})
    path.write_text(yaml.dump(records, allow_unicode=True, default_style='"', width=10**6), encoding="utf-8")
    found = [one for one in list_mistakes(folder) if one.location.path == "data/labels.yml"]
    assert [one.message.rule for one in found] == [rule]
    assert phrase(found[0], "zh") != phrase(found[0], "en")
    line = path.read_text(encoding="utf-8").split("\n")[found[0].location.line - 1]
    assert line.strip().startswith(('"zh"', '"en"')), "the place is the language's own line"


def test_a_word_that_the_subject_gives_does_not_stand_among_the_labels_too(tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    with (folder / "labels.yml").open("a", encoding="utf-8") as file:
        file.write("\n- id: site.title\n  text: {zh: 一个名字, en: A name}\n")
    (found,) = list_mistakes(folder)
    assert (found.location.path, found.message.id) == ("data/labels.yml", "repeated-id/subject")


def test_a_figure_that_a_label_has_no_place_for_is_told_by_check(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    path = project / "data" / "labels.yml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("{n} day | {n} days", "day").replace("{n} Tag | {n} Tage", "Tag")
    changed = changed.replace("{n} jour | {n} jours", "jour")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "en"])
    assert result.exit_code == 1 and not isinstance(result.exception, KeyError)
    assert "lacks {n}" in result.stderr


# Words and their places


def test_a_look_alike_shifts_no_place_and_is_no_letter() -> None:
    words = ("delete", "account", "weixin", "backup", "risk", "kilo")
    glossary = read_glossary(make_guide(terms=[{**fact(word, "one+"), "title": text(word)} for word in words]))
    for letter in "ıİſK":
        written = f"{letter * 3} risking the account, {letter}"
        assert {written.index(use.word): use.offset for use in glossary.find_uses(written)} == {4: 4, 16: 16}
        for word in words:
            alike = word.replace("i", "ı").replace("s", "ſ").replace("k", "K")
            list(glossary.find_uses(f"{alike} {word.upper()} {alike}"))
        assert find_numbers(f"fıve {letter}") == find_numbers("x")


def test_a_misleading_word_is_told_at_its_place_behind_letters_that_grow() -> None:
    words = {"zh": [], "en": ["gone for good"]}
    avoided = list_avoided(make_guide(states=[fact("done", "one+", login=text("No"), avoid=words)]))
    for before in ("", "İİİİ ", "ſKı "):
        found = find_misleading(f"{before}GONE FOR GOOD", "en", avoided)
        assert found == (Message("misleading-word/name", word="gone for good", name="states/done"), len(before))


def test_a_barred_host_is_known_in_letters_that_browsers_take_for_its_own() -> None:
    written = {"id": "spam", "host": "spam-link.example", "reason": text("Seen")}
    host = BarredHost.model_validate(written, context=WORDS)
    for said in ("https://spam-link.example/x", "SPAM-LINK.example", "ſpam-linK.example", "a.spam-link.example"):
        found = find_barred(f"İİ {said}", [host])
        assert found and found[1] == f"İİ {said}".index(re.sub("^https://|^a[.]", "", said)[:4])
    assert find_barred("nospam-link.example", [host]) is None


@pytest.mark.parametrize("word", ["__proto__", "a__b", "…", "-"])
def test_an_alias_is_something_that_people_type(word: str, tmp_path: Path) -> None:
    record = FACT + f"  aliases: {{zh: ['{word}'], en: [example]}}"
    assert ("odd-alias", 5) in tell(write_few(tmp_path), "terms.yml", record)


def test_the_search_keeps_words_apart_from_what_every_object_has() -> None:
    script = (ROOT / "overrides" / "assets" / "frame.js").read_text(encoding="utf-8")
    assert "= {};" not in script
    assert "text.toLowerCase" not in script, "some letters become two, and places would shift"


# The lock


LINES = ["# A comment", *(f"money/withdraw-fee-minimum {field} zh=0123abcd en=0123abcd" for field in ("a", "b"))]
GARBAGE = "\n".join([LINES[0], "what is this", *LINES[1:]])
TWICE = "\n".join([*LINES, LINES[1]])


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        (GARBAGE, "2:1", "must be 'kind/id field"),
        (TWICE, "4:1", "stands twice"),
        (None, "1:1", "is a link"),
        (" " * 20_000_001, "1:1", "larger than"),
    ],
    ids=["garbage", "twice", "a link", "spaces"],
)
def test_a_broken_lock_is_told_by_check(content: str | None, place: str, told: str, tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    lock = folder / "translations.lock"
    lock.write_text("\n".join(LINES), encoding="utf-8")
    assert CliRunner().invoke(main, ["check", str(folder)]).exit_code == 0
    if content is None:
        lock.rename(folder / "other.lock")
        lock.symlink_to("other.lock")
    else:
        lock.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(folder), "--lang", "en"])
    assert result.exit_code == 1
    assert f"data/translations.lock:{place}: " in result.stderr and told in result.stderr
