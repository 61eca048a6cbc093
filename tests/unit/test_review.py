"""A reviewer sees what readers will see: rows and prose before and after, flips with their ground, links that break."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from guide.__main__ import main
from guide.changes import Report
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.review.make import make_plain_review
from guide.review.page import show_review
from guide.review.told import write_comment
from guide.site.render import render_review
from messages import CATALOGUE, CHINESE, ENGLISH
from patience import PATIENCE
from project_copy import copy_second_guide
from repository import leave_settings
from second import LANGUAGES

HOSTILE = "<img src=x onerror=alert(1)>"


def put(name: str, old: str, new: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")


def git(*arguments: str) -> None:
    author = ("-c", "user.name=Nobody", "-c", "user.email=nobody@guide.example")
    subprocess.run(["git", *author, *arguments], check=True, capture_output=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The review of a change: a figure, a row with a new id, one that is gone, a new one, a sentence, a page."""
    root = copy_second_guide(tmp_path_factory.mktemp("review") / "project")
    with pytest.MonkeyPatch.context() as patch:
        leave_settings(patch, root.parent)
        patch.chdir(root)
        git("init", "--quiet")
        git("add", "data", "docs", "mkdocs.yml")
        git("commit", "--quiet", "-m", "before")
        fees = Path("data/fees.yml").read_text(encoding="utf-8")
        row = fees[fees.index("- id: closing-fee") : fees.index("- id: transfer-fee")]
        put("data/fees.yml", row, row.replace("closing-fee", "price").replace("Closing costs", "The price is"))
        put("data/asked.yml", "fees/closing-fee", "fees/price")
        put("data/fees.yml", "12.50 CHF", "13.50 CHF")
        put("data/fees.yml", "12.50 CHF", "13.50 CHF")  # in the quote
        put("data/fees.yml", "- id: transfer-fee", "- id: abroad-fee\n  was: [transfer-fee]")
        put("data/failure_causes.yml", "fees/transfer-fee", "fees/abroad-fee")
        put("docs/en/index.md", "## Fees", f"A sentence `{HOSTILE}` more.\n\n## Fees")
        result = CliRunner().invoke(main, ["diff", "HEAD", "--html", "review"])
        assert result.exit_code == 0, (result.output, result.exception)
        yield root / "review"


def read_sides(review: Path, name: str) -> list[tuple[str, str]]:
    """Return what each language showed of a record, and shows now."""
    page = html.parse(str(review / "index.html")).getroot()
    (heading,) = page.xpath(f"//h3[code='{name}' and a='index.md']")
    sides = []
    for one in heading.itersiblings():
        if one.tag != "div":
            break
        before, after = (" ".join(side.text_content().split()) for side in one.xpath("./div"))
        sides.append((before, after))
    return sides


def test_a_row_is_shown_before_and_after_in_every_language(review: Path) -> None:
    sides = read_sides(review, "fees/abroad-fee")
    assert len(sides) == len(LANGUAGES)
    assert all("12.50" in before and "13.50" in after and "13.50" not in before for before, after in sides)
    assert "They took 13.50 CHF for the last transfer." in sides[0][1], "its evidence is open"


def test_a_new_row_and_one_that_went_are_shown_whole(review: Path) -> None:
    assert [before.endswith("—") for before, _ in read_sides(review, "fees/price")] == [True] * len(LANGUAGES)
    assert [after.endswith("—") for _, after in read_sides(review, "fees/closing-fee")] == [True] * len(LANGUAGES)


def test_an_address_that_leads_on_does_not_die_and_another_is_named(review: Path) -> None:
    told = (review / "comment.txt").read_text(encoding="utf-8")
    assert "en/index.md#fees-closing-fee" in told and "fr/index.md#fees-closing-fee" in told
    assert "fees-transfer-fee" not in told


def test_prose_is_told_by_paragraph_and_does_nothing(review: Path) -> None:
    told = (review / "comment.txt").read_text(encoding="utf-8")
    assert f"  docs/en/index.md\n  + A sentence `{HOSTILE}` more.\n" in told
    page = html.parse(str(review / "index.html")).getroot()
    assert not page.xpath("//img | //script | //*[@onerror]")
    assert HOSTILE in page.text_content()
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_the_report_comes_in_every_language(review: Path) -> None:
    told = (review / "comment.txt").read_text(encoding="utf-8")
    assert all(word in told for word in ("Changed (", "Geändert (", "Modifié ("))


