"""What is particular to a subject stands in data/subject.yml: the code names none, and a broken one has its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broken import copy_data, list_mistakes
from guide.model.language import Keyed, Lines, Text, WordLists
from guide.model.records import ByPlatform
from guide.model.vocabulary import Product
from messages import phrase_line
from raw import LANGUAGES, ROOT, read_data
from small import WORDS, text

SUBJECT = re.compile("weixin|wechat|tencent|\u5fae\u4fe1|\u817e\u8baf", re.IGNORECASE)
CODE = [
    path
    for room in ("hooks", "overrides")
    for path in sorted((ROOT / room).rglob("*"))
    if path.is_file() and "__pycache__" not in path.parts and not any(part.endswith(".egg-info") for part in path.parts)
]
PAGES = {path.relative_to(ROOT / "docs/zh").as_posix() for path in (ROOT / "docs/zh").rglob("*.md")} - {"index.md"}
PAGE = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(PAGES)))})\b")


def list_naming(pattern: re.Pattern[str]) -> set[str]:
    """Return the files of the code in which something is named."""
    return {
        str(path.relative_to(ROOT))
        for path in CODE
        if pattern.search(path.read_text(encoding="utf-8", errors="ignore"))
    }


def test_the_code_names_no_subject() -> None:
    assert list_naming(SUBJECT) == set()


def test_no_word_of_the_interface_names_the_subject() -> None:
    assert [row for row in read_data()["labels"] if SUBJECT.search(str(row))] == []


def test_the_code_names_no_page_but_the_first() -> None:
    assert list_naming(PAGE) == set()


def change(folder: Path, old: str, new: str) -> list[str]:
    """Return what is said of the data once the subject reads otherwise."""
    file = folder / "subject.yml"
    written = file.read_text(encoding="utf-8")
    assert written.count(old) == 1, old
    file.write_text(written.replace(old, new), encoding="utf-8")
    return [phrase_line(one) for one in list_mistakes(folder)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


WEB = "{id: web, title: {zh: \u7f51\u9875, en: Web}}"
BROKEN = [
    (
        "languages: [zh, en]",
        "languages: [zh, english]",
        r"subject\.yml:10:17: languages\.1: must be the code of a lang",
    ),
    ("languages: [zh, en]", "languages: [zh, en, zh]", r"subject\.yml:10:12: languages: has 'zh' twice"),
    ("languages: [zh, en]", "languages: []", r"subject\.yml:10:12: languages: must have at least one item"),
    (
        "languages: [zh, en]",
        "langauges: [zh, en]",
        r"subject\.yml:10:1: langauges: unknown key; did you mean 'languages'",
    ),
    ("name: weixin-deletion-guide", "name: Weixin", r"subject\.yml:7:7: name: must be small Latin letters"),
    ("{id: CNY,", "{id: yuan,", r"subject\.yml:\d+:10: currencies\.0\.id: must be the code of a currency"),
    ("{id: web,", "{id: ios,", r"subject\.yml:\d+:3: platforms: has 'ios' twice"),
    (
        WEB,
        "{id: web, title: {zh: \u7f51\u9875}}",
        r"subject\.yml:\d+:22: platforms\.4\.title\.en: is missing; write",
    ),
    (
        WEB,
        "{id: web, title: {zh: Web, en: Web, eo: Reto}}",
        r"platforms\.4\.title\.eo: unknown key; the keys here",
    ),
    (WEB, "{id: web, title: {zh: '', en: Web}}", r"platforms\.4\.title\.zh: must not be empty"),
    (
        "    names: [weixin, \u5fae\u4fe1]\n",
        "    nams: [weixin]\n",
        r"products\.0\.nams: unknown key; did you mean 'names'",
    ),
    ("{id: sign_in,", "{id: sign-in,", r"topics\.\d+\.id: must be a word of small Latin letters, with single '_'"),
]


@pytest.mark.parametrize(("old", "new", "told"), BROKEN, ids=[new.strip() for _, new, _ in BROKEN])
def test_a_mistake_in_the_subject_is_told_with_its_place_and_nothing_else_is(
    folder: Path, old: str, new: str, told: str
) -> None:
    found = change(folder, old, new)
    assert any(re.search(told, one) for one in found), found
    assert {one.partition(":")[0] for one in found} == {"data/subject.yml"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "data/subject.yml:1:1: this file is missing"),
        ("", "data/subject.yml:1:1: must be a group of 'key: value' lines"),
        ("- id: x\n", "data/subject.yml:1:1: must be a group of 'key: value' lines"),
        ("name: x\nname: y\n", "data/subject.yml:2:1: 'name' stands twice"),
    ],
)
def test_a_subject_that_is_missing_or_is_none_is_told(folder: Path, content: str | None, told: str) -> None:
    file = folder / "subject.yml"
    file.unlink() if content is None else file.write_text(content, encoding="utf-8")
    found = [phrase_line(one) for one in list_mistakes(folder)]
    assert any(one.startswith(told) for one in found), found
    assert {one.partition(":")[0] for one in found} == {"data/subject.yml"}


def test_a_word_that_the_subject_drops_is_unknown_wherever_it_stands(folder: Path) -> None:
    found = change(folder, "flows: [delete_weixin, delete_wechat, close_pay]", "flows: [delete_weixin, delete_wechat]")
    places = [one for one in found if "flow: must be one of 'delete_weixin', 'delete_wechat' (got 'close_pay')" in one]
    assert places and all(one.startswith("data/steps.yml:") for one in places)


def test_a_word_that_the_subject_adds_wants_its_explanation(folder: Path) -> None:
    found = change(folder, "- {id: CNY,", "- {id: EUR, amount: {zh: '{n} \u6b27\u5143', en: 'EUR {n}'}}\n  - {id: CNY,")
    assert found == []
    watch = "{id: watch, title: {zh: \u624b\u8868, en: Watch}}"
    found = change(folder, WEB, f"{WEB}\n  - {watch}")
    assert any("'platforms.watch'" in one and "is not explained" in one for one in found), found


def test_a_language_that_the_subject_adds_is_missing_in_every_text(folder: Path) -> None:
    found = change(folder, "languages: [zh, en]", "languages: [zh, en, fr]")
    missing = [one for one in found if "fr: is missing; write the text in every language: zh, en, fr" in one]
    files = {one.partition(":")[0] for one in missing}
    assert len(files) > 30 and "data/subject.yml" in files


def test_a_platform_that_is_compared_wants_a_cell_in_every_row(folder: Path) -> None:
    found = change(folder, WEB, WEB.replace("}}", "}, column: {zh: \u7f51\u9875, en: Web}}"))
    missing = [one for one in found if "by_platform.web: is missing; add the key and its value" in one]
    written = (folder / "platform_differences.yml").read_text(encoding="utf-8")
    assert len(missing) == written.count("\n- id: ")


@pytest.mark.parametrize("keyed", [Text, Lines, WordLists])
def test_a_text_reads_by_its_languages_and_is_written_as_it_was(keyed: type[Text | Lines | WordLists]) -> None:
    words: dict[str, object] = {
        language: f"in {language}" if keyed is Text else [f"in {language}"] for language in reversed(LANGUAGES)
    }
    read = keyed.model_validate(words, context=WORDS)
    assert [language for language, _ in read.items()] == list(LANGUAGES), "in the order of the subject"
    assert read.model_dump(mode="json") == words
    assert read == keyed.model_validate(words, context=WORDS)
    assert hash(read) == hash(keyed.model_validate(words, context=WORDS))
    for language in LANGUAGES:
        assert list(read[language]) == list(words[language])  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="frozen"):
        read.zh = "other"  # type: ignore[union-attr]


@pytest.mark.parametrize("keyed", [Text, ByPlatform])
def test_nothing_is_read_without_a_subject(keyed: type[Keyed]) -> None:
    with pytest.raises(LookupError, match="the subject's words"):
        keyed.model_validate(text("some"))


def test_a_word_of_the_subject_is_text_and_knows_its_list() -> None:
    assert Product("weixin") == "weixin" and f"{Product('weixin')}" == "weixin"
    assert "weixin" in {Product("weixin")}
    assert Product.vocabulary in WORDS
