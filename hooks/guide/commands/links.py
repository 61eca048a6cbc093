"""`python -m guide links`: do the addresses outside of the site still lead anywhere?"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from guide.commands.options import LANG, telling_mistakes
from guide.history import RevisionError, load_raw_at, load_texts_at
from guide.links.ask import Asker
from guide.links.exceptions import KIND, check_addresses, check_exceptions, choose_exceptions
from guide.links.lines import write_commands, write_text
from guide.links.markdown import write_markdown
from guide.links.memory import Memory, find_fresh, forget, parse_memories, remember, write_memories
from guide.links.outcome import Outcome
from guide.links.pace import Pace
from guide.links.page import show_report
from guide.links.places import Link, find_links, holds_links
from guide.links.reply import Limits, WallClock
from guide.links.report import Report, is_cut_off, make_rows
from guide.links.rounds import visit_all
from guide.links.visit import Visitor
from guide.load import load_guide, locate_problems
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.records import LinkException
from guide.render import make_environment, render_link_report

_DATA = Path("data")
_CUT_OFF = {
    Language.EN: "no link could be reached, so this machine seems to have no way out; nothing was written",
    Language.ZH: "一个链接也连不上，多半是这台机器上不了网；什么也没有写下",
}


@dataclass(frozen=True)
class _Wish:
    """What the command line asks for: one field for each option, see their help."""

    language: Language
    revision: str
    form: str
    page: Path | None
    summary: Path | None
    cache: Path
    fresh: bool
    repository: str
    as_of: datetime.datetime | None
    pause: float
    timeout: float | None
    tries: int
    allow_loopback: bool


@dataclass(frozen=True)
class _Task:
    """What a run looks at: links, exceptions, and every address that stands anywhere; `revision` as in Report."""

    links: tuple[Link, ...]
    exceptions: tuple[LinkException, ...]
    known: frozenset[str]
    revision: str


@click.command()
@LANG
@click.option("--changed-since", "revision", default="", metavar="REV", help="Only links that git REV does not have.")
@click.option("--format", "form", type=click.Choice(["text", "github", "markdown"]), default="text", show_default=True)
@click.option("--report", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write the report page there.")
@click.option("--summary", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as Markdown there.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(".cache/links.json"),
    show_default=True,
    help="What earlier runs saw: fine and moved links are believed for 3 days, those closed to robots for 1.",
)
@click.option("--fresh", is_flag=True, help="Believe no earlier run.")
@click.option("--repository", envvar="REPO_URL", default="", help="The project's own address, to link the lines to.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day that exceptions have to reach; else today.")
@click.option(
    "--pause", type=float, default=Limits.pause, show_default=True, help="Seconds between two requests to one host."
)
@click.option("--timeout", type=float, help="Seconds to wait for a connection, and for each piece of an answer.")
@click.option("--tries", type=click.IntRange(1, 5), default=Limits.tries, show_default=True)
@click.option("--allow-loopback", is_flag=True, help="For tests: ask this machine, too.")
def links(**given: Any) -> None:
    """Ask for every link of data/, docs/ and the Markdown files beside them, and report what became of each.

    Exit code 1: a link is certainly dead (404, 410, domain gone, or not public), or an exception in
    data/link_exceptions.yml is over, not needed, or for no link at all. A server that is down is only a warning.
    Exit code 2: the command was not understood; 3: no link could be reached at all.
    """
    wish = _Wish(**given)
    guide, task = _prepare(wish)
    now = WallClock().now()
    old = parse_memories(wish.cache.read_text("utf-8", "replace")) if wish.cache.is_file() else {}
    seen = _visit(wish, task, {} if wish.fresh else old, now)
    memories = remember(old, seen, now)
    _write(wish.cache, write_memories(forget(memories, task.known)))
    day = wish.as_of.date() if wish.as_of else datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    report = _report(guide, task, memories, day, len(seen))
    _publish(report, wish)
    click.echo(_tell(report, wish))
    sys.exit(1 if report.fails else 0)


def _prepare(wish: _Wish) -> tuple[Guide, _Task]:
    with telling_mistakes(wish.language):
        guide = load_guide(_DATA)
    try:
        return guide, _choose(guide, find_links(_read_texts(Path())), wish.revision)
    except RevisionError as error:
        click.echo(error.said[wish.language], err=True)
        sys.exit(2)


def _read_texts(root: Path) -> Mapping[str, str]:
    paths = [path for pattern in ("*.md", "docs/**/*.md", "data/*.yml") for path in root.glob(pattern)]
    return {str(path): path.read_text("utf-8", "replace") for path in paths if holds_links(path.as_posix())}


def _choose(guide: Guide, found: tuple[Link, ...], revision: str) -> _Task:
    """Return what a run looks at: everything, or what has changed since a revision."""
    known = frozenset(link.address for link in found)
    if not revision:
        return _Task(found, guide.link_exceptions, known, "")
    before = {link.address for link in find_links(load_texts_at(Path(), revision, holds_links))}
    exceptions = choose_exceptions(guide.link_exceptions, _load_old_exceptions(revision), known - before)
    wanted = (known - before) | {one.address for one in exceptions}
    # An exception for an address that this very change has removed is in nobody's way but its own.
    stray = tuple(one for one in guide.link_exceptions if one.address not in known and one not in exceptions)
    return _Task(tuple(link for link in found if link.address in wanted), (*exceptions, *stray), known, revision)


def _load_old_exceptions(revision: str) -> list[Mapping[str, Any]]:
    return load_raw_at(Path(), revision).get(KIND) or []


def _visit(wish: _Wish, task: _Task, old: Mapping[str, Memory], now: float) -> Mapping[str, Outcome]:
    """Return what was seen now; ends the program where that only says that this machine is cut off."""
    limits = _bound(wish)
    addresses = [link.address for link in task.links]
    believed = find_fresh(old, addresses, now)
    asker = Asker(limits, _write_agent(wish.repository), wish.allow_loopback)
    visitor = Visitor(asker.ask, limits, Pace(limits.pause, WallClock()))
    seen = visit_all((one for one in addresses if one not in believed), visitor.visit, limits)
    if not wish.revision and not believed and is_cut_off(seen.values()):
        click.echo(_CUT_OFF[wish.language], err=True)
        sys.exit(3)
    return seen


def _bound(wish: _Wish) -> Limits:
    limits = Limits(pause=wish.pause, tries=wish.tries)
    return replace(limits, connect=wish.timeout, read=wish.timeout, page=3 * wish.timeout) if wish.timeout else limits


def _write_agent(repository: str) -> str:
    """Return who we say we are; whoever wonders about our requests finds us at the project's own address."""
    return f"weixin-deletion-guide-links/1 ({f'+{repository}' if repository else 'checks the links of a guide'})"


def _report(guide: Guide, task: _Task, memories: Mapping[str, Memory], day: datetime.date, asked: int) -> Report:
    outcomes: dict[str, Outcome] = {link.address: memories[link.address].outcome for link in task.links}
    problems = [
        *check_addresses(task.exceptions, task.known),
        *check_exceptions([one for one in task.exceptions if one.address in task.known], outcomes, day),
    ]
    mistakes = locate_problems(problems, _DATA, guide)
    rows = make_rows(task.links, memories, guide.link_exceptions, day)
    return Report(tuple(rows), tuple(mistakes), day, asked, task.revision)


def _publish(report: Report, wish: _Wish) -> None:
    if wish.page:
        shown = show_report(report, wish.repository)
        _write(wish.page, render_link_report(shown, make_environment(Path("overrides"))))
    if wish.summary:
        _write(wish.summary, write_markdown(report, wish.repository))


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _tell(report: Report, wish: _Wish) -> str:
    if wish.form == "markdown":
        return write_markdown(report, wish.repository).rstrip("\n")
    return (write_commands if wish.form == "github" else write_text)(report, wish.language)
