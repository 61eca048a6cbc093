"""Each rule of the data has a reason and examples, and the examples are what they say."""

from __future__ import annotations

import datetime
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jinja2 import Environment

from broken import list_mistakes
from examples import CAPTURE, QUOTE, TEXT, append, put, write_examples, write_source
from guide.__main__ import main
from guide.building.serving import collect_mistakes
from guide.checks import Problem, run
from guide.evidence.quotes.store import seal, write_capture
from guide.messages.catalogue import Catalogue, Rule
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter, choose_language
from guide.model.guide import Guide
from guide.site.render import Links, render_shortcodes
from guide.views.localized_guide import localize
from messages import CATALOGUE, CHINESE
from raw import ROOT
from small import make_guide

PACKAGE = ROOT / "hooks" / "guide"
RULES = CATALOGUE.rules
TRIED = [rule for rule in RULES.values() if rule.kind and rule.kind != "docs"]  # those in tests/system/test_prose.py


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_a_bad_example_breaks_its_rule_and_no_other(rule: Rule, tmp_path: Path) -> None:
    folder = write_examples(tmp_path)
    name = put(rule, rule.bad, folder)
    found = [one for one in list_mistakes(folder) if one.location.path == name]
    assert {one.message.rule for one in found} == {rule.id}, [str(one) for one in found]


@pytest.mark.parametrize("rule", TRIED, ids=[rule.id for rule in TRIED])
def test_a_good_example_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    folder = write_examples(tmp_path)
    name = put(rule, rule.good, folder)
    assert [str(one) for one in list_mistakes(folder) if one.location.path == name] == []


def _make_link(folder: Path) -> None:
    file = folder / "money.yml"
    file.rename(folder.parent / "money.yml")
    file.symlink_to("../money.yml")


def _say_the_same(folder: Path) -> None:
    """Quote two sources with the same words."""
    words = "the account and all of its data are deleted for good"
    heard = f"{{stance: mentions, quote: {words}, checked: {{on: 2026-11-23, how: read}}, source: "
    for fact, source in (("x", "first-blog"), ("y", "second-blog")):
        title = f"{{zh: 文字 {fact}, en: Text {fact}}}"
        record = f"- {{id: {fact}, title: {title}, products: [<product>], evidence: [{heard}{source}}}]}}\n"
        append(folder / "money.yml", record)


def _lead_to_spam(folder: Path) -> None:
    append(folder / "barred_hosts.yml", f"- {{id: spam, host: spam.example, reason: {TEXT}}}\n")
    append(folder / "sources.yml", write_source(url="'https://www.spam.example/x'"))


def _make_circle(folder: Path) -> None:
    append(folder / "sources.yml", write_source(derived_from="[sources/example]"))


def _reseal(folder: Path, **changes: object) -> None:
    """Write the capture with changes, under the seal that fits them, as somebody could who knows how."""
    made = seal(CAPTURE.model_copy(update=changes))
    (folder / "captures" / f"{made.source}.json").write_text(write_capture(made), encoding="utf-8")


def _edit_capture(folder: Path) -> None:
    file = folder / "captures" / f"{CAPTURE.source}.json"
    file.write_text(file.read_text(encoding="utf-8").replace("Be aware", "Beware"), encoding="utf-8")


def _keep_a_number(folder: Path) -> None:
    _reseal(folder, passages=(f"{CAPTURE.passages[0]} Ask at 13800000000.",))


BY_HAND: Mapping[str, Callable[[Path], object]] = {
    "missing-file": lambda folder: (folder / "money.yml").unlink(),
    "stray-file": lambda folder: (folder / "mony.yml").write_text("[]\n", encoding="utf-8"),
    "file-too-large": lambda folder: (folder / "money.yml").write_text("# text\n" * 3_000_000, encoding="utf-8"),
    "field-not-explained": lambda folder: (folder / "fields.yml").write_text("[]\n", encoding="utf-8"),
    "not-a-plain-file": _make_link,
    "edited-capture": _edit_capture,
    "capture-repeats-quote": partial(_reseal, passages=(QUOTE,)),
    "unused-capture": partial(_reseal, source="nobody"),
    "same-words": _say_the_same,
    "barred-host": _lead_to_spam,
    "not-utf-8": lambda folder: (folder / "money.yml").write_bytes("# 零钱\n[]\n".encode("gbk")),
}


