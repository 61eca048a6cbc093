"""`python -m guide links`: what is asked for, what fails, what is remembered, and what is written."""

from __future__ import annotations

import datetime
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Page

from guide.__main__ import main
from guide.messages.location import Location
from guide.model.vocabulary import Trouble
from link_harness import HASTY, LinkHarness, parse_page
from messages import ENGLISH, phrase
from raw import LANGUAGES
from repository import write_small_guide
from sourcecheck.links.cache import LASTS, find_fresh, parse_cache, remember, write_cache
from sourcecheck.links.lines import write_commands
from sourcecheck.links.markdown import LEFT, write_markdown
from sourcecheck.links.occurrences import Link
from sourcecheck.links.outcome import Cause, Outcome
from sourcecheck.links.report import Level, Report, Row

SOURCE = """\
- id: {id}
  class: press
  publisher: {{zh: 社, en: Publisher}}
  title: {id}
  language: en
  about: {{zh: 一篇报道, en: An article}}
  products: [weixin]
  addresses: ['{address}']
  copied: true
  extent: full
  read: 2026-11-23
"""
EXCEPTION = """\
- id: {id}
  address: {address}
  trouble: {trouble}
  reason: {{zh: 看过了, en: Somebody looked}}
  owner: maintainers
  until: {until}
"""
TODAY = "2026-11-23"


