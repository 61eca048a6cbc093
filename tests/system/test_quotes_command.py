"""`python -m guide quotes`: what is asked for and how, what becomes of each quote, what is kept, and what is told."""

from __future__ import annotations

import datetime
import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from guide.__main__ import main
from guide.evidence.quotes.store import is_sealed, parse_capture, write_capture
from link_harness import HASTY, LinkHarness, parse_page
from link_server import LinkServer
from quotable import list_capture_mistakes, make_pdf
from repository import write_small_guide
from sourcecheck.links.markdown import LEFT

HTML = "text/html; charset=utf-8"
DAY, LATER = "2026-11-26", "2026-12-03"
QUOTE = "You can withdraw your request within 60 days."
PAGE = (
    "<!doctype html><title>Leaving</title><nav>Home</nav><h1 id=how>How to leave</h1><p>Ask in the app. {quote} "
    "After that the account is gone, and so is the money that was left in it.</p>"
    "<p>Nobody can bring it back, not even we.</p>"
)
ARTICLE = "平台应当提供便捷的途径，不得收费，不得设置不合理的条件，也不得拖延办理用户的申请，更不得要求当面办理。"
SOURCE = """\
- id: {id}
  class: {kind}
  publisher: {{zh: 社, en: Publisher}}
  title: How to leave
  language: en
  about: {{zh: 一篇文章, en: An article}}
  products: [weixin]
{more}  extent: full
  read: 2026-11-23
"""
FACT = """\
- id: {id}
  title: {{zh: 例, en: Example}}
  products: [weixin]
  evidence:
    - source: {source}
      stance: mentions
      quote: {quote}
      locator: p. 1
      checked: {{on: 2026-11-23, how: read}}
"""


