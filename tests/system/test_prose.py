"""The prose: what is asked of it, and that mistakes are told with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from guide.__main__ import main
from guide.load_prose import load_prose
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.model.reader_flow import State
from guide.model.records import FailureCause
from guide.prose.links import check_links
from guide.prose.sections import FILLER, cut_page
from messages import CATALOGUE, phrase
from project_copy import build_site
from raw import LANGUAGES, ROOT

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
PAGES = sorted((ROOT / "docs" / LANGUAGES[0]).rglob("*.md"))


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def find_mistakes(docs: Path, guide: Guide) -> list[Diagnostic]:
    """Return what is wrong with a copy of the prose, links to places that Markdown makes included."""
    try:
        sections = load_prose(docs, ROOT / "data", guide)
    except DataError as error:
        return [one for one in error.diagnostics if one.message.rule not in WORDING]
    places: dict[str, set[str]] = {}
    for one in sections:
        places.setdefault(one.path.removeprefix("docs/"), set()).add(one.anchor)
    for cause in guide.of(FailureCause):
        places.update({f"{language}/failures/{cause.id}.md": set() for language in LANGUAGES})
    rows = {f"{kind.replace('_', '-')}-{record.id}" for kind, record in guide.everything()}
    return list(check_links(sections, {page: found | rows for page, found in places.items()}))


def append(docs: Path, text: str) -> None:
    for language in LANGUAGES:
        with (docs / language / "money.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_a_bad_example_breaks_its_rule_and_a_good_one_none(rule: object, docs: Path, guide: Guide) -> None:
    before = (docs / "en" / "money.md").read_text(encoding="utf-8").count("\n")
    append(docs, rule.bad.strip())  # type: ignore[attr-defined]
    found = find_mistakes(docs, guide)
    assert {one.message.rule for one in found} == {rule.id}, [str(one) for one in found]  # type: ignore[attr-defined]
    assert {(one.location.path, one.location.line) for one in found} >= {("docs/en/money.md", before + 2)}
    for language in LANGUAGES:
        shutil.copy(ROOT / "docs" / language / "money.md", docs / language)
    append(docs, rule.good.strip())  # type: ignore[attr-defined]
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
    found = [one for one in find_mistakes(docs, guide) if one.location.path == "docs/en/money.md"]
    lines = (docs / "en" / "money.md").read_text(encoding="utf-8").split("\n")
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
    with (docs / language / "money.md").open("a", encoding="utf-8") as file:
        file.write(f"\n“{word}”\n\nX {word}\n")
    found = find_mistakes(docs, guide)
    assert [(one.message.rule, one.location.column) for one in found] == [("misleading-word", 3)]


def test_a_heading_a_page_and_a_shortcode_belong_in_all_languages(docs: Path, guide: Guide) -> None:
    english = docs / "en" / "money.md"
    english.write_text(english.read_text(encoding="utf-8").replace(" {#unknown}", " {#other}"), encoding="utf-8")
    found = find_mistakes(docs, guide)
    assert [(one.location.path, one.message.rule) for one in found] == [
        ("docs/en/money.md", "missing-passage"),
        ("docs/zh/money.md", "missing-passage"),
    ]
    english.write_text(
        (ROOT / "docs/en/money.md").read_text(encoding="utf-8").replace("<!-- guide:money -->", ""), encoding="utf-8"
    )
    assert {one.message.rule for one in find_mistakes(docs, guide)} == {"other-shortcodes"}
    english.unlink()
    assert {str(one.location) for one in find_mistakes(docs, guide)} == {"docs/en/money.md:1:1"}


def test_a_page_that_the_data_name_has_to_be_there(docs: Path) -> None:
    data = docs.parent / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("schema"))
    stages = data / "stages.yml"
    written = stages.read_text(encoding="utf-8")
    line = written[: written.index("  page: backup.md")].count("\n") + 1
    stages.write_text(written.replace("  page: backup.md", "  page: backups.md"), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(data), "--lang", "en"])
    assert result.exit_code == 1
    told = f"data/stages.yml:{line}:9: there is no page 'backups.md'"
    assert result.stderr.splitlines()[0].startswith(told)
    assert "; did you mean 'backup.md'?" in result.stderr.splitlines()[0]


def test_check_reads_the_prose_too(docs: Path) -> None:
    shutil.copytree(ROOT / "data", docs.parent / "data", ignore=shutil.ignore_patterns("schema"))
    append(docs, "Wait 15 days.")
    result = CliRunner().invoke(main, ["check", str(docs.parent / "data"), "--lang", "en"])
    assert result.exit_code == 1
    assert "docs/en/money.md:" in result.stderr and "python -m guide rules figure-in-prose" in result.stderr


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_passages_are_the_whole_file_and_words_keep_their_places(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    sections = cut_page(text, path.name, "zh")
    assert "\n".join(one.text for one in sections) == text
    for one in sections:
        assert len(one.words) == len(one.text)
        kept = [(place, letter) for place, letter in enumerate(one.words) if letter != FILLER]
        assert all(one.text[place] == letter for place, letter in kept)
        assert not [machine for machine in ("<!--", "](", "{#", "`") if machine in one.words]


def test_a_link_that_leads_nowhere_stops_the_build_and_names_its_line(project: Path, tmp_path: Path) -> None:
    for name, link in (("zh/money.md", "[x](scam.md)"), ("en/failures/index.md", "[x](../law.md#laws-law-pipl-4)")):
        with (project / "docs" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{link}\n")
    result = build_site(project, tmp_path / "site")
    assert result.returncode != 0
    for name, hint in (("zh/money.md", "scams.md"), ("en/failures/index.md", "laws-law-pipl-47")):
        line = (project / "docs" / name).read_text(encoding="utf-8").count("\n")
        assert f"docs/{name}:{line}:5: " in result.stderr
        assert f"did you mean '{hint}'" in result.stderr
    assert "Traceback" not in result.stderr
