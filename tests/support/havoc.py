"""What `check` passes, builds: the project with one to three small things gone wrong, checked and then built.

    python tests/support/havoc.py --cases 1000          many cases, as many at a time as there are cores
    python tests/support/havoc.py --case 417            one, with what was said
    python tests/support/havoc.py --case 417 --only 1   one of the things that go wrong in it, to make it smaller

A case is bad if anything ends in a traceback, if the build fails after a check that passed, if a refusal names no
place, or if either takes longer than any machine needs. Each case runs in a process of its own, forked from one that
has read the project before: what no case touches need not be read again. What is remembered are functions of nothing
but their arguments. With --second the project is the second guide of the tests, which is small and quick.
"""

from __future__ import annotations

import argparse
import functools
import gc
import hashlib
import json
import os
import re
import resource
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from mkdocs.__main__ import cli

from broken import read_once
from guide import load, load_all, load_prose
from guide.__main__ import main
from guide.messages.location import Location
from guide.site import calendars, lang_spans, passages, render, single_page
from guide.site.render import Links
from guide.site.search import rows
from guide.site.single_page import Chapter
from guide.views.localized_guide import LocalizedGuide
from mishaps import Files, spoil
from project_copy import copy_project, copy_second_guide

Copy = Callable[[Path], Path]
SPOILED = ("mkdocs.yml", "docs/", "data/", "overrides/")
SECONDS = 120
"""Of the processor, for a check and a build. They take ten."""
ENVIRONMENT = {
    "NO_MKDOCS_2_WARNING": "1",
    "SITE_URL": "https://guide.example/weixin/",
    "REPO_URL": "https://git.example/guide",
    "LC_ALL": "C.UTF-8",
}
BAD = ("traceback in check", "traceback in build", "passed, and did not build", "refused without a place", "no end")


@dataclass(frozen=True)
class Outcome:
    """What became of a case: `refused`, `built`, or one of BAD; what went wrong in it, and what was said."""

    seed: int
    what: str
    mishaps: tuple[str, ...]
    said: str

    @property
    def is_bad(self) -> bool:
        """Say whether this must not be."""
        return self.what in BAD


class Workshop:
    """A copy of a project in `folder`, which cases spoil and which is put right after each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: Files = {
            name: path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and (name := path.relative_to(folder).as_posix()).startswith(SPOILED)
        }
        self.marks: Files = {}
        """What `check` keeps for itself of the project as it is."""

    def read_marks(self) -> Files:
        """Return what `check` keeps for itself now."""
        kept = (path for path in (self.folder / ".cache").rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in kept}

    def put_right(self, files: Files) -> None:
        """Make the folder what it was before a case, marks included: no case is to hang on those before it."""
        self.put(files, self.files)
        self.put(self.read_marks(), self.marks)

    def put(self, before: Files, after: Files) -> None:
        """Make the folder hold the files of `after` where it holds those of `before`."""
        for name in before.keys() - after.keys():
            (self.folder / name).unlink()
        for name, content in after.items():
            if before.get(name) != content:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_bytes(content)
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def try_case(seed: int, workshop: Workshop, only: Iterable[int] | None = None) -> Outcome:
    """Spoil the project as `seed` says, check and build it in a process of its own, and put it right again."""
    files = dict(workshop.files)
    mishaps = tuple(spoil(files, seed, only))
    workshop.put(workshop.files, files)
    try:
        what, said = _ask_child(lambda: try_project(workshop.folder))
    finally:
        workshop.put_right(files)
    return Outcome(seed, what, mishaps, said)


def try_project(folder: Path) -> tuple[str, str]:
    """Check the project in `folder`, and build it if the check passes; return what became of it, and what was said."""
    os.chdir(folder)
    _digest.cache_clear()
    checked = CliRunner().invoke(main, ["check", "--lang", "en"])
    if _is_traceback(checked):
        return BAD[0], _tell(checked)
    if checked.exit_code:
        return ("refused" if re.match(r"[^:\n]+:\d+:\d+: ", checked.output) else BAD[3]), checked.output
    with tempfile.TemporaryDirectory() as target:
        built = CliRunner().invoke(cli, ["build", "--strict", "--quiet", "--site-dir", target])
    if _is_traceback(built):
        return BAD[1], _tell(built)
    return ("built", "") if built.exit_code == 0 else (BAD[2], built.output)


def _is_traceback(result: Result) -> bool:
    return result.exception is not None and not isinstance(result.exception, SystemExit)


def _tell(result: Result) -> str:
    assert result.exc_info
    return result.output + "".join(traceback.format_exception(*result.exc_info))


def _ask_child(work: Callable[[], tuple[str, str]]) -> tuple[str, str]:
    """Return what `work` returns in a child of this process, which may use SECONDS of the processor."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            what, said = work()
            os.write(writing, json.dumps([what, said[-20_000:]]).encode())
        finally:  # whatever happens, a child does not go on as its parent
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return tuple(json.loads(answer)) if answer else (BAD[4], "")


