"""What a contributor sees while writing: the pages, or what is wrong with them, and never a browser that waits."""

from __future__ import annotations

import html
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import document_fromstring

from patience import PATIENCE, wait_until
from project_copy import copy_second_guide
from saving import SAVES, Save, measure_saves


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second guide, whose pages are soon built."""
    return copy_second_guide(tmp_path / "project")


@dataclass(frozen=True)
class Server:
    """A server at work: where it answers, and the file that it prints to."""

    address: str
    printed: Path
    process: subprocess.Popen[bytes]

    def fetch(self, path: str = "") -> str:
        """Return a page of the server, which must not let the browser wait."""
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def wait_for_page(self, is_wanted: Callable[[str], bool], path: str = "") -> str:
        """Ask until the page is as wanted, be it that the server starts anew meanwhile; return it."""
        pages = ["no answer"]

        def has_come() -> bool:
            assert self.process.poll() is None, f"the server has ended: {self.printed.read_text()}"
            try:
                pages.append(self.fetch(path))
                return is_wanted(pages[-1])
            except OSError:  # it does not answer yet, has just gone to come back, or what the page names is of before
                return False

        wait_until(has_come, lambda: f"{path}: {pages[-1][:3000]}; printed: {self.printed.read_text()}")
        return pages[-1]

    def wait_for_text(self, wanted: str) -> str:
        """Ask until the first page says `wanted`, written as text; return the page."""
        return self.wait_for_page(lambda page: wanted in html.unescape(page))


@contextmanager
def serving(project: Path, scratch: Path) -> Iterator[Server]:
    """Serve a copy of the project until Ctrl-C."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    scratch.mkdir()
    printed = scratch.with_suffix(".log")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(scratch)}
    with printed.open("w") as output:
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place]
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=output, stderr=output)
    server = Server(f"http://{place}/", printed, process)
    try:
        server.wait_for_page(lambda _: True)
        yield server
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0, printed.read_text()
        assert not list(scratch.iterdir()), "the server left files behind"
    finally:
        process.kill()
        process.wait()


def is_of_the_guide(page: str) -> bool:
    """Tell a page of the guide from the page of mistakes."""
    return "<pre" not in page and "<main" in page


