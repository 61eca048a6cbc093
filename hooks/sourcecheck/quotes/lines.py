"""The report on quotes as text, as commands for a pull request, as JSON, and as Markdown for an issue."""

from __future__ import annotations

import json
from collections.abc import Iterator

from guide.messages.diagnostic import Diagnostic, Said
from guide.messages.reporters import write_annotations, write_lines
from guide.model.language import Language
from sourcecheck.links.lines import LEVELS
from sourcecheck.links.markdown import write_code, write_place, write_rest
from sourcecheck.links.report import Level
from sourcecheck.quotes.report import QuoteReport, QuoteRow
from sourcecheck.quotes.words import REMEDIES, STATE_WORDS, tell_row

_ROW = Said("", "{level.en}{source}: {told.en}", "{level.zh}{source}：{told.zh}")
_ALL = Said("", "quotes: {count}", "共 {count} 处引文")
_SOME = Said("", "quotes that are not in {revision}: {count}", "{revision} 里没有的引文 {count} 处")
_ROWS = 60


def write_quote_text(report: QuoteReport, language: Language) -> str:
    """Return a line for each place of a quote that wants a look; then the counts."""
    lines = [write_lines(_list_diagnostics(report, level, named=True), language) for level in LEVELS]
    return "\n".join([*(line for line in lines if line), tell_quote_counts(report)[language]])


def write_quote_commands(report: QuoteReport, language: Language) -> str:
    """Return the workflow commands that show the report at the lines of a pull request; then the counts."""
    commands = [write_annotations(_list_diagnostics(report, level), language, level.value) for level in LEVELS]
    return "\n".join([*(command for command in commands if command), tell_quote_counts(report)[language]])


def write_quote_json(report: QuoteReport) -> str:
    """Return a JSON list of the rows: the quotes, their state, their places, and what is said of them."""
    return json.dumps([_list_parts(row) for row in report.rows], ensure_ascii=False, indent=1)


def write_quote_markdown(report: QuoteReport, repository: str) -> str:
    """Return the part of the report for an issue, in both languages; see links.markdown.write_markdown."""
    counts = tell_quote_counts(report)
    lines = ["## 引文 · Quotes", "", counts["zh"], "", counts["en"]]
    for state, rows in report.group(Level.ERROR, Level.WARNING).items():
        words, todo = STATE_WORDS[state], REMEDIES[state]
        lines += ["", f"### {words.zh} · {words.en} ({len(rows)})", "", todo.zh, "", todo.en, "", *_TABLE]
        lines += [_write_row(row, repository) for row in rows[:_ROWS]]
        lines += write_rest(len(rows) - _ROWS)
    return "\n".join(lines) + "\n"


def tell_quote_counts(report: QuoteReport) -> dict[Language, str]:
    """Return how many quotes there are, and how many in each state, in each language."""
    said = list(_count(report))
    return {"en": ", ".join(one.en for one in said), "zh": "，".join(one.zh for one in said)}


_TABLE = ("| 来源 Source | 位置 Place | 情况 What was seen | 上次找到 Last found |", "|---|---|---|---|")


def _count(report: QuoteReport) -> Iterator[Said]:
    counts = report.count()
    yield (_SOME if report.revision else _ALL).format(count=sum(counts.values()), revision=report.revision)
    for state, count in counts.items():
        words = STATE_WORDS[state]
        yield Said("", f"{words.en}: {count}", f"{words.zh} {count} 处")


def _list_diagnostics(report: QuoteReport, level: Level, named: bool = False) -> list[Diagnostic]:
    head = LEVELS[level] if named else Said("", "", "")
    return [
        Diagnostic(location, _ROW.format(level=head, source=row.first.quest.source.id, told=tell_row(row)))
        for row in report.choose(level)
        for location in row.locations
    ]


def _list_parts(row: QuoteRow) -> dict[str, object]:
    said = tell_row(row)
    quotes = [{"quote": one.found.quote, "on": one.found.on, "nearest": one.nearest} for one in row.findings]
    return {
        "source": row.first.quest.source.id,
        "state": row.state,
        "level": row.level,
        "quotes": quotes,
        "places": [str(location) for location in row.locations],
        "message": {"en": said.en, "zh": said.zh},
    }


def _write_row(row: QuoteRow, repository: str) -> str:
    told, first = tell_row(row), row.first
    places = "<br>".join(write_place(location, repository) for location in row.locations[:5])
    more = f"<br>+{len(row.locations) - 5}" if len(row.locations) > 5 else ""
    seen = f"{write_code(told.zh)}<br>{write_code(told.en)}"
    return f"| {write_code(first.quest.source.id)} | {places}{more} | {seen} | {first.found.on or '–'} |"
