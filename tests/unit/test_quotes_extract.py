"""The text of a page, a PDF, a Markdown file or a program, whatever its encoding, and without what nobody sees."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.evidence.quotes.find import Match, find_quote
from quotable import make_pdf
from sourcecheck.quotes.charset import decode
from sourcecheck.quotes.extract import UnreadableError, extract_text

CHINESE = "申请提交后，你可以在十五天内登录微信撤回。这是一个为了测试编码而写的句子，说的是我们在这里的时候。"
TRADITIONAL = "申請提交後，你可以在十五天內登錄微信撤回。這是一個為了測試編碼而寫的句子，說的是我們在這裡的時候。"
PAGE = """\
<!doctype html><html><head><title>How to leave</title><style>p { color: red }</style>
<script>var hidden = "not a text"</script></head>
<body><nav><a href=/>Home</a></nav><!-- a comment -->
<h1>Leaving</h1><p>You can <b>with&shy;draw</b> your request<br>within&nbsp;60 days.</p>
<p hidden>Never shown</p><p style="display: none">Not shown</p><p style="visibility: hidden">Shown later</p>
<table><tr><th>Data</th><td>Kept for <i>3</i> months</td></tr><tr><th>Logs</th><td>Deleted</td></tr></table>
<ul><li>one</li><li>two</li></ul></body></html>"""


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    text = extract_text(PAGE.encode(), "text/html; charset=utf-8", "https://a.example/")
    paragraphs = text.split("\n\n")
    assert "You can withdraw your request\nwithin 60 days." in paragraphs
    assert "Data | Kept for 3 months" in paragraphs
    assert {"one", "two", "Leaving", "Shown later"} <= set(paragraphs)
    for unseen in ("not a text", "color", "comment", "Never shown", "Not shown"):
        assert unseen not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "big5"])
@pytest.mark.parametrize("where", ["header", "page", "nowhere", "a wrong header"])
def test_chinese_is_read_in_whatever_encoding_it_comes(encoding: str, where: str) -> None:
    words = TRADITIONAL if encoding == "big5" else CHINESE
    charset = "utf-8" if encoding == "utf-8-sig" else encoding
    meta = f'<meta charset="{charset}">' if where == "page" else ""
    kind = {"header": f"text/html; charset={charset}", "a wrong header": "text/html; charset=ISO-8859-1"}
    content = f"<html><head>{meta}</head><body><p>{words}</p></body></html>".encode(encoding)
    assert words in extract_text(content, kind.get(where, "text/html"), "https://a.example/")


def test_gb2312_means_the_larger_set_that_people_write() -> None:
    assert decode("朱镕基说：注销".encode("gbk"), "text/html; charset=gb2312") == "朱镕基说：注销"


def test_a_page_that_was_cut_in_the_middle_of_a_character_is_read_up_to_there() -> None:
    assert decode("注销账号".encode()[:-1]) == "注销账"


def test_latin_letters_without_a_word_on_their_encoding_are_no_chinese() -> None:
    assert decode("Persónuupplýsingar eru geymdar".encode("cp1252")) == "Persónuupplýsingar eru geymdar"


def test_a_pdf_is_read_with_its_lines_joined() -> None:
    content = make_pdf("Remaining funds in Balance will be", "cleared and can\u2019t be re-", "stored. Ask first.")
    text = extract_text(content, "application/octet-stream", "https://a.example/x")
    assert isinstance(find_quote("Remaining funds in Balance will be cleared and can't be restored.", text), Match)


def test_markdown_is_read_without_its_marks() -> None:
    table = "| Data | Kept |\n|---|---|\n| A | B |\n"
    written = f"# Policy\n\nSee [the **deletion** page](https://a.example/not-here).\n\n{table}"
    paragraphs = extract_text(written.encode(), "", "WeChat/Privacy Policy.md").split("\n\n")
    assert paragraphs == ["Policy", "See the deletion page.", "Data | Kept", "A | B"]


def test_the_texts_of_a_program_are_read_with_their_escapes_resolved() -> None:
    code = "export const a = {\n  title: 'It\\'s \\u6ce8\\u9500\\u8d26\\u53f7',\n  more: '第一行\\n第二行',\n};\n"
    text = extract_text(code.encode(), "text/plain", "https://raw.example/res/strings.ts")
    assert "It's 注销账号" in text and "第一行\n第二行" in text


def test_plain_text_has_paragraphs_where_lines_are_empty() -> None:
    assert extract_text(b"one\ntwo\n\n\nthree", "text/plain", "x.txt") == "one\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\x89PNG\r\n\x1a\n\0\0", ""),
        (b"%PDF-1.4\nbroken", "application/pdf"),
        (make_pdf(), "application/pdf"),
        (b"", "text/html"),
        (b"<html><body><script>load()</script></body></html>", "text/html"),
    ],
    ids=["a picture", "what calls itself nothing", "a broken PDF", "a PDF of pictures", "nothing", "a page of scripts"],
)
def test_what_holds_no_text_is_unreadable(content: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError):
        extract_text(content, kind, "https://a.example/")


def test_a_page_that_nests_deeply_is_read_as_far_as_the_parser_goes() -> None:
    page = "<p>before</p>" + "<div>" * 5000 + "deep" + "</div>" * 5000
    assert extract_text(page.encode(), "text/html", "https://a.example/").startswith("before")


def test_what_nobody_sees_is_not_kept() -> None:
    text = extract_text("<p>a\u202eb\u0007c</p>".encode(), "text/html", "https://a.example/")
    assert text == "abc"


KINDS = ["text/html", "text/html; charset=gbk", "text/html; charset=nonsense", "application/pdf", "text/plain", ""]
NAMES = ["https://a.example/", "https://a.example/x.md", "https://a.example/x.ts", "https://a.example/%ff"]


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from(KINDS), st.sampled_from(NAMES), st.sampled_from(["", "%PDF-1.4\n", "<p>"])
)
def test_whatever_a_server_sends_is_text_or_unreadable(content: bytes, kind: str, name: str, start: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert extract_text(start.encode() + content, kind, name).strip()
