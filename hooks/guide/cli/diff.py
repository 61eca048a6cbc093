"""`python -m guide diff`: what readers will see of a change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guide.changes import Report, compare, count_differences, make_count_report, make_report, write_markdown, write_text
from guide.changes.history import RevisionError, load_guide_at, load_raw_at
from guide.cli.options import find_day, telling_mistakes
from guide.load import load_guide, load_raw
from guide.messages.diagnostic import DataError
from guide.model.guide import Guide
from guide.model.language import Language
from guide.views.localized_guide import localize


@click.command()
@click.argument("revision", default="HEAD")
@click.option("--lang", type=click.Choice([str(language) for language in Language]), default="en", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def diff(revision: str, lang: str, form: str) -> None:
    """Tell what readers will see: the data as they are now, beside those of the git REVISION (else the last commit)."""
    language = Language(lang)
    try:
        with telling_mistakes(language):
            report = _make_report(revision, load_guide(Path("data")), language)
    except RevisionError as error:
        click.echo(error.said[language], err=True)
        sys.exit(2)
    except LookupError as error:  # a word of the interface is missing
        raise click.ClickException(str(error)) from None
    click.echo(write_markdown(report) if form == "markdown" else write_text(report), nl=False)


def _make_report(revision: str, guide: Guide, language: Language) -> Report:
    """Compare with a revision; where today's model cannot read it, count the records that are written differently."""
    try:
        old = load_guide_at(Path(), revision)
    except DataError:
        old = None
    day = find_day(Path(), guide, language)
    new = localize(guide, language, day)
    if old is None:
        counts = count_differences(load_raw_at(Path(), revision), load_raw(Path("data")), guide)
        return make_count_report(counts, revision, new)
    return make_report(compare(localize(old, language, day), new), new)
