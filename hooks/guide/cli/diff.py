"""`python -m guide diff`: what readers will see of a change."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from guide.changes import Report, compare, count_differences, make_count_report, make_report, write_markdown, write_text
from guide.changes.history import RevisionError, load_guide_at, load_raw_at, load_texts_at
from guide.changes.translations import find_lags
from guide.cli.arguments import format_option
from guide.cli.options import find_day, reporting_mistakes
from guide.cli.spoken import command, find_reporter, option
from guide.deploy.outputs import check_folder, write_output
from guide.load import load_guide, load_raw
from guide.load_prose import load_prose, load_style, load_templates, load_translations, locate_lags, make_show
from guide.load_theme import THEME
from guide.messages.diagnostic import DataError
from guide.messages.message import Message, MessageError
from guide.messages.reporters import Reporter
from guide.model.borrowed import drop_marks
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.subject import Subject
from guide.review.make import Edition, cut_pages, make_plain_review, make_review
from guide.review.page import show_review
from guide.review.told import write_comment
from guide.site.render import render_review
from guide.views.localized_guide import localize


@command(Message("command/diff"))
@click.argument("revision", default="HEAD")
@option("--lang", "wanted", about=Message("option/guide-language"))
@option("--html", "folder", type=click.Path(path_type=Path, file_okay=False), about=Message("option/html"))
@format_option("text", "markdown")
def diff(revision: str, wanted: str | None, folder: Path | None, form: str) -> None:
    """Tell what readers will see of a change."""
    reporter = find_reporter(wanted)
    try:
        with reporting_mistakes(reporter):
            guide = load_guide(Path("data"))
            if folder:
                _write_review(revision, guide, folder, reporter)
                return
            report = _make_report(revision, guide, wanted, reporter)
    except RevisionError as error:
        click.echo(reporter.format(error.message), err=True)
        sys.exit(2)
    except MessageError as error:  # a word of the interface is missing
        raise click.ClickException(reporter.format(error.message)) from None
    click.echo(write_markdown(report) if form == "markdown" else write_text(report), nl=False)


def _make_report(revision: str, guide: Guide, wanted: str | None, reporter: Reporter) -> Report:
    """Compare with a revision; where today's model cannot read it, count the records that are written differently."""
    language = _choose_language(guide.subject, wanted, reporter)
    try:
        old = load_guide_at(Path(), revision)
    except DataError:
        old = None
    day = find_day(Path(), guide, reporter)
    new = localize(guide, language, day)
    if old is None:
        counts = count_differences(load_raw_at(Path(), revision), load_raw(Path("data")), guide)
        return make_count_report(counts, revision, new)
    return make_report(compare(localize(old, language, day), new), new)


def _choose_language(subject: Subject, wanted: str | None, reporter: Reporter) -> Language:
    if wanted and wanted not in subject.languages:
        unknown = Message("usage/guide-language", written=wanted, known=subject.languages)
        raise click.BadParameter(reporter.format(unknown), param_hint="--lang")
    return wanted or subject.choose_language("en")


def _write_review(revision: str, guide: Guide, folder: Path, reporter: Reporter) -> None:
    """Write the page and the text for reviewers; where today's model cannot read the old data, only counts."""
    root, data = Path(), Path("data")
    prose = load_prose(root / "docs", data, guide)
    day = find_day(root, guide, reporter)
    lags = locate_lags(find_lags(load_translations(data, guide, prose).texts), data, guide, prose)
    before = cut_pages(load_texts_at(root, revision, _is_page))
    try:
        old = Edition(load_guide_at(root, revision), before)
        review = make_review(old, Edition(guide, prose), day, make_show(load_templates(root)), lags)
    except DataError:
        counts = count_differences(load_raw_at(root, revision), load_raw(data), guide)
        told = {one: localize(guide, one, day) for one in guide.subject.languages}
        reports = {one: make_count_report(counts, revision, localized) for one, localized in told.items()}
        review = make_plain_review(reports, before, prose, lags)
    check_folder(folder)
    page = render_review(show_review(review, reporter), load_style(root / THEME), reporter)
    write_output(folder / "index.html", drop_marks(page))
    write_output(folder / "comment.txt", write_comment(review, reporter))
    click.echo(reporter.format(Message("review/done", path=folder / "index.html")), err=True)


def _is_page(path: str) -> bool:
    return bool(re.fullmatch(r"docs/[a-z]+/.+\.md", path))
