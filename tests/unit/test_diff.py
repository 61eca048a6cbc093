"""`python -m guide diff`: a change to the data, told as readers will see it."""

from __future__ import annotations

import datetime
import io
import json
import re
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner, Result
from lxml import html

from declared import FOR_EDITORS
from guide.__main__ import main
from guide.changes import Report, compare, history, make_report, write_markdown, write_text
from guide.changes.report import Entry
from guide.evidence.quotes.store import hash_text, seal, write_capture
from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.guide import Guide
from guide.model.record import Record
from guide.model.values import Value
from guide.views.localized_guide import localize
from models import KINDS, exchange
from project_copy import write_small_data
from raw import LANGUAGES, squeeze
from repository import Repository, leave_settings

SOURCE = """\
- id: {id}
  class: {kind}
  publisher: {{zh: 社, en: Publisher}}
  title: {title}
  language: en
  about: {{zh: 一篇报道, en: An article}}
  products: [weixin]
  extent: full
  read: 2026-11-23
"""
FACT = """\
- id: {id}
  title: {{zh: {zh}, en: {en}}}
  products: [weixin]
{more}  evidence:
    - {{source: press, stance: supports, quote: it costs, counted: true, checked: {{on: 2026-11-23, how: read}}}}
"""
RIVAL = "    - {source: rival, stance: contradicts, no_quote: spread, checked: {on: 2026-11-23, how: read}}\n"
LONG = {
    "zh": "提交以后请把手机放在一边，先不要登录，等到确认页上写的那一天过去，再看账号还在不在，这中间不要换手机号，"
    "也不要把验证码告诉任何人，需要的记录先存到电脑上，账号没了就再也找不回来了，别人也帮不了你。",
    "en": "After the request put the phone aside, do not log in, and wait until the day that the confirmation screen "
    "names has passed. Do not change the number meanwhile, and tell nobody the code that the app sends you.",
}


def fact(name: str, zh: str, en: str, more: str = "") -> str:
    """Return a fact as YAML; `more` are further lines of it."""
    return FACT.format(id=name, zh=zh, en=en, more=more)


SMALL = {
    "sources": SOURCE.format(id="press", kind="press", title="Evening Press")
    + SOURCE.format(id="rival", kind="press", title="Daily Rival"),
    "places": fact("settings", "设置", "Settings page", "  path: {zh: [我, 设置], en: [Me, Settings]}\n")
    + fact("storage", "存储", "Storage page", "  path: {zh: [我, 存储], en: [Me, Storage]}\n"),
    "steps": "".join(
        fact(name, name, name, "  flow: delete_weixin\n  screen: {zh: 看, en: Look}\n  action: {zh: 点, en: Tap}\n")
        for name in ("first", "second", "third")
    ),
    "timeline": fact("texts", "短信", "Text messages", "  value: {duration: P15D}\n  counted_from: request\n"),
    "friends": fact("groups", "群聊", "Groups", "  detail: {zh: '收 {money/fee}', en: 'They pay {money/fee}'}\n")
    + fact("chats", "聊天", "Chats", "  value: {same_as: money/fee}\n")
    + fact("calls", "通话", "Calls", "  detail: {zh: '同 {friends/chats}', en: 'As much, {friends/chats}'}\n")
    + fact("advice", "等待", "Waiting", f"  detail:\n    zh: {LONG['zh']}\n    en: {LONG['en']}\n"),
    "backups": fact("photos", "照片", "Photos", "  place: settings\n"),
    "money": fact(
        "fee",
        "手续费",
        "The fee",
        "  detail: {zh: '{money/fee} 归平台', en: 'The platform keeps {money/fee}'}\n"
        "  value: {percent: 43, of: {zh: 余额, en: the balance}}\n  answers: [{question: fee}]\n",
    )
    + fact("limit", "限额", "The limit"),
    "phone_number": fact("deposit", "押金", "The deposit", "  value: {money: 20 CNY}\n"),
    "disagreements": """\
- id: fee
  question: {zh: 收不收, en: Is there a fee}
  advice: {zh: 先问, en: Ask before you do anything and wait for an answer}
  why: {zh: 问了没有坏处, en: Asking does no harm}
""",
}


MILESTONE = """\
- id: done
  title: {zh: 完成, en: Done}
  detail: {zh: 这天起, en: From this day on}
  products: [weixin]
  role: after
  counted_from: request
  add: [timeline/texts]
"""


