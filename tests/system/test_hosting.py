"""The built site behind a real nginx, whose configuration is made of the headers file that the site ships."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO

import brotli
import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from browsing import OpenPage, watch
from guide.cli.nginx import nginx
from guide.deploy.swap import replacing
from patience import PATIENCE
from raw import ROOT, Site
from webserver import WANTS_BROTLI, running

AT = "/weixin/"
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300, must-revalidate"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
}
PICTURE = ".png"
"""What is packed already."""
FETCHED = {".bib", ".csv", ".ics", ".json", ".md", ".xml"}
"""What programs fetch."""
PACKED = {"br": ".br", "gzip": ".gz"} if WANTS_BROTLI else {"gzip": ".gz"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SECRET = "not of the site"
SORTS = ["", "plan/", "dates/", "timeline/", "failures/", "failures/pay-not-closed/", "data/", "sources/", "guide.html"]
REQUESTS, CONNECTIONS = 20_000, 32


@dataclass(frozen=True)
class Host:
    """A site that nginx serves: its folder, the port, and where nginx notes each request."""

    site: Path
    port: int
    log: Path

    @property
    def address(self) -> str:
        """Where the site is for a browser."""
        return f"http://127.0.0.1:{self.port}{AT}"


@dataclass(frozen=True)
class Answer:
    """What came back, its body as it was sent."""

    status: int
    headers: Message
    body: bytes


@contextmanager
def hosting(folder: Path, site: Path, at: str = AT) -> Iterator[Host]:
    """Serve a built site with the configuration that `python -m guide nginx` prints for it."""
    folder.mkdir()
    command = [sys.executable, "-m", "guide", "nginx", str(site), "--listen", "127.0.0.1:{port}", "--at", at]
    command += ["--brotli"] * WANTS_BROTLI
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    with running(folder, made.stdout) as port:
        yield Host(site, port, folder / "access.log")
    # Bytes: people ask for odd addresses. What is missing is noted as an error, too; what is worse is a fault.
    assert not re.search(rb"\[(crit|alert|emerg)\]", (folder / "errors.log").read_bytes())


@pytest.fixture(scope="module")
def host(finished: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The site in a sub-folder, as the error page, which knows only its own address, expects it."""
    folder = tmp_path_factory.mktemp("hosting")
    served = shutil.copytree(finished.folder, folder / "site")
    (folder / "secret.html").write_text(SECRET, encoding="utf-8")
    with hosting(folder / "nginx", served) as host:
        yield host


def ask(host: Host, path: str, method: str = "GET", **headers: str) -> Answer:
    """Send one request, the path as it is, and return the answer. `accept_encoding` stands for Accept-Encoding."""
    connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=PATIENCE)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Answer(answer.status, answer.headers, body)


def list_built(host: Host) -> list[Path]:
    """Return every file that a reader may ask for, by its path in the site; not what is packed beside it."""
    found = (path.relative_to(host.site) for path in host.site.rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix not in {".br", ".gz"} and path.name != "_headers")


def is_worth_packing(path: Path, content: bytes) -> bool:
    """Tell whether a file of the site is large enough: what a reader waits for is sooner than what programs fetch."""
    return path.suffix != PICTURE and len(content) >= (4096 if path.suffix in FETCHED else 1024)


def find_address(path: Path) -> str:
    """Return the address of a file of the site; a page's is its folder."""
    return AT + (f"{path.parent}/".removeprefix("./") if path.name == "index.html" else str(path))


def read_rules(site: Path) -> dict[str, dict[str, str]]:
    """Return the headers that the shipped file names for each pattern, read without the guide's code."""
    content = re.sub("^#.*\n", "", (site / "_headers").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        rule.splitlines()[0]: dict(re.findall(r"^\s+([^:\s]+): (.*)$", rule, re.MULTILINE))
        for rule in re.split(r"^(?=/)", content, flags=re.MULTILINE)
        if rule.strip()
    }


def check_common(host: Host, answer: Answer, path: str) -> None:
    """What every answer has, whatever it answers."""
    for name, value in read_rules(host.site)["/*"].items():
        assert answer.headers.get_all(name) == [value], f"{path}: {name}"
    assert answer.headers["Server"] == "nginx", "the version is nobody's business"