class Harness(LinkHarness):
    """The command, and a small guide whose links lead to a server of this machine."""

    host = "links.example"

    def link(self, *paths: str) -> None:
        """Cite these paths of the server, a source each, and no other."""
        text = "".join(
            SOURCE.format(id=f"source-{number}", address=self.url(path)) for number, path in enumerate(paths)
        )
        (self.root / "data/sources.yml").write_text(text or "[]\n", encoding="utf-8")

    def excuse(self, path: str, trouble: str, until: str = "2026-12-31", name: str = "one") -> None:
        """Add an exception for a path of the server."""
        file = self.root / "data/link_exceptions.yml"
        text = EXCEPTION.format(id=name, address=self.url(path), trouble=trouble, until=until)
        file.write_text(file.read_text(encoding="utf-8").replace("[]\n", "") + text, encoding="utf-8")

    def run(self, *arguments: str) -> Result:
        """Run the command, hastily; a traceback fails the test."""
        return self.invoke("links", *HASTY, "--as-of", TODAY, *arguments)

    @property
    def asked(self) -> list[str]:
        """The paths that the server was asked for since the last look, each once."""
        return sorted(set(super().asked))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small guide."""
    return write_small_guide(tmp_path_factory.mktemp("links") / "guide")


@pytest.fixture
def harness(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harness]:
    with Harness.running(template, tmp_path, monkeypatch) as running:
        yield running


# What fails, and what warns


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        ("page", 0, ""),
        ("moved", 0, "warning"),
        ("status/403", 0, "warning"),
        ("status/500", 0, "warning"),
        ("cut", 0, "warning"),
        ("circle", 0, "warning"),
        ("limited/99999", 0, "warning"),
        ("page#nowhere", 0, "warning"),
        ("status/404", 1, "error"),
        ("status/410", 1, "error"),
    ],
)
def test_certain_death_fails_and_everything_else_warns_at_its_line(
    harness: Harness, path: str, code: int, told: str
) -> None:
    harness.link("fine", path)
    result = harness.run()
    assert result.exit_code == code, result.output
    place = f"data/sources.yml:19:16: {told}: {harness.url(path)} "
    lines = result.stdout.splitlines()
    assert len(lines) == (2 if told else 1)
    assert not told or lines[0].startswith(place), lines


def test_a_slow_server_only_warns(harness: Harness) -> None:
    harness.link("slow")
    result = harness.run("--timeout", "0.2")
    assert result.exit_code == 0
    assert "did not answer in time" in result.stdout


def test_a_link_to_this_machine_fails_where_no_test_allows_it(harness: Harness) -> None:
    harness.link("fine")
    result = CliRunner().invoke(main, ["links", "--lang", "en"])
    assert result.exit_code == 1
    assert "leads to a machine that readers cannot reach: links.example = 127.0.0.1" in result.stdout
    assert harness.asked == []


def test_links_of_the_prose_are_asked_for_too(harness: Harness) -> None:
    (harness.root / "docs/zh/x.md").write_text(f"# X\n\nSee <{harness.url('status/404')}>.\n", encoding="utf-8")
    (harness.root / "README.md").write_text(f"[x]({harness.url('status/410')})\n", encoding="utf-8")
    lines = harness.run().stdout.splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["README.md:1:5:", "docs/zh/x.md:3:6:"]


def test_the_messages_come_in_chinese_too(harness: Harness) -> None:
    harness.link("status/404", "moved")
    told = harness.run("--lang", "zh").stdout
    assert "错误：" in told and "网页没有了（HTTP 404）" in told and "提醒：" in told and "共 2 个链接" in told


def test_pages_are_asked_for_in_the_languages_of_the_guide(harness: Harness) -> None:
    subject = harness.root / "data/subject.yml"
    subject.write_text(subject.read_text("utf-8").replace("languages: [zh, en]", "languages: [en, zh]", 1), "utf-8")
    harness.link("fine")
    harness.run()
    harness.invoke("quotes", *HASTY, "--read-only")
    assert harness.server.languages == {"en,zh;q=0.9"}


def test_mistakes_in_the_data_come_first(harness: Harness) -> None:
    (harness.root / "data/link_exceptions.yml").write_text("- id: x\n  trouble: asleep\n", encoding="utf-8")
    result = harness.run()
    assert result.exit_code == 1
    assert "data/link_exceptions.yml:2:12: trouble: must be one of 'gone'" in result.stderr
    assert harness.asked == []


def test_a_machine_without_a_way_out_writes_nothing(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **more: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    harness.link("fine", "page", "paper")
    result = harness.run("--summary", "out.md")
    assert result.exit_code == 3
    assert "no way out" in result.stderr
    assert not (harness.root / "out.md").exists() and not (harness.root / ".cache").exists()


# What a change brings


def test_a_pull_request_is_asked_only_for_what_it_brings(harness: Harness) -> None:
    harness.link("status/404", "fine")
    harness.commit()
    assert harness.run("--changed-since", "HEAD").exit_code == 0
    assert harness.asked == []
    harness.link("status/404", "page", "fine")
    result = harness.run("--changed-since", "HEAD")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith("links that are not in HEAD: 1, asked for now: 1")
    assert harness.asked == ["page"]
    harness.link("status/404", "fine", "status/410")
    assert harness.run("--changed-since", "HEAD").exit_code == 1
    assert harness.asked == ["status/410"]


def test_a_new_link_that_was_not_looked_at_fails_and_is_told(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    harness.link("fine")
    harness.commit()
    harness.link("fine", "page")
    harness.excuse("page", "slow")
    monkeypatch.setattr(
        "guide.cli.asking.visit_all",
        lambda addresses, visit, limits: {address: Outcome(Cause.NO_TURN) for address in addresses},
    )
    result = harness.run("--changed-since", "HEAD")
    assert result.exit_code == 1
    assert f"error: {harness.url('page')} was not looked at" in result.stdout
    assert harness.run().exit_code == 0, "of the old ones that are looked at each week, it is only said"


def test_what_is_read_for_links_is_a_plain_file(harness: Harness) -> None:
    harness.link("fine")
    (harness.root / "NOTES.md").symlink_to("/dev/zero")
    result = harness.run()
    assert result.exit_code == 1
    assert "NOTES.md:1:1: is a link" in result.stderr


def test_an_address_that_only_changes_its_place_is_not_new(harness: Harness) -> None:
    harness.link("status/404", "fine")
    harness.commit()
    harness.link("fine")
    (harness.root / "docs/zh/x.md").write_text(f"# X\n\n<{harness.url('status/404')}>\n", encoding="utf-8")
    assert harness.run("--changed-since", "HEAD").exit_code == 0
    assert harness.asked == []


def test_a_revision_that_is_not_there_is_no_traceback(harness: Harness) -> None:
    harness.commit()
    result = harness.run("--changed-since", "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


# Exceptions


@pytest.mark.parametrize(("path", "trouble"), [("status/403", "robots"), ("status/404", "gone"), ("moved", "moved")])
def test_an_exception_excuses_the_trouble_that_it_names(harness: Harness, path: str, trouble: str) -> None:
    harness.link(path)
    harness.excuse(path, trouble)
    result = harness.run()
    assert result.exit_code == 0
    assert "excused: 1" in result.stdout and len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "until", "place", "told"),
    [
        ("status/403", "2026-11-22", "6:10", "this exception ended on 2026-11-22"),
        ("fine", "2026-12-31", "3:12", "it excuses 'robots', and the link is fine"),
        ("status/404", "2026-12-31", "3:12", "it excuses 'robots', and the link is gone"),
    ],
    ids=["over", "not needed", "other trouble"],
)
def test_an_exception_that_is_over_or_not_needed_fails(
    harness: Harness, path: str, until: str, place: str, told: str
) -> None:
    harness.link(path)
    harness.excuse(path, "robots", until)
    result = harness.run()
    assert result.exit_code == 1
    assert re.search(rf"^data/link_exceptions.yml:{place}: .*{told}", result.stdout, re.M), result.stdout


def test_an_exception_holds_to_the_end_of_its_last_day(harness: Harness) -> None:
    harness.link("status/403")
    harness.excuse("status/403", "robots", TODAY)
    assert harness.run().exit_code == 0
    assert harness.run("--as-of", "2026-11-24").exit_code == 1


def test_while_a_server_is_down_nobody_calls_an_exception_needless(harness: Harness) -> None:
    harness.link("status/500")
    harness.excuse("status/500", "robots")
    assert harness.run().exit_code == 0


def test_an_exception_for_an_address_that_stands_nowhere_fails(harness: Harness) -> None:
    harness.link("fine")
    harness.excuse("status/403", "robots")
    harness.commit()
    for arguments in ([], ["--changed-since", "HEAD"]):
        result = harness.run(*arguments)
        assert result.exit_code == 1
        assert "data/link_exceptions.yml:2:12: an exception for an address that stands nowhere" in result.stdout


def test_a_change_is_not_stopped_by_an_exception_that_it_does_not_touch(harness: Harness) -> None:
    harness.link("status/403", "fine")
    harness.excuse("status/403", "robots", "2026-01-01", "over")
    harness.excuse("fine", "robots", name="needless")
    harness.commit()
    harness.link("status/403", "fine", "page")
    assert harness.run("--changed-since", "HEAD").exit_code == 0
    assert harness.asked == ["page"]
    assert harness.run().exit_code == 1


def test_a_new_exception_has_to_be_needed(harness: Harness) -> None:
    harness.link("fine", "status/403")
    harness.commit()
    harness.excuse("status/403", "robots")
    assert harness.run("--changed-since", "HEAD").exit_code == 0
    assert harness.asked == ["status/403"]
    harness.excuse("fine", "robots", name="needless")
    result = harness.run("--changed-since", "HEAD")
    assert result.exit_code == 1
    assert "the link is fine" in result.stdout


# What is remembered


def test_what_was_fine_a_moment_ago_is_not_asked_for_again(harness: Harness) -> None:
    harness.link("fine", "moved", "status/403", "status/404", "status/500", "page#nowhere")
    first = harness.run()
    assert len(harness.asked) == 6
    second = harness.run()
    assert harness.asked == ["page", "status/404", "status/500"], "certain death and outages are looked at anew"
    assert second.exit_code == first.exit_code == 1
    assert second.stdout.splitlines()[:-1] == first.stdout.splitlines()[:-1]
    assert harness.run("--fresh").exit_code == 1
    assert len(harness.asked) == 6


def test_what_is_linked_no_more_is_forgotten_and_a_broken_memory_too(harness: Harness) -> None:
    memory = harness.root / ".cache/links.json"
    harness.link("fine", "page")
    harness.run()
    assert set(json.loads(memory.read_text(encoding="utf-8"))) == {harness.url("fine"), harness.url("page")}
    harness.link("page")
    harness.run()
    assert set(json.loads(memory.read_text(encoding="utf-8"))) == {harness.url("page")}
    for broken in ("", "[]", '{"https://a.example/": {"cause": "asleep"}}', "\x00"):
        memory.write_text(broken, encoding="utf-8")
        assert harness.run().exit_code == 0


def test_an_outcome_is_believed_for_days_and_an_outage_never() -> None:
    now, day = 1_800_000_000.0, 86400
    seen = {f"https://{cause}.example/": Outcome(cause) for cause in Cause}
    entries = remember({}, seen, now)

    def fresh(after: float) -> set[Trouble | None]:
        return {outcome.trouble for outcome in find_fresh(entries, seen, now + after).values()}

    assert fresh(0) == fresh(0.99 * day) == {None, Trouble.MOVED, Trouble.ROBOTS}
    assert fresh(1.01 * day) == fresh(2.99 * day) == {None, Trouble.MOVED}
    assert fresh(3.01 * day) == set()
    assert fresh(-60) == set(), "a clock that was wrong proves nothing"
    assert set(LASTS) == {None, Trouble.MOVED, Trouble.ROBOTS}


def test_a_trouble_keeps_the_day_on_which_it_began() -> None:
    now, address = 1_800_000_000.0, "https://a.example/"
    entries = remember({}, {address: Outcome(Cause.SERVER_ERROR, "500")}, now)
    entries = parse_cache(write_cache(entries))
    later = remember(entries, {address: Outcome(Cause.CUT_OFF)}, now + 7 * 86400)
    assert later[address].since == datetime.date(2027, 1, 15), "it is the same trouble"
    assert later[address].at == int(now + 7 * 86400)
    other = remember(later, {address: Outcome(Cause.NOT_FOUND, "404")}, now + 14 * 86400)
    assert other[address].since == datetime.date(2027, 1, 29)


# What is written


def test_annotations_stand_at_the_lines_of_a_pull_request(harness: Harness) -> None:
    harness.link("status/404", "moved")
    harness.excuse("moved", "moved", "2020-01-01")
    lines = harness.run("--format", "github").stdout.splitlines()
    url = harness.url
    place = "::error file=data/sources.yml,line=8,col=16,title=dead-link::"
    gone, moved = url("status/404"), url("moved")
    assert lines[0] == f"{place}{gone} 网页没有了（HTTP 404）%0A{gone} the page is gone (HTTP 404)"
    place = "::error file=data/link_exceptions.yml,line=6,col=10,title=link-exception::"
    assert re.match(rf"{place}[^%]+%0Athis exception ended", lines[1])
    place = "::warning file=data/sources.yml,line=19,col=16::"
    assert re.match(rf"{place}{moved} [^%]+ {url('fine')}%0A{moved} moved for good to {url('fine')}$", lines[2])
    assert len(lines) == 4


TRAP = "https://a.example/`|x|@everyone/<b>"


def make_trap() -> Report:
    """A report with what a stranger might write, and a server might answer."""
    mark = Location("data/sources.yml", 3, 8)
    outcome = Outcome(Cause.MOVED, "https://b.example/\r\n::error::x\u202e`|[y](javascript:z)<script>@all")
    day = datetime.date(2026, 11, 23)
    fine = Row(Link("https://fine.example/", (mark,)), Outcome(Cause.ANSWERS), day)
    gone = Row(Link("https://gone.example/", (mark, mark)), Outcome(Cause.NOT_FOUND, "404"), day)
    return Report((fine, Row(Link(TRAP, (mark,)), outcome, day), gone), (), day, 3)


def test_nothing_that_a_stranger_wrote_is_a_command_or_a_mention() -> None:
    for line in write_commands(make_trap(), ENGLISH).splitlines()[:-1]:
        assert line.startswith(("::error file=", "::warning file="))
    for line in write_markdown(make_trap(), ENGLISH).splitlines():
        bare = re.sub(r"`[^`]*`", "", line)
        assert "@" not in bare and "<script" not in bare and "javascript" not in bare and "\u202e" not in line
        assert not line.startswith("| `") or line.count("|") == 5, "a row has its four cells"


def test_the_summary_maps_each_address_to_its_lines_and_says_what_to_do() -> None:
    told = write_markdown(make_trap(), ENGLISH, "https://forge.example/x/y")
    assert told.splitlines()[0] == LEFT.format(2)
    place = "[`data/sources.yml:3:8`](https://forge.example/x/y/edit/main/data/sources.yml#L3)"
    assert f"| `https://gone.example/` | {place}<br>{place} | `网页没有了（HTTP 404）`<br>`the page is gone" in told
    assert told.index("## 没有了 · gone (1)") < told.index("## 搬走了 · moved (1)"), "the worst comes first"
    assert "Replace the address" in told and "换成它现在的网址" in told
    assert "fine.example" not in told


def test_a_summary_without_trouble_says_so_and_one_with_much_fits_an_issue() -> None:
    report = make_trap()
    calm = write_markdown(Report(report.rows[:1], (), report.day, 1), ENGLISH)
    assert calm.splitlines()[0] == LEFT.format(0)
    assert "No link wants a look." in calm and "没有要处理的链接。" in calm
    mark = Location("data/sources.yml", 3, 8)
    many = [
        Row(Link(f"https://{number}.example/{'x' * 100}", (mark,) * 9), Outcome(cause, "y" * 250), report.day)
        for number in range(100)
        for cause in (Cause.NOT_FOUND,)
    ]
    told = write_markdown(Report(tuple(many), (), report.day, 100), ENGLISH)
    assert len(told) < 65_536
    assert "40 more are in the report." in told


def test_levels_follow_from_the_outcome_and_the_exception() -> None:
    rows = make_trap().rows
    assert [row.level for row in rows] == [Level.FINE, Level.WARNING, Level.ERROR]


def test_the_summary_and_the_page_hold_the_same(harness: Harness) -> None:
    harness.link("fine", "status/404", "moved", "status/403", "status/500")
    harness.excuse("status/403", "robots")
    result = harness.run("--report", "out/links.html", "--summary", "out/links.md", "--format", "markdown")
    told = (harness.root / "out/links.md").read_text(encoding="utf-8")
    assert result.stdout == told
    page = parse_page((harness.root / "out/links.html").read_text(encoding="utf-8"))
    shown = {str(link.get("href")): link for link in page.xpath("//ul[@class='links']/li/a")}
    assert set(shown) == {harness.url(path) for path in ("fine", "status/404", "moved", "status/403", "status/500")}
    assert {link.getparent().get("class") for link in shown.values()} == {"fine", "error", "warning", "excused"}
    assert page.xpath("//h2/@id") == ["gone", "moved", "robots", "no_answer", "fine"]
    row = shown[harness.url("status/404")].getparent()
    assert row.xpath(".//*[@class='places']/span/text()") == ["data/sources.yml:19:16"]
    assert "网页没有了（HTTP 404）" in row.text_content() and "the page is gone (HTTP 404)" in row.text_content()
    assert "Somebody looked" in shown[harness.url("status/403")].getparent().text_content()
    assert "看过了" in page.text_content()


def test_the_page_needs_no_other_file_and_fits_a_phone(harness: Harness, page: Page) -> None:
    long = "x" * 200
    harness.link("fine", "status/404", f"moved/page/{long}", f"page/{long}#nowhere")
    harness.excuse("fine", "gone")
    harness.run("--report", "links.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = (harness.root / "links.html").as_uri()
    page.goto(address)
    assert asked == [address]
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h2").count() == 5
    assert not page.locator("script").count()


def test_what_a_stranger_wrote_is_text_on_the_page(harness: Harness) -> None:
    from guide.site.render import render_link_report  # noqa: PLC0415
    from sourcecheck.links.page import show_report  # noqa: PLC0415

    written = render_link_report(show_report(make_trap()).list_words(ENGLISH))
    page = parse_page(written)
    assert not page.xpath("//script | //b | //*[starts-with(@href, 'javascript')]")
    assert TRAP in page.xpath("//ul[@class='links']/li/a/@href")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counts_name_every_group_that_has_a_link(harness: Harness, language: str) -> None:
    harness.link("fine", "status/404", "page#nowhere")
    last = harness.run("--lang", language).stdout.splitlines()[-1]
    wanted = {"en": "links: 3, asked for now: 3, gone: 1, without its anchor: 1, fine: 1"}
    wanted["zh"] = "共 3 个链接，这次访问了 3 个，没有了 1 个，缺锚点 1 个，正常 1 个"
    assert last == wanted[language]


def test_a_message_about_a_link_is_one_line() -> None:
    from sourcecheck.links.words import explain_outcome  # noqa: PLC0415

    message = explain_outcome(Outcome(Cause.MOVED, "https://b.example/\r\n\u202e" + "x" * 1000))
    for words in (phrase(message, "en"), phrase(message, "zh")):
        assert len(words) < 400 and words.isprintable()