# Below, in tests/system/test_prose.py and in tests/system/test_corpus.py
BY_OTHERS = {"shortcode", "missing-passage", "other-shortcodes", "no-such-page", "more-mistakes", "broken-lock"} | {
    *("taken-field", "no-such-column", "kind-without-page"),  # in tests/unit/test_kinds.py
    *("lost-address", "unread-quote"),  # in tests/unit/test_diff.py
    "broken-journal",  # in tests/unit/test_journal.py
    "moved-page",  # in tests/system/test_moved.py
    "same-passage",  # in tests/unit/test_lineage.py
    "language-tag",  # in tests/unit/test_forms.py
    "linked-output",  # in tests/system/test_outputs.py
    "built-files",  # in tests/system/test_contents.py
    *("menu", "no-day", "site-address"),  # in tests/system/test_settings.py
    "site-version",  # in tests/site/test_citing.py
    *("dead-link", "link-exception"),  # in tests/system/test_links_command.py
    "outdated-translation",  # in tests/system/test_translations.py
    "text-left",  # in tests/system/test_beginning_language.py
    *("appearance", "unhonored", "missing-icon"),  # in tests/system/test_pages.py and test_theme.py
    "outdated-schema",  # in tests/unit/test_schema.py
    "headers-file",  # in tests/system/test_hosting.py
    *("settings", "template"),  # in tests/system/test_theme.py
    *("missing-asset", "style-order"),  # in tests/unit/test_addresses.py
    *("front-matter", "page-too-large"),  # in tests/system/test_markup.py
    *("closed-folder", "odd-file-name", "taken-name", "picture"),  # in tests/unit/test_shelves.py
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_broken_file_is_reported_under_its_rule(name: str, tmp_path: Path) -> None:
    folder = write_examples(tmp_path)
    BY_HAND[name](folder)
    assert {one.message.rule for one in list_mistakes(folder)} == {name}


def test_every_rule_is_tried() -> None:
    assert {rule.id for rule in RULES.values() if not rule.kind} == {*BY_HAND, *BY_OTHERS}


def test_a_shortcode_of_nothing_is_reported_under_its_rule() -> None:
    links, start = Links("zh", "", {}), Location("docs/zh/a.md", 1, 1)
    localized = localize(make_guide(), "zh", datetime.date(2026, 11, 23))
    with pytest.raises(DataError) as caught:
        render_shortcodes(RULES["shortcode"].bad, start, Environment(autoescape=True), links, localized)
    assert [one.message.rule for one in caught.value.diagnostics] == ["shortcode"]


def test_every_check_finds_something_in_some_bad_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {check.__name__ for check in run.CHECKS}
    found: set[str] = set()

    def watch(check: Callable[[Guide], Iterator[Problem]]) -> Callable[[Guide], Iterator[Problem]]:
        def watched(guide: Guide) -> Iterator[Problem]:
            problems = list(check(guide))
            found.update([check.__name__] if problems else [])
            yield from problems

        return watched

    monkeypatch.setattr(run, "CHECKS", tuple(watch(check) for check in run.CHECKS))
    code = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "checks").glob("*.py"))
    damages: dict[str, Callable[[Path], object]] = {rule.id: partial(put, rule, rule.bad) for rule in TRIED}
    damages |= {**BY_HAND, "circle of sources": _make_circle, "personal-data in a capture": _keep_a_number}
    for name, damage in damages.items():
        if re.search(rf'"{name.partition(" ")[0]}["/]', code):
            folder = write_examples(tmp_path / name)
            damage(folder)
            list_mistakes(folder)
    assert found | {"check_common_passages"} == names, "that one is tried in tests/unit/test_lineage.py"


def _run(*words: str, **environment: str) -> Result:
    shell = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **environment}
    return CliRunner().invoke(main, list(words), env=shell)


@pytest.fixture
def broken(tmp_path: Path) -> str:
    folder = write_examples(tmp_path)
    put(RULES["full-width-comma"], RULES["full-width-comma"].bad, folder)
    (folder / "labels.yml").write_text("- id: a.b\n  text: {zh: 甲, en: A}\n  x: y\n", encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "pt_PT@euro"}, "pt"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_shells(environment: dict[str, str], language: str) -> None:
    assert choose_language(environment, ("zh", "en", "pt", "pt-BR")) == language


