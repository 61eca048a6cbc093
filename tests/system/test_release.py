"""A release is the same bytes from the same site, says what it holds, and works in a sub-folder of any host."""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
import stat
import urllib.request
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from click.testing import CliRunner, Result

from browsing import serve_folder
from guide.__main__ import main
from raw import Site


def release(site: Path, target: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["release", str(target), "--site", str(site), "--lang", "en"])


@pytest.fixture(scope="module")
def released(second_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the release of a site."""
    target = tmp_path_factory.mktemp("release")
    result = release(second_site.folder, target)
    assert result.exit_code == 0, result.output
    return target


def list_files(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_the_site_and_nothing_else(released: Path, second_site: Site, tmp_path: Path) -> None:
    assert {path.name for path in released.iterdir()} == {"site.zip", "SHA256SUMS"}
    with zipfile.ZipFile(released / "site.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    assert list_files(tmp_path / "site") == list_files(second_site.folder)


def test_the_sums_are_those_of_the_archive_and_of_each_file(released: Path, second_site: Site) -> None:
    lines = (released / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = {line[66:]: line[:64] for line in lines if line[64:66] == "  "}
    wanted = {f"site/{name}": content for name, content in list_files(second_site.folder).items()}
    wanted["site.zip"] = (released / "site.zip").read_bytes()
    assert told == {name: hashlib.sha256(content).hexdigest() for name, content in wanted.items()}


def test_another_day_other_rights_and_another_order_make_the_same_bytes(
    released: Path, second_site: Site, tmp_path: Path
) -> None:
    copied = tmp_path / "copy"
    for name in sorted(list_files(second_site.folder), reverse=True):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(second_site.folder / name, copied / name)
        (copied / name).chmod(stat.S_IRUSR | stat.S_IWUSR)
        os.utime(copied / name, (10**9, 10**9))
    assert release(copied, tmp_path / "again").exit_code == 0
    assert list_files(tmp_path / "again") == list_files(released)


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("words", encoding="utf-8")
    result = release(tmp_path / "site", tmp_path / "out")
    assert result.exit_code == 2 and "build the site first" in result.output
    assert not (tmp_path / "out").exists()


class _Links(HTMLParser):
    """Gathers what a page leads to or loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.add(value)


def crawl(start: str) -> Iterator[tuple[str, int, str]]:
    """Yield (address, status, who leads there) of all that a site leads to on its own host."""
    waiting = {start: ""}
    seen: set[str] = set()
    while waiting:
        address, leading = waiting.popitem()
        seen.add(address)
        try:
            with urllib.request.urlopen(address) as answer:
                status, kind, body = answer.status, answer.headers["Content-Type"], answer.read()
        except HTTPError as error:
            status, kind, body = error.code, "", b""
        yield address, status, leading
        links = _Links()
        links.feed(body.decode("utf-8") if kind.startswith("text/html") else "")
        targets = {urldefrag(urljoin(address, link)).url for link in links.found}
        waiting |= {
            one: address for one in targets if urlsplit(one).netloc == urlsplit(start).netloc and one not in seen
        }


def test_from_a_sub_folder_of_another_host_every_link_leads_somewhere(released: Path, tmp_path: Path) -> None:
    folder = tmp_path / "some/where"
    with zipfile.ZipFile(released / "site.zip") as archive:
        archive.extractall(folder)
    with serve_folder(tmp_path) as served:
        start = f"{served}some/where/site/"
        found = list(crawl(start))
        assert [one for one in found if one[1] != 200 or not one[0].startswith(start)] == []
        reached = {posixpath.join(urlsplit(address).path, "") for address, _, _ in found}
        pages = {path.parent.relative_to(folder / "site").as_posix() for path in folder.rglob("index.html")}
        assert {f"/some/where/site/{page}/".replace("/./", "/") for page in pages} <= reached
