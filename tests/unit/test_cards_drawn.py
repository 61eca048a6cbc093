"""Pictures of pages: the sheet has its letters, titles fit, and what cannot be set has another page's picture."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from guide.building.build import Options, Project
from guide.building.cards import choose_card, load_sheet, name_cards
from guide.building.steps import begin
from guide.load_prose import load_outline
from guide.messages.message import Message
from guide.site.cards.card import HEIGHT, WIDTH, draw_card, wrap
from guide.site.cards.letters import Sheet
from messages import phrase
from project_copy import PLACE, copy_second_guide

ROOM = WIDTH - 160


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return load_sheet()


def read_shades(picture: bytes) -> list[int]:
    """Return the shades of a picture's pixels, line by line, from its packed data."""
    head = picture.index(b"IHDR")
    assert struct.unpack(">IIB", picture[head + 4 : head + 13]) == (WIDTH, HEIGHT, 2)
    start = picture.index(b"IDAT")
    (size,) = struct.unpack(">I", picture[start - 4 : start])
    raw = zlib.decompress(picture[start + 4 : start + 4 + size])
    lines = (raw[at + 1 : at + 1 + WIDTH // 4] for at in range(0, len(raw), WIDTH // 4 + 1))
    return [byte >> shift & 3 for line in lines for byte in line for shift in (6, 4, 2, 0)]


def test_the_sheet_has_the_characters_of_everyday_use_each_drawn_as_itself(sheet: Sheet) -> None:
    common = bytes(part for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for part in (row, cell))
    chinese = common.decode("gb2312", "ignore")
    assert len(chinese) == 3755 and not sheet.lacks(chinese)
    drawn = [tuple(sheet.cut(letter)) for letter in chinese]
    assert len(set(drawn)) == len(drawn), "a font that lacks letters draws one box for all of them"
    assert all(any(lines) for lines in drawn)


def test_the_sheet_has_the_letters_of_german_and_french(sheet: Sheet) -> None:
    assert not sheet.lacks("Ein Bankkonto schließen: Öl, Übung, Ähre; où, garçon, œuvre, « ça », l’été – 10 € / 5 %")
    assert sheet.lacks("注销 حساب") == "حساب"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("时间线", 1),
        ("能注销吗？我的计划，一题一题回答，得到你自己的清单", 2),
        ("Deleting a Weixin / WeChat account", 2),
        ("很" * 100, 4),
        ("much " * 60, 4),
    ],
)
def test_a_title_fits(sheet: Sheet, title: str, lines: int) -> None:
    found = wrap(title, sheet)
    assert len(found) == lines
    assert all(sheet.measure(line) <= ROOM + sheet.advance for line in found)
    assert found[-1].endswith("…") == (len("".join(found)) < len(title.strip()) - lines)
    assert not any(line.startswith(tuple("，。？ ")) for line in found)


def test_a_picture_shows_its_title_and_nothing_over_its_edge(sheet: Sheet) -> None:
    shades = read_shades(draw_card("账号注销", [], sheet))
    rows = [shades[start : start + WIDTH] for start in range(0, len(shades), WIDTH)]
    assert {0, 1, 2, 3} == set(shades)
    title = rows[150 : 150 + sheet.height]
    assert sum(map(bool, (shade for row in title for shade in row))) > 4000
    assert not any(shade for row in rows for shade in (*row[:60], *row[-60:]))
    assert draw_card("账号注销", [], sheet) == draw_card("账号注销", [], sheet) != draw_card("账号注册", [], sheet)


def test_a_page_without_a_picture_of_its_own_has_that_of_the_page_above(sheet: Sheet) -> None:
    heads = {"docs/zh/index.md": {"title": "首页"}, "docs/zh/a.md": {"title": "钱"}, "docs/zh/b.md": {"title": "حساب"}}
    cards = name_cards(heads, {}, sheet)
    assert cards == {"zh/index.md": "首页", "zh/a.md": "钱"}
    assert choose_card("zh/a.md", "", cards) == ("card-zh-a.png", "钱")
    assert choose_card("zh/a/record.md", "a.md", cards) == ("card-zh-a.png", "钱")
    assert choose_card("zh/b.md", "", cards) == ("card-zh-index.png", "首页")
    assert choose_card("zh/b.md", "", {}) is None


def test_a_build_says_which_title_cannot_be_set_and_shows_another_picture(tmp_path: Path) -> None:
    root = copy_second_guide(tmp_path / "project")
    page = root / "docs/de/steps.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"^title: .*$", "title: رسوم", text, count=1, flags=re.MULTILINE), encoding="utf-8")
    told: list[Message] = []
    project = Project(root, root / "docs", root / "site", PLACE, "")
    build = begin(project, load_outline(root), Options(), told.append)
    notes = [one for one in told if one.id == "build/no-picture"]
    assert [phrase(one, "en").split(":")[0] for one in notes] == ["de/steps.md"]
    assert choose_card("de/steps.md", "", build.cards) == choose_card("de/index.md", "", build.cards) is not None
    assert choose_card("en/steps.md", "", build.cards) == (
        "card-en-steps.png",
        build.heads["docs/en/steps.md"]["title"],
    )
    assert not begin(replace(project, site_url=""), load_outline(root), Options(), told.append).cards
