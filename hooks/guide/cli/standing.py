"""`python -m guide standing`: how well the guide is known, in figures."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import click

from guide.cli.arguments import FOLDER, format_option
from guide.cli.options import LANG, find_day, reporting_mistakes
from guide.cli.spoken import command, option
from guide.evidence.standing import assess
from guide.evidence.summary import Summary, export_summary, summarize
from guide.load import load_guide
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.guide import Guide
from guide.model.language import Language
from guide.views.localized_guide import localize
from guide.views.standings import show_standings, show_weakest


@command(Message("command/standing"))
@option("--as-of", type=click.DateTime(["%Y-%m-%d"]), about=Message("option/count-from"))
@format_option("text", "json")
@LANG
@FOLDER
def standing(folder: Path, as_of: datetime.datetime | None, form: str, reporter: Reporter) -> None:
    """Tell how well the guide is known."""
    with reporting_mistakes(reporter):
        guide = load_guide(folder)
    day = as_of.date() if as_of else find_day(folder.parent, guide, reporter)
    click.echo(_write_json(guide, day) if form == "json" else _write_text(guide, day, reporter.language))


def _write_json(guide: Guide, day: datetime.date) -> str:
    summary: Summary = summarize(guide, assess(guide), day)
    figures: dict[str, Any] = {"as_of": day.isoformat(), **export_summary(summary)}
    return json.dumps(figures, ensure_ascii=False, indent=1)


def _write_text(guide: Guide, day: datetime.date, language: Language) -> str:
    localized = localize(guide, guide.subject.choose_language(language), day)
    lines = [day.isoformat()]
    for _, heading, measures in show_standings(localized, "").groups:
        lines += ["", heading, *(f"{one.told:>12}  {one.text}" for one in measures)]
    lines += ["", localized.label("standing.weakest")]
    lines += [f"  {one.record}  {one.verdict.text}  {one.why}" for one in show_weakest(localized, "").facts]
    return "\n".join(lines)