class History(Repository):
    """A repository whose history the command is asked about."""

    def run(self, *arguments: str) -> Result:
        """Run the command; a traceback fails the test."""
        result = CliRunner().invoke(main, ["diff", *arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def tell(self, *arguments: str) -> str:
        """Return what the command prints; it must succeed."""
        result = self.run(*arguments)
        assert result.exit_code == 0, result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide, committed."""
    root = tmp_path_factory.mktemp("diff") / "guide"
    write_small_data(root / "data", **SMALL)
    return root


@pytest.fixture
def repository(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    """A repository of the small guide that a test may change; no settings of the machine reach its git."""
    leave_settings(monkeypatch, tmp_path)
    root = shutil.copytree(template, tmp_path / "guide")
    monkeypatch.chdir(root)
    repository = History(root)
    repository.git("init", "--quiet")
    repository.commit()
    return repository


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Nothing in the data has changed that readers would see."), ("zh", "数据里没有读者看得到的变化。")],
)
def test_without_a_change_one_sentence_says_so(repository: History, language: str, sentence: str) -> None:
    assert repository.tell("--lang", language) == f"{sentence}\n"
    assert sentence in repository.tell("--lang", language, "--format", "markdown")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Changed (1)", "Money · The fee [money/fee]", "Figure: 43% → 45% (also shown in 3 other rows)"]),
        ("zh", ["改动 (1)", "钱 · 手续费 [money/fee]", "数值：43% → 45%（另有 3 处也显示它）"]),
    ],
)
def test_a_changed_share_is_told_in_the_readers_terms(repository: History, language: str, told: list[str]) -> None:
    repository.replace("money", "percent: 43", "percent: 45")
    assert [line.strip() for line in repository.tell("--lang", language).splitlines()] == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "    Figure: 15 days → 14 days (also shown in 1 other row)\n"),
        ("zh", "    数值：15 天 → 14 天（另有 1 处也显示它）\n"),
    ],
)
def test_a_changed_duration_is_told_as_readers_read_it(repository: History, language: str, told: str) -> None:
    repository.append("milestones", MILESTONE)
    repository.commit()
    repository.replace("timeline", "P15D", "P14D")
    assert told in repository.tell("--lang", language)


def test_a_share_of_something_else_says_of_what(repository: History) -> None:
    repository.replace("money", "en: the balance", "en: the account")
    assert "Figure: 43% (of the balance) → 43% (of the account)" in repository.tell()


# What is written in which file, and the line that tells it
CHANGES = [
    ("timeline", "counted_from: request", "counted_from: deletion", "Counted from: the request → deletion"),
    ("money", "[weixin]", "[weixin, wechat]", "Applies to: Weixin (+86) → Weixin (+86), WeChat (not +86)"),
    ("backups", "place: settings", "place: storage", "Where: Settings page → Storage page"),
    ("places", "[我, 设置], en: [Me, Settings]", "[我, 通用], en: [Me, General]", "Path: Me / Settings → Me / General"),
    (
        "disagreements",
        "zh: 先问, en: Ask before you do anything and wait for an answer",
        "zh: 先问清楚, en: Ask before you do anything and wait for a letter",
        "Advice: Ask before you do anything and wait for an answer → Ask before you do anything and wait for a letter",
    ),
    ("sources", "Evening Press", "Morning Press", "Item: Evening Press → Morning Press"),
    ("sources", "  read:", "  copied: true\n  read:", "copied: no → yes"),
    ("sources", "  read:", "  date: 2026-08\n  read:", "Date (new): 2026-08"),
    ("phone_number", "  value: {money: 20 CNY}\n", "", "Figure (removed): CNY 20"),
    ("money", "quote: it costs", "quote: it is free", "Source · Evening Press · In its words: it costs → it is free"),
    ("money", "stance: supports", "stance: mentions", "Source · Evening Press · stance: Supports → Mentions"),
    (
        "money",
        "how: read",
        "how: tried",
        "Source · Evening Press · checked: read 2026-11-23 → tried on a device 2026-11-23",
    ),
]


@pytest.mark.parametrize(("kind", "old", "new", "told"), CHANGES, ids=[told for *_, told in CHANGES])
def test_a_changed_field_is_told_by_what_readers_call_it(
    repository: History, kind: str, old: str, new: str, told: str
) -> None:
    repository.replace(kind, old, new)
    assert told in [line.strip() for line in repository.tell().splitlines()]


def test_a_verdict_that_a_new_source_changes_comes_first_and_with_its_reason(repository: History) -> None:
    repository.replace("timeline", "P15D", "P14D")
    text = repository.file("money").read_text(encoding="utf-8")
    repository.file("money").write_text(text.replace("- id: limit", f"{RIVAL}- id: limit"), encoding="utf-8")
    lines = repository.tell().splitlines()
    assert lines[:4] == [
        "Verdict changed (1)",
        "  Money · The fee [money/fee]",
        "    Verdict: Reported → Disputed",
        "    Source (new): Daily Rival / Contradicts / No quote: it is said across the page / read 2026-11-23",
    ]
    assert lines[5:7] == ["Changed (1)", "  Times · Text messages [timeline/texts]"]


def test_a_verdict_that_another_record_turns_is_told_with_whose_evidence_did_it(repository: History) -> None:
    other = fact("other", "另一种", "Another", "  value: {percent: 50}\n  answers: [{question: fee}]\n")
    repository.append("money", other.replace("source: press", "source: rival"))
    lines = [line.strip() for line in repository.tell().splitlines()]
    place = lines.index("Money · The fee [money/fee]")
    assert lines[place + 1] == "Verdict: Reported → Disputed"
    assert lines[place + 2].startswith("Source (new): Daily Rival / Contradicts") and "50%" in lines[place + 2]


def test_a_verdict_that_changes_because_a_source_did_is_told_with_the_source(repository: History) -> None:
    repository.replace("sources", "class: press", "class: none")
    told = repository.tell()
    facts = sum(text.count("source: press") for text in SMALL.values())
    assert f"Verdict changed ({facts})" in told
    assert (
        "  Money · The limit [money/limit]\n"
        "    Verdict: Reported → Unverified\n"
        "    Source · Evening Press · Class: Press → Unsourced\n"
    ) in told
    assert "Changed (1)\n  Sources · Evening Press [sources/press]\n    Class: Press → Unsourced\n" in told


def test_a_verdict_that_changes_because_a_source_was_captured_anew_is_told(repository: History) -> None:
    (repository.root / "data/captures").mkdir()
    quote = FoundQuote(quote="it costs", state=QuoteState.FOUND, on="2026-11-23", passage=0)
    found = Capture(
        source="press",
        address="https://press.example/",
        asked="2026-11-23",
        sha256=hash_text("x"),
        passages=("Withdrawals: it costs a fee that depends on the amount of money.",),
        quotes=(quote,),
    )
    file = repository.root / "data/captures/press.json"
    file.write_text(write_capture(seal(found)), encoding="utf-8")
    repository.commit()
    changed = found.model_copy(update={"quotes": (quote.model_copy(update={"state": QuoteState.CHANGED}),)})
    file.write_text(write_capture(seal(changed)), encoding="utf-8")
    assert (
        "  Money · The limit [money/limit]\n"
        "    Verdict: Reported → Unverified\n"
        "    Source · Evening Press (new): the source has changed: these words are no longer there\n"
    ) in repository.tell()


def test_a_source_that_is_no_longer_named_is_told(repository: History) -> None:
    repository.append("money", RIVAL + "  answers: [{question: limit, says: aside}]\n")
    repository.append("disagreements", SMALL["disagreements"].replace("id: fee", "id: limit"))
    repository.commit()
    repository.replace("money", RIVAL, "")
    told = repository.tell()
    assert "Verdict: Disputed → Reported\n    Source (removed): Daily Rival / Contradicts" in told


def test_a_removed_record_is_told_with_what_readers_lose(repository: History) -> None:
    repository.file("timeline").write_text("[]\n", encoding="utf-8")
    assert repository.tell() == (
        "Removed (1)\n  Times · Text messages [timeline/texts]\n    Verdict: Reported\n    Figure: 15 days\n"
    )


def test_an_added_record_is_told_with_its_verdict_and_figure(repository: History) -> None:
    repository.append("money", fact("cap", "上限", "The cap", "  value: {money: 1500 CNY}\n"))
    assert repository.tell("--lang", "zh") == (
        "新增 (1)\n  钱 · 上限 [money/cap]\n    结论：有人这样说\n    数值：1,500 元\n"
    )


def test_sections_and_kinds_stand_in_their_order(repository: History) -> None:
    repository.append("sources", SOURCE.format(id="new", kind="blog", title="New"))
    repository.append("places", fact("new", "新", "New", "  path: {zh: [我], en: [Me]}\n"))
    repository.replace("friends", "en: Groups", "en: Group chats")
    repository.replace("timeline", "P15D", "P14D")
    repository.file("backups").write_text("[]\n", encoding="utf-8")
    repository.replace("labels", "en: 'Menu'", "en: 'Contents'")
    lines = repository.tell().splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings == ["Removed (1)", "Changed (2)", "Added (2)", "Words of the interface (1)"]
    names = [found[1] for line in lines if (found := re.search(r"\[(.*)\]$", line))]
    assert names == ["backups/photos", "timeline/texts", "friends/groups", "sources/new", "places/new"]


@pytest.mark.parametrize(
    ("changed", "new", "told"),
    [
        ("zh: 限额", "zh: 上限", {"en": "Item: 限额 → 上限 (English not changed with it)"}),
        ("zh: 限额", "zh: 上限", {"zh": "事项：限额 → 上限（英文没有跟着改）"}),
        ("en: The limit", "en: The cap", {"en": "Item: The limit → The cap (Chinese not changed with it)"}),
        ("en: The limit", "en: The cap", {"zh": "事项：The limit → The cap（中文没有跟着改）"}),
        ("{zh: 限额, en: The limit}", "{zh: 上限, en: The cap}", {"en": "Item: The limit → The cap"}),
    ],
)
def test_a_translation_that_fell_behind_is_told(
    repository: History, changed: str, new: str, told: dict[str, str]
) -> None:
    repository.replace("money", changed, new)
    for language, line in told.items():
        assert line in [written.strip() for written in repository.tell("--lang", language).splitlines()]


@pytest.mark.parametrize(
    ("language", "old", "new", "told"),
    [
        (
            "en",
            "the confirmation screen",
            "the last screen",
            "Details: …wait until the day that the confirmation screen names has passed. Do not… → "
            "…wait until the day that the last screen names has passed. Do not… (Chinese not changed with it)",
        ),
        (
            "zh",
            "手机号",
            "电话号",
            "说明：…号还在不在，这中间不要换手机号，也不要把验证码告诉任… → "
            "…号还在不在，这中间不要换电话号，也不要把验证码告诉任…（英文没有跟着改）",
        ),
    ],
)
def test_of_a_long_text_the_part_around_the_change_is_told(
    repository: History, language: str, old: str, new: str, told: str
) -> None:
    repository.replace("friends", old, new)
    assert [line.strip() for line in repository.tell("--lang", language).splitlines()][2:] == [told]


def test_two_changes_far_apart_in_a_long_text_are_both_told(repository: History) -> None:
    repository.replace("friends", "put the phone aside", "put it aside")
    repository.replace("friends", "the app sends you", "the app shows you")
    line = next(line for line in repository.tell().splitlines() if "Details" in line)
    before, after = line.split(" → ")
    assert "put the phone aside" in before and "sends you." in before
    assert "put it aside" in after and "shows you." in after
    assert before.count("…") == after.count("…") == 1


def test_an_answer_is_told_by_its_words(repository: History) -> None:
    question = """\
- id: paid
  question: {zh: 付了吗, en: Did you pay}
  how: {zh: 看账单, en: See the bill}
  because: [money/fee]
  answers:
    - {id: yes, text: {zh: 付了, en: I did}, effect: fine}
    - {id: no, text: {zh: 没付, en: Not yet}, effect: costs, no_remedy: {zh: 没办法, en: None is known}}
"""
    repository.append("questions", question)
    repository.commit()
    repository.replace("questions", "effect: costs", "effect: blocks")
    repository.append("questions", "    - {id: perhaps, text: {zh: 不记得, en: Perhaps}, effect: fine}\n")
    repository.replace("questions", "because: [money/fee]", "because: [money/fee, money/limit]")
    told = repository.tell()
    assert "  Questions before the request · Did you pay [questions/paid]\n" in told
    assert "    because: The fee → The fee, The limit\n" in told
    assert "    answers · Not yet · effect: May cost you → Blocks\n" in told
    assert "    answers (new): Perhaps / Fine\n" in told
    yes, no = question.splitlines(keepends=True)[-2:]
    repository.replace("questions", yes, "")
    repository.append("questions", yes)
    assert "    answers: now in another order\n" in repository.tell()
    assert no in question


def test_another_order_is_told_once_and_only_where_it_matters(repository: History) -> None:
    for kind in ("steps", "money"):
        records = re.split(r"^(?=- id)", repository.file(kind).read_text(encoding="utf-8"), flags=re.M)
        repository.file(kind).write_text("".join([records[-1], *records[:-1]]), encoding="utf-8")
    assert repository.tell() == "In another order (1)\n  Steps · 1 row moved\n"


def test_words_of_the_interface_are_told_as_one_group(repository: History) -> None:
    repository.replace("labels", "{zh: '目录', en: 'Menu'}", "{zh: '菜单', en: 'Contents'}")
    repository.append("labels", "\n- id: word.fresh\n  text: {zh: '新 {n}', en: 'Fresh {n}'}\n")
    assert repository.tell() == (
        "Words of the interface (2)\n  action.menu: Menu → Contents\n  word.fresh (new): Fresh {n}\n"
    )


def test_a_word_of_the_subject_is_told_as_one_of_the_interface(repository: History) -> None:
    repository.replace("subject", "title: {zh: iOS, en: iOS}", "title: {zh: iOS, en: iPhone}")
    told = "  platform.ios: iOS → iPhone (Chinese not changed with it)\n"
    assert repository.tell() == f"Words of the interface (1)\n{told}"


def test_an_earlier_revision_can_be_named(repository: History) -> None:
    repository.replace("money", "percent: 43", "percent: 44")
    repository.commit()
    repository.replace("money", "percent: 44", "percent: 45")
    repository.commit()
    assert repository.tell().startswith("Nothing")
    assert "Figure: 44% → 45%" in repository.tell("HEAD~1")
    assert "Figure: 43% → 45%" in repository.tell("HEAD~2")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</li></ul><h1>Approved</h1>",
    "<!-- hidden",
    "&lt;b&gt;",
    "[click](https://evil.example)",
    "![seen](https://evil.example/pixel.png)",
    "[click][1]",
    "<https://evil.example>",
    "https://evil.example and HTTP://evil.example",
    "www.evil.example and WWW.evil.example",
    "mail someone@evil.example",
    "@maintainer, please merge",
    "see #1 and org/project#2",
    "`code` and ``more",
    "```` fence",
    "**bold** _slanted_ __strong__ ~~struck~~",
    "# heading",
    "- item",
    "1. item",
    "| a | b |",
    "$a$ and $$b$$",
    "the end\\",
    "one line\n\n# another",
    "one line\r\n- another",
    "*",
]


def read_markdown(text: str) -> html.HtmlElement:
    """Return Markdown as a page."""
    return html.fromstring(f"<div>{markdown.markdown(text, extensions=['fenced_code', 'tables'], tab_length=2)}</div>")


def read_words(page: html.HtmlElement) -> str:
    """Return what a page says, without the spaces of no width that keep a forge from making links."""
    return squeeze(page.text_content().replace("\u200b", ""))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_stranger_wrote_is_shown_in_markdown_and_does_nothing(hostile: str) -> None:
    lines = ((f"{hostile}: ", f"{hostile} → {hostile}"),)
    entries = (Entry(hostile, "money/fee", lines), Entry("", "", lines))
    report = Report(hostile, hostile, ((hostile, entries),))
    written = write_markdown(report)
    assert len(write_text(report).splitlines()) == 6
    page = read_markdown(written)
    assert {element.tag for element in page.iter()} <= {"div", "h2", "h3", "p", "strong", "ul", "li", "code"}
    assert [code.text for code in page.iter("code")] == ["money/fee"]
    assert read_words(page).count(squeeze(hostile)) == 10
    bare = re.sub(r"&#\d+;", "\0", written)
    assert not re.search(r"://|www\.|[@#]\w|[$<]", bare, re.I), "a forge would make a link or a formula of it"
    assert len(page.xpath(".//li")) == 3
    assert len(written.splitlines()) == 9
    assert len(page.xpath(".//h2 | .//h3")) == 2


def test_hostile_data_reach_the_markdown_in_chains(repository: History) -> None:
    hostile = "\n\n# Merge\n- [x](https://evil.example) <b> `a` @maintainer"
    repository.replace("money", "quote: it costs", f"quote: {json.dumps(hostile)}")
    repository.append("sources", SOURCE.format(id="new", kind="blog", title=json.dumps(hostile)))
    written = repository.tell("--format", "markdown")
    page = read_markdown(written)
    assert {element.tag for element in page.iter()} == {"div", "h2", "h3", "p", "strong", "ul", "li", "code"} - {"p"}
    assert [heading.text for heading in page.xpath(".//h2 | .//h3")] == [
        "What readers will see",
        "Changed (1)",
        "Added (1)",
    ]
    assert read_words(page).count("# Merge - [x](https://evil.example) <b> `a` @maintainer") == 2
    assert "://" not in written
    assert "@m" not in written


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_hidden_reaches_a_terminal(repository: History, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "guide.read.nodes.find_odd", lambda written: None
    )  # which refuses all these, before they come here
    repository.replace("money", "quote: it costs", r'quote: "a\e[31mb\u202ec\u0007d\u200be\r\nf"')
    told = repository.tell("--format", form)
    plain = told.replace("&#8203;", "")
    assert all(sign == "\n" or sign.isprintable() for sign in plain)
    for code in ("U+001B", "U+202E", "U+0007", "U+200B"):
        assert code in plain.replace("\\", "")


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=stolen", "--abbrev-ref=", "HEAD~99", "HEAD:data", ""])
def test_an_unknown_revision_is_named_with_a_remedy(repository: History, revision: str) -> None:
    result = repository.run("--", revision)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"'{revision}': there is no such revision" in result.stderr
    assert "name a commit, branch or tag that 'git log' shows" in result.stderr
    assert f"“{revision}”" in repository.run("--lang", "zh", "--", revision).stderr
    assert not (repository.root / "stolen").exists()


def test_outside_of_a_repository_git_says_so(repository: History) -> None:
    shutil.rmtree(repository.root / ".git")
    result = repository.run()
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_without_git_the_message_says_so(repository: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    result = repository.run()
    assert result.exit_code == 2
    assert "git was not found" in result.stderr


def test_a_revision_without_data_is_named(repository: History) -> None:
    repository.git("checkout", "--quiet", "--orphan", "bare")
    repository.git("rm", "--quiet", "-r", "--cached", ".")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    result = repository.run("bare")
    assert result.exit_code == 2
    assert "'bare'" in result.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_in_the_new_data_are_told_as_check_tells_them(
    repository: History, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    repository.replace("money", "percent: 43", "percent: many")
    result = repository.run("--lang", language)
    checked = CliRunner().invoke(main, ["check"])
    assert "data/money.yml:5:20: value.percent" in result.stderr
    assert (result.exit_code, result.stdout, result.stderr) == (checked.exit_code, "", checked.stderr)
    assert result.exit_code == 1


def test_a_word_of_the_interface_that_is_missing_is_named(repository: History) -> None:
    repository.replace("labels", "- id: unit.percent\n", "- id: unit.share\n")
    repository.replace("money", "percent: 43", "percent: 45")
    result = repository.run()
    assert result.exit_code == 1
    assert "data/labels.yml has no word 'unit.percent'; add it there" in result.stderr


def test_words_that_the_older_interface_had_not_are_there(repository: History) -> None:
    labels = repository.file("labels").read_text(encoding="utf-8")
    repository.replace("labels", "- id: diff.verdict\n", "- id: diff.former\n")
    repository.replace("labels", "- id: unit.day\n", "- id: unit.former\n")
    repository.commit()
    repository.file("labels").write_text(labels, encoding="utf-8")
    repository.file("timeline").write_text("[]\n", encoding="utf-8")
    assert "    Verdict: Reported\n    Figure: 15 days\n" in repository.tell()


def write_older_form(repository: History) -> None:
    repository.replace("money", "  title:", "  name:")


def write_older_kind(repository: History) -> None:
    repository.append("money", fact("gone", "旧", "Gone"))
    (repository.root / "data/wallet.yml").write_text("- id: coin\n", encoding="utf-8")


def write_no_yaml(repository: History) -> None:
    repository.file("money").write_text("- {", encoding="utf-8")


@pytest.mark.parametrize(
    ("write_older", "told"),
    [
        (write_older_form, ["Money: 1 changed"]),
        (write_older_kind, ["Money: 1 removed", "wallet: 1 removed"]),
        (write_no_yaml, ["Money: 2 added"]),
    ],
)
def test_data_of_an_older_form_are_counted(
    repository: History, write_older: Callable[[Repository], None], told: list[str]
) -> None:
    shutil.copytree(repository.root / "data", repository.root.parent / "today")
    write_older(repository)
    repository.commit()
    shutil.rmtree(repository.root / "data")
    shutil.move(repository.root.parent / "today", repository.root / "data")
    sentence, *lines = repository.tell().split("\n")
    assert sentence.startswith("The data of HEAD have an older form that cannot be read any more.")
    assert [line.strip() for line in lines if line] == told
    assert "HEAD 里的数据格式不同" in repository.tell("--lang", "zh")
    assert f"- **{told[0]}**" in repository.tell("--format", "markdown")


def test_a_kind_that_came_later_had_no_records(repository: History) -> None:
    timeline = repository.file("timeline").read_text(encoding="utf-8")
    repository.file("timeline").unlink()
    repository.commit()
    repository.file("timeline").write_text(timeline, encoding="utf-8")
    assert repository.tell().startswith("Added (1)\n  Times · Text messages")


def test_a_rule_that_came_later_does_not_hide_the_difference(repository: History) -> None:
    repository.replace("money", "en: The limit", "en: The limit of 5 days")
    repository.commit()
    repository.replace("money", "en: The limit of 5 days", "en: The cap")
    assert "Item: The limit of 5 days → The cap" in repository.tell()


def test_the_guide_may_stand_in_a_folder_of_a_larger_repository(
    repository: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.root / "guide").mkdir()
    shutil.move(repository.root / "data", repository.root / "guide/data")
    repository.commit()
    monkeypatch.chdir(repository.root / "guide")
    Repository(repository.root / "guide").replace("money", "percent: 43", "percent: 45")
    assert "Figure: 43% → 45%" in repository.tell()


def test_a_link_in_the_old_data_leads_nowhere(repository: History) -> None:
    money = repository.file("money").read_text(encoding="utf-8")
    outside = repository.root.parent / "outside.yml"
    outside.write_text(money, encoding="utf-8")
    repository.file("money").unlink()
    repository.file("money").symlink_to(outside)
    repository.commit()
    repository.file("money").unlink()
    repository.file("money").write_text(money, encoding="utf-8")
    result = repository.run()
    assert result.exit_code == 0
    assert "older form" in result.stdout, "texts of the old data ask for a figure that the link would have led to"


@pytest.mark.parametrize("name", ["../stolen", "data/../../stolen", "/stolen", "data/stolen"])
@pytest.mark.parametrize("link", [False, True])
def test_no_file_of_an_archive_is_written_outside_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, link: bool
) -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        member = tarfile.TarInfo(name.replace("/stolen", f"{tmp_path}/stolen") if name == "/stolen" else name)
        member.type, member.linkname = (tarfile.SYMTYPE, str(tmp_path)) if link else (tarfile.REGTYPE, "")
        archive.addfile(member)
        for kind in KINDS:
            archive.addfile(tarfile.TarInfo(f"data/{kind}.yml"))
        if link:
            archive.addfile(tarfile.TarInfo(f"{name}/stolen"))
    monkeypatch.setattr(history, "_ask_git", lambda *arguments: content.getvalue())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    history.load_raw_at(tmp_path, "HEAD")
    assert list(tmp_path.iterdir()) == []


def tell_all(old: Guide, new: Guide, language: str) -> str:
    """Return the whole report on two guides."""
    day = datetime.date(2026, 11, 23)
    localized_guides = [localize(one, language, day) for one in (old, new)]
    return write_text(make_report(compare(*localized_guides), localized_guides[1]))


def find_other(record: Record, records: tuple[Record, ...]) -> Record:
    """Return the next record, and after the last one the first, that has figures where this one has."""

    def list_figures(one: Record) -> list[tuple[str, bool]]:
        figures = [(name, getattr(one, name)) for name in type(one).model_fields]
        return [(name, figure.same_as is None) for name, figure in figures if isinstance(figure, Value)]

    start = records.index(record) + 1
    return next(one for one in (*records[start:], *records[:start]) if list_figures(one) == list_figures(record))


TOLD = tuple(kind for kind in KINDS if kind not in FOR_EDITORS - {"labels"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_kind_can_be_told(guide: Guide, language: str) -> None:
    changed = {
        kind: [find_other(one, guide.records(kind)).model_copy(update={"id": one.id}) for one in guide.records(kind)]
        for kind in TOLD
    }
    told = tell_all(exchange(guide, **changed), guide, language)
    untold = [
        f"{kind}/{one.id}"
        for kind in TOLD
        for one, other in zip(guide.records(kind), changed[kind], strict=True)
        if one != other and (one.id if kind == "labels" else f"[{kind}/{one.id}]") not in told
    ]
    assert untold == []
    assert not re.search(r"\b(zh|en|source|number)=|<[A-Z]\w+|(: |→ )None($| →)|\{[a-z_]+/", told, re.M), (
        "something is told as the program knows it"
    )


def check_since(revision: str) -> Result:
    """Run `check` with a look at what has gone since a revision."""
    result = CliRunner().invoke(main, ["check", "--since", revision])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_name_that_went_is_asked_for_until_something_stands_for_it(repository: History) -> None:
    assert "lost-address" not in check_since("HEAD").output
    repository.replace("money", "- id: limit", "- id: cap")
    asked = check_since("HEAD")
    assert asked.exit_code == 1 and "data/money.yml:1:1: limit is gone" in asked.stderr
    assert "was: [limit]" in asked.stderr
    repository.replace("money", "- id: cap", "- id: cap\n  was: [limit]")
    assert "limit is gone" not in check_since("HEAD").stderr
    assert check_since("no-such-branch").exit_code == 2


def test_a_page_that_went_is_asked_for_until_something_leads_on(repository: History) -> None:
    page = repository.root / "docs/zh/fees.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 费用\n", encoding="utf-8")
    repository.commit()
    page.unlink()
    assert "the page fees.md is gone" in check_since("HEAD").stderr
    repository.append("subject", "moved: [{id: fees.md, to: money.md}]\n")
    assert "fees.md is gone" not in check_since("HEAD").stderr


def test_a_heading_that_went_is_asked_for_until_something_leads_on(repository: History) -> None:
    pages = [repository.root / f"docs/{language}/fees.md" for language in LANGUAGES]
    for page in pages:
        page.parent.mkdir(parents=True)
        page.write_text("# Fees\n\n## Withdrawals {#withdrawals}\n\n## Refunds {#refunds}\n", encoding="utf-8")
    repository.commit()
    assert "lost-address" not in check_since("HEAD").output
    for page in pages:
        page.write_text("# Fees\n\n## Payouts {#payouts}\n\n## Refunds {#refunds}\n", encoding="utf-8")
    asked = check_since("HEAD").stderr
    assert asked.count("is gone, and links to it break") == 1, "not once for each language"
    assert "docs/zh/fees.md:1:1: the heading fees.md#withdrawals is gone" in asked
    assert "moved: [{id: fees.md#withdrawals, to: fees.md#new-heading}]" in asked
    repository.append("subject", "moved: [{id: fees.md#withdrawals, to: fees.md#payouts}]\n")
    assert "is gone" not in check_since("HEAD").stderr


QUOTED = """\
- id: refund
  title: {zh: 退款, en: The refund}
  products: [weixin]
  evidence:
    - source: terms
      stance: supports
      quote: what you paid is returned
      checked: {on: 2026-11-23, how: read}
"""


def list_unread(repository: History) -> list[str]:
    """Return the lines that name a new quote which nobody has looked up; they must stop nobody."""
    checked = check_since("HEAD")
    assert checked.exit_code == 0, checked.stderr
    return [line for line in checked.stderr.splitlines() if "no machine has looked" in line]


@pytest.mark.parametrize(("kind", "told"), [("official", 1), ("law", 1), ("press", 0), ("blog", 0)])
def test_a_new_quote_of_a_source_that_confirms_is_to_be_looked_up(repository: History, kind: str, told: int) -> None:
    repository.append("sources", SOURCE.format(id="terms", kind=kind, title="The terms"))
    repository.append("money", QUOTED)
    line = (repository.root / "data/money.yml").read_text(encoding="utf-8").count("\n") - 1
    found = list_unread(repository)
    assert [one.partition(": ")[0] for one in found] == [f"data/money.yml:{line}:14"] * told
    assert all("python -m guide quotes --source terms" in one for one in found)
    repository.commit()
    assert list_unread(repository) == [], "what was there before binds nobody"


@pytest.mark.parametrize(("old", "new"), [("class: press", "class: official"), ("url: https://a", "url: https://b")])
def test_what_is_quoted_of_a_source_that_became_another_is_new(repository: History, old: str, new: str) -> None:
    official = old if old.startswith("class") else "class: official"
    source = SOURCE.format(id="terms", kind="press", title="The terms").replace("class: press", official)
    source += "" if "url:" in source else "  url: https://a.example/terms\n"
    repository.append("sources", source)
    repository.append("money", QUOTED)
    repository.commit()
    file = repository.root / "data/sources.yml"
    head, _, own = file.read_text(encoding="utf-8").rpartition("- id: terms")
    assert old in own
    file.write_text(f"{head}- id: terms{own.replace(old, new)}", encoding="utf-8")
    assert len(list_unread(repository)) == 1


@pytest.mark.parametrize("state", [QuoteState.FOUND, QuoteState.REFUSED, QuoteState.UNREADABLE])
def test_a_quote_that_a_machine_has_looked_for_is_no_more_to_be_looked_up(
    repository: History, state: QuoteState
) -> None:
    repository.append("sources", SOURCE.format(id="terms", kind="official", title="The terms"))
    repository.append("money", QUOTED)
    words = "what you paid is returned"
    passages = (f"Where you close it, {words} in full to your bank.",) if state is QuoteState.FOUND else ()
    found = FoundQuote(quote=words, state=state, on="2026-11-23", passage=0 if passages else None)
    kept = Capture(source="terms", address="https://a.example/", asked="2026-11-23", sha256="0" * 64, passages=passages)
    folder = repository.root / "data/captures"
    folder.mkdir()
    sealed = seal(kept.model_copy(update={"quotes": (found,)}))
    (folder / "terms.json").write_text(write_capture(sealed), encoding="utf-8")
    assert list_unread(repository) == []


def test_a_name_that_had_a_file_of_its_own_is_asked_for_too(repository: History) -> None:
    own = repository.root / "data/money/cap.yml"
    own.parent.mkdir()
    text = (repository.root / "data/money.yml").read_text(encoding="utf-8")
    row = re.split(r"^(?=- )", text, flags=re.MULTILINE)[1]
    own.write_text(re.sub(r"^- id: .*", "- id: cap", row), encoding="utf-8")
    repository.commit()
    own.unlink()
    assert "data/money.yml:1:1: cap is gone" in check_since("HEAD").stderr


def test_what_was_renamed_is_one_record_and_not_two(repository: History) -> None:
    repository.replace("money", "- id: limit", "- id: cap\n  was: [limit]")
    told = repository.tell()
    assert "Removed" not in told and "Added" not in told and "[money/cap]" in told
