"""The journal has a line for what changed in what is known, on its day, and none for anything else."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from broken import write_few
from guide.__main__ import main
from guide.changes.journal import Snapshot, renew_journal, take_snapshot
from guide.messages.diagnostic import DataError
from guide.model.journal import Change, Journal
from guide.model.values import Value
from guide.read.journal import parse_journal, write_journal
from guide.views.localized_guide import localize
from raw import LANGUAGES, Record
from repository import Repository, leave_settings, write_small_guide
from small import WORDS, make_guide, source, wait

DAYS = [datetime.date(2026, 11, day) for day in range(1, 9)]
QUOTED = {"quote": "It takes 15 days.", "locator": "§ 1"}


def look(*records: Record, **sources: str) -> Snapshot:
    """Return what is known in a guide with these waiting periods; `sources` are their classes by their ids."""
    listed = [source(name, of) for name, of in ({"blog": "blog"} | sources).items()]
    guide = make_guide(waiting_periods=[*records], sources=listed)
    labels = {"unit.day": "{n} d", "bound.at_most": "at most {n}"}
    told = {language: localize(guide, language, DAYS[-1]) for language in LANGUAGES}
    return take_snapshot({name: replace(one, labels={**one.labels, **labels}) for name, one in told.items()})


def keep(*snapshots: Snapshot, days: list[datetime.date] = DAYS) -> Journal:
    """Return the journal after looks on one day after the other."""
    journal = Journal()
    for snapshot, day in zip(snapshots, days, strict=False):
        journal = renew_journal(journal, snapshot, day)
    return journal


def tell(change: Change) -> tuple[str, str, str]:
    """Return the day of a change, and the figures before and after it."""
    sides = (change.before, change.after)
    figures = [one.figure.machine if one and one.figure else "" for one in sides]
    return change.on, figures[0], figures[1]


def test_a_journal_begins_without_a_change() -> None:
    journal = keep(look(wait("one", "P15D", "blog+")))
    assert journal.changes == ()
    assert set(journal.facts) == {"waiting_periods/one"}


def test_another_figure_is_a_line_with_both_and_with_who_says_so() -> None:
    journal = keep(look(wait("one", "P15D", "blog+")), look(wait("one", "P60D", "paper+"), paper="press"))
    (change,) = journal.changes
    assert tell(change) == ("2026-11-02", "P15D", "P60D")
    assert [one.id for one in change.sources] == ["paper"]
    assert change.after and change.after.figure and set(change.after.figure.text) == set(LANGUAGES)


def test_a_bound_makes_another_figure() -> None:
    bound = wait("one", "P15D", "blog+") | {"value": {"duration": "P15D", "bound": "at_most"}}
    assert [tell(one) for one in keep(look(wait("one", "P15D", "blog+")), look(bound)).changes] == [
        ("2026-11-02", "P15D", "P15D")
    ]


def test_a_fact_that_comes_and_one_that_goes_have_a_line_each() -> None:
    journal = keep(look(wait("old", "P15D", "blog+")), look(wait("new", "P60D", "blog+")))
    assert [tell(one) for one in journal.changes] == [("2026-11-02", "", "P60D"), ("2026-11-02", "P15D", "")]


def test_other_words_for_the_same_thing_and_another_name_have_no_line() -> None:
    before = wait("one", "P15D", "blog+")
    after = {**before, "id": "other", "was": ["one"], "title": dict.fromkeys(LANGUAGES, "Said in other words")}
    journal = keep(look(before), look(after))
    assert journal.changes == ()
    assert set(journal.facts) == {"waiting_periods/other"}


def test_another_verdict_is_a_line_unless_nobody_knows_what_it_was() -> None:
    reported = look(wait("one", "P15D", "blog+"))
    voice = {"source": "law", "stance": "supports", "checked": {"on": "2026-11-23", "how": "read"}, **QUOTED}
    confirmed = look(wait("one", "P15D", voice), law="law")
    (change,) = keep(reported, confirmed).changes
    assert change.before and change.after
    assert (change.before.verdict, change.after.verdict) == ("reported", "confirmed")
    unknown = {name: one.model_copy(update={"verdict": ""}) for name, one in reported.facts.items()}
    assert keep(Snapshot(unknown), confirmed).changes == ()


def test_a_day_has_one_line_for_a_fact_from_what_it_was_before_to_what_it_is_at_its_end() -> None:
    looks = [look(wait("one", length, "blog+")) for length in ("P15D", "P20D", "P60D")]
    assert [tell(one) for one in keep(*looks, days=[DAYS[0], DAYS[1], DAYS[1]]).changes] == [
        ("2026-11-02", "P15D", "P60D")
    ]
    back = keep(looks[0], looks[1], looks[0], days=[DAYS[0], DAYS[1], DAYS[1]])
    assert back.changes == ()
    apart = keep(looks[0], looks[1], looks[0])
    assert [tell(one) for one in apart.changes] == [("2026-11-03", "P20D", "P15D"), ("2026-11-02", "P15D", "P20D")]


def test_what_comes_and_goes_within_a_day_has_no_line() -> None:
    one, two = wait("one", "P15D", "blog+"), wait("two", "P20D", "blog+")
    assert keep(look(one), look(one, two), look(one), days=[DAYS[0], DAYS[1], DAYS[1]]).changes == ()


def test_a_second_look_at_the_same_data_changes_no_byte() -> None:
    looks = [look(wait("one", length, "blog+")) for length in ("P15D", "P60D")]
    journal = keep(*looks)
    again = renew_journal(journal, looks[1], DAYS[5])
    assert write_journal(again) == write_journal(journal)


def test_an_earlier_day_than_the_last_one_makes_no_line_in_the_past() -> None:
    looks = [look(wait("one", length, "blog+")) for length in ("P15D", "P60D", "P30D")]
    journal = keep(*looks, days=[DAYS[0], DAYS[4], DAYS[2]])
    assert [tell(one) for one in journal.changes] == [("2026-11-05", "P15D", "P30D")]


def test_a_journal_is_read_as_it_was_written() -> None:
    journal = keep(*(look(wait("one", length, "blog+")) for length in ("P15D", "P60D")))
    written = write_journal(journal)
    assert parse_journal(written, "data/journal.json") == journal
    assert write_journal(parse_journal(written, "data/journal.json")) == written
    assert parse_journal(write_journal(Journal()), "data/journal.json") == Journal()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"changes": [{}]}',
        '{"changes": [{"on": "soon", "record": "a/b"}]}',
        '{"changes": [{"on": "2026-11-02", "record": "../b"}]}',
        '{"changes": [{"on": "2026-11-02", "record": "a/b"}]}',
        '{"facts": {"a/b": {"title": {"en": "x"}, "more": 1}}}',
        f'{{"facts": {{"a/b": {{"title": {{"en": "{"x" * 2001}"}}}}}}}}',
        '{"facts": {"a/b": {"title": {"en": "pay \u202e me"}}}}',
    ],
    ids=["nothing", "a list", "no day", "no date", "no name", "no side", "another key", "long", "turned letters"],
)
def test_a_broken_journal_is_told_by_check(content: str, tmp_path: Path) -> None:
    folder = write_few(tmp_path)
    (folder / "journal.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        parse_journal(content, "data/journal.json")
    result = CliRunner().invoke(main, ["check", str(folder), "--lang", "en"])
    assert result.exit_code == 1
    assert "data/journal.json:1:" in result.stderr


FACT = """\
- id: example
  title: {zh: '{value}', en: '{value}'}
  revoke: {zh: 文字, en: Text}
  value: {duration: P15D}
  products: [weixin]
  evidence: [{source: blog, stance: supports, no_quote: spread, checked: {on: 2026-11-01, how: read}}]