def warm(folder: Path) -> None:
    """Check and build the project as it is, so that children remember it. Fails where that is not clean already.

    What is remembered depends on nothing but what its key names.
    """
    for module, name in ((calendars, "write_calendar"), (lang_spans, "mark_foreign")):
        setattr(module, name, functools.lru_cache(4096)(getattr(module, name)))
    cut = passages.cut_page
    vars(rows)["cut_page"] = functools.lru_cache(4096)(lambda *page: tuple(cut(*page)))
    single_page._bind = _remember(single_page._bind, _key_of_chapter)
    load.read_guide = load_all.read_guide = _remember(load.read_guide, _key_of_guide)  # type: ignore[attr-defined]
    for name, key in (("read_prose", _key_of_pages), ("find_prose_mistakes", _key_of_prose)):
        remembering = _remember(getattr(load_prose, name), key)
        setattr(load_prose, name, remembering)
        setattr(load_all, name, remembering)
    render.render_shortcodes = load_prose.render_shortcodes = _remember(render.render_shortcodes, _key_of_views)  # type: ignore[attr-defined]
    what, said = try_project(folder)
    assert what == "built", said
    gc.collect()
    gc.freeze()
    gc.disable()


def _remember(function: Callable[..., Any], key: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function, with a memory of what has a key."""
    memory: dict[Any, Any] = {}

    def answer(*given: Any, **named: Any) -> Any:
        asked = key(*given)
        if asked is None:
            return function(*given, **named)
        if asked not in memory:
            memory[asked] = function(*given, **named)
        return memory[asked]

    return answer


def _key_of_guide(folder: Path, *_: object) -> object:
    return _digest(folder)


def _key_of_pages(folder: Path, languages: object, *_: object) -> object:
    return _digest(folder), languages


def _key_of_prose(folder: Path, data: Path, *_: object) -> object:
    return _digest(folder), _digest(data)


def _key_of_views(text: str, start: Location, environment: Any, links: Links, localized: LocalizedGuide) -> object:
    if not isinstance(localized.outdated, frozenset):  # it notes what is read; memory would hide that
        return None
    views = _digest(Path(environment.loader.searchpath[0]))
    told = (localized.language, localized.as_of, localized.repository, localized.outdated)
    return text, start, views, links.here, tuple(links.urls.items()), id(localized.guide), told


def _key_of_chapter(chapter: Chapter, pages: Mapping[str, Chapter]) -> object:
    return chapter, tuple((address, page.anchor) for address, page in pages.items())


@functools.cache
def _digest(folder: Path) -> bytes:
    """Return what tells the files of a folder from any others. A child asks when it has been spoiled already."""
    files = sorted(path for path in folder.resolve().rglob("*") if path.is_file())
    return hashlib.sha256(repr([(str(path), path.read_bytes()) for path in files]).encode()).digest()


def try_cases(seeds: Iterable[int], copy: Copy, only: Iterable[int] | None = None) -> Iterator[Outcome]:
    """Yield what becomes of each case on the project that `copy` copies, one after the other."""
    with tempfile.TemporaryDirectory() as folder, read_once():
        os.environ.update(ENVIRONMENT)
        workshop = Workshop(copy(Path(folder)))
        warm(workshop.folder)
        workshop.marks = workshop.read_marks()
        for seed in seeds:
            yield try_case(seed, workshop, only)


def _run(seeds: Iterable[int], copy: Copy, only: list[int] | None, verbose: bool) -> bool:
    """Try cases and tell of the bad ones, or of all. Says whether none was bad."""
    counts: Counter[str] = Counter()
    for outcome in try_cases(seeds, copy, only):
        counts[outcome.what] += 1
        if counts.total() % 20 == 0:
            print(f"{counts.total()} cases: {dict(counts)}", file=sys.stderr, flush=True)
        if outcome.is_bad or verbose:
            print(f"case {outcome.seed}: {outcome.what}", *outcome.mishaps, outcome.said, sep="\n    ", flush=True)
    print(dict(counts), flush=True)
    return not any(counts[what] for what in BAD)


def _share_out(seeds: range, copy: Copy, workers: int) -> bool:
    """Try cases in several processes. Says whether none was bad."""
    children = []
    for number in range(workers):
        child = os.fork()
        if not child:
            os._exit(not _run(seeds[number::workers], copy, None, verbose=False))
        children.append(child)
    return not sum(os.waitpid(child, 0)[1] for child in children)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=40, help="how many")
    parser.add_argument("--start", type=int, default=0, help="the first one")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="how many at a time")
    parser.add_argument("--case", type=int, help="one of them")
    parser.add_argument("--only", type=int, nargs="*", help="of the things that go wrong in it, those of these numbers")
    parser.add_argument("--second", action="store_true", help="of the second guide, which is small and quick")
    return parser.parse_args()


if __name__ == "__main__":
    asked = _parse()
    copy_of = copy_second_guide if asked.second else copy_project
    if asked.case is not None:
        fine = _run([asked.case], copy_of, asked.only, verbose=True)
    else:
        fine = _share_out(range(asked.start, asked.start + asked.cases), copy_of, asked.workers)
    sys.exit(not fine)