def test_check_answers_in_the_language_that_is_asked_for(broken: str) -> None:
    english, chinese = _run("check", broken), _run("check", broken, LANG="zh_CN.UTF-8")
    assert english.exit_code == chinese.exit_code == 1
    assert "unknown key" in english.stderr and "problem(s)" in english.stderr
    assert "没有这个键" in chinese.stderr and "处问题" in chinese.stderr
    assert _run("check", broken, "--lang", "zh").stderr == chinese.stderr
    assert _run("check", broken, "--lang", "en", LANG="zh_CN.UTF-8").stderr == english.stderr


def test_check_as_json_has_every_mistake_in_both_languages(broken: str) -> None:
    result = _run("check", broken, "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {"full-width-comma", "unknown-key"} <= {one["rule"] for one in found}
    places = [(one["path"], one["line"], one["column"]) for one in found]
    assert places == sorted(places)
    assert all(one["message"].keys() == {"en", "zh"} and all(one["message"].values()) for one in found)


def test_check_for_github_is_a_command_a_mistake(broken: str) -> None:
    result = _run("check", broken, "--format", "github")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith("::error file=data/labels.yml,line=3,col=3,title=unknown-key::")
    assert "x: unknown key" in lines[0] and "%0A" in lines[0] and "没有这个键" in lines[0], "in both languages"
    assert all(re.fullmatch(r"::error file=data/\w+\.yml,line=\d+,col=\d+,title=[a-z-]+::.+", line) for line in lines)


def test_a_command_for_github_is_escaped() -> None:
    one = Diagnostic(Location("a,b:c%.yml", 1, 2), Message("tab"))
    reporter = Reporter(Catalogue({"tab": RULES["tab"]}, {"tab": {"en": "50%: a,\r\nb"}}), "en")
    line = "::error file=a%2Cb%3Ac%25.yml,line=1,col=2,title=tab::50%25: a,%0D%0Ab"
    assert reporter.write_annotations([one]) == line


def test_a_message_that_is_about_no_mistake_belongs_to_no_rule() -> None:
    one = Diagnostic(Location("a.yml", 1, 2), Message("build/waiting"))
    assert CHINESE.write_annotations([one]).startswith("::error file=a.yml,line=1,col=2::")
    assert json.loads(CHINESE.write_json([one]))[0]["rule"] == ""
    assert "python -m guide rules" not in CHINESE.count_mistakes([one])


def test_check_says_that_all_is_well_and_what_is_misused(tmp_path: Path) -> None:
    assert re.fullmatch(r"\d+ records, no problems\n", _run("check", str(ROOT / "data")).stdout)
    data = str(write_examples(tmp_path))
    assert re.fullmatch(r"\d+ 条记录，没有问题\n", _run("check", data, "--lang", "zh").stdout)
    assert _run("check", data, "--format", "json").stdout == "[]\n"
    assert _run("check", data, "--format", "xml").exit_code == 2
    assert _run("check", "no/such/folder").exit_code == 2


def test_rules_prints_one_rule_or_all() -> None:
    english, chinese = _run("rules", "figure-in-text"), _run("rules", "figure-in-text", "--lang", "zh")
    rule = RULES["figure-in-text"]
    for result, language in ((english, "en"), (chinese, "zh")):
        assert rule.reason[language] in result.stdout
        assert rule.bad.strip() in result.stdout and rule.good.strip() in result.stdout
    assert len(_run("rules").stdout.splitlines()) == len(RULES)
    assert "did you mean 'figure-in-text'?" in _run("rules", "figures-in-text").stderr
    assert _run("rules", "figures-in-text").exit_code == 2


def test_the_mistakes_of_a_build_are_told_in_every_language_whatever_they_were_raised_through() -> None:
    one = Diagnostic(Location("data/a.yml", 1, 2), Message("tab"))

    def build() -> None:
        try:
            raise DataError([one])
        except DataError as error:
            raise LookupError("the builder's own words") from error

    told = collect_mistakes(build, LookupError, logging.getLogger("nobody"), CHINESE)
    assert [language for language, _ in told] == ["zh", "en"]
    assert all(text.startswith("data/a.yml:1:2: ") for _, text in told)


def test_one_command_tells_another_which_language_to_speak() -> None:
    assert choose_language({"GUIDE_LANGUAGE": "zh", "LC_ALL": "en_US.UTF-8"}, ("en", "zh")) == "zh"
