"""How the commands that ask other hosts do it: the options of the command line, and the one conversation."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from guide.cli.spoken import option
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from sourcecheck.links.client import Client
from sourcecheck.links.outcome import Outcome
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Limits, WallClock
from sourcecheck.links.robots import Robots
from sourcecheck.links.scheduler import visit_all
from sourcecheck.links.transport import Transport

Command = TypeVar("Command", bound=Callable[..., Any])
_PAGE_BYTES = 20_000_000  # of a page whose text is wanted: a long PDF has so many
_OPTIONS = (
    option("--report", "page", type=click.Path(path_type=Path, dir_okay=False), about=Message("option/report")),
    option("--summary", type=click.Path(path_type=Path, dir_okay=False), about=Message("option/summary")),
    option("--repository", envvar="REPO_URL", default="", about=Message("option/repository")),
    option("--as-of", type=click.DateTime(["%Y-%m-%d"]), about=Message("option/as-of")),
    option("--pause", type=float, default=Limits.pause, show_default=True, about=Message("option/pause")),
    option("--timeout", type=float, about=Message("option/timeout")),
    option(
        "--tries", type=click.IntRange(1, 5), default=Limits.tries, show_default=True, about=Message("option/tries")
    ),
    option("--allow-loopback", is_flag=True, about=Message("option/allow-loopback")),
    option("--clone", "clones", multiple=True, metavar="URL=DIR", about=Message("option/clone")),
    option("--read-only", is_flag=True, about=Message("option/read-only")),
)


def asking(command: Command) -> Command:
    """Give a command the options of everything that asks other hosts."""
    for give in reversed(_OPTIONS):
        command = give(command)
    return command


@dataclass(frozen=True)
class Manner:
    """How other hosts are asked; what is not said here is an option.

    `agent` is the name by which a robots.txt can call us, `languages` are the ones that pages are wanted in.
    """

    agent: str
    languages: tuple[str, ...]
    repository: str
    pause: float
    timeout: float | None
    tries: int
    allow_loopback: bool

    def ask(self, addresses: Iterable[str], pages: frozenset[str] = frozenset()) -> Mapping[str, Outcome]:
        """Ask for addresses, each once; with what became of one of `pages` comes the page itself."""
        limits = self._bound(bool(pages))
        end = time.monotonic() + limits.run
        agent = _write_agent(self.agent, self.repository)
        transport = Transport(limits, agent, self.allow_loopback, end=end, languages=self.languages)
        limiter = RateLimiter(limits.pause, WallClock())
        robots = Robots(transport.ask, limiter, self.agent) if pages else None
        client = Client(transport.ask, limits, limiter, pages, robots)
        return visit_all(addresses, client.visit, limits)

    def _bound(self, whole: bool) -> Limits:
        limits = Limits(pause=self.pause, tries=self.tries)
        limits = replace(limits, page_bytes=_PAGE_BYTES) if whole else limits
        wait = self.timeout
        return replace(limits, connect=wait, read=wait, page=3 * wait) if wait else limits


def read_clones(written: Iterable[str], reporter: Reporter) -> Mapping[str, str]:
    """Return the folder of each clone by the address of its repository."""
    pairs = [one.partition("=") for one in written]
    wrong = next((address for address, _, folder in pairs if not address or not Path(folder or "?").is_dir()), None)
    if wrong is not None:
        raise click.BadParameter(reporter.format(Message("usage/clone", written=wrong)), param_hint="--clone")
    return {address: folder for address, _, folder in pairs}


def name_agent(guide: Guide) -> str:
    """Return the name by which the guide asks other hosts."""
    return f"{guide.subject.name}-links"


def choose_day(as_of: datetime.datetime | None, now: float) -> datetime.date:
    """Return the day of a run."""
    return as_of.date() if as_of else datetime.datetime.fromtimestamp(now, datetime.UTC).date()


def _write_agent(agent: str, repository: str) -> str:
    """Return who we say we are; whoever wonders about our requests finds us at the project's own address."""
    return f"{agent}/1 ({f'+{repository}' if repository else 'checks the links of a guide'})"