def change(file: Path, old: str, new: str) -> str:
    """Change a file; return what it was. What is replaced must be there."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")
    return before


def test_the_server_answers_in_every_language(project: Path, tmp_path: Path) -> None:
    with serving(project, tmp_path / "scratch") as server:
        home = server.fetch()
        assert '<html lang="en">' in home
        assert "livereload(" in home
        assert "Content-Security-Policy" not in home, "the policy would forbid the script that reloads the page"
        assert '<html lang="de">' in server.fetch("de/")
        number = re.search(r"livereload\((\d+),", home)
        assert number
        question = http.client.HTTPConnection(server.address.split("/")[2], timeout=PATIENCE)
        question.request("GET", f"/livereload/{number[1]}/1")
        server.fetch()  # what is answered now came behind the question
    with pytest.raises(ConnectionError):  # a browser that waits for news does not keep the server until it is answered
        question.getresponse()
    question.close()


def test_mistakes_in_the_data_are_shown_at_every_address_until_they_are_mended(project: Path, tmp_path: Path) -> None:
    shares, times = project / "data/failure_shares.yml", project / "data/timeline.yml"
    hostile = "<script>alert(1)</script>"
    with serving(project, tmp_path / "scratch") as server:
        good_times = change(times, "\n  counted_from: ", f"\n  {hostile}: ")
        good_shares = change(shares, "percent: 40", f"percent: '{hostile}'")
        wanted = ("data/timeline.yml:", "data/failure_shares.yml:")
        page = server.wait_for_page(lambda page: all(one in page for one in wanted), "de/failures/")
        told = html.unescape(page)
        assert re.search(r"data/failure_shares\.yml:\d+:\d+: .*percent: .*number from 0 to 100", told)
        assert re.search(r"data/timeline\.yml:\d+:\d+: .*<script>", told)
        assert hostile not in page, "what a contributor writes became markup"
        for place in ("", "de/", "no/such/page/", "assets/site.css"):
            assert "data/failure_shares.yml:" in server.fetch(place), place
        assert "data/failure_shares.yml:" in server.printed.read_text(), "the terminal shows it too"
        shares.write_text(good_shares.replace("40", "37"), encoding="utf-8")
        times.write_text(good_times, encoding="utf-8")
        assert is_of_the_guide(server.wait_for_page(lambda page: "37 %" in html.unescape(page), "de/failures/"))


def test_the_page_of_mistakes_is_plain_and_reloads_by_itself(project: Path, tmp_path: Path) -> None:
    with serving(project, tmp_path / "scratch") as server:
        (project / "data/fees.yml").write_text("- [", encoding="utf-8")
        page = document_fromstring(server.wait_for_text("data/fees.yml:"))
        assert not page.xpath("//script[not(contains(., 'livereload('))]")
        assert not page.xpath("//*[@src or @href]"), "it asks for files that nobody may be able to build"
        assert page.xpath("//meta[@name='viewport']")
        assert page.xpath("//h1[contains(., '网站没有生成')]/*[@lang='en']")
        for language in ("en", "zh-Hans"):
            assert page.xpath(f"//pre[@lang='{language}'][contains(., 'data/fees.yml:')]")


def test_mistakes_in_the_prose_are_shown_too(project: Path, tmp_path: Path) -> None:
    prose = project / "docs/de/fixes.md"
    with serving(project, tmp_path / "scratch") as server:
        good = change(prose, "<!-- guide:fixes -->", "<!-- guide:fixess -->")
        line = good[: good.index("<!-- guide:fixes -->")].count("\n") + 1
        server.wait_for_text(f"docs/de/fixes.md:{line}:1: ")
        prose.write_text(f"{good}\n[nowhere](no-such-page.md)\n", encoding="utf-8")
        server.wait_for_text("no-such-page.md")
        prose.write_text(good, encoding="utf-8")
        server.wait_for_page(is_of_the_guide)


def test_a_changed_file_of_the_style_sheet_is_served_at_once(project: Path, tmp_path: Path) -> None:
    part = project / "overrides/assets/css/20-frame.css"

    with serving(project, tmp_path / "scratch") as server:

        def find_style(page: str) -> str:
            link = re.search(r'rel="stylesheet" href="([^"]+)"', page)
            assert link
            return server.fetch(link[1])

        assert "#changed" not in find_style(server.fetch())
        part.write_text(f"{part.read_text(encoding='utf-8')}\n#changed {{ color: red; }}\n", encoding="utf-8")
        server.wait_for_page(lambda page: "#changed{color:red" in find_style(page))
        part = part.rename(part.with_name("frame.css"))
        server.wait_for_text("overrides/assets/css/frame.css:1:1: ")
        part.rename(part.with_name("20-frame.css"))
        server.wait_for_page(lambda page: is_of_the_guide(page) and "#changed" in find_style(page))


def test_a_python_edit_starts_the_server_anew_and_a_broken_one_is_shown(project: Path, tmp_path: Path) -> None:
    code = project / "hooks/guide/views/__init__.py"
    with serving(project, tmp_path / "scratch") as server:
        good = code.read_text(encoding="utf-8")
        code.write_text(f"{good}\ndef broken(:\n", encoding="utf-8")
        assert "hooks/guide/views/__init__.py" in server.wait_for_text("SyntaxError: invalid syntax")
        # Only a process that has read the code anew can say the new words.
        change(project / "hooks/guide/site/render.py", "sorted(list_views(localized.guide))", '["unheard-of"]')
        code.write_text(good, encoding="utf-8")
        server.wait_for_page(is_of_the_guide)
        assert server.printed.read_text().count("Serving on") == 2
        change(project / "docs/de/fixes.md", "<!-- guide:fixes -->", "<!-- guide:fixess -->")
        server.wait_for_text("unheard-of")


def test_what_make_bench_asks_of_a_server_is_told(project: Path) -> None:
    save = Save("data/fees.yml", "Closing costs {value}", "To close costs {value}")
    written = (project / save.file).read_text(encoding="utf-8")
    assert len(measure_saves(sys.executable, project, save)) == SAVES - 1
    assert (project / save.file).read_text(encoding="utf-8") == written
