"""`python -m guide quotes`: does a stranger find each quote again?"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from guide.changes.history import RevisionError, load_raw_at
from guide.checks import Pointer
from guide.cli.arguments import format_option
from guide.cli.asking import Manner, asking, choose_day, name_agent, read_clones
from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import check_file, remove_output, write_output
from guide.evidence.quotes.store import is_sealed, write_capture
from guide.load import load_guide, locate_pointers
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter
from guide.model.capture import CAPTURES, Capture
from guide.model.guide import Guide
from guide.model.records import LinkException
from guide.model.sources import Source
from guide.site.render import render_link_report
from sourcecheck.links.markdown import LEFT
from sourcecheck.links.reply import WallClock
from sourcecheck.links.report import is_cut_off
from sourcecheck.quotes.lines import write_quote_commands, write_quote_json, write_quote_markdown, write_quote_text
from sourcecheck.quotes.page import show_quotes
from sourcecheck.quotes.quests import list_old_pairs, list_quests
from sourcecheck.quotes.report import QuoteReport
from sourcecheck.quotes.task import QuoteTask, check_names, prune_captures, read_files

_DATA = Path("data")
_WRITERS = {"text": write_quote_text, "github": write_quote_commands}


@dataclass(frozen=True)
class _Wish:
    """What the command line asks for: one field for each option, see their help."""

    reporter: Reporter
    revision: str
    names: tuple[str, ...]
    form: str
    prune: bool
    page: Path | None
    summary: Path | None
    repository: str
    as_of: datetime.datetime | None
    pause: float
    timeout: float | None
    tries: int
    allow_loopback: bool
    clones: tuple[str, ...]
    read_only: bool

    def choose_manner(self, guide: Guide) -> Manner:
        """Return how other hosts are asked."""
        asked = (self.repository, self.pause, self.timeout, self.tries, self.allow_loopback)
        return Manner(name_agent(guide), guide.subject.languages, *asked)


@command(Message("command/quotes"))
@LANG
@option("--changed-since", "revision", default="", metavar="REV", about=Message("option/changed-quotes"))
@option("--source", "names", multiple=True, metavar="ID", about=Message("option/source"))
@format_option("text", "github", "json")
@option("--prune", is_flag=True, about=Message("option/prune"))
@asking
def quotes(**given: Any) -> None:
    """Look every quote up where its source stands."""
    wish = _Wish(**given)
    with reporting_mistakes(wish.reporter):  # before anybody is asked
        for path in filter(None, (wish.page, wish.summary)):
            check_file(path)
    guide = load_for_quotes(wish.reporter)
    if wish.prune:
        write_captures(prune_captures(guide))
        return
    task = plan_quotes(guide, wish.revision, wish.clones, choose_day(wish.as_of, WallClock().now()), wish.reporter)
    task = task.choose(_check_sources(wish.names, guide, wish.reporter))
    outcomes = wish.choose_manner(guide).ask(task.addresses, frozenset(task.addresses))
    if not task.files and is_cut_off(outcomes.values()):
        click.echo(wish.reporter.format(Message("links/cut-off")), err=True)
        sys.exit(3)
    report, captures = task.finish(outcomes, locate_quotes(guide))
    if not wish.read_only:
        write_captures(captures)
    _publish(report, wish)
    click.echo(
        write_quote_json(report, wish.reporter) if wish.form == "json" else _WRITERS[wish.form](report, wish.reporter)
    )
    sys.exit(1 if report.fails else 0)


def load_for_quotes(reporter: Reporter) -> Guide:
    """Return the guide as it stands, though a quote of it may be in no capture: this is what mends that."""
    with reporting_mistakes(reporter):
        return load_guide(_DATA, check_names)


def plan_quotes(
    guide: Guide, revision: str, clones: tuple[str, ...], day: datetime.date, reporter: Reporter
) -> QuoteTask:
    """Return what is to be looked up. A capture that somebody has edited counts for nothing."""
    try:
        old = list_old_pairs(load_raw_at(Path(), revision)) if revision else frozenset()
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    quests = list_quests(guide, old)
    kept = {source: capture for source, capture in guide.captures.items() if is_sealed(capture)}
    files = read_files(quests, read_clones(clones, reporter))
    return QuoteTask(quests, kept, guide.of(LinkException), files, day, guide.subject, revision)


def locate_quotes(guide: Guide) -> Mapping[Pointer, Location]:
    """Return where each quote stands in the data files."""
    places = [place for quest in list_quests(guide) for found in quest.quotes.values() for place in found]
    return dict(zip(places, locate_pointers(places, _DATA, guide), strict=True))


def write_captures(captures: Mapping[str, Capture]) -> None:
    """Write captures to their files, those that differ."""
    folder = _DATA / CAPTURES
    for source, capture in captures.items():
        path, content = folder / f"{source}.json", write_capture(capture)
        if not capture.quotes:
            remove_output(path)
        elif not path.is_file() or path.read_text(encoding="utf-8") != content:
            write_output(path, content)


def _check_sources(names: tuple[str, ...], guide: Guide, reporter: Reporter) -> tuple[str, ...]:
    known = [source.id for source in guide.of(Source)]
    for name in names:
        if name not in known:
            message = Message("usage/source", name=name, hint=suggest(name, known))
            raise click.BadParameter(reporter.format(message), param_hint="--source")
    return names


def _publish(report: QuoteReport, wish: _Wish) -> None:
    for path, content in _list_files(report, wish):
        write_output(path, content)


def _list_files(report: QuoteReport, wish: _Wish) -> Iterator[tuple[Path, str]]:
    if wish.page:
        yield wish.page, render_link_report(show_quotes(report, wish.repository).list_words(wish.reporter))
    if wish.summary:
        listed = write_quote_markdown(report, wish.reporter, wish.repository)
        yield wish.summary, f"{LEFT.format(report.left)}\n\n{report.day}\n\n{listed}"