EMPTY = Report("", "")
LAG = Message("outdated-translation", name="money/fee.title", language="en", texts="")
BEHIND = (Diagnostic(Location("data/money.yml", 3, 5), LAG),)


@pytest.mark.parametrize("shell", ["zh", "en"])
def test_what_falls_behind_is_told_in_the_languages_of_the_guide_whatever_the_shell_speaks(shell: str) -> None:
    review = make_plain_review({"zh": EMPTY, "en": EMPTY}, (), (), BEHIND)
    reporter = Reporter(CATALOGUE, shell)
    wanted = [one.write_line(BEHIND[0]) for one in (CHINESE, ENGLISH)]
    page = html.parse(io.StringIO(render_review(show_review(review, reporter), "", reporter))).getroot()
    lists = page.xpath("//ul[li[starts-with(., 'data/money.yml:3:5')]]")
    assert [one.text_content().strip() for one in lists] == wanted
    assert [one.get("lang") for one in lists] == [reporter.tags["zh"], reporter.tags["en"]]
    told = write_comment(review, reporter)
    assert all(told.count(line) == 1 for line in wanted)


def test_a_guide_in_languages_that_messages_do_not_speak_is_told_it_in_english() -> None:
    review = make_plain_review({"de": EMPTY, "fr": EMPTY}, (), (), BEHIND)
    assert write_comment(review, Reporter(CATALOGUE, "zh")).count(ENGLISH.write_line(BEHIND[0])) == 1


def test_links_lead_into_the_site_beside_it(review: Path) -> None:
    page = html.parse(str(review / "index.html")).getroot()
    own = [link for link in page.xpath("//a/@href") if not link.startswith("https://")]
    assert own and all(link.startswith("site/") for link in own)
    assert "site/index.html#fees-abroad-fee" in own


ROW = """
- id: letter-fee
  title: {en: A letter costs nothing, de: Ein Brief kostet nichts, fr: Une lettre ne coûte rien}
  products: [giro]
  evidence:
    - source: money-blog
      stance: silent
      checked: {on: 2026-11-20, how: read}"""


def test_a_row_added_in_the_web_editor_passes_all_checks_of_a_pull_request_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One file, without a line end at its end, and nothing that any command makes."""
    root = copy_second_guide(tmp_path / "project")
    leave_settings(monkeypatch, tmp_path)
    monkeypatch.chdir(root)

    def run(*words: str) -> str:
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, (words, result.output, result.exception)
        return result.output

    run("schema")
    run("translations", "--write")
    git("init", "--quiet")
    git("add", "data", "docs", "mkdocs.yml")
    git("commit", "--quiet", "-m", "before")
    path = Path("data/fees.yml")
    path.write_text(path.read_text(encoding="utf-8") + ROW, encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "Create a row")
    assert "::error" not in run("check", "--format", "github", "--since", "HEAD~1")
    run("schema", "--check")
    run("translations", "--check")
    run("diff", "HEAD~1", "--html", "review")
    assert "fees/letter-fee" in Path("review/comment.txt").read_text(encoding="utf-8")


def test_data_that_todays_model_cannot_read_are_counted_and_the_prose_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_second_guide(tmp_path / "project")
    leave_settings(monkeypatch, tmp_path)
    monkeypatch.chdir(root)
    good = Path("data/fees.yml").read_text(encoding="utf-8")
    put("data/fees.yml", "  products:", "  of_another_time: yes\n  products:")
    git("init", "--quiet")
    git("add", "data", "docs", "mkdocs.yml")
    git("commit", "--quiet", "-m", "before")
    Path("data/fees.yml").write_text(good, encoding="utf-8")
    put("docs/en/index.md", "## Fees", "A sentence more.\n\n## Fees")
    result = CliRunner().invoke(main, ["diff", "HEAD", "--html", "review"])
    assert result.exit_code == 0, (result.output, result.exception)
    told = Path("review/comment.txt").read_text(encoding="utf-8")
    assert "Fees: 1 changed" in told and "+ A sentence more." in told
