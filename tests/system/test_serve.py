"""What a contributor sees while writing: the pages, or what is wrong with them, and never a browser that waits."""

from __future__ import annotations

import html
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml.html import document_fromstring

PATIENCE = 120  # seconds that a server may take on a busy machine
AT_ONCE = 30  # seconds in which it ends there; a browser's question alone would keep it for 60


@contextmanager
def serving(project: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the project until Ctrl-C; yield its address and the file that it prints to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    scratch.mkdir()
    printed = scratch.with_suffix(".log")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(scratch)}
    with printed.open("w") as output:
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", place]
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=output, stderr=output)
    try:
        wait_for_page(f"http://{place}/", lambda _: True)
        yield f"http://{place}/", printed
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=AT_ONCE) == 0, printed.read_text()
        assert not list(scratch.iterdir()), "the server left files behind"
    finally:
        process.kill()
        process.wait()


def fetch(address: str) -> str:
    """Return a page of the server, which must not let the browser wait."""
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode())


def wait_for_page(address: str, is_wanted: Callable[[str], bool]) -> str:
    """Ask until the page is as wanted; return it."""
    end = time.monotonic() + PATIENCE
    page = ""
    while time.monotonic() < end:
        try:
            page = fetch(address)
        except (urllib.error.URLError, ConnectionError):
            page = "no answer"
        if page != "no answer" and is_wanted(page):
            return page
        time.sleep(0.1)
    raise AssertionError(f"{address} did not become what was expected: {page[:3000]}")


def wait_for_text(address: str, wanted: str) -> str:
    """Ask until the page says `wanted`, written as text; return the page."""
    return wait_for_page(address, lambda page: wanted in html.unescape(page))


def is_of_the_guide(page: str) -> bool:
    """Tell a page of the guide from the page of mistakes."""
    return "<pre>" not in page and "<main" in page


def change(file: Path, old: str, new: str) -> str:
    """Change a file; return what it was. What is replaced must be there."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")
    return before


def test_the_server_answers_in_both_languages(project: Path, tmp_path: Path) -> None:
    with serving(project, tmp_path / "scratch") as (address, _):
        home = fetch(address)
        assert '<html lang="zh-Hans">' in home
        assert "livereload(" in home
        assert "Content-Security-Policy" not in home, "the policy would forbid the script that reloads the page"
        assert '<html lang="en">' in fetch(address + "en/")
        number = re.search(r"livereload\((\d+),", home)
        assert number
        # A browser that waits for news must not keep the server from ending.
        question = f"{address}livereload/{number[1]}/1"
        threading.Thread(target=lambda: ask_in_vain(question), daemon=True).start()


def ask_in_vain(address: str) -> None:
    """Ask for news until the server is gone."""
    try:
        fetch(address)
    except OSError:
        return


def test_mistakes_in_the_data_are_shown_at_every_address_until_they_are_mended(project: Path, tmp_path: Path) -> None:
    shares, laws = project / "data/failure_shares.yml", project / "data/laws.yml"
    hostile = "<script>alert(1)</script>"
    with serving(project, tmp_path / "scratch") as (address, printed):
        good_laws = change(laws, "\n  in_force: ", f"\n  {hostile}: ")
        good_shares = change(shares, "percent: 43,", f"percent: '{hostile}',")
        deep = address + "en/failures/"
        page = wait_for_page(deep, lambda page: "data/laws.yml:" in page and "data/failure_shares.yml:" in page)
        told = html.unescape(page)
        assert re.search(r"data/failure_shares\.yml:\d+:\d+: .*percent: .*number from 0 to 100", told)
        assert re.search(r"data/laws\.yml:\d+:\d+: .*<script>", told)
        assert hostile not in page, "what a contributor writes became markup"
        for place in ("", "en/", "no/such/page/", "assets/site.css"):
            assert "data/failure_shares.yml:" in fetch(address + place), place
        assert "data/failure_shares.yml:" in printed.read_text(), "the terminal shows it too"
        shares.write_text(good_shares.replace("percent: 43", "percent: 37").replace("占43%", "占37%"), encoding="utf-8")
        laws.write_text(good_laws, encoding="utf-8")
        assert is_of_the_guide(wait_for_text(deep, "37%"))


def test_the_page_of_mistakes_is_plain_and_reloads_by_itself(project: Path, tmp_path: Path) -> None:
    with serving(project, tmp_path / "scratch") as (address, _):
        (project / "data/laws.yml").write_text("- [", encoding="utf-8")
        page = document_fromstring(wait_for_text(address, "data/laws.yml:"))
        assert not page.xpath("//script[not(contains(., 'livereload('))]")
        assert not page.xpath("//*[@src or @href]"), "it asks for files that nobody may be able to build"
        assert page.xpath("//meta[@name='viewport']")
        assert page.xpath("//h1[contains(., '网站没有生成')]/*[@lang='en']")


def test_mistakes_in_the_prose_are_shown_too(project: Path, tmp_path: Path) -> None:
    prose = project / "docs/en/law.md"
    with serving(project, tmp_path / "scratch") as (address, _):
        good = change(prose, "<!-- guide:laws -->", "<!-- guide:lawss -->")
        line = good[: good.index("<!-- guide:laws -->")].count("\n") + 1
        wait_for_text(address, f"docs/en/law.md:{line}:1: ")
        prose.write_text(f"{good}\n[nowhere](no-such-page.md)\n", encoding="utf-8")
        wait_for_text(address, "no-such-page.md")
        prose.write_text(good, encoding="utf-8")
        wait_for_page(address, is_of_the_guide)


def test_a_changed_file_of_the_style_sheet_is_served_at_once(project: Path, tmp_path: Path) -> None:
    part = project / "overrides/assets/css/20-frame.css"

    def find_style(page: str) -> str:
        link = re.search(r'rel="stylesheet" href="([^"]+)"', page)
        assert link
        return fetch(address + link[1])

    with serving(project, tmp_path / "scratch") as (address, _):
        assert "#changed" not in find_style(fetch(address))
        part.write_text(f"{part.read_text(encoding='utf-8')}\n#changed {{ color: red; }}\n", encoding="utf-8")
        wait_for_page(address, lambda page: "#changed { color: red; }" in find_style(page))
        part = part.rename(part.with_name("frame.css"))
        wait_for_text(address, "overrides/assets/css/frame.css:1:1: ")
        part.rename(part.with_name("20-frame.css"))
        assert "#changed" in find_style(wait_for_page(address, is_of_the_guide))


def test_a_python_edit_starts_the_server_anew_and_a_broken_one_is_shown(project: Path, tmp_path: Path) -> None:
    code = project / "hooks/guide/views/__init__.py"
    with serving(project, tmp_path / "scratch") as (address, printed):
        good = code.read_text(encoding="utf-8")
        code.write_text(f"{good}\ndef broken(:\n", encoding="utf-8")
        assert "hooks/guide/views/__init__.py" in wait_for_text(address, "SyntaxError: invalid syntax")
        # Only a process that has read the code anew can say the new words.
        change(project / "hooks/guide/site/render.py", "no view has this name", "such a view is unheard of")
        code.write_text(good, encoding="utf-8")
        wait_for_page(address, is_of_the_guide)
        assert printed.read_text().count("Serving on") == 2
        change(project / "docs/en/law.md", "<!-- guide:laws -->", "<!-- guide:lawss -->")
        wait_for_text(address, "such a view is unheard of")
