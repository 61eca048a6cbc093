"""A build that fails in any way loses nothing, and one that succeeds makes the same bytes wherever it runs."""

from __future__ import annotations

import contextlib
import http.client
import http.server
import itertools
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from browsing import serve_folder
from guide.cli.build import build, finish_site
from guide.deploy.swap import replacing
from guide.kept.compressed import open_shelf
from interruptions import FILES, is_whole, read_site, write_site
from patience import PATIENCE, run_guide, wait_until
from project_copy import PLACE, build_site, copy_second_guide
from raw import ROOT

SWAPS = 100
# Stands in for MkDocs: writes a small site at once, then does what it is told.
MKDOCS = """
import os, resource, signal, sys, time
from pathlib import Path

site = Path(sys.argv[sys.argv.index("--site-dir") + 1])
task, _, name = os.environ["TASK"].partition(" ")
for path in ("index.html", "en/index.html", "assets/site.css"):
    (site / path).parent.mkdir(exist_ok=True)
    (site / path).write_text(name)
if task == "wait":
    Path("reached").write_text(str(os.getpid()))
    while not Path("go").exists():
        time.sleep(0.01)
if task == "grow":
    (site / "guide.html").write_text("0123456789" * 100_000)
if task == "press":  # what is too large for its limit is only the compressed file
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
    (site / "guide.html").write_bytes(os.urandom(100_000).hex().encode())
if task == "fail":
    sys.exit(3)
if task == "die":
    os.kill(os.getpid(), signal.SIGKILL)
"""


class Harness:
    """A folder in which builds are made, with a stand-in for MkDocs, and a site that was built before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        (folder / "mkdocs").mkdir()
        (folder / "mkdocs/__init__.py").touch()
        (folder / "mkdocs/__main__.py").write_text(MKDOCS, encoding="utf-8")
        self.site.mkdir()
        write_site(self.site, "old")

    @contextlib.contextmanager
    def building(self, task: str, *, limit: int | None = None, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """Run the command in a session of its own, which ends with the test. `limit` is that of a file, in KiB."""
        command = [sys.executable, "-m", "guide", "build"]
        if limit:
            command = ["bash", "-c", f'ulimit -S -f {limit}; exec "$0" "$@"', *command]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", "TASK": task, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate(timeout=PATIENCE)

    def build(self, task: str, **options: str | int) -> tuple[int, str]:
        """Run the command to its end; return its exit code and what it said."""
        with self.building(task, **options) as process:  # type: ignore[arg-type]
            _, said = process.communicate(timeout=PATIENCE)
            return process.returncode, said

    def wait_for_mkdocs(self, build: subprocess.Popen[str]) -> int:
        """Wait until MkDocs has written its files; return its process."""
        reached = self.folder / "reached"

        def is_reached() -> bool:
            assert build.poll() is None, "the build has ended"
            return reached.exists() and reached.read_text(encoding="utf-8") != ""

        wait_until(is_reached, lambda: "MkDocs has not begun")
        return int(reached.read_text(encoding="utf-8"))

    def list_rest(self) -> list[str]:
        """Return what stands in the folder and is neither the site, nor kept for the next one, nor the test's own."""
        return sorted({path.name for path in self.folder.iterdir()} - {"site", ".cache", "mkdocs", "reached", "go"})

    def check_old(self) -> None:
        """The site is the one from before, and nothing else is there."""
        assert is_whole(self.site, "old"), read_site(self.site)
        assert self.list_rest() == []

    def check_next(self) -> None:
        """The next build succeeds and leaves nothing but the site."""
        code, said = self.build("build new")
        assert code == 0, said
        assert is_whole(self.site, "new"), read_site(self.site)
        assert self.list_rest() == []


@pytest.fixture
def harness(tmp_path: Path) -> Harness:
    """A place to build at."""
    return Harness(tmp_path)


