"""What readers tell of their screens becomes evidence, whatever a chat program did to it; no person comes with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from broken import copy_data, list_mistakes
from guide.__main__ import main
from guide.load import load_guide
from guide.messages.message import MessageError
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.observations.personal import find_personal
from guide.observations.row import insert_row, make_row
from guide.observations.text import Observation, read_observation
from messages import CATALOGUE
from project_copy import copy_second_guide
from raw import ROOT, SUBJECT, list_labels, read_data

DATA = read_data()
LABELS = {label["id"]: label["text"] for label in list_labels(DATA, SUBJECT)}
FIELDS = ("product", "platform", "version", "day", "step", "days", "mark", "words")
PRODUCT = SUBJECT["products"][0]["id"]
PLATFORM = SUBJECT["platforms"][1]["id"]
STEP = next(one for one in DATA["steps"] if "head" in one and PRODUCT in one["products"])
WAIT = next(
    one
    for one in DATA["waiting_periods"]
    if PRODUCT in one["products"] and re.fullmatch(r"P\d+D", one["value"].get("duration", "")) and "past" not in one
)
DAYS = WAIT["value"]["duration"][1:-1]
WORDS = {"zh": f"提交后有 {DAYS} 天，天数：以本页为准", "en": f"You have {DAYS} days, counted from today"}


def tell(language: str, **told: str | None) -> dict[str, str]:
    """Return the lines of a text as the page writes them, by field."""
    values: dict[str, str | None] = {
        "product": LABELS[f"product.{PRODUCT}"][language],
        "platform": LABELS[f"platform.{PLATFORM}"][language],
        "version": "8.0.64",
        "day": "2026-11-20",
        "step": f"{STEP['title'][language]} ({STEP['id']})",
        "days": DAYS,
        "mark": "k7f3q2",
        "words": f"「{WORDS[language]}」",
        **told,
    }
    colon = "：" if language == "zh" else ": "
    return {
        field: f"{LABELS[f'observation.{field}'][language]}{colon}{values[field]}"
        for field in FIELDS
        if values[field] is not None
    }


def write(language: str, **told: str | None) -> str:
    """Return a text as the page writes it."""
    return "\n".join([f"【{LABELS['site.title'][language]}】", *tell(language, **told).values()]) + "\n"


def widen(text: str) -> str:
    """Return a text whose Latin letters, digits and signs are full-width."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def change(field: str, function: Callable[[str], str], language: str = "zh") -> str:
    """Return a text in which one line was changed."""
    return "\n".join(function(line) if name == field else line for name, line in tell(language).items())


MANGLED: Mapping[str, str] = {
    "as the page writes it": write("zh"),
    "in English": write("en"),
    "without a name above": "\n".join(tell("zh").values()),
    "full-width": widen(write("zh")),
    "full-width English": widen(write("en")),
    "quoted as mail does": re.sub("^", "> ", write("zh"), flags=re.M),
    "quoted twice": re.sub("^", "> > ", write("en"), flags=re.M),
    "all on one line": " ".join(tell("zh").values()),
    "all on one line, parted by commas": "，".join(tell("zh").values()),
    "in another order": "\n".join(reversed(tell("zh").values())),
    "a blank line after each": write("en").replace("\n", "\n\n"),
    "line ends of Windows": write("zh").replace("\n", "\r\n"),
    "smart quotes around each value": "\n".join(
        re.sub("([:：]) ?(.*)", "\\1 “\\2”", one) for one in tell("en").values()
    ),
    "words in smart quotes": write("en", words=f"“{WORDS['en']}”"),
    "words in no quotes": write("zh", words=WORDS["zh"].replace("：", "")),
    "words broken into lines": write("zh", words=f"「{WORDS['zh'][:5]}\n{WORDS['zh'][5:]}」"),
    "a name broken into lines": change("version", lambda line: f"{line[:1]}\n{line[1:]}"),
    "marked as bold": re.sub("^([^:：\n【]+)([:：])", r"**\1**\2", write("zh"), flags=re.M),
    "forwarded, with who wrote it above": f"张三 2026/11/21 10:12\n{write('zh')}\n——来自我的手机",
    "the day in Chinese": write("zh", day="2026年11月20日", days=f"{DAYS} 天", version="V８。０。64"),
    "no device's code": write("en", mark=None),
    "two languages mixed": "\n".join(
        line for pair in zip(list(tell("zh").values())[:4], list(tell("en").values())[4:], strict=True) for line in pair
    ),
}