@pytest.mark.parametrize("encoding", [*PACKED, None])
def test_every_file_arrives_as_it_was_built(host: Host, encoding: str | None) -> None:
    files = list_built(host)
    assert len(files) > 200
    for path in files:
        address = find_address(path)
        answer = ask(host, address, **({"accept_encoding": f"{encoding}, deflate"} if encoding else {}))
        content = (host.site / path).read_bytes()
        assert answer.status == 200, address
        packed = is_worth_packing(path, content)
        assert answer.headers["Content-Encoding"] == (encoding if packed else None), address
        assert UNPACK[encoding if packed else None](answer.body) == content, address
        if packed:
            assert answer.headers["Vary"] == "Accept-Encoding", address
        kind = "image/png" if path.suffix == PICTURE else f"{KINDS[path.suffix]}; charset=utf-8"
        assert answer.headers["Content-Type"] == kind, address
        assert answer.headers.get_all("Cache-Control") == [FOREVER if path.parts[0] == "assets" else SHORT], address
        assert answer.headers["ETag"] and answer.headers["Last-Modified"], address
        check_common(host, answer, address)


def test_the_smallest_form_is_chosen_that_the_reader_takes(host: Host) -> None:
    for accepted, chosen in [
        ("gzip, deflate, br", next(iter(PACKED))),
        ("gzip", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
    ]:
        assert ask(host, AT, accept_encoding=accepted).headers["Content-Encoding"] == chosen, accepted
    sizes = [len(ask(host, f"{AT}timeline/", accept_encoding=one).body) for one in [*PACKED, "identity"]]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1] / 4