class Harness(LinkHarness):
    """The command, and a small guide whose sources stand on a server of this machine."""

    def __init__(self, root: Path, server: LinkServer) -> None:
        super().__init__(root, server)
        (self.root / "data/sources.yml").write_text("", encoding="utf-8")
        (self.root / "data/money.yml").write_text("", encoding="utf-8")

    def put(self, name: str, page: str | bytes, kind: str = HTML) -> None:
        """Let the server send a page."""
        self.server.pages[name] = (page.encode("utf-8") if isinstance(page, str) else page, kind)

    def cite(self, name: str, *quotes: str, path: str = "", more: str = "", kind: str = "press") -> None:
        """Add a source that stands at a path of the server, and what is quoted from it, a fact each."""
        address = more or f"  addresses: ['{self.url(path or name)}']\n  copied: true\n"
        self.append("sources", SOURCE.format(id=name, kind=kind, more=address))
        for number, quote in enumerate(quotes):
            self.append("money", FACT.format(id=f"{name}-{number}", source=name, quote=json.dumps(quote)))

    def run(self, *arguments: str, command: str = "quotes", day: str = DAY) -> Result:
        """Run the command, hastily; a traceback fails the test."""
        return self.invoke(command, *HASTY, "--as-of", day, "--timeout", "60", *arguments)

    def read(self, name: str) -> dict[str, Any]:
        """Return the capture of a source, which is sealed."""
        content = (self.root / f"data/captures/{name}.json").read_text(encoding="utf-8")
        kept = parse_capture(content)
        assert kept is not None and is_sealed(kept)
        read = json.loads(content)
        assert isinstance(read, dict)
        return read

    def states(self, name: str) -> list[tuple[str, str | None]]:
        """Return the state of each quote in a capture, and the day on which it was last found."""
        return [(quote["state"], quote["on"]) for quote in self.read(name)["quotes"]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide."""
    return write_small_guide(tmp_path_factory.mktemp("quotes") / "guide")


@pytest.fixture
def harness(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harness]:
    with Harness.running(template, tmp_path, monkeypatch) as running:
        yield running


# Each state


def test_a_quote_that_is_there_is_found_and_its_passage_kept(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    result = harness.run()
    assert (result.exit_code, result.stdout) == (0, "quotes: 1, found: 1\n")
    kept = harness.read("article")
    assert harness.states("article") == [("found", DAY)]
    assert kept["address"] == harness.url("article") and kept["asked"] == DAY
    assert kept["passages"][0].startswith("Ask in the app.") and QUOTE in kept["passages"][0]
    assert kept["quotes"][0]["before"].endswith("Home How to leave Ask in the app.")
    assert list_capture_mistakes(harness.root / "data") == []


def test_a_quote_that_is_not_there_any_more_fails_and_keeps_what_was_found(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    harness.run()
    harness.put("article", PAGE.format(quote="You can withdraw your request within 15 days."))
    result = harness.run(day=LATER)
    assert result.exit_code == 1
    first, last = result.stdout.splitlines()
    assert first.startswith("data/money.yml:7:14: error: article: the source does not say 'You can withdraw")
    assert "You can withdraw your request within 15 days." in first
    assert last == "quotes: 1, not in the text: 1"
    assert harness.states("article") == [("changed", DAY)]
    assert QUOTE in harness.read("article")["passages"][0]
    harness.put("article", PAGE.format(quote=QUOTE))
    assert harness.run(day="2026-12-10").exit_code == 0
    assert harness.states("article") == [("found", "2026-12-10")]


@pytest.mark.parametrize(
    ("path", "state", "code", "told"),
    [
        ("status/404", "gone", 1, "error: article: source gone (1): the page is gone (HTTP 404)"),
        ("moved-home", "gone", 1, "error: article: source gone (1): leads to the front page now"),
        ("status/403", "refused", 0, "warning: article: closed to robots (1): turns robots away (HTTP 403)"),
        ("limited-always/99999", "refused", 0, "warning: article: closed to robots (1): asks robots to come back"),
        ("picture", "unreadable", 0, "warning: article: unreadable (1): what is there is not the source's text"),
        ("wall", "unreadable", 0, "warning: article: unreadable (1): what is there is not the source's text"),
        ("scripts", "unreadable", 0, "warning: article: unreadable (1): what is there is not the source's text"),
    ],
)
def test_what_cannot_be_read_keeps_the_day_it_was_last_found(
    harness: Harness, path: str, state: str, code: int, told: str
) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.put("picture", b"\x89PNG\r\n\x1a\n\0", "image/png")
    harness.put("wall", "<p>Please confirm that you are no robot before you go on to this page.</p>" * 20)
    harness.put("scripts", "<html><body><script>load()</script></body></html>")
    harness.cite("article", QUOTE)
    harness.run()
    sources = harness.root / "data/sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("/article'", f"/{path}'"), encoding="utf-8")
    result = harness.run(day=LATER)
    assert result.exit_code == code, result.output
    assert told in result.stdout
    assert harness.states("article") == [(state, DAY)]
    assert QUOTE in harness.read("article")["passages"][0]


def test_a_page_that_is_longer_than_what_is_read_is_unreadable(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guide.cli.asking._PAGE_BYTES", 200_000)
    harness.cite("article", QUOTE, path="big")
    assert harness.run().exit_code == 0
    assert harness.states("article") == [("unreadable", None)]


@pytest.mark.parametrize("path", ["status/500", "cut", "circle"])
def test_an_outage_changes_nothing(harness: Harness, path: str) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    harness.run()
    before = harness.read("article")
    sources = harness.root / "data/sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("/article'", f"/{path}'"), encoding="utf-8")
    result = harness.run(day=LATER)
    assert (result.exit_code, result.stdout) == (0, "quotes: 1, not asked: 1\n")
    assert harness.read("article") == before


def test_a_source_without_an_address_is_not_asked(harness: Harness) -> None:
    harness.cite("article", QUOTE, more="  url: https://github.com/owner/laws\n")
    result = harness.run()
    assert (result.exit_code, result.stdout) == (0, "quotes: 1, not asked: 1\n")
    assert harness.asked == []
    assert not (harness.root / "data/captures").exists()


def test_what_robots_txt_asks_to_leave_is_left(harness: Harness) -> None:
    harness.put("robots.txt", "User-agent: *\nDisallow: /article\n", "text/plain")
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.put("other", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    harness.cite("other", QUOTE)
    result = harness.run()
    assert result.exit_code == 0
    assert "article: closed to robots (1): its robots.txt asks programs to stay away" in result.stdout
    assert (harness.states("article"), harness.states("other")) == ([("refused", None)], [("found", DAY)])
    assert harness.server.count()["GET"] == 2, "robots.txt once, and the page that may be read"


def test_a_machine_without_a_way_out_writes_nothing(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **more: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    for name in ("one", "two", "three"):
        harness.cite(name, QUOTE)
    result = harness.run("--summary", "out.md")
    assert result.exit_code == 3
    assert "no way out" in result.stderr
    assert not (harness.root / "out.md").exists() and not (harness.root / "data/captures").exists()


# Where a text may stand


def test_of_several_addresses_the_one_that_bears_most_out_counts(harness: Harness) -> None:
    harness.put("stub", "<p>How to leave: read more in the app.</p>")
    harness.put("copy", PAGE.format(quote=QUOTE))
    more = f"  addresses: ['{harness.url('stub')}', '{harness.url('copy')}']\n  copied: true\n"
    harness.cite("article", QUOTE, more=more)
    assert harness.run().exit_code == 0
    assert harness.read("article")["address"] == harness.url("copy")


def test_a_pdf_is_read(harness: Harness) -> None:
    harness.put(
        "paper", make_pdf("How to leave", "You can withdraw your re-", "quest within 60 days.", "Then it is gone.")
    )
    harness.server.pages["paper"] = (harness.server.pages["paper"][0], "application/pdf")
    harness.cite("paper", QUOTE)
    assert harness.run().stdout == "quotes: 1, found: 1\n"
    assert "Then it is gone." in harness.read("paper")["passages"][0]


@pytest.fixture
def clone(tmp_path: Path) -> tuple[str, Path]:
    """A git repository with a policy, a law and the texts of an app, and its last commit."""
    folder = tmp_path / "clone"
    table = "| Data | Deleted at once |"
    law = [
        "# 例法",
        "**第一条** 为了举例，制定本法。",
        "**第二条** 用户可以注销账号。",
        ARTICLE,
        "**第三条** 本法自公布之日起施行。",
    ]
    files = {
        "WeChat/Privacy Policy.md": f"# How to leave\n\nAsks twice. {QUOTE} Then it is gone.\n\n{table}\n",
        "法律/例法.md": "\n\n".join(law) + "\n",
        "res/strings.ts": "export const zh = {\n  hint: '请在\\u0031\\u0035天内登录',\n};\n",
        "res/more.ts": "export const more = {\n  done: '账号已经注销，不能恢复',\n};\n",
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def git(*arguments: str) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        answer = subprocess.run(
            ["git", "-C", str(folder), *who, *arguments], capture_output=True, check=True, text=True
        )
        return answer.stdout.strip()

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "-m", "first")
    commit = git("rev-parse", "HEAD")
    (folder / "WeChat/Privacy Policy.md").write_text("Another text by now.\n", encoding="utf-8")
    git("commit", "--quiet", "--all", "-m", "second")
    return commit, folder


def archive(commit: str, path: str, *also: str) -> str:
    """Return the lines of a source that stands in a repository."""
    more = "".join(f"      - {one}\n" for one in also)
    lines = f"  archive:\n    repository: https://github.com/o/texts\n    commit: {commit}\n    path: {path}\n"
    return lines + (f"    also:\n{more}" if also else "")


def test_a_file_of_a_repository_is_read_at_its_commit_and_nobody_is_asked(
    harness: Harness, clone: tuple[str, Path]
) -> None:
    commit, folder = clone
    harness.cite("policy", QUOTE, more=archive(commit, "WeChat/Privacy Policy.md"))
    harness.cite("law", "用户可以注销账号。", more=archive(commit, "法律/例法.md"), kind="law")
    harness.cite(
        "app", "请在 15 天内登录", "账号已经注销，不能恢复", more=archive(commit, "res/strings.ts", "res/more.ts")
    )
    result = harness.run("--clone", f"https://github.com/o/texts.git={folder}")
    assert (result.exit_code, result.stdout) == (0, "quotes: 4, found: 4\n")
    assert harness.asked == []
    raw = f"https://raw.githubusercontent.com/o/texts/{commit}/"
    assert harness.read("policy")["address"] == f"{raw}WeChat/Privacy%20Policy.md"
    assert harness.read("law")["passages"] == [f"第二条 用户可以注销账号。\n\n{ARTICLE}"]
    assert harness.read("app")["address"] == f"{raw}res/strings.ts"


@pytest.mark.parametrize("broken", ["no clone", "no file", "no commit"])
def test_without_the_file_the_forge_is_asked(harness: Harness, clone: tuple[str, Path], broken: str) -> None:
    commit, folder = clone
    path = "none.md" if broken == "no file" else "WeChat/Privacy Policy.md"
    harness.cite("policy", QUOTE, more=archive("0" * 40 if broken == "no commit" else commit, path))
    given = () if broken == "no clone" else ("--clone", f"https://github.com/o/texts={folder}")
    assert harness.run(*given, "--timeout", "0.2").stdout == "quotes: 1, not asked: 1\n"


def test_a_clone_that_is_not_there_is_misused(harness: Harness) -> None:
    harness.cite("article", QUOTE)
    for given in ("https://github.com/o/texts", "https://github.com/o/texts=/no/such/folder", "=data"):
        assert harness.run("--clone", given).exit_code == 2


# What is asked for


def test_only_the_quotes_that_a_change_brings_are_looked_up(harness: Harness) -> None:
    harness.put("old", PAGE.format(quote="Nothing."))
    harness.put("new", PAGE.format(quote=QUOTE))
    harness.cite("old", QUOTE)
    harness.commit()
    assert harness.run("--changed-since", "HEAD").stdout == "quotes that are not in HEAD: 0\n"
    assert harness.asked == []
    harness.cite("new", QUOTE, "Ask in the web.")
    result = harness.run("--changed-since", "HEAD", "--read-only")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == "quotes that are not in HEAD: 2, not in the text: 1, found: 1"
    assert "data/money.yml:25:14: error: new: the source does not say 'Ask in the web.'" in result.stdout
    assert harness.asked == ["new", "robots.txt"]
    assert not (harness.root / "data/captures").exists()
    assert harness.run("--changed-since", "nowhere").exit_code == 2


def test_only_the_named_source_is_asked(harness: Harness) -> None:
    for name in ("one", "two"):
        harness.put(name, PAGE.format(quote=QUOTE))
        harness.cite(name, QUOTE)
    assert harness.run("--source", "two").stdout == "quotes: 1, found: 1\n"
    assert harness.asked == ["robots.txt", "two"]
    result = harness.run("--source", "tow")
    assert result.exit_code == 2
    assert "did you mean 'two'?" in result.stderr


def test_prune_drops_what_is_quoted_no_more_and_asks_nobody(harness: Harness) -> None:
    for name in ("one", "two"):
        harness.put(name, PAGE.format(quote=QUOTE))
        harness.cite(name, QUOTE, "Nobody can bring it back, not even we.")
    harness.run()
    harness.server.seen.clear()
    money = harness.root / "data/money.yml"
    records = money.read_text("utf-8").split("- id: ")
    money.write_text("- id: ".join(records[:2]), encoding="utf-8")
    assert harness.run("--prune").exit_code == 0
    assert harness.asked == []
    assert harness.states("one") == [("found", DAY)]
    assert not (harness.root / "data/captures/two.json").exists()
    assert list_capture_mistakes(harness.root / "data") == []


def test_a_capture_that_somebody_has_edited_is_not_carried_on(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    harness.run()
    file = harness.root / "data/captures/article.json"
    file.write_text(file.read_text("utf-8").replace("60 days", "90 days"), encoding="utf-8")
    edited = file.read_text("utf-8")
    harness.run("--prune")
    assert file.read_text("utf-8") == edited, "a new seal would make it genuine"
    harness.run(day=LATER)
    assert harness.states("article") == [("found", LATER)]
    assert "90 days" not in file.read_text("utf-8")


def test_the_same_answer_makes_the_same_bytes(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE, "Nobody can bring it back, not even we.")
    harness.run()
    first = (harness.root / "data/captures/article.json").read_bytes()
    harness.run()
    assert (harness.root / "data/captures/article.json").read_bytes() == first
    kept = parse_capture(first.decode("utf-8"))
    assert kept and write_capture(kept).encode("utf-8") == first


# One conversation with the links


def test_links_and_quotes_are_one_conversation_and_one_report(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote="Nothing."))
    harness.cite("article", QUOTE, path="article#how")
    harness.cite("gone", QUOTE, path="status/404")
    (harness.root / "docs/zh/x.md").write_text(
        f"# X\n\n<{harness.url('fine')}> <{harness.url('article')}>\n", encoding="utf-8"
    )
    given = ("--quotes", "--report", "out/links.html", "--summary", "out/links.md", "--format", "github")
    result = harness.run(*given, command="links")
    assert result.exit_code == 1
    asked = harness.asked
    assert asked.count("robots.txt") == 1 and asked.count("fine") == 1
    assert asked.count("article") + asked.count("article#how") <= 2, "the page, and the link with a place in it"
    assert asked.count("status/404") == 1
    lines = result.stdout.splitlines()
    assert "quotes: 2, not in the text: 1, source gone: 1" in lines
    assert any(line.startswith("::error file=data/money.yml,line=7,col=14") for line in lines), lines
    summary = (harness.root / "out/links.md").read_text("utf-8")
    assert summary.startswith(LEFT.format(3)), "a dead link, a quote that is not there, a source that is gone"
    assert "## 引文 · Quotes" in summary and "原文里没有" in summary and "| `gone` |" in summary
    page = parse_page((harness.root / "out/links.html").read_text("utf-8"))
    assert {"gone", "quotes-changed", "quotes-gone", "fine"} <= set(page.xpath("//h2/@id"))
    assert harness.states("article") == [("changed", None)]


def test_links_alone_take_no_page_and_keep_nothing(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    result = harness.run(command="links")
    assert (result.exit_code, harness.server.count()["GET"]) == (0, 0)
    assert "quotes" not in result.stdout
    assert not (harness.root / "data/captures").exists()


def test_what_an_exception_excuses_does_not_fail(harness: Harness) -> None:
    harness.cite("gone", QUOTE, path="status/404")
    harness.append(
        "link_exceptions",
        f"- id: one\n  address: {harness.url('status/404')}\n  trouble: gone\n"
        "  reason: {zh: 看过了, en: Somebody looked}\n  owner: maintainers\n  until: 2026-12-31\n",
    )
    assert harness.run().exit_code == 0
    assert harness.run(day="2027-01-01").exit_code == 1


# What is told


def test_the_report_is_told_in_chinese_and_as_json(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote="Nothing."))
    harness.cite("article", QUOTE)
    told = harness.run("--lang", "zh").stdout
    assert "错误：article：来源里没有" in told and "共 1 处引文，原文里没有 1 处" in told
    (row,) = json.loads(harness.run("--format", "json").stdout)
    assert (row["source"], row["state"], row["places"]) == ("article", "changed", ["data/money.yml:7:14"])
    assert row["quotes"][0]["quote"] == QUOTE and row["message"]["zh"]


def test_a_cut_that_turns_the_meaning_is_told_with_the_word_it_turns_on(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote="You can, unless you are banned, withdraw your request."))
    harness.cite("article", "You can … withdraw your request.")
    result = harness.run()
    assert result.exit_code == 1
    assert "the words cut out at '…' turn its meaning: 'unless'" in result.stdout


def test_the_page_of_quotes_alone_names_no_links(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote="<script>alert(1)</script>"))
    harness.cite("article", QUOTE)
    harness.run("--report", "quotes.html", "--summary", "quotes.md")
    written = (harness.root / "quotes.html").read_text("utf-8")
    page = parse_page(written)
    assert page.xpath("//h2/@id") == ["quotes-changed"]
    assert "links: " not in written and not page.xpath("//script")
    assert (harness.root / "quotes.md").read_text("utf-8").startswith(LEFT.format(1))


def test_today_is_the_day_where_none_is_given(harness: Harness) -> None:
    harness.put("article", PAGE.format(quote=QUOTE))
    harness.cite("article", QUOTE)
    before = datetime.datetime.now(datetime.UTC).date()
    CliRunner().invoke(main, ["quotes", "--allow-loopback", "--pause", "0"])
    after = datetime.datetime.now(datetime.UTC).date()
    assert harness.read("article")["asked"] in {before.isoformat(), after.isoformat()}
