"""`python -m guide links`: do the addresses outside of the site still lead anywhere?"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import click

from guide.changes.history import RevisionError, load_raw_at, load_texts_at
from guide.cli.arguments import format_option
from guide.cli.asking import Manner, asking, choose_day, name_agent
from guide.cli.options import LANG, reporting_mistakes
from guide.cli.quotes import load_for_quotes, locate_quotes, plan_quotes, write_captures
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_file, write_output
from guide.load import load_guide, locate_problems
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.model.records import LinkException
from guide.read.files import load_text
from guide.site.render import render_link_report
from sourcecheck.links.cache import CacheEntry, find_fresh, forget, parse_cache, remember, write_cache
from sourcecheck.links.exceptions import KIND, check_addresses, check_exceptions, choose_exceptions
from sourcecheck.links.lines import write_commands, write_text
from sourcecheck.links.markdown import write_markdown
from sourcecheck.links.occurrences import Link, find_links, holds_links
from sourcecheck.links.outcome import Outcome
from sourcecheck.links.page import show_report
from sourcecheck.links.reply import WallClock
from sourcecheck.links.report import Report, is_cut_off, make_rows
from sourcecheck.quotes.lines import write_quote_commands, write_quote_markdown, write_quote_text
from sourcecheck.quotes.page import show_quotes
from sourcecheck.quotes.report import QuoteReport
from sourcecheck.quotes.task import QuoteTask

_DATA = Path("data")


@dataclass(frozen=True)
class _Wish:
    """What the command line asks for: one field for each option, see their help."""

    reporter: Reporter
    revision: str
    form: str
    page: Path | None
    summary: Path | None
    cache: Path
    fresh: bool
    quotes: bool
    repository: str
    as_of: datetime.datetime | None
    pause: float
    timeout: float | None
    tries: int
    allow_loopback: bool
    clones: tuple[str, ...]
    read_only: bool


@dataclass(frozen=True)
class _Task:
    """What a run looks at: links, exceptions, and every address that stands anywhere; `revision` as in Report.

    `agent` is the name by which it asks, for pages in `languages`.
    """

    links: tuple[Link, ...]
    exceptions: tuple[LinkException, ...]
    known: frozenset[str]
    revision: str
    agent: str
    languages: tuple[str, ...]


@command(Message("command/links"))
@LANG
@option("--changed-since", "revision", default="", metavar="REV", about=Message("option/changed-links"))
@format_option("text", "github", "markdown")
@option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(".cache/links.json"),
    show_default=True,
    about=Message("option/cache"),
)
@option("--fresh", is_flag=True, about=Message("option/fresh"))
@option("--quotes", is_flag=True, about=Message("option/quotes"))
@asking
def links(**given: Any) -> None:
    """Ask for every link, and report what became of each."""
    wish = _Wish(**given)
    with reporting_mistakes(wish.reporter):  # before anybody is asked
        for path in filter(None, (wish.cache, wish.page, wish.summary)):
            check_file(path)
    guide, task = _prepare(wish)
    now = WallClock().now()
    day = choose_day(wish.as_of, now)
    quotes = plan_quotes(guide, wish.revision, wish.clones, day, wish.reporter) if wish.quotes else None
    old = parse_cache(wish.cache.read_text("utf-8", "replace")) if wish.cache.is_file() else {}
    seen = _visit(wish, task, quotes, {} if wish.fresh else old, now)
    entries = remember(old, seen, now)
    write_output(wish.cache, write_cache(forget(entries, task.known)))
    report = _report(guide, task, entries, day, len({*seen} & {link.address for link in task.links}))
    found = _look_up(wish, guide, quotes, seen) if quotes else None
    _publish(report, found, wish)
    click.echo(_write(report, found, wish))
    sys.exit(1 if report.fails or (found and found.fails) else 0)


def _prepare(wish: _Wish) -> tuple[Guide, _Task]:
    if wish.quotes:
        guide = load_for_quotes(wish.reporter)
    else:
        with reporting_mistakes(wish.reporter):
            guide = load_guide(_DATA)
    with reporting_mistakes(wish.reporter):
        texts = _read_texts(Path())
    try:
        return guide, _choose(guide, find_links(texts), wish.revision)
    except RevisionError as error:
        click.echo(wish.reporter.format(error.message), err=True)
        sys.exit(2)


def _read_texts(root: Path) -> Mapping[str, str]:
    """Return the text of every file that holds links. Raises DataError for what is no plain file, or too large."""
    paths = [path for pattern in ("*.md", "docs/**/*.md", "data/*.yml", "data/*/*.yml") for path in root.glob(pattern)]
    return {path.as_posix(): load_text(path, str(path)) for path in paths if holds_links(path.as_posix())}


def _choose(guide: Guide, found: tuple[Link, ...], revision: str) -> _Task:
    """Return what a run looks at: everything, or what has changed since a revision."""
    known, voice = frozenset(link.address for link in found), (name_agent(guide), guide.subject.languages)
    if not revision:
        return _Task(found, guide.of(LinkException), known, "", *voice)
    before = {link.address for link in find_links(load_texts_at(Path(), revision, holds_links))}
    exceptions = choose_exceptions(guide.of(LinkException), _load_old_exceptions(revision), known - before)
    wanted = (known - before) | {one.address for one in exceptions}
    # An exception for an address that this very change has removed is in nobody's way but its own.
    stray = tuple(one for one in guide.of(LinkException) if one.address not in known and one not in exceptions)
    links = tuple(link for link in found if link.address in wanted)
    return _Task(links, (*exceptions, *stray), known, revision, *voice)


def _load_old_exceptions(revision: str) -> list[Mapping[str, Any]]:
    return load_raw_at(Path(), revision).get(KIND) or []


def _visit(
    wish: _Wish, task: _Task, quotes: QuoteTask | None, old: Mapping[str, CacheEntry], now: float
) -> Mapping[str, Outcome]:
    """Return what was seen now; ends the program where that only says that this machine is cut off."""
    addresses = {link.address: urldefrag(link.address).url for link in task.links}
    pages = frozenset(quotes.addresses if quotes else ())
    # What is believed of a page is that it is there, not what it says.
    believed = find_fresh(old, [one for one, page in addresses.items() if page not in pages], now)
    more = pages.difference(addresses.values())  # what is linked is asked for once, with its place in the page
    wanted = [*(one for one in addresses if one not in believed), *sorted(more)]
    asked = (wish.repository, wish.pause, wish.timeout, wish.tries, wish.allow_loopback)
    seen = Manner(task.agent, task.languages, *asked).ask(wanted, pages)
    if not wish.revision and not believed and is_cut_off(seen.values()):
        click.echo(wish.reporter.format(Message("links/cut-off")), err=True)
        sys.exit(3)
    return seen


def _look_up(wish: _Wish, guide: Guide, quotes: QuoteTask, seen: Mapping[str, Outcome]) -> QuoteReport:
    """Return what became of the quotes, by the pages that came with the links; keep what was read."""
    pages = {urldefrag(address).url: outcome for address, outcome in seen.items()}
    found, captures = quotes.finish(pages, locate_quotes(guide))
    if not wish.read_only:
        write_captures(captures)
    return found


def _report(guide: Guide, task: _Task, entries: Mapping[str, CacheEntry], day: datetime.date, asked: int) -> Report:
    outcomes: dict[str, Outcome] = {link.address: entries[link.address].outcome for link in task.links}
    problems = [
        *check_addresses(task.exceptions, task.known),
        *check_exceptions([one for one in task.exceptions if one.address in task.known], outcomes, day),
    ]
    mistakes = locate_problems(problems, _DATA, guide)
    rows = make_rows(task.links, entries, guide.of(LinkException), day, bool(task.revision))
    return Report(tuple(rows), tuple(mistakes), day, asked, task.revision)


def _publish(report: Report, found: QuoteReport | None, wish: _Wish) -> None:
    if wish.page:
        page = show_report(report, wish.repository)
        page = page.join(show_quotes(found, wish.repository)) if found else page
        write_output(wish.page, render_link_report(page.list_words(wish.reporter)))
    if wish.summary:
        write_output(wish.summary, _write_summary(report, found, wish))


def _write_summary(report: Report, found: QuoteReport | None, wish: _Wish) -> str:
    more = write_quote_markdown(found, wish.reporter, wish.repository) if found else ""
    return write_markdown(report, wish.reporter, wish.repository, more, found.left if found else 0)


def _write(report: Report, found: QuoteReport | None, wish: _Wish) -> str:
    if wish.form == "markdown":
        return _write_summary(report, found, wish).rstrip("\n")
    github = wish.form == "github"
    text = (write_commands if github else write_text)(report, wish.reporter)
    more = (write_quote_commands if github else write_quote_text)(found, wish.reporter) if found else ""
    return f"{text}\n{more}".rstrip("\n")