def is_gone(process: int) -> bool:
    """Tell whether a process has ended, be it that nobody has asked how."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return told.stdout.strip().startswith("Z") or not told.stdout.strip()


@pytest.mark.parametrize("how", ["kill", "full", "dead", "stuck", "stop"])
def test_wherever_a_replacement_is_interrupted_a_whole_site_stands_or_is_put_back(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    command = [sys.executable, str(ROOT / "tests/support/interruptions.py"), str(folder), how]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert result.returncode == 0, result.stderr
    *faults, points = result.stdout.split("\n")[:-1]
    assert not faults
    assert int(points) > (10 if how == "stuck" else 20)


def test_what_a_run_that_was_killed_between_the_renames_put_aside_is_put_back(harness: Harness) -> None:
    aside = harness.folder / ".site.building-old"
    harness.site.rename(aside)
    (harness.folder / ".site.building").mkdir()
    write_site(harness.folder / ".site.building", "lost")
    assert harness.build("fail")[0] == 3
    harness.check_old()


def test_what_a_killed_run_left_beside_a_site_is_swept(harness: Harness) -> None:
    for name in (".site.building", ".site.building-old"):
        (harness.folder / name).mkdir()
        write_site(harness.folder / name, "lost")
    assert harness.build("fail")[0] == 3
    harness.check_old()


@pytest.mark.parametrize(
    ("task", "code"), [("fail", 3), ("die", 128 + signal.SIGKILL)], ids=["an error", "a killed MkDocs"]
)
def test_a_failed_build_leaves_the_old_site_and_passes_its_exit_code_on(harness: Harness, task: str, code: int) -> None:
    assert harness.build(task) == (code, "the site was not built; site is as it was\n")
    harness.check_old()


def test_what_is_said_is_said_in_the_language_of_the_shell(harness: Harness) -> None:
    assert harness.build("fail", LC_ALL="zh_CN.UTF-8") == (3, "网站没有生成；site 保持原样\n")
    code, said = harness.build("build new", LC_ALL="zh_CN.UTF-8")
    assert (code, said) == (0, "site：3 个文件，另有 0 个压缩文件\n")


@pytest.mark.parametrize(
    ("number", "to_all"),
    [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGHUP, True)],
    ids=["Ctrl-C", "SIGINT", "SIGTERM", "a closed terminal"],
)
def test_a_stopped_build_leaves_the_old_site_and_nothing_else(
    harness: Harness, number: signal.Signals, to_all: bool
) -> None:
    with harness.building("wait new") as process:
        mkdocs = harness.wait_for_mkdocs(process)
        (os.killpg if to_all else os.kill)(process.pid, number)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert said.splitlines()[-1] == "stopped; site is as it was"
    assert is_gone(mkdocs)
    harness.check_old()


def test_a_wish_to_stop_that_comes_when_the_site_is_finished_comes_too_late(harness: Harness) -> None:
    late = "import os, signal; os.sync = lambda: os.kill(os.getpid(), signal.SIGTERM); "
    command = [sys.executable, "-c", f"{late}from guide.__main__ import main; main()", "build"]
    environment = {**os.environ, "TASK": "build new"}
    result = subprocess.run(command, cwd=harness.folder, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "site: 3 files, and 0 compressed beside them\n")
    assert is_whole(harness.site, "new")
    assert harness.list_rest() == []


def test_after_a_killed_build_the_next_one_waits_for_what_outlived_it_and_cleans_up(harness: Harness) -> None:
    with harness.building("wait lost") as process:
        mkdocs = harness.wait_for_mkdocs(process)
        process.kill()
        process.wait(PATIENCE)
        assert is_whole(harness.site, "old")
        with harness.building("build new") as following:
            assert following.stderr
            assert following.stderr.readline() == "another build is at work; waiting for it\n"
            assert is_whole(harness.site, "old")
            os.kill(mkdocs, signal.SIGKILL)
            assert following.wait(PATIENCE) == 0
    assert is_whole(harness.site, "new")
    assert harness.list_rest() == []


def test_two_builds_at_once_come_one_after_the_other(harness: Harness) -> None:
    with harness.building("wait first") as first:
        harness.wait_for_mkdocs(first)
        with harness.building("build second") as second:
            assert second.stderr
            assert second.stderr.readline() == "another build is at work; waiting for it\n"
            assert is_whole(harness.site, "old")
            (harness.folder / "go").touch()
            assert first.wait(PATIENCE) == 0
            assert second.wait(PATIENCE) == 0
    assert is_whole(harness.site, "second")
    assert harness.list_rest() == []


def test_without_room_for_the_pages_the_old_site_stays(harness: Harness) -> None:
    code, said = harness.build("grow", limit=100)
    assert code == 1
    assert said.endswith("the site was not built; site is as it was\n")
    harness.check_old()
    harness.check_next()


def test_without_room_for_the_compressed_files_the_old_site_stays(harness: Harness) -> None:
    code, said = harness.build("press", limit=50)
    assert code == os.EX_IOERR
    assert said.startswith("the site could not be written (")
    assert said.endswith("; site is as it was\n")
    assert "Traceback" not in said
    harness.check_old()


def test_a_full_disk_is_named(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harness.folder)
    monkeypatch.setenv("TASK", "fail")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100_000))
    monkeypatch.setattr("guide.cli.build._hear_stops", lambda: None)  # the tests' own Ctrl-C stays what it is
    result = CliRunner().invoke(build, ["--lang", "en"])
    assert result.exit_code == os.EX_IOERR
    assert result.output == "the site could not be written (No space left on device); site is as it was\n"
    harness.check_old()


def test_a_folder_that_no_build_has_made_is_not_replaced(harness: Harness, monkeypatch: pytest.MonkeyPatch) -> None:
    thesis = harness.folder / "documents/thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("years of work", encoding="utf-8")
    monkeypatch.chdir(harness.folder)
    for folder in ("documents", ".", ".."):
        result = CliRunner().invoke(build, [folder, "--lang", "en"])
        assert result.exit_code == 2
        assert "holds files that no build has made" in result.output
    assert thesis.read_text(encoding="utf-8") == "years of work"


@dataclass(frozen=True)
class Publishing:
    """A site that a thread replaces a hundred times, and on until a reader has `met` more than one."""

    target: Path
    met: threading.Event
    thread: threading.Thread


def publish(target: Path, met: threading.Event) -> None:
    """Replace a site again and again, by one that says its number."""
    end = time.monotonic() + PATIENCE
    for number in itertools.count(1):
        with replacing(target, lambda: None) as room:
            write_site(room, str(number))
        if number >= SWAPS and (met.is_set() or time.monotonic() > end):
            return


@pytest.fixture
def publishing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishing]:
    """A site, and a thread that is about to replace it."""
    monkeypatch.setattr("os.sync", lambda: None)  # no power cut here, and a busy disk would be waited for
    target, met = tmp_path / "site", threading.Event()
    with replacing(target, lambda: None) as room:
        write_site(room, "0")
    thread = threading.Thread(target=publish, args=(target, met))
    yield Publishing(target, met, thread)
    met.set()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def read_at_once(folder: int) -> list[str] | None:
    """Return what the files in an open folder say, or None where it has been thrown away meanwhile."""
    said = []
    for path in FILES:
        try:
            file = os.open(path, os.O_RDONLY, dir_fd=folder)
        except FileNotFoundError:
            return None
        said.append(os.read(file, 100).decode())
        os.close(file)
    return said


def test_a_reader_who_opens_the_site_finds_one_or_none_and_never_a_mixture(publishing: Publishing) -> None:
    seen = set()
    publishing.thread.start()
    while publishing.thread.is_alive():
        try:
            folder = os.open(publishing.target, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:  # between the two renames
            continue
        try:
            said = read_at_once(folder)
        finally:
            os.close(folder)
        if said:
            assert len(set(said)) == 1 and said[0] != "", said
            seen.add(said[0])
        if len(seen) > 1:
            publishing.met.set()
    assert len(seen) > 1


def test_a_server_has_a_whole_page_or_none_for_a_moment_and_never_an_older_one(publishing: Publishing) -> None:
    with serve_folder(publishing.target) as address:
        seen = [0]
        publishing.thread.start()
        while publishing.thread.is_alive():
            for path in FILES:
                connection = http.client.HTTPConnection(address.split("/")[2], timeout=PATIENCE)
                connection.request("GET", f"/{path}")
                answer = connection.getresponse()
                said = answer.read().decode()
                connection.close()
                assert answer.status in {200, 404}, path
                seen += [int(said)] if answer.status == 200 else []
            if seen[-1] > seen[0]:
                publishing.met.set()
    assert seen == sorted(seen)


def read_files(folder: Path) -> Mapping[str, tuple[int, bytes]]:
    """Return the rights and the content of every file in a folder."""
    return {
        str(path.relative_to(folder)): (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


REVERSED = """
import os
scan, listing = os.scandir, os.listdir