TODAY = datetime.date(2026, 11, 27)


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The guide, read once."""
    return load_guide(ROOT / "data", lambda guide: iter(()))


def read(text: str, guide: Guide) -> Observation:
    """Return what a text tells, which can be read."""
    told = read_observation(text, guide, TODAY)
    assert isinstance(told, Observation), told
    return told


def refuse(text: str, guide: Guide) -> list[str]:
    """Return the ids of what is wrong with a text, in the order of the text."""
    told = read_observation(text, guide, TODAY)
    assert isinstance(told, tuple)
    return [message.id.removeprefix("observation/") for _, message in told]


@pytest.mark.parametrize("name", MANGLED)
def test_a_text_is_read_however_it_was_mangled(guide: Guide, name: str) -> None:
    told = read(MANGLED[name], guide)
    assert (told.product, told.platform, told.version, told.day) == (PRODUCT, PLATFORM, "8.0.64", "2026-11-20")
    assert (told.step, told.days) == (STEP["id"], int(DAYS))
    assert told.mark == "k7f3q2" or name == "no device's code"
    assert re.sub(r"\W", "", widen(told.words)) in {re.sub(r"\W", "", widen(one)) for one in WORDS.values()}


def test_so_many_texts_become_rows_of_a_guide_that_is_without_problems(guide: Guide, tmp_path: Path) -> None:
    assert len(MANGLED) >= 20
    folder = copy_data(tmp_path)
    file = folder / "waiting_periods.yml"
    whole = file.read_text(encoding="utf-8")
    for number, text in enumerate(MANGLED.values()):
        row = make_row(replace(read(text, guide), mark=f"aaaa{number:02}"), guide)
        assert (row.record, row.new) == (RecordName("waiting_periods", WAIT["id"]), False)
        whole, _ = insert_row(whole, row)
    new = make_row(read(write("zh", days="417", words="417 天后注销"), guide), guide)
    assert new.new
    file.write_text("\n".join([whole, *new.lines, ""]), encoding="utf-8")
    assert list_mistakes(folder) == ()
    written = {one["id"]: one for one in read_data(folder)["waiting_periods"]}
    assert len(written[WAIT["id"]]["evidence"]) == len(WAIT["evidence"]) + len(MANGLED)
    assert written[f"seen-417-{PRODUCT}"]["evidence"][0]["seen"]["days"] == "417"


def test_without_days_it_is_about_the_screen(guide: Guide) -> None:
    shown = next(iter(STEP["head"].values()))
    row = make_row(read(write("zh", days="没有写", words=f"「{shown}」"), guide), guide)
    assert row.record == RecordName("steps", STEP["id"]) and "      stance: supports" in row.lines
    other = make_row(read(write("zh", days=None, words="别的"), guide), guide)
    assert "      stance: mentions" in other.lines


def test_what_nobody_can_place_is_placed_by_name(guide: Guide) -> None:
    told = read(write("en", days=None, step="Another screen", words="no such message"), guide)
    with pytest.raises(MessageError, match="receive/no-record"):
        make_row(told, guide)
    name = RecordName("steps", STEP["id"])
    assert make_row(told, guide, name).record == name
    with pytest.raises(MessageError, match="receive/no-fact"):
        make_row(told, guide, RecordName("steps", "no-such-step"))


PERSONAL = [
    "客服说打 13812345678",
    "打 138 1234 5678 找他",
    "打１３８１２３４５６７８",
    "尾号 138****5678",
    "打幺三八一二三四五六七八",
    "身份证 11010519491231002X",
    "卡号 6222 0200 0000 0000 000",
    "验证码 483920",
    "+86-138-1234-5678",
    "+44 20 7946 0958",
    "姓名：王小明",
    "我叫李雷",
    "请联系张先生",
    "实名认证：*小明",
    "Dear Mr. Smith",
    "my name is alice",
    "昵称是小可爱",
    "微信号：abc_12345",
    "wxid_a1b2c3d4",
    "WeChat ID: lilei2020",
    "写信到 someone@example.org",
    "someone ＠ example.org",
]
HARMLESS = [
    *("提交后 15 天，期内登录即撤销", "2026 年 11 月 20 日前有效", "2026-11-20 15:30 提交", "版本 8.0.64，共 3 页"),
    *("微信号将被注销，不能找回", "账号姓名、手机号等信息将被清除", "请先解绑手机号", "余额 1000.00 元"),
    "You have 60 days. Do not log in before 2027-01-19.",
]


@pytest.mark.parametrize("words", PERSONAL)
def test_a_person_is_refused(guide: Guide, words: str) -> None:
    assert any(one.startswith("personal-") for one in refuse(write("zh", words=f"「{words}」"), guide))


@pytest.mark.parametrize("words", HARMLESS)
def test_what_screens_say_is_not_taken_for_a_person(words: str) -> None:
    assert list(find_personal(words)) == []


@pytest.mark.parametrize("field", ["product", "platform", "version", "step", "days"])
def test_a_person_is_refused_in_every_field(guide: Guide, field: str) -> None:
    told = tell("zh")[field].partition("：")[2]
    assert "personal-number" in refuse(write("zh", **{field: f"{told} 13812345678"}), guide)


@pytest.mark.parametrize("text", ["", "\n", "hello", "\ufffd\0\ud800", ":" * 50, "「" * 50, "产品" * 50, "> " * 50])
def test_a_text_of_something_else_lacks_everything(guide: Guide, text: str) -> None:
    assert set(refuse(text, guide)) == {"lacking"}


# The command


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second_guide(tmp_path_factory.mktemp("receiving") / "project")


TEXT = """\
Product: Current account
Device: Online banking
Version: 3.1
Date: 2026-11-20
Screen: Write the letter (write-letter)
Days: 14
Code: k7f3q2
Words: "It will be closed after 14 days."
"""


def receive(project: Path, text: str | bytes, *words: str) -> Result:
    """Run the command on a text from standard input."""
    folder = str(project / "data")
    return CliRunner().invoke(main, ["receive", "--folder", folder, *words], input=text)


def test_the_command_writes_the_row_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    shown = receive(project, TEXT)
    (row,) = yaml.load(shown.stdout, yaml.BaseLoader)
    assert row["seen"]["by"] == "k7f3q2" and row["checked"] == {"on": "2026-11-20", "how": "tried"}
    assert receive(project, TEXT, "--write").exit_code == 0
    written = next(one for one in read_data(project / "data")["waiting_periods"] if one["id"] == "two-weeks")
    assert written["evidence"][-1] == row
    unheard = TEXT.replace("14", "417")
    assert receive(project, unheard, "--write").exit_code == 0
    other = unheard.replace("k7f3q2", "aaaaaa").encode("gb18030")
    assert receive(project, other, "--write").exit_code == 0, "a record with a file of its own"
    (new,) = (one for one in read_data(project / "data")["waiting_periods"] if one["id"] == "seen-417-giro")
    assert [one["seen"]["by"] for one in new["evidence"]] == ["k7f3q2", "aaaaaa"]
    again = receive(project, TEXT, "--lang", "en")
    assert again.exit_code == 1 and "waiting_periods/two-weeks" in again.stderr
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_that_cannot_be_read_is_told_at_once_with_its_place(
    project: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(project)
    text = "Product: Bitcoin\nVersion: new\nDate: last week\nDays: 4000\nCode: ?!\n"
    result = receive(project, text, "--lang", language)
    told = [line for line in result.stderr.splitlines() if line.startswith("<stdin>:")]
    assert result.exit_code == 1 and result.stdout == ""
    assert [int(line.split(":")[1]) for line in told] == [1, 2, 3, 4, 5, 5, 5]
    expected = CATALOGUE.messages["observation/version"][language].format(written="new")
    assert any(expected in line for line in told)
