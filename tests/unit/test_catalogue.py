"""One catalogue has the words of every message: the code asks for nothing else, and for all of it."""

from __future__ import annotations

import ast
import datetime
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from click.testing import CliRunner, Result

from broken import write_few
from guide.__main__ import main
from guide.cli import options
from guide.evidence.quotes.find import Fault
from guide.messages.catalogue import Catalogue, parse_catalogue
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.capture import QuoteState
from guide.model.vocabulary import Trouble
from guide.site.render import render_link_report, render_mistakes
from link_harness import parse_page
from messages import CATALOGUE
from raw import ROOT
from sourcecheck.links.outcome import Cause
from sourcecheck.links.page import show_report
from sourcecheck.links.report import Report

PATH = ROOT / "hooks/guide/messages/catalogue.yml"
MAKERS = {"Message", "refuse"}
"""What is called with the id of a message, and with the words that fill it."""
FROM_PYDANTIC = {"_explain_value"}
"""The function that gets ids from the model, and limits from a table."""


@dataclass(frozen=True)
class Call:
    """One use of a message in the code: a pattern for its id, and the names of its words; None: filled elsewhere."""

    place: str
    pattern: str
    words: frozenset[str] | None

    def asks_for(self, name: str) -> bool:
        return bool(re.fullmatch(self.pattern, name))


def _read_id(node: ast.expr) -> str | None:
    """Return a pattern for the ids that an expression can have."""
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z_]+" for part in node.values
        )
    if isinstance(node, ast.IfExp):
        ids = [_read_id(one) for one in (node.body, node.orelse)]
        return None if None in ids else "|".join(map(str, ids))
    return None


def _read_words(call: ast.Call, function: ast.AST) -> frozenset[str]:
    """Return the names of the words that a call gives; with `**words`, those of the dictionary in the function."""
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for keyword in call.keywords:
        if keyword.arg is None:
            assert isinstance(keyword.value, ast.Name), ast.unparse(call)
            names |= set(_find_dictionary(keyword.value.id, function))
    return frozenset(names)


