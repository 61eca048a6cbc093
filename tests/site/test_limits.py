"""What every page keeps to: small, and closed to everything from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from browsing import OpenPage, find_different, wait_for_idle, watch
from declared import DECLARED, list_homes
from raw import Site

BUDGET = 48 * 1024  # bytes of a first visit, compressed
REGISTER = 64 * 1024  # of a register, which is as long as it has to be
REQUESTS = 8
REGISTERS = [
    f"{page.removesuffix('.md')}/" for kind, page in list_homes().items() if DECLARED[kind].get("group") == "register"
]


def test_a_first_visit_to_any_page_is_small(open_page: OpenPage, site: Site, address: str) -> None:
    packed: dict[str, int] = {}
    for path in find_different(site):
        page = open_page()
        requests, _ = watch(page)
        page.goto(address + path)
        wait_for_idle(page)
        files = [urlsplit(request.url).path for request in requests if request.url.startswith(address)]
        assert len(files) <= REQUESTS, f"{path}: {files}"
        for name in set(files) - packed.keys():
            packed[name] = len(brotli.compress(_read(site, name, address), quality=10))  # as the build packs them
        sizes = {name: packed[name] for name in files}
        limit = REGISTER if any(path.endswith(f"/{page}") or path == page for page in REGISTERS) else BUDGET
        assert sum(sizes.values()) <= limit, f"{path}: {sizes}"
        page.context.close()


def _read(site: Site, name: str, address: str) -> bytes:
    path = site.folder / name.removeprefix(urlsplit(address).path)
    return (path / "index.html" if path.is_dir() else path).read_bytes()


def test_the_policy_of_the_pages_is_the_policy_of_the_headers(site: Site) -> None:
    headers = (Path(site.folder) / "_headers").read_text(encoding="utf-8")
    policy = re.search(r"Content-Security-Policy: (.*)", headers)
    assert policy
    told = policy[1].replace("; frame-ancestors 'none'", "")
    assert "unsafe" not in told
    assert not re.search(r"https?:|data:|\*", told), "nothing from elsewhere"
    for path in site.pages():
        assert site.open(path).xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [told], path


def test_a_page_may_ask_its_own_host_for_robots_txt_and_no_other_for_anything(
    open_page: OpenPage, address: str
) -> None:
    page = open_page()
    page.goto(address)
    assert page.evaluate("fetch('robots.txt').then(answer => answer.status)") == 200
    elsewhere = address.replace("127.0.0.1", "localhost")
    assert page.evaluate(f"fetch('{elsewhere}robots.txt', {{mode: 'no-cors'}}).catch(() => 'refused')") == "refused"
