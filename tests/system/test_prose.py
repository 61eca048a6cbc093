"""The prose: what is asked of it, and that mistakes are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from guide.__main__ import main
from guide.load_prose import load_prose
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.model.reader_flow import State
from guide.prose.links import check_links
from guide.prose.sections import FILLER, cut_page
from messages import CATALOGUE, phrase
from project_copy import build_site, copy_second_guide, write_small_data
from raw import LANGUAGES, read_data
from small import fact, make_guide, source, text

RULES = CATALOGUE.rules
TRIED = [rule for rule in RULES.values() if rule.kind == "docs"]
# These texts stand on the pages of both languages, so that nothing but what a test is about sets them apart. How each
# language is set is tried in test_typography.py and test_terms.py.
WORDING = {
    "term-not-used",
    "latin-space",
    "stray-space",
    "chinese-punctuation",
    "english-punctuation",
    "quotation-marks",
    "repeated-punctuation",
    "account-spelling",
    "title-marks",
}
# A few pages, of what the examples of the rules refer to.
PAGES = {
    "index.md": "# 甲 A\n\n甲 A\n",
    "fees.md": "# 甲 A\n\n## 乙 B {#rules}\n\n<!-- guide:money -->\n\n## 丙 C {#unknown}\n",
    "more.md": "# 甲 A\n\n<!-- guide:timeline -->\n\n<!-- guide:states -->\n\n<!-- guide:sources -->\n",
    "rules.md": "# 甲 A\n\n<!-- guide:laws -->\n",
}
HEAD = "---\ntitle: 甲 A\ndescription: 甲 A\n---\n\n"
LAW = {"law": text("Law"), "article": text("Art. 47"), "in_force": "2021", "means": text("Words")}
DENIAL = {"on": "2026-11-23", "where": text("Everywhere"), "words": ["lost"]}
# What may stand in a page, for the passages that it is cut into.
RICH = """\
Words <!-- a remark --> with [a link](rules.md#place "title"), `code <b>` and ``a ` b``, <https://example.org/>.

## 乙 B {#second}

```yaml
# no heading
- [a](b.md) <!-- guide:money -->
```

!!! warning "甲"
    Words <!-- guide:value money/fee --> words.

### Deeper {#deeper-2}

![a picture](menu.png)
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for language in LANGUAGES:
        for name, content in PAGES.items():
            (tmp_path / "docs" / language).mkdir(parents=True, exist_ok=True)
            (tmp_path / "docs" / language / name).write_text(HEAD + content, encoding="utf-8")
    return tmp_path / "docs"


@pytest.fixture(scope="module")
def guide() -> Guide:
    avoid = {"zh": ["注销成功"], "en": ["closed for good"]}
    return make_guide(
        sources=[source("one")],
        money=[fact("balance-lost", "one+", denial=DENIAL)],
        timeline=[fact("kept-72h", "one+", value={"duration": "PT72H"}, counted_from="request")],
        laws=[fact("law-pipl-47", "one+", **LAW)],
        labels=read_data()["labels"],
        states=[fact("waiting", "one+", login=text("Words"), avoid=avoid)],
    )


def find_mistakes(docs: Path, guide: Guide) -> list[Diagnostic]:
    """Return what is wrong with a copy of the prose, links to places that Markdown makes included."""
    try:
        sections = load_prose(docs, docs.parent / "data", guide)
    except DataError as error:
        return [one for one in error.diagnostics if one.message.rule not in WORDING]
    places: dict[str, set[str]] = {}
    for one in sections:
        places.setdefault(one.path.removeprefix("docs/"), set()).add(one.anchor)
    rows = {f"{kind.replace('_', '-')}-{record.id}" for kind, record in guide.everything()}
    return list(check_links(sections, {page: found | rows for page, found in places.items()}))


def fill(example: str) -> str:
    """Return an example with the words of this guide for those that stand for them."""
    return example.strip().replace("<product>", "weixin").replace("<other>", "wechat")


def append(docs: Path, text: str) -> None:
    for language in LANGUAGES:
        with (docs / language / "fees.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_a_bad_example_breaks_its_rule_and_a_good_one_none(rule: object, docs: Path, guide: Guide) -> None:
    before = (docs / "en" / "fees.md").read_text(encoding="utf-8").count("\n")
    append(docs, fill(rule.bad))  # type: ignore[attr-defined]
    found = find_mistakes(docs, guide)
    assert {one.message.rule for one in found} == {rule.id}, [str(one) for one in found]  # type: ignore[attr-defined]
    own = range(before + 2, before + 3 + fill(rule.bad).count("\n"))  # type: ignore[attr-defined]
    assert [one for one in found if one.location.path == "docs/en/fees.md" and one.location.line in own]
    for language in LANGUAGES:
        (docs / language / "fees.md").write_text(HEAD + PAGES["fees.md"], encoding="utf-8")
    append(docs, fill(rule.good))  # type: ignore[attr-defined]
    assert [str(one) for one in find_mistakes(docs, guide)] == []


@pytest.mark.parametrize(
    ("text", "column", "figure"),
    [
        ("Wait 15 days.", 6, "15 days"),
        ("等 15 天。", 3, "15 天"),
        ("等十五天。", 2, "十五天"),
        ("Wait sixty days.", 6, "sixty days"),
        ("Some 43% fail.", 6, "43%"),
        ("失败的占 43%。", 6, "43%"),
        ("百分之四十三", 1, "百分之"),
        ("It costs ¥0.10.", 10, "¥0"),
        ("每笔 0.1 元", 4, "0.1 元"),
        ("第47条", 1, "第47条"),
        ("依照第四十七条", 3, "第四十七条"),
        ("See article 47.", 5, "article 47"),
    ],
)
def test_a_typed_figure_is_told_with_its_place(text: str, column: int, figure: str, docs: Path, guide: Guide) -> None:
    append(docs, f"`15 days` <!-- 15 days -->\n\n{text}")
    found = [one for one in find_mistakes(docs, guide) if one.location.path == "docs/en/fees.md"]
    lines = (docs / "en" / "fees.md").read_text(encoding="utf-8").split("\n")
    assert [(one.location.line, one.location.column) for one in found] == [(lines.index(text) + 1, column)]
    assert f"'{figure}'" in phrase(found[0], "en")
    assert f"“{figure}”" in phrase(found[0], "zh")


@pytest.mark.parametrize("text", ["In 2017, +86, version 8.0.65.", "拨打 010-12321。", "one day", "`P15D`", "三条底线"])
def test_what_is_no_figure_of_the_data_may_be_typed(text: str, docs: Path, guide: Guide) -> None:
    append(docs, text)
    assert not find_mistakes(docs, guide)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misleading_word_for_a_state_is_told(language: str, docs: Path, guide: Guide) -> None:
    word = next(state.avoid[language][0] for state in guide.of(State) if state.avoid[language])
    with (docs / language / "fees.md").open("a", encoding="utf-8") as file:
        file.write(f"\n“{word}”\n\nX {word}\n")
    found = find_mistakes(docs, guide)
    assert [(one.message.rule, one.location.column) for one in found] == [("misleading-word", 3)]


def test_a_heading_a_page_and_a_shortcode_belong_in_all_languages(docs: Path, guide: Guide) -> None:
    english = docs / "en" / "fees.md"
    english.write_text(english.read_text(encoding="utf-8").replace(" {#unknown}", " {#other}"), encoding="utf-8")
    found = find_mistakes(docs, guide)
    assert [(one.location.path, one.message.rule) for one in found] == [
        ("docs/en/fees.md", "missing-passage"),
        ("docs/zh/fees.md", "missing-passage"),
    ]
    english.write_text(HEAD + PAGES["fees.md"].replace("<!-- guide:money -->", "甲 A"), encoding="utf-8")
    assert {one.message.rule for one in find_mistakes(docs, guide)} == {"other-shortcodes"}
    english.unlink()
    assert {str(one.location) for one in find_mistakes(docs, guide)} == {"docs/en/fees.md:1:1"}


def test_a_page_that_the_data_name_has_to_be_there(docs: Path) -> None:
    stage = "- id: save\n  title: {zh: 存, en: Save}\n  text: {zh: 文字, en: Words}\n  page: mor.md\n"
    data = write_small_data(docs.parent / "data", stages=stage)
    for language in LANGUAGES:
        (docs / language / "more.md").write_text(f"{HEAD}# 甲 A\n\n<!-- guide:map -->\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(data), "--lang", "en"])
    assert result.exit_code == 1
    told = [line for line in result.stderr.splitlines() if line.startswith("data/stages.yml:4:9: ")]
    assert len(told) == 1
    assert "there is no page 'mor.md'" in told[0] and "; did you mean 'more.md'?" in told[0]


def test_check_reads_the_prose_too(docs: Path) -> None:
    data = write_small_data(docs.parent / "data")
    append(docs, "Wait 15 days.")
    result = CliRunner().invoke(main, ["check", str(data), "--lang", "en"])
    assert result.exit_code == 1
    assert "docs/en/fees.md:" in result.stderr and "python -m guide rules figure-in-prose" in result.stderr


@pytest.mark.parametrize("text", [f"{HEAD}# 甲 A\n\n{RICH}", f"{HEAD}# 甲 A\n", "Words", ""])
def test_passages_are_the_whole_file_and_words_keep_their_places(text: str) -> None:
    sections = cut_page(text, "fees.md", "zh")
    assert "\n".join(one.text for one in sections) == text
    for one in sections:
        assert len(one.words) == len(one.text)
        kept = [(place, letter) for place, letter in enumerate(one.words) if letter != FILLER]
        assert all(one.text[place] == letter for place, letter in kept)
        assert not [machine for machine in ("<!--", "](", "{#", "`") if machine in one.words]


def test_a_link_that_leads_nowhere_stops_the_build_and_names_its_line(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    wrong = {
        "en/index.md": ("[x](step.md)", "steps.md"),
        "de/failures/index.md": ("[x](../index.md#fees-closing-fe)", "fees-closing-fee"),
    }
    for name, (link, _) in wrong.items():  # the same in each language, so that nothing else sets them apart
        for page in (project / "docs").glob(f"*/{name.partition('/')[2]}"):
            page.write_text(f"{page.read_text(encoding='utf-8')}\n{link}\n", encoding="utf-8")
    result = build_site(project, tmp_path / "site")
    assert result.returncode != 0
    for name, (_, hint) in wrong.items():
        line = (project / "docs" / name).read_text(encoding="utf-8").count("\n")
        assert f"docs/{name}:{line}:5: " in result.stderr
        assert f"did you mean '{hint}'" in result.stderr
    assert "Traceback" not in result.stderr
