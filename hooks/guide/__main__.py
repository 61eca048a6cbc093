"""The command line: `python -m guide check`, `python -m guide stale`."""

from __future__ import annotations

import datetime
import os
import re
import sys
from difflib import get_close_matches
from pathlib import Path

import click

from guide.diagnostics import DataError, Diagnostic
from guide.diff import Report, compare, count_differences, make_count_report, make_report, write_markdown, write_text
from guide.freshness import list_rechecks
from guide.history import RevisionError, load_guide_at, load_raw_at
from guide.load import (
    LOCK,
    load_guide,
    load_raw,
    load_translations,
    locate_problems,
    read_reference_date,
)
from guide.lock import write_lock
from guide.model.guide import KINDS, Guide
from guide.model.language import Language
from guide.notices import (
    choose_language,
    count_mistakes,
    count_records,
    write_annotations,
    write_json,
    write_lines,
)
from guide.rules import find_nearest, read_rules, write_rule, write_rules
from guide.scaffold import make_scaffold
from guide.schema import make_schemas
from guide.translations import (
    Status,
    Translation,
    Translations,
    compare_with_lock,
    confirm_texts,
    find_lags,
    find_texts,
    is_due,
    list_names,
    renew_lock,
)
from guide.views.edition import make_edition


@click.group()
def main() -> None:
    """Look after the data of the guide."""


@main.command()
@click.option(
    "--lang",
    type=click.Choice([str(language) for language in Language]),
    help="The language of the messages; else the shell's.",
)
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
def check(folder: Path, lang: str | None, form: str) -> None:
    """Read all data files in FOLDER and report every mistake with its place.

    `github` makes annotations of a pull request, `json` a list for other programs. Exit code 1 says that there are
    mistakes, 2 that the command was not understood.
    """
    language = Language(lang) if lang else choose_language(os.environ)
    try:
        told = count_records(sum(1 for _ in load_guide(folder).everything()), language)
        mistakes: tuple[Diagnostic, ...] = ()
    except DataError as error:
        mistakes = error.diagnostics
        told = count_mistakes(mistakes, language)
    if form == "json":
        click.echo(write_json(mistakes))
    elif mistakes:
        write = write_annotations if form == "github" else write_lines
        click.echo(write(mistakes, language), err=form == "text")
    if form != "json":
        click.echo(told, err=bool(mistakes))
    sys.exit(1 if mistakes else 0)