def _find_dictionary(name: str, function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name and isinstance(node.value, ast.Dict):
            yield from (str(key.value) for key in node.value.keys if isinstance(key, ast.Constant))


def _find_calls(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    fills = {name for node in nodes for name in _read_fill(node)}
    frames = {frame for node in nodes for frame in _list_frames(node)}
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS and node.args:
            around = [one for one in functions if one.lineno <= node.lineno <= (one.end_lineno or 0)]
            pattern, place = _read_id(node.args[0]), f"{path.relative_to(ROOT)}:{node.lineno}"
            if pattern is None:
                assert around and around[-1].name in FROM_PYDANTIC | {"within", "fill", "format"}, place
                continue
            words = _read_words(node, around[-1] if around else tree) | ({"message"} if node in frames else set())
            yield Call(place, pattern, None if fills and not words else words)


def _list_frames(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a message is put into: `message.within(frame)`, which fills in the message itself."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "within":
        yield from node.args


def _read_fill(node: ast.AST) -> Iterator[str]:
    """Yield the names of words that a message gets only when it is used: `message.fill(found=…)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fill":
        yield from (str(keyword.arg) for keyword in node.keywords)


def _find_limits() -> Iterator[str]:
    """Yield the ids in the table of limits, which fill in `limit`."""
    from guide.read.explain import _LIMITS  # noqa: PLC0415

    yield from (name for name, _ in _LIMITS.values())


@functools.cache
def list_calls() -> tuple[Call, ...]:
    """Return each use of a message in the code."""
    return tuple(call for path in sorted((ROOT / "hooks").rglob("*.py")) for call in _find_calls(path))


LIMITS = [Call("hooks/guide/read/explain.py", re.escape(name), frozenset({"limit"})) for name in _find_limits()]


def list_placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_code_asks_for_messages_that_are_there() -> None:
    for call in [*list_calls(), *LIMITS]:
        assert any(call.asks_for(name) for name in CATALOGUE.messages), call


def test_every_message_is_asked_for_by_the_code() -> None:
    idle = [name for name in CATALOGUE.messages if not any(call.asks_for(name) for call in [*list_calls(), *LIMITS])]
    assert idle == []


def test_a_message_has_the_same_places_for_words_in_every_language() -> None:
    for name, texts in CATALOGUE.messages.items():
        asked = {language: list_placeholders(text) for language, text in texts.items()}
        assert len(set(map(frozenset, asked.values()))) == 1, (name, asked)


def test_the_code_fills_every_place_and_brings_no_other_words() -> None:
    for call in [*list_calls(), *LIMITS]:
        for name in filter(call.asks_for, CATALOGUE.messages):
            asked = set().union(*map(list_placeholders, CATALOGUE.messages[name].values()))
            if call.words is None:  # see test_a_message_that_is_filled_where_it_is_used
                continue
            if "[a-z_]+" in call.pattern:  # one call for many messages: not each of them needs all the words
                assert asked <= call.words, (call, name)
            else:
                assert asked == call.words, (call, name)


def test_a_message_that_is_filled_where_it_is_used_gets_all_its_words() -> None:
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        fills = {name for node in ast.walk(tree) for name in _read_fill(node)}
        for call in _find_calls(path):
            for name in filter(call.asks_for, CATALOGUE.messages if call.words is None else ()):
                asked = set().union(*map(list_placeholders, CATALOGUE.messages[name].values()))
                assert asked <= fills, (call, name)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("link-cause", Cause),
        ("link-trouble", [*Trouble, "fine"]),
        ("link-remedy", Trouble),
        ("quote-fault", Fault),
        ("quote-state", QuoteState),
        ("quote-remedy", QuoteState),
    ],
)
def test_a_group_has_a_message_for_each_word_and_no_other(group: str, words: list[str]) -> None:
    assert {name for name in CATALOGUE.messages if name.startswith(f"{group}/")} == {f"{group}/{one}" for one in words}


def test_every_message_and_every_reason_is_there_in_both_languages() -> None:
    for language in ("zh", "en"):
        assert CATALOGUE.list_missing(language) == ()
    assert CATALOGUE.languages == ("zh", "en")


def test_no_id_is_both_a_rules_and_a_notes() -> None:
    ids = re.findall(r"^- id: (\S+)$", PATH.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(ids) == len(set(ids)) == len(CATALOGUE.rules)
    notes = {name.partition("/")[0] for name in CATALOGUE.messages if name.partition("/")[0] not in CATALOGUE.rules}
    assert not notes & set(ids)


# With a third language


@pytest.fixture
def french() -> Catalogue:
    """A catalogue in which one of three messages has French words."""
    return parse_catalogue(
        """
rules:
- id: tab
  reason: {zh: 甲, en: Tabs differ}
  says: {zh: 制表符, en: 'a tab in {where}', fr: 'une tabulation dans {where}'}
  bad: a
  good: b
- id: space
  reason: {zh: 乙, en: Spaces, fr: Espaces}
  says:
    one: {zh: 空格, en: 'a space, {hint}'}
  bad: a
  good: b
notes:
  list/separator: {zh: 、, en: ', ', fr: ' / '}
  hint/none: {zh: 无, en: nothing}
"""
    )


def test_what_has_no_words_in_a_language_is_said_in_english(french: Catalogue) -> None:
    assert french.languages == ("zh", "en", "fr")
    assert french.format(Message("tab", where="x"), "fr") == "une tabulation dans x"
    assert french.format(Message("space/one", hint=Message("hint/none")), "fr") == "a space, nothing"
    assert french.format(Message("tab", where=Message("space/one", hint="x")), "fr") == "une tabulation dans a space, x"


def test_what_is_missing_in_a_language_is_listed(french: Catalogue) -> None:
    assert french.list_missing("fr") == ("space/one", "hint/none", "tab (reason)")
    assert french.list_missing("en") == ()
    assert len(french.list_missing("ja")) == 4 + 2


def test_words_in_a_row_are_joined_as_the_language_does_it(french: Catalogue) -> None:
    message = Message("tab", where=("a", "b"))
    assert [french.format(message, language) for language in ("en", "fr")] == [
        "a tab in a, b",
        "une tabulation dans a / b",
    ]


def test_a_text_of_the_data_stands_in_its_own_language(french: Catalogue) -> None:
    message = Message("tab", where={"en": "the house", "fr": "la maison"})
    assert french.format(message, "fr") == "une tabulation dans la maison"
    assert french.format(Message("tab", where={"ja": "家"}), "en") == "a tab in 家"


def test_a_message_inside_another_keeps_its_rule() -> None:
    message = Message("tab").within(Message("value/frame", field=Message("value/field", name="a"), got=""))
    assert message.rule == "tab"
    assert CATALOGUE.format(message, "en").startswith("a: a tab")
    assert CATALOGUE.format(message, "zh").startswith("a：制表符")


def test_mistakes_at_one_place_always_come_in_the_same_order() -> None:
    frames = [Message("value/frame", field=Message("value/field", name=name), got="") for name in "dbca"]
    found = [Diagnostic(Location("a.yml", 1, 1), Message("missing-key").within(frame)) for frame in frames]
    told = [CATALOGUE.format(one.message, "en")[0] for one in DataError(found).diagnostics]
    assert told == ["a", "b", "c", "d"]


def test_what_somebody_wrote_is_no_template() -> None:
    assert "'{word}'" in CATALOGUE.format(Message("repeated-key/first", key="{word}", line=1), "en")


def test_json_has_a_message_in_each_language(french: Catalogue) -> None:
    one = Diagnostic(Location("a.yml", 1, 2), Message("tab", where="x"))
    written = Reporter(french, "en").write_json([one])
    assert '"fr": "une tabulation dans x"' in written and '"zh": "制表符"' in written and '"rule": "tab"' in written


def _count(calls: Iterable[Call]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for call in calls:
        counts[call.place.partition(":")[0]] += 1
    return counts


def test_the_calls_are_found() -> None:
    counts = _count(list_calls())
    assert (
        len(list_calls()) > 300
        and counts["hooks/guide/read/characters.py"] > 10
        and counts["hooks/guide/model/values.py"] > 10
    )


# Outside of the catalogue, no words

HAN = re.compile("[\u4e01-\u9ffe]")  # without the ends of the range, which a pattern for any of them names
TEMPLATES = sorted((ROOT / "hooks/guide/site/templates").glob("*.html"))
ABOUT_CHINESE = {
    "guide/checks/figures.py": "finds figures in Chinese texts",
    "guide/checks/left_overs.py": "knows which Chinese words stand in for a text",
    "guide/checks/letters.py": "knows which Chinese character a look-alike stands for",
    "guide/checks/numbers.py": "reads numbers in Chinese words",
    "guide/checks/persons.py": "finds accounts and offers in Chinese texts",
    "guide/checks/tallies.py": "finds Chinese sentences that count sources",
    "guide/checks/typography.py": "knows how Chinese is set, and how its names of laws end",
    "guide/evidence/quotes/find.py": "knows Chinese numerals",
    "guide/evidence/quotes/passages.py": "finds where an article of a Chinese law begins",
    "guide/evidence/quotes/turns.py": "knows the Chinese words that turn a sentence",
    "guide/observations/personal.py": "knows how Chinese names and titles are written",
    "guide/observations/text.py": "reads Chinese dates and brackets",
    "guide/prose/figures.py": "finds figures in Chinese prose",
    "guide/read/left_overs.py": "finds notes to oneself in Chinese",
    "guide/site/search/terms.py": "knows Chinese numerals and units, which readers write in figures, too",
    "guide/site/traditional.py": "knows which traditional character is which simplified one",
    "sourcecheck/quotes/charset.py": "tells encodings apart by the most common letters",
}
"""Modules that know something of the Chinese language, and what: what they have in it is read, and told to nobody."""


def _find_literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module, without what explains it: texts that nothing is done with."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


def test_chinese_stands_in_the_catalogue_and_in_modules_that_know_chinese() -> None:
    found = {
        path.relative_to(ROOT / "hooks").as_posix()
        for path in (ROOT / "hooks").rglob("*.py")
        if any(map(HAN.search, _find_literals(path)))
    }
    assert found == set(ABOUT_CHINESE)


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_a_page_that_is_no_part_of_the_site_has_no_words_of_its_own(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    bare = re.sub(r"<style>.*?</style>|\{[{%#].*?[}%#]\}|<[^>]*>", "", written, flags=re.DOTALL)
    assert not re.findall(r"\w+", bare)
    assert not re.findall(r"\blang=\"(?!\{\{)", written)


def _learn(language: str) -> Catalogue:
    """Return the project's catalogue with another language before the others."""
    words = {name: {language: f"+{texts['en']}", **texts} for name, texts in CATALOGUE.messages.items()}
    return Catalogue(CATALOGUE.rules, {**words, "language/tag": {language: f"{language}-CA", "zh": "zh", "en": "en"}})


def test_the_page_of_mistakes_speaks_every_language_the_first_one_as_its_own() -> None:
    written = render_mistakes([("en", "data/money.yml:1:1: a tab")], Reporter(_learn("fr"), "en"))
    page = parse_page(written)
    assert page.get("lang") == "fr-CA"
    assert page.xpath("//title/text()") == ["+The site was not built · 网站没有生成 · The site was not built"]
    for place in ("h1", "p"):
        assert [one.get("lang") for one in page.xpath(f"//{place}/span")] == [None, "zh", "en"]
    assert page.xpath("//pre/@lang") == ["en"], "what a command says is in the shell's language"


def test_the_report_of_links_speaks_every_language_the_first_one_as_its_own() -> None:
    report = Report((), (), datetime.date(2026, 11, 23), 0, "")
    page = parse_page(render_link_report(show_report(report).list_words(Reporter(_learn("fr"), "en"))))
    assert page.get("lang") == "fr-CA"
    assert [one.get("lang") for one in page.xpath("//h1/span")] == [None, "zh", "en"]


# Commands


def _run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""})


@pytest.fixture
def half(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the project's catalogue French words for one message."""
    text = PATH.read_text(encoding="utf-8").replace(
        "    en: '{count} records", "    fr: '{count} fiches'\n    en: '{count} records"
    )
    monkeypatch.setattr(options, "load_catalogue", lambda: parse_catalogue(text))


@pytest.mark.usefixtures("half")
def test_a_command_in_a_language_without_all_words_ends_with_what_is_missing(tmp_path: Path) -> None:
    found = _run("check", str(write_few(tmp_path)), "--lang", "fr")
    assert found.exit_code == 0
    assert re.fullmatch(r"\d+ fiches\n", found.stdout)
    count = len(CATALOGUE.messages) - 1 + len(CATALOGUE.rules)
    (last,) = found.stderr.splitlines()
    assert last.startswith(f"hooks/guide/messages/catalogue.yml: {count} messages have no words in 'fr'")
    listed = _run("rules", "--missing", "--lang", "fr").stdout.splitlines()
    assert len(listed) == count and "tab" in listed and "tab (reason)" in listed and "count/records" not in listed


@pytest.mark.usefixtures("half")
def test_what_is_missing_does_not_mix_with_what_programs_read(tmp_path: Path) -> None:
    found = _run("check", str(write_few(tmp_path)), "--lang", "fr", "--format", "json")
    assert (found.exit_code, found.stdout) == (0, "[]\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_language_with_all_words_ends_without_a_word(language: str) -> None:
    assert _run("rules", "tab", "--lang", language).stderr == ""
    assert _run("rules", "--missing", "--lang", language).stdout == ""


def test_a_language_that_nobody_speaks_is_a_usage_error() -> None:
    found = _run("rules", "--lang", "xx")
    assert found.exit_code == 2 and "'xx' is no language of the messages; there are zh, en" in found.stderr