@pytest.mark.parametrize("path", ["", "en/law/", "data/laws.json", "guide.html"])
def test_a_page_that_has_not_changed_is_not_sent_again(host: Host, path: str) -> None:
    marks = set()
    for encoding in [*PACKED, "identity"]:
        first = ask(host, AT + path, accept_encoding=encoding)
        marks.add(first.headers["ETag"])
        again = ask(host, AT + path, accept_encoding=encoding, if_none_match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == SHORT
        check_common(host, again, path)
    assert len(marks) == len(PACKED) + 1, "a cache would mistake one form for the other"


@pytest.mark.parametrize(
    "path",
    [
        f"{AT}nowhere/",
        f"{AT}en/nowhere",
        f"{AT}assets/site.00000000.css",
        f"{AT}data/laws.xlsx",
        f"{AT}assets/",  # a folder without a page: its files are not listed
        f"{AT}search/",
        f"{AT}_headers",
        f"{AT}headers.txt",
        "/elsewhere/",
        "/",
    ],
)
def test_a_wrong_address_gets_the_error_page(host: Host, path: str) -> None:
    answer = ask(host, path)
    assert answer.status == 404
    assert answer.body == (host.site / "404.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache", "it may be there soon, an asset of a newer page above all"
    check_common(host, answer, path)


@pytest.mark.parametrize(
    "path",
    [
        f"{AT}../secret.html",
        f"{AT}..%2fsecret.html",
        f"{AT}%2e%2e/secret.html",
        f"{AT}%2e%2e%2fsecret.html",
        f"{AT}en/../../secret.html",
        f"{AT}en/..%2f..%2fsecret.html",
        f"{AT}..%5csecret.html",
        f"{AT}..%c0%afsecret.html",
        f"{AT.rstrip('/')}../secret.html",  # the classic slip of an alias without its slash
        f"{AT}%00",
        f"{AT}../../../../../../../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_site(host: Host, path: str) -> None:
    assert (host.site.parent / "secret.html").exists()
    answer = ask(host, path)
    assert answer.status in {400, 404}
    assert SECRET.encode() not in answer.body
    check_common(host, answer, path)


def test_only_the_head_or_a_part_is_sent_where_that_is_asked(host: Host) -> None:
    whole = ask(host, f"{AT}guide.html")
    head = ask(host, f"{AT}guide.html", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {name: value for name, value in head.headers.items() if name != "Date"} == {
        name: value for name, value in whole.headers.items() if name != "Date"
    }
    part = ask(host, f"{AT}guide.html", range="bytes=1000-1999")
    assert (part.status, part.body) == (206, whole.body[1000:2000])
    check_common(host, part, "range")
    assert ask(host, f"{AT}guide.html", range="bytes=99999999-").status == 416
    posted = ask(host, AT, "POST")
    assert posted.status == 405
    check_common(host, posted, "POST")


@pytest.mark.parametrize("path", [AT, f"{AT}timeline/", f"{AT}en/failures/"])
def test_an_address_without_its_last_slash_leads_on_without_naming_a_host(host: Host, path: str) -> None:
    answer = ask(host, path.rstrip("/"))
    assert (answer.status, answer.headers["Location"]) == (301, path)
    check_common(host, answer, path)


def test_the_site_can_stand_at_the_root_too(host: Host, tmp_path: Path) -> None:
    with hosting(tmp_path / "nginx", host.site, "/") as root:
        assert ask(root, "/en/").body == (host.site / "en/index.html").read_bytes()
        (asset,) = (host.site / "assets").glob("site.*.css")
        assert ask(root, f"/assets/{asset.name}").headers["Cache-Control"] == FOREVER
        assert ask(root, "/timeline").headers["Location"] == "/timeline/"
        for path in ("/nowhere", "/_headers", "/assets/"):
            answer = ask(root, path)
            assert (answer.status, answer.body) == (404, (host.site / "404.html").read_bytes())
            check_common(root, answer, path)


@pytest.mark.parametrize(("language", "query"), [("", "手机号"), ("en/", "phone")])
def test_pages_load_without_a_complaint(open_page: OpenPage, host: Host, language: str, query: str) -> None:
    page = open_page()
    requests, complaints = watch(page)
    for path in SORTS:
        page.goto(f"{host.address}{language}{path}", wait_until="load")
        assert page.locator("h1").first.is_visible()
    page.goto(f"{host.address}{language}law/")
    page.locator("#search-open").click()
    page.locator("#query").fill(query)
    page.locator("#search-results a").first.wait_for()
    # Leaving a page cuts off what it still loads, the icon for one.
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]
    assert all(request.url.startswith(host.address) for request in requests)


def test_the_error_page_is_whole_at_any_depth(page: Page, host: Host) -> None:
    _, complaints = watch(page)
    page.goto(f"{host.address}en/no/such/page")
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"
    assert [complaint for complaint in complaints if "/no/such/page" not in complaint and "404" not in complaint] == []
    page.locator("main a").last.click()
    expect(page).to_have_url(f"{host.address}en/")


def test_a_second_page_asks_for_no_asset_again(page: Page, host: Host) -> None:
    def count_asked() -> int:
        return len(re.findall(f"GET {AT}assets/site", host.log.read_text(encoding="utf-8")))

    before = count_asked()
    page.goto(host.address)
    assert count_asked() == before + 2
    page.goto(f"{host.address}law/")
    page.reload()
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"
    assert count_asked() == before + 2


def test_a_page_from_a_cache_reads_though_its_assets_are_gone(page: Page, host: Host) -> None:
    page.route("**/assets/**", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{host.address}en/timeline/")
    assert page.locator("h1").is_visible()
    row_id = "waiting-periods-cool-60-intl"
    row = page.locator(f"#{row_id}")
    row.locator("summary").click()
    assert not page.locator("#search-open").is_visible(), "a button that cannot work is not shown"
    row.locator(".to-grounds").click()
    page.wait_for_url(f"{host.address}en/timeline/evidence.html#{row_id}")
    page.locator(f"#{row_id} blockquote").first.wait_for()


def test_each_address_has_one_rule_for_caches(host: Host) -> None:
    """Some hosts join the values of all rules that match, and take no more than a hundred rules."""
    rules = {pattern: one["Cache-Control"] for pattern, one in read_rules(host.site).items() if "Cache-Control" in one}
    assert len(rules) < 99
    for path in list_built(host):
        address = find_address(path).replace(AT, "/", 1)
        assert len([pattern for pattern in rules if fnmatchcase(address, pattern)]) == 1, address


def test_the_name_of_an_asset_tells_its_content(host: Host) -> None:
    assets = [path for path in (host.site / "assets").iterdir() if path.suffix not in PACKED.values()]
    joined = {"site.css", "site.js", *(f"site-{view}.js" for view in ("dates", "observation", "plan", "plan-begin"))}
    later = {"cite.js", "icon.svg", "moved.js", "plan.js", "search.js"}
    pages = [path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").glob("*/**/*.md")]
    cards = {f"card-{'-'.join(page.parts)}.png" for page in pages}
    assert {f"{path.name.split('.')[0]}{path.suffix}" for path in assets if path.suffix not in {".br", ".gz"}} == {
        *joined,
        *later,
        *cards,
    }
    for path in assets:
        if path.suffix not in {".br", ".gz"}:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
            assert path.name.split(".")[1:-1] == [digest], path.name
            assert path.suffix == PICTURE or "url(" not in path.read_text("utf-8"), "nothing writes the hash into it"
    site = Site(host.site)
    for page in (*site.pages(), *site.evidence_pages(), *site.whole_pages()):
        told = site.read(page).xpath(
            "//link[@rel='icon' or @rel='stylesheet']/@href | //script/@src | //body/@data-script"
        )
        assert len(told) == 3, f"{page}: the icon, the style, and all scripts in one"
        assert {Path(one).name for one in told} <= {path.name for path in assets}, page


def test_packed_files_are_kept_where_they_are_worth_it(host: Host) -> None:
    for path in list_built(host):
        content = (host.site / path).read_bytes()
        packed = {suffix: host.site / f"{path}{suffix}" for suffix in (".br", ".gz")}
        worth = is_worth_packing(path, content)
        assert {one.exists() for one in packed.values()} == {worth}, path
        if worth:
            assert brotli.decompress(packed[".br"].read_bytes()) == content
            gzipped = packed[".gz"].read_bytes()
            assert gzip.decompress(gzipped) == content
            assert gzipped[3] == 0 and gzipped[4:8] == bytes(4), "the name or the time of the build is in it"
            assert len(gzipped) < len(content)


def read_answer(reader: BinaryIO) -> tuple[int, dict[str, str], bytes]:
    """Read one answer of a connection that stays open: its status, headers and body. A short one is an error."""
    status = reader.readline()
    headers = {}
    for line in iter(reader.readline, b"\r\n"):
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    length = int(headers["content-length"])
    body = reader.read(length)
    assert len(body) == length, "the answer is short"
    return int(status.split()[1]), headers, body


def send_all(port: int, jobs: list[tuple[bytes, Sequence[bytes]]]) -> int:
    """Send requests over one connection, each after the other's answer; return how many were answered as expected.

    For the moment between two renames there is no site: who is told so asks again.
    """
    done = 0
    while done < len(jobs):
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            reader = connection.makefile("rb")
            while done < len(jobs):
                request, expected = jobs[done]
                connection.sendall(request)
                status, headers, body = read_answer(reader)
                right = status == 404 or (status == 200 and body in expected)
                assert right, f"{request!r}: {status}, {len(body)} bytes"
                done += status == 200
                if headers["connection"] == "close":  # after as many as nginx is told to take
                    break
            reader.close()
    return done


def list_jobs(host: Host) -> Iterator[tuple[bytes, Sequence[bytes]]]:
    """Yield (request, bodies of a right answer) for each file and encoding; of the books, only what is compressed.

    A compressed file that is not there for a moment is made up for by the plain one, which may be there by then.
    """
    for path in list_built(host):
        plain = (host.site / path).read_bytes()
        for encoding, suffix in [*PACKED.items(), ("identity", "")]:
            file = host.site / f"{path}{suffix}"
            expected = file.read_bytes() if file.exists() else plain
            if len(expected) < 300_000:
                head = f"GET {find_address(path)} HTTP/1.1\r\nHost: guide\r\nAccept-Encoding: {encoding}\r\n\r\n"
                yield head.encode(), (expected, plain)


def test_under_load_each_answer_is_whole_or_that_there_is_none_while_the_site_is_replaced(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sync", lambda: None)  # no power cut here, and a busy disk would be waited for
    target = tmp_path / "site"
    shutil.copytree(host.site, target, copy_function=os.link)
    with hosting(tmp_path / "nginx", target) as busy:
        jobs = itertools.cycle(list_jobs(busy))
        shares = [list(itertools.islice(jobs, REQUESTS // CONNECTIONS)) for _ in range(CONNECTIONS)]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            answered = [pool.submit(send_all, busy.port, share) for share in shares]
            swaps = 0
            while not all(one.done() for one in answered):
                swaps += 1
                with replacing(target, lambda: None) as room:
                    shutil.copytree(host.site, room, copy_function=os.link, dirs_exist_ok=True)
            assert sum(one.result() for one in answered) == REQUESTS
        assert swaps
        codes = re.findall(r'HTTP/1\.1" (\d+) ', busy.log.read_text(encoding="utf-8"))
        assert codes.count("200") == REQUESTS and set(codes) <= {"200", "404"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("/*\n  X-Frame-Options DENY\n", "line 2: expected 'Name: value'"),
        ("\n  X-Frame-Options: DENY\n", "line 2: expected 'Name: value' below a pattern"),
        ("/*\n  X-Price: $5\n", "nginx cannot write this: '$5'"),
        ("/*\n  X-Odd: a\x07b\n", "nginx cannot write this"),
    ],
)
def test_a_headers_file_that_nginx_cannot_follow_is_named(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "_headers").write_text(content, encoding="utf-8")
    result = CliRunner().invoke(nginx, [str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path / '_headers'}: {told}" in result.output


def test_without_a_headers_file_the_remedy_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(nginx, [str(tmp_path)])
    assert result.exit_code == 2
    assert "make build" in result.output