"""
BLOG = """\
- id: blog
  class: blog
  publisher: {zh: 某人, en: Somebody}
  title: What I saw
  language: en
  about: {zh: 文字, en: Text}
  products: [weixin]
  extent: full
  read: 2026-11-01
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository in which a figure changes on the third day, after a day of other words and one of an older form."""
    leave_settings(monkeypatch, tmp_path)
    monkeypatch.chdir(write_small_guide(tmp_path))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = Repository(tmp_path)
    made.git("init", "--quiet")
    made.append("sources", BLOG)
    made.append("waiting_periods", FACT + "  long_gone: yes\n")
    steps = [("", ""), ("文字, en: Text", "别的字, en: Other words"), ("P15D", "P60D")]
    for day, (old, new) in zip(DAYS, steps, strict=False):
        if old:
            made.replace("waiting_periods", old, new)
        if old == "P15D":
            made.replace("waiting_periods", "  long_gone: yes\n", "")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00Z")
        made.commit()
    yield made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["journal", *arguments, "--lang", "en"])


def read(repository: Repository) -> Any:
    return json.loads((repository.root / "data/journal.json").read_text(encoding="utf-8"))


def test_the_journal_is_made_anew_from_the_history_as_far_as_it_can_be_read(repository: Repository) -> None:
    result = run("--since", "HEAD~2", "--write")
    assert result.exit_code == 0, result.output
    (change,) = read(repository)["changes"]
    figures = [change[side]["figure"]["machine"] for side in ("before", "after")]
    assert (change["on"], change["record"], figures) == ("2026-11-03", "waiting_periods/example", ["P15D", "P60D"])
    assert "2026-11-03    waiting_periods/example  P15D → P60D" in result.output
    assert "verdict" not in change["before"], "nobody can tell any more what it was"


def test_the_journal_goes_on_without_the_history(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--write").exit_code == 0
    (repository.root / ".git").rename(repository.root / "gone")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1794000000")
    repository.replace("waiting_periods", "P60D", "P30D")
    told = run()
    assert "P60D → P30D" in told.output and read(repository)["changes"] == []
    assert run("--write").exit_code == 0
    assert [one["on"] for one in read(repository)["changes"]] == ["2026-11-06"]
    assert "P60D" not in run().output, "it is in the journal"


def test_a_change_without_the_journal_is_no_mistake(repository: Repository) -> None:
    assert run("--write").exit_code == 0
    repository.replace("waiting_periods", "P60D", "P30D")
    result = CliRunner().invoke(main, ["check", "data", "--lang", "en"])
    assert "journal" not in result.output + result.stderr


def test_an_unknown_revision_is_named(repository: Repository) -> None:
    result = run("--since", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.output


def test_a_value_of_another_record_is_told_where_it_stands() -> None:
    same = wait("two", "P15D", "blog+") | {"value": {"same_as": "waiting_periods/one"}}
    assert Value.model_validate(same["value"], context=WORDS).same_as
    looks = [look(wait("one", length, "blog+"), same) for length in ("P15D", "P60D")]
    assert [one.record for one in keep(*looks).changes] == ["waiting_periods/one"]
