"""The report as text: a line for each place, or a command that shows it at its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic, Said
from guide.messages.reporters import write_annotations, write_lines
from guide.model.language import Language
from sourcecheck.links.report import Level, Report, Row
from sourcecheck.links.words import TROUBLE_WORDS, tell_outcome

_ROW = Said("", "{level.en}{address} {told.en}", "{level.zh}{address} {told.zh}")
LEVELS = {Level.ERROR: Said("", "error: ", "错误："), Level.WARNING: Said("", "warning: ", "提醒：")}
"""The levels that a report tells line by line, and what it calls them."""
_NONE = Said("", "", "")
_ALL = Said("", "links: {count}", "共 {count} 个链接")
_SOME = Said("", "links that are not in {revision}: {count}", "{revision} 里没有的链接 {count} 个")
_ASKED = Said("", "asked for now: {asked}", "这次访问了 {asked} 个")
_EXCUSED = Said("", "excused: {count}", "例外 {count} 个")
_BAD = Said("", "exceptions to mend: {count}", "要改的例外 {count} 条")


def write_text(report: Report, language: Language) -> str:
    """Return a line for each place of a link that is in trouble, and for each exception to mend; then the counts."""
    lines = [write_lines(_list_diagnostics(report, level, named=True), language) for level in LEVELS]
    return "\n".join([*(line for line in lines if line), tell_counts(report)[language]])


def write_commands(report: Report, language: Language) -> str:
    """Return the workflow commands that show the report at the lines of a pull request; then the counts."""
    commands = [write_annotations(_list_diagnostics(report, level), language, level.value) for level in LEVELS]
    return "\n".join([*(command for command in commands if command), tell_counts(report)[language]])


def tell_counts(report: Report) -> dict[Language, str]:
    """Return how many links there are, and how many with each trouble, in each language."""
    return {
        "en": ", ".join(said.en for said in _count(report)),
        "zh": "，".join(said.zh for said in _count(report)),
    }


def _count(report: Report) -> Iterator[Said]:
    yield (_SOME if report.revision else _ALL).format(count=len(report.rows), revision=report.revision)
    yield _ASKED.format(asked=report.asked)
    for trouble, rows in report.group(Level.ERROR, Level.WARNING, Level.FINE).items():
        words = TROUBLE_WORDS[trouble]
        yield Said("", f"{words.en}: {len(rows)}", f"{words.zh} {len(rows)} 个")
    excused = len(report.choose(Level.EXCUSED))
    if excused:
        yield _EXCUSED.format(count=excused)
    if report.mistakes:
        yield _BAD.format(count=len(report.mistakes))


def _list_diagnostics(report: Report, level: Level, named: bool = False) -> list[Diagnostic]:
    head = LEVELS[level] if named else _NONE
    found = [Diagnostic(location, _tell(row, head)) for row in report.choose(level) for location in row.link.locations]
    return [*found, *(report.mistakes if level is Level.ERROR else ())]


def _tell(row: Row, head: Said) -> Said:
    return _ROW.format(level=head, address=row.link.address, told=tell_outcome(row.outcome))
