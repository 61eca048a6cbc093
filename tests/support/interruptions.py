"""Break the replacement of a folder at every point where it touches the system, and look at what is left.

A process of its own, as it forks: `python interruptions.py FOLDER kill|full|dead|stuck|stop` prints what is
wrong, and then how many points there were. `dead` is a disk that fails from then on, `stuck` one on which nothing can
be moved any more.
"""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from guide.deploy.swap import replacing

EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir", "fcntl.flock"}
FILES = ("index.html", "en/index.html", "assets/site.css")
DONE, FULL, STOPPED = 0, 1, 2


def write_site(folder: Path, name: str) -> None:
    """Write a small site, each file of which says its name."""
    for path in FILES:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(name, encoding="utf-8")


def read_site(folder: Path) -> list[str]:
    """Return what the files of a site say; one that is not there says `missing`."""
    found = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    said = [(folder / path).read_text(encoding="utf-8") if path in found else "missing" for path in FILES]
    return said + sorted(set(found) - set(FILES))


def is_whole(folder: Path, *names: str) -> bool:
    """Tell whether a folder holds one of the sites with these names, and nothing else."""
    return read_site(folder) in [[name] * len(FILES) for name in names]


def replace(target: Path, name: str) -> None:
    """Put a new site at `target`."""
    with replacing(target, lambda: None) as room:
        write_site(room, name)


def watch(at: int, how: str, act: Callable[[], None]) -> None:
    """From now on call `act` before the system is asked for the `at`-th time; what lasts, each time after it, too."""
    count = [0]

    def hear(event: str, _: tuple[Any, ...]) -> None:
        count[0] += event in EVENTS
        now = count[0] == at or (how in {"dead", "stuck"} and count[0] > at)
        if now and event in ({"os.rename"} if how == "stuck" else EVENTS):
            act()

    sys.addaudithook(hear)


def kill() -> None:
    """Die as by a power cut of this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk() -> None:
    """Let what was asked of the system fail."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def stop() -> None:
    """Press Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)


ACTS = {"kill": kill, "full": fill_disk, "dead": fill_disk, "stuck": fill_disk, "stop": stop}


def fork(work: Callable[[], None]) -> int:
    """Do something in another process; return how that ended: an exit code, or a signal's number, negative."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except OSError:
            os._exit(FULL)
        except KeyboardInterrupt:
            os._exit(STOPPED)
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def try_point(folder: Path, how: str, at: int) -> tuple[list[str], bool]:
    """Interrupt a replacement at one point; return what is wrong then, and whether there was such a point."""
    replace(folder / "site", "old")
    met = mmap.mmap(-1, 1)  # shared with the child

    def act() -> None:
        met[0] = 1
        ACTS[how]()

    def work() -> None:
        watch(at, how, act)
        replace(folder / "site", "new")

    code = fork(work)
    faults = [f"{how} at {at}: {fault}" for fault in find_faults(folder, how, code)]
    return faults, met[0] == 1


def find_faults(folder: Path, how: str, code: int) -> list[str]:
    """Return what is wrong after an interruption, and after the builds that follow it."""
    target, aside = folder / "site", folder / ".site.building-old"
    faults = []
    expected = ["new"] if code == DONE else ["old"] if how == "full" else ["old", "new"]
    # Who is killed between the two renames can put nothing back, nor can who may not rename any more.
    between = how in {"kill", "dead", "stuck"} and not target.exists() and is_whole(aside, "old")
    if not is_whole(target, *expected) and not between:
        faults.append(f"ended with {code} and left {read_site(target)}")
    before = ["old"] if between else read_site(target)[:1]
    copied = folder.with_name(f"{folder.name}-copied")
    shutil.copytree(folder, copied)
    fork(lambda: fail(copied / "site"))
    if not is_whole(copied / "site", *before):
        faults.append(f"a failing build after it left {read_site(copied / 'site')}")
    shutil.rmtree(copied)
    replace(target, "newest")
    if not is_whole(target, "newest") or {path.name for path in folder.iterdir()} != {"site"}:
        faults.append(f"the next build left {read_site(target)}, {sorted(folder.iterdir())}")
    return faults


def fail(target: Path) -> None:
    """Begin a replacement that fails by itself."""
    with replacing(target, lambda: None) as room:
        write_site(room, "broken")
        fill_disk()


def main(folder: Path, how: str) -> None:
    """Try one point after the other until there is none left."""
    os.sync = lambda: None  # a power cut is not tried, and a busy disk would be waited for
    at, met = 0, True
    while met:
        at += 1
        faults, met = try_point(folder, how, at)
        print(*faults, sep="\n", end="\n" if faults else "")
    print(at - 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