class Reversed:
    def __init__(self, *place):
        with scan(*place) as found:
            self.entries = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __enter__(self):
        return self
    def __exit__(self, *error):
        pass
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.entries)
    def close(self):
        pass

os.scandir = Reversed
os.listdir = lambda *place: sorted(listing(*place), reverse=True)
"""


def test_a_commit_builds_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    """Another path, time zone, language, encoding, order of files and of hashes, umask; and by the other command."""
    here, there = copy_second_guide(tmp_path / "here"), tmp_path / "elsewhere" / "项目 2"
    author = ("-c", "user.name=Nobody", "-c", "user.email=nobody@guide.example")
    for task in (("init", "--quiet"), ("commit", "--quiet", "--allow-empty", "--message", "x")):
        subprocess.run(["git", *author, *task], cwd=here, check=True)  # the day of the commit stands on the pages
    shutil.copytree(here, there)
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd/sitecustomize.py").write_text(REVERSED, encoding="utf-8")
    odd = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONHASHSEED": "4",
        "PYTHONPATH": f"{tmp_path / 'odd'}:{there / 'hooks'}",
    }
    plain = build_site(here, here / "site", SITE_URL=PLACE)
    assert plain.returncode == 0, plain.stderr
    finish_site(here / "site", open_shelf(tmp_path))
    command = [sys.executable, "-m", "guide", "build"]
    environment = {**os.environ, **odd, "SITE_URL": PLACE}
    result = subprocess.run(
        command, cwd=there, env=environment, capture_output=True, check=False, timeout=PATIENCE, umask=0o077
    )
    assert result.returncode == 0, result.stderr.decode(errors="replace")
    one, other = read_files(here / "site"), read_files(there / "site")
    assert any(path.endswith(".br") for path in one) and any(path.endswith(".ics") for path in one)
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    assert {mode for mode, _ in other.values()} == {0o644}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (there / "site").rglob("*") if path.is_dir()} == {0o755}
    assert [path.name for path in there.iterdir() if "building" in path.name] == []


def read_modes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.lstat().st_mode for path in folder.rglob("*")}


def test_a_site_that_takes_the_place_of_another_is_the_one_from_nothing(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    site, before, over = project / "site", project / "before", project / "over"
    assert run_guide(project, "build").returncode == 0
    written = {path.relative_to(site): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    shutil.copytree(site, before)
    fees = project / "data/fees.yml"
    fees.write_text(fees.read_text("utf-8").replace("Closing costs {value}", "To close costs {value}"), "utf-8")
    assert run_guide(project, "build").returncode == 0
    taken = {path for path, when in written.items() if (site / path).stat().st_mtime_ns == when}
    assert all((site / path).read_bytes() == (before / path).read_bytes() for path in taken)
    assert len(taken) > len(written) / 2, "hardly anything was shared"
    assert {path.lstat().st_nlink for path in site.rglob("*") if path.is_file()} == {1}
    site.rename(over)
    assert run_guide(project, "build", "--cold").returncode == 0
    one, other = read_files(over), read_files(site)
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    assert read_modes(over) == read_modes(site)
    assert one != read_files(before)


def test_mistakes_in_the_data_leave_the_site_that_was_built_before(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    (project / "site").mkdir()
    write_site(project / "site", "old")
    (project / "data/fees.yml").write_text("- [", encoding="utf-8")
    result = run_guide(project, "build")
    assert result.returncode == 1
    assert "data/fees.yml:" in result.stderr
    assert is_whole(project / "site", "old")
    assert not (project / ".site.building").exists()
