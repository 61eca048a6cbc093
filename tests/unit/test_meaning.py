"""What is well written and cannot be meant: left-overs, days, persons, look-alikes, addresses, in data and in prose."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from guide.checks.addresses import clean, find_extras
from guide.checks.dates import check_days
from guide.checks.figures import FIGURE
from guide.checks.languages import compare, explain_traditional, find_traditional, is_in_other_script
from guide.checks.letters import find_odd_letter
from guide.checks.persons import find_personal
from guide.checks.repeats import check_repeats, spell_address
from guide.load_all import look_at_everything
from guide.messages.diagnostic import DataError
from guide.prose.contents import check_contents, check_same_contents
from guide.prose.links import check_links
from guide.prose.sections import cut_page
from guide.read.characters import find_characters
from guide.read.cut_text import find_comments
from guide.read.files import load_text
from guide.read.left_overs import find_drafts
from guide.read.nodes import parse_document
from guide.read.project_files import find_left_overs
from models import SUBJECT
from project_copy import copy_second_guide
from small import fact, list_rules, make_guide, source, voice

DAY = datetime.date(2026, 11, 27)
WATCHED = SUBJECT.model_copy(update={"public_contacts": ("+86 571 95017", "010-12321", "help@office.example")})


# Left-overs


@pytest.mark.parametrize(
    "mark", ["<<<<<<< HEAD", "=======", ">>>>>>> 0a1b2c3 (Add a row)", "||||||| base", "  <<<<<<<"]
)
@pytest.mark.parametrize("name", ["page.md", "money.yml", "translations.lock", "mkdocs.yml", "captures/policy.json"])
def test_the_marks_of_a_merge_are_told_in_every_file_that_is_read(mark: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(f"one\ntwo\n{mark}\nthree\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_text(tmp_path / "file", name)
    assert [(str(one.location), one.message.id) for one in caught.value.diagnostics] == [
        (f"{name}:3:1", "left-over/conflict")
    ]


def test_rules_of_a_table_and_longer_lines_are_no_marks_of_a_merge(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("========\n| --- |\n<< more\n", encoding="utf-8")
    assert load_text(tmp_path / "file", "file").startswith("=")


def test_a_note_to_oneself_is_told_at_its_place() -> None:
    found = find_drafts("all well\nTODO ask again\n待补\nThe XXXL size\n", "docs/zh/page.md")
    assert [str(one.location) for one in found] == ["docs/zh/page.md:2:1", "docs/zh/page.md:3:1"]


def test_what_an_editor_leaves_behind_is_told_by_its_name(tmp_path: Path) -> None:
    left = ["money.yml~", ".money.yml.swp", "money.yml.orig", "money.yml.rej", ".DS_Store", "#a.md#", "money (1).yml"]
    left += [".#money.yml", "money.yml.save", "money - Copy.yml", "Copy of money.yml", "money 2.yml"]
    left += ["money - 副本.yml", "money_BACKUP_123.yml", "load.py.LOCAL.12.py"]
    for folder in ("data", "hooks/guide", ".github/workflows", "tests/unit"):
        (tmp_path / folder).mkdir(parents=True)
    for name in (*left, "money.yml", "old-phone.md", "test_local_2.py", "base.css"):
        for folder in (".", "data", "hooks/guide", ".github/workflows", "tests/unit"):
            (tmp_path / folder / name).touch()
    found = {one.location.path for one in find_left_overs(tmp_path)}
    places = ("", "data/", "hooks/guide/", ".github/workflows/", "tests/unit/")
    assert found == {f"{place}{name}" for place in places for name in left}


CONFLICT = "one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> theirs\n"
SOURCES = ("Makefile", "pyproject.toml", "hooks/guide/load.py", "hooks/guide/site/templates/page.html", "README.md")
WORKFLOWS = (".github/workflows/test.yml", ".gitignore", "tests/unit/test_x.py", "overrides/assets/site.js")


@pytest.mark.parametrize("name", [*SOURCES, *WORKFLOWS, "data/schema/money.json", "requirements.lock"])
def test_the_marks_of_a_merge_are_told_in_files_that_the_guide_does_not_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_bytes(CONFLICT.replace("\n", "\r\n").encode())
    assert [(str(one.location), one.message.id) for one in find_left_overs(tmp_path)] == [
        (f"{name}:{line}:1", "left-over/conflict") for line in (2, 4, 6)
    ]


def test_what_is_broken_on_purpose_or_made_or_no_file_is_left_alone(tmp_path: Path) -> None:
    for name in ("tests/corpus/x.yml", "hooks/guide/__pycache__/x.pyc", "hooks/x.egg-info/x", "site/x", ".venv/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(CONFLICT, encoding="utf-8")
    (tmp_path / "docs").symlink_to("site")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/link.yml").symlink_to("../site/x")
    (tmp_path / "data/picture").write_bytes(b"\xff\xfe=======\x00")
    assert list(find_left_overs(tmp_path)) == []


def test_what_is_left_over_is_told_though_the_data_cannot_be_read(tmp_path: Path) -> None:
    root = copy_second_guide(tmp_path / "project")
    (root / "data/fees.yml").write_text("- [", encoding="utf-8")
    (root / "hooks/guide/load.py.orig").touch()
    found = {(one.location.path, one.message.id) for one in look_at_everything(root / "data").mistakes}
    assert ("hooks/guide/load.py.orig", "left-over/file") in found and ("data/fees.yml", "not-yaml") in found


@pytest.mark.parametrize(
    "line", ["stance: supports # or: contradicts", "- source: '' # ids", "on: 2026-11-23 # a day", "# a # b"]
)
def test_a_remark_behind_what_is_no_text_cuts_nothing_off(line: str) -> None:
    assert list(find_comments([line])) == []


@pytest.mark.parametrize(
    "line", ["en: Tap # then Confirm", "stance: supports #1", "title: Fees # and more", "zh: 点 # 键"]
)
def test_a_number_sign_behind_a_text_is_told(line: str) -> None:
    assert list(find_comments([line])) == [(0, line.index("#"))]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        *(
            (f"{sign} and more", "cut-text/start")
            for sign in ("> 5", "| one", "- item", "? why", "%5", "`code`", "@me", "*a*")
        ),
        *((text, "cut-text/start") for text in ("'It's here'", '"Done" is shown', "[Me] opens", "{value} is the fee")),
        *((text, "cut-text/comment") for text in ("#1 is the button", "Tap #1", "Tap  # twice")),
        *((text, "cut-text/brace") for text in ("{value}", "{kind/id}")),
        ("one half\n  and the other", "cut-text/next-line"),
        ("*alias", "anchor"),
        ("!important", "tag"),
    ],
)
def test_a_text_that_needs_quotation_marks_is_told_so(written: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_document(f"- id: x\n  title:\n    zh: 例\n    en: {written}\n  products: [weixin]\n", "data/money.yml")
    assert {one.message.id for one in caught.value.diagnostics} == {told}


# Said before


def test_two_spellings_of_one_address_are_one() -> None:
    same = ["https://Shop.example/a/", "https://www.shop.example/a#top", "http://shop.example:80/a/index.html"]
    assert len({spell_address(one) for one in same}) == 1
    apart = [
        "https://shop.example/a",
        "https://shop.example/A",
        "https://shop.example/a?b=1",
        "https://b.shop.example/a",
    ]
    assert len({spell_address(one) for one in apart}) == len(apart)


def test_facts_about_different_products_and_with_different_figures_may_have_one_title() -> None:
    title = {"zh": "{value}以后", "en": "After {value}"}
    one = fact("one", "blog+", title=title, value={"duration": "P7D"})
    other = fact("other", "blog+", title=title, value={"duration": "P15D"})
    abroad = fact("abroad", "blog+", title=title, value={"duration": "P7D"}, products=["wechat"])
    assert list_rules(check_repeats(make_guide(sources=[source("blog")], money=[one, other, abroad]))) == []
    again = fact("again", "blog+", title=title, value={"duration": "P7D"})
    assert list_rules(check_repeats(make_guide(sources=[source("blog")], money=[one, again]))) == [
        ("said-before", "money/again")
    ]


# Days


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-11-23", []),
        ("2026-11-28", []),  # it is tomorrow already, further east
        ("2026-11-29", ["impossible-date"]),
        ("2198-01-01", ["impossible-date"]),
        ("1987-01-01", ["impossible-date"]),
    ],
)
def test_nobody_has_looked_on_a_day_that_has_not_come_or_is_long_gone(day: str, rules: list[str]) -> None:
    seen = fact("seen", voice("blog+", checked={"on": day, "how": "read"}))
    assert [one for one, _ in list_rules(check_days(make_guide(sources=[source("blog")], money=[seen]), DAY))] == rules


def test_a_law_may_be_old_and_an_article_may_not() -> None:
    old = [source("law", "law", date="1987"), source("blog", "blog", date="1987"), source("new", date="2027")]
    assert list_rules(check_days(make_guide(sources=old), DAY)) == [
        ("impossible-date", "sources/blog"),
        ("impossible-date", "sources/new"),
    ]


# Figures in words


@pytest.mark.parametrize(
    "text",
    [
        "等十五天",
        "2 周",
        "15 个自然日",
        "Wait 15d",
        "43 per cent",
        "fifteen days",
        "半年后",
        "a fortnight",
        "三个星期",
        "twenty-one days",
    ],
)
def test_a_figure_is_found_however_it_is_written(text: str) -> None:
    assert FIGURE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "第二天",
        "一天",
        "2026 年 1 月",
        "14 周岁",
        "一周岁",
        "two phones",
        "几天后",
        "第十五条",
        "3D",
        "a day later",
        "周二",
    ],
)
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert not FIGURE.search(text)


# Persons


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("打 13812345678 找张三", "telephone"),
        ("电话 138-1234-5678", "telephone"),
        ("１３８１２３４５６７８", "telephone"),
        ("一三八一二三四五六七八", "telephone"),
        ("Call +44 20 7946 0958", "telephone"),
        ("身份证 11010519491231002X", "identity"),
        ("找 wxid_a1b2c3d4e5", "account"),
        ("微信：abc12345", "account"),
        ("QQ群 123456789", "account"),
        ("write to a.b@mail.example", "mail"),
        ("Find me on another app", "offer"),
        ("加我微信", "offer"),
        ("专业代注销", "offer"),
    ],
)
def test_what_belongs_to_a_person_is_found(text: str, sort: str) -> None:
    found = find_personal(text, WATCHED)
    assert found and found.sort == sort


@pytest.mark.parametrize(
    "text",
    [
        "拨打 010-12321 举报",
        "+86 571 95017 9:00-18:00",
        "write to help@office.example",
        "不要找人“代注销”",
        "2026-11-27 12:30:45",
        "版本 8.0.65，号码 20230813",
        "用微信：打开，登录",
        "不要加陌生人",
    ],
)
def test_what_belongs_to_an_authority_or_to_nobody_is_left_alone(text: str) -> None:
    assert find_personal(text, WATCHED) is None


# Letters


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("\u2f00次", "一"),
        ("\u2ed4口", "门"),
        ("\uf9b4", "領"),
        ("of\ufb01ce", "fi"),
        ("Cafe\u0301", "é"),
        ("W\u0435Chat", "e"),
        ("\u041e\u041a", "O"),
        ("w\u0131thdraw", "i"),
        ("第\u30cb次", "二"),
        ("二\u25cb二六", "〇"),
        ("z\u0334\u0335a", "z"),
        ("\U0001d5ea", "W"),
    ],
)
def test_a_look_alike_is_named_with_the_usual_letter(text: str, usual: str) -> None:
    found = find_odd_letter(text)
    assert found and dict(found[1].words)["usual"] == usual


@pytest.mark.parametrize(
    "text", ["微信 WeChat", "café", "《提示》", "Привет", "日本ニュース", "‘a’ – b", "第①步", "٣ أيام"]
)
def test_usual_letters_of_every_script_are_left_alone(text: str) -> None:
    assert find_odd_letter(text) is None


def test_a_quote_may_hold_what_people_write() -> None:
    assert find_odd_letter("注销👨‍👩‍👧失败😀 W\u0435Chat", is_quote=True) is None
    assert find_odd_letter("\u2f00次", is_quote=True), "that comes of a copied PDF"


def test_a_family_of_emoji_is_no_invisible_character() -> None:
    assert list(find_characters("quote: 👨‍👩‍👧 👩🏽‍💻 🏳️‍🌈", "data/money.yml")) == []
    assert [one.message.rule for one in find_characters("a\u200db 👩\u200d", "data/money.yml")] == [
        "invisible-character"
    ] * 2


# Addresses


@pytest.mark.parametrize(
    ("address", "rule", "better"),
    [
        ("https://a.example/x?utm_source=y&id=3", "tracker", "https://a.example/x?id=3"),
        ("https://a.example/x?spm=1.2.3", "tracker", "https://a.example/x"),
        ("https://a.example/x#:~:text=word", "tracker", "https://a.example/x"),
        ("https://a.example/x?id=3&token=abc", "secret", "https://a.example/x?id=3"),
        ("https://me:word@a.example/x", "secret", "https://a.example/x"),
        ("https://a.example/x.", "end", "https://a.example/x"),
        ("https://a.example/x）", "end", "https://a.example/x"),
        ("https://a.example/x)", "end", "https://a.example/x"),
        ("https://t.cn/A6abc", "short", ""),
    ],
)
def test_what_an_address_has_too_much_is_told_with_the_clean_one(address: str, rule: str, better: str) -> None:
    found = find_extras(address)
    assert found and found.id == f"address-extras/{rule}"
    assert dict(found.words).get("clean", "") == better
    assert not better or find_extras(better) is None


@pytest.mark.parametrize(
    "address", ["https://a.example/", "https://a.example/Word_(sense)", "https://a.example/x?id=3#part"]
)
def test_a_clean_address_stays_as_it_is(address: str) -> None:
    assert find_extras(address) is None
    assert clean(address) == address


# Languages


def test_the_languages_of_a_text_give_the_same_numbers_and_addresses() -> None:
    assert list(compare({"zh": "2026 年 1 月点 3 次", "en": "Tap it three times in January 2026"})) == []
    assert [language for language, _ in compare({"zh": "点 3 次", "en": "Tap it 5 times"})] == ["zh", "en"]
    assert [language for language, _ in compare({"zh": "打开 pay.example", "en": "Open it"})] == ["en"]


def test_a_text_is_written_in_the_script_of_its_language() -> None:
    assert is_in_other_script("提现手续费", "en") and is_in_other_script("提现手续费", "de")
    assert is_in_other_script("The fee for a withdrawal", "zh")
    for text, language in (("WeChat Pay", "zh"), ("Balance (零钱)", "en"), ("{value}", "zh"), ("QR 码", "zh")):
        assert not is_in_other_script(text, language)


def test_chinese_is_written_with_simplified_characters_outside_of_quotes() -> None:
    found = find_traditional("申請註銷")
    assert found and dict(explain_traditional(found).words) == {"found": "請", "usual": "请"}
    assert find_traditional("申请注销，写着“註銷”，见《帳號規範》") is None


# Prose


def _pages(zh: str, en: str) -> tuple[str, ...]:
    others = (*cut_page("# 钱\n", "money.md", "zh"), *cut_page("# Money\n", "money.md", "en"))
    sections = (*cut_page(zh, "page.md", "zh"), *cut_page(en, "page.md", "en"), *others)
    guide = make_guide()
    places = {f"{language}/{name}": ("top",) for language in ("zh", "en") for name in ("page.md", "money.md")}
    found = (*check_contents(guide, sections), *check_same_contents(guide, sections), *check_links(sections, places))
    return tuple(f"{one.location} {one.message.rule}" for one in found)


def test_a_page_is_held_to_what_texts_of_the_data_are() -> None:
    assert _pages("# 页\n\n看[钱](money.md)。\n", "# Page\n\nSee [money](money.md).\n") == ()
    assert _pages("# 页\n\n打 13812345678。\n", "# Page\n\nCall 13812345678.\n") == (
        "docs/zh/page.md:3:3 personal-data",
        "docs/en/page.md:3:6 personal-data",
    )
    assert _pages("# 页\n\n\u2f00次。\n", "# Page\n") == ("docs/zh/page.md:3:1 odd-letter",)
    tracked = "<https://a.example/?utm_source=b>\n"
    assert _pages(f"# 页\n\n{tracked}", f"# Page\n\n{tracked}")[0] == "docs/zh/page.md:3:2 address-extras"


def test_the_links_of_a_page_are_the_same_in_every_language_and_stay_in_it() -> None:
    assert _pages("# 页\n\n看[钱](money.md)。\n", "# Page\n\nNothing.\n") == ("docs/en/page.md:1:1 other-links",)
    both = "[x](../en/money.md)"
    assert _pages(f"# 页\n\n{both}\n", f"# Page\n\n{both}\n") == ("docs/zh/page.md:3:5 other-links",)