@main.command()
@click.option(
    "--lang",
    type=click.Choice([str(language) for language in Language]),
    help="The language of the reasons; else the shell's.",
)
@click.argument("names", metavar="[ID]...", nargs=-1)
def rules(names: tuple[str, ...], lang: str | None) -> None:
    """Tell why a rule is asked, with a bad and a good example; without ID, list all rules."""
    language = Language(lang) if lang else choose_language(os.environ)
    known = {rule.id: rule for rule in read_rules((Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"))}
    for name in names:
        if name not in known:
            nearest = find_nearest(name, known.values())
            hint = f"did you mean '{nearest}'?" if nearest else "python -m guide rules lists them"
            raise click.BadParameter(f"no rule is called '{name}'; {hint}")
    told = "\n\n".join(write_rule(known[name], language) for name in names)
    click.echo(told or write_rules([*known.values()], language))


@main.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day to count from; else the last commit's.")
@click.option("--within", default=0, show_default=True, help="Also what falls due in so many days.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
def stale(folder: Path, as_of: datetime.datetime | None, within: int) -> None:
    """List the evidence that is due for a new look, the soonest first."""
    try:
        guide = load_guide(folder)
    except DataError as error:
        raise click.ClickException(str(error)) from None
    day = as_of.date() if as_of else read_reference_date(folder.parent, guide)
    rechecks = list_rechecks(guide)
    due = [recheck for recheck in rechecks if recheck.due < day + datetime.timedelta(days=within)]
    for recheck in due:
        click.echo(f"{recheck.due}  {recheck.kind}/{recheck.record_id}: {recheck.source}")
    if not due:
        click.echo(f"nothing is due on {day}; the next is {rechecks[0].due}" if rechecks else "there is no evidence")


@main.command()
@click.argument("revision", default="HEAD")
@click.option("--lang", type=click.Choice([str(language) for language in Language]), default="en", show_default=True)
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def diff(revision: str, lang: str, form: str) -> None:
    """Tell what readers will see: the data as they are now, beside those of the git REVISION (else the last commit)."""
    try:
        report = _make_diff_report(revision, load_guide(Path("data")), Language(lang))
    except DataError as error:
        click.echo(write_lines(error.diagnostics, Language(lang)), err=True)
        click.echo(count_mistakes(error.diagnostics, Language(lang)), err=True)
        sys.exit(1)
    except RevisionError as error:
        click.echo(error.said[Language(lang)], err=True)
        sys.exit(2)
    except LookupError as error:  # a word of the interface is missing
        raise click.ClickException(str(error)) from None
    click.echo(write_markdown(report) if form == "markdown" else write_text(report), nl=False)


def _make_diff_report(revision: str, guide: Guide, language: Language) -> Report:
    """Compare with a revision; where today's model cannot read it, count the records that are written differently."""
    try:
        old = load_guide_at(Path(), revision)
    except DataError:
        old = None
    day = read_reference_date(Path(), guide)
    new = make_edition(guide, language, day)
    if old is None:
        counts = count_differences(load_raw_at(Path(), revision), load_raw(Path("data")))
        return make_count_report(counts, revision, new)
    return make_report(compare(make_edition(old, language, day), new), new)


def _check_id(context: click.Context, parameter: click.Parameter, written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+([-._][a-z0-9]+)*", written):
        raise click.BadParameter("must be small Latin letters, digits and single hyphens, such as 'close-weixin-pay'")
    return written


@main.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("record_id", metavar="ID", callback=_check_id)
@click.option("--write", is_flag=True, help="Append it to data/KIND.yml instead of printing it.")
def new(kind: str, record_id: str, write: bool) -> None:
    """Start a record of a kind: every field, empty, with the words that may be written there."""
    path = Path("data") / f"{kind}.yml"
    written = path.read_text(encoding="utf-8") if path.is_file() else ""
    if re.search(rf"^- id: {re.escape(record_id)}$", written, re.MULTILINE):
        raise click.BadParameter(f"the id '{record_id}' is taken in {path}; choose another one")
    text = make_scaffold(kind, record_id, datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    if not write:
        click.echo(text, nl=False)
        return
    path.write_text(f"{written.rstrip()}\n\n{text}", encoding="utf-8")
    click.echo(f"{path}: {record_id} stands at the end; fill it in, then run: python -m guide check", err=True)


@main.command()
@click.option("--check", "only_compare", is_flag=True, help="Write nothing; fail if a file is out of date.")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
def schema(only_compare: bool, folder: Path) -> None:
    """Write the JSON Schemas that help editors with the data files, into FOLDER/schema."""
    try:
        wanted = make_schemas(load_guide(folder))
    except DataError as error:
        raise click.ClickException(str(error)) from None
    target = folder / "schema"
    found = {path.name: path.read_bytes() for path in target.glob("*.json")}
    outdated = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name, "").encode("utf-8") != found.get(name)
    )
    if only_compare and outdated:
        names = ", ".join(str(target / name) for name in outdated)
        raise click.ClickException(f"out of date: {names}; run: python -m guide schema")
    for name in outdated:
        _replace(target / name, wanted.get(name))
    click.echo(f"{len(wanted)} schemas; {len(outdated)} were out of date")


def _replace(path: Path, content: str | None) -> None:
    """Write a file with plain line ends, or delete it where there is no content for it."""
    if content is None:
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8"))


@main.command()
@click.option("--confirm", "task", flag_value="confirm", help="Say that the texts called NAMES are in step.")
@click.option("--write", "task", flag_value="write", help="Renew the lock; what is behind stays behind.")
@click.option("--check", "task", flag_value="check", help="Write nothing; fail if the lock has to be renewed.")
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("data"))
@click.argument("names", nargs=-1)
def translations(task: str | None, folder: Path, names: tuple[str, ...]) -> None:
    """List the texts of which one language is behind: all, or those called NAMES.

    A name is kind/id or kind/id.field; '*' in it stands for anything.
    """
    if (task == "confirm" and not names) or (task in ("write", "check") and names):
        raise click.UsageError("--confirm needs NAMES, such as 'money/*'; --write and --check take none")
    try:
        guide = load_guide(folder)
        found = load_translations(folder, guide)
    except DataError as error:
        raise click.ClickException(str(error)) from None
    chosen = tuple(text for name in names or ("*",) for text in _choose_texts(found, name))
    if task == "check" and is_due(found):
        remedy = "run: python -m guide translations --write"
        raise click.ClickException(f"{folder / LOCK} is out of date ({_count_texts(found)}); {remedy}")
    if task is None:
        for lag in locate_problems(find_lags(chosen), folder, guide):
            click.echo(lag)
    elif task != "check":
        lock = confirm_texts(found, chosen) if task == "confirm" else renew_lock(found)
        (folder / LOCK).write_bytes(write_lock(lock).encode("utf-8"))
        found = compare_with_lock(guide, lock)
    click.echo(_count_texts(found), err=task is None)


def _choose_texts(found: Translations, name: str) -> tuple[Translation, ...]:
    chosen = find_texts(found, name)
    if not chosen:
        known = [called for one in found.texts for called in list_names(one.text)]
        close = get_close_matches(name, known, n=1)
        hint = f"; did you mean '{close[0]}'?" if close else ""
        raise click.BadParameter(f"no text is called '{name}'; a name is kind/id or kind/id.field{hint}")
    return chosen


def _count_texts(found: Translations) -> str:
    """Return how many texts are in each status, in one line."""
    counts = {status: sum(one.status is status for one in found.texts) for status in Status}
    told = [f"{count} {status}" for status, count in counts.items()]
    return ", ".join([*told, f"{len(found.dead)} dead lines"])


if __name__ == "__main__":
    main(prog_name="guide")
