"""`python -m guide translations`: which texts fell behind their translations."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.changes.progress import Progress, find_left, measure_progress
from guide.changes.translation_hashes import COMMAND, write_lock
from guide.changes.translations import (
    Status,
    Translation,
    Translations,
    compare_with_lock,
    confirm_texts,
    find_lags,
    find_texts,
    list_names,
    renew_lock,
)
from guide.cli.arguments import FOLDER_OPTION
from guide.cli.options import LANG, reporting_mistakes
from guide.cli.spoken import command, option
from guide.deploy.outputs import write_output
from guide.load import load_guide
from guide.load_prose import load_prose, load_translations, locate_lags
from guide.messages.message import Message, join_counts
from guide.messages.nearest import suggest
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.read.data_folder import LOCK


@command(Message("command/translations"))
@option("--confirm", "task", flag_value="confirm", about=Message("option/confirm"))
@option("--write", "task", flag_value="write", about=Message("option/write-lock"))
@option("--check", "task", flag_value="check", about=Message("option/check-lock"))
@option("--left", metavar="LANGUAGE", about=Message("option/left"))
@FOLDER_OPTION
@LANG
@click.argument("names", nargs=-1)
def translations(task: str | None, left: str | None, folder: Path, reporter: Reporter, names: tuple[str, ...]) -> None:
    """List the texts of which one language is behind, or say that they are not; or those that one lacks."""
    if (task == "confirm" and not names) or (task in ("write", "check") and names) or (task and left):
        raise click.UsageError(reporter.format(Message("usage/texts")))
    with reporting_mistakes(reporter):
        guide = load_guide(folder)
        prose = load_prose(folder.parent / "docs", folder, guide)
        found = load_translations(folder, guide, prose)
    chosen = tuple(text for name in names or ("*",) for text in _choose_texts(found, name, reporter))
    problems = find_lags(chosen) if left is None else find_left(chosen, _check_language(left, guide, reporter), guide)
    lags = locate_lags(problems, folder, guide, prose)
    if task in (None, "check"):
        if lags:
            click.echo(reporter.write_lines(lags))
    else:
        lock = confirm_texts(found, chosen) if task == "confirm" else renew_lock(found)
        with reporting_mistakes(reporter):
            write_output(folder / LOCK, write_lock(lock), folder.parent)
        found = compare_with_lock(guide, prose, lock)
    click.echo(reporter.format(_count_texts(found)), err=task is None)
    for progress in measure_progress(found, guide):
        click.echo(reporter.format(_tell_progress(progress)), err=task is None)
    if task == "check" and lags:
        sys.exit(1)


def _choose_texts(found: Translations, name: str, reporter: Reporter) -> tuple[Translation, ...]:
    chosen = find_texts(found, name)
    if not chosen:
        known = [called for one in found.texts for called in list_names(one.text)]
        raise click.BadParameter(reporter.format(Message("usage/text", name=name, hint=suggest(name, known))))
    return chosen


def _check_language(language: str, guide: Guide, reporter: Reporter) -> str:
    known = tuple(one.id for one in guide.subject.beginning_languages)
    if language not in known:
        message = Message("usage/beginning-language", written=language, known=known or ("-",))
        raise click.BadParameter(reporter.format(message), param_hint="--left")
    return language


def _tell_progress(progress: Progress) -> Message:
    return Message(
        "progress/shown" if progress.is_shown else "progress/hidden",
        language=progress.language,
        written=progress.written,
        whole=progress.whole,
        share=progress.share,
        shown_from=f"{progress.shown_from:f}",
        command=COMMAND,
    )


def _count_texts(found: Translations) -> Message:
    """Return how many texts are in each status, and how many lines of the lock belong to none."""
    counts = {status: sum(one.status is status for one in found.texts) for status in Status}
    statuses = [Message(f"translations/{status.name.lower()}", count=count) for status, count in counts.items()]
    return join_counts([*statuses, Message("translations/dead", count=len(found.dead))])
