"""What a data file may not hold, whatever it says: odd characters, YAML's stranger features, and what is no YAML."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from guide.messages.diagnostic import Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.cut_text import explain_cut, find_comments
from guide.read.left_overs import find_drafts_in_comments
from guide.read.lookalikes import find_slips_near

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_VALUES = 1_000_000
MOST_LEVELS = 20
# Zero-width and bidirectional characters change what a reviewer sees without changing what is read. Control characters
# and odd line breaks are a line's end to some readers and a mistake to others. Two variation selectors (U+FE0E, U+FE0F)
# may stand, since keyboards put them behind emoji; so may what joins two emoji into one.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ODD = re.compile(f"{_INVISIBLE.pattern}|{_PRIVATE.pattern}")
_JOINED = re.compile(
    "(?<={0})\u200d(?={0})".format("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]")
)
_SUSPECT = re.compile(f"{_INVISIBLE.pattern[:-1]}\ue000-\uf8ff\U000f0000-\U0010ffff\t\u3000]")
"""One class of characters, since most files have none of them, and a line by itself need not be looked at."""
_BRACES = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_END_BRACES = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_OPENING = (*_BRACES, yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_CLOSING = (*_END_BRACES, yaml.BlockEndToken)
_INDENT_SPACE = re.compile("^[ -]*(\u3000)")
_ODD_HEADER = re.compile("[|>][-+0-9]*#")


# What the parser's commonest complaints come to, by how they begin.
_REASONS: Mapping[str, Message] = {
    "mapping values are not allowed": Message("yaml/colons"),
    "could not find expected ':'": Message("yaml/no-colon"),
    "did not find expected key": Message("yaml/indentation"),
    "did not find expected '-'": Message("yaml/item"),
    "did not find expected ',' or '}'": Message("yaml/brace"),
    "did not find expected ',' or ']'": Message("yaml/bracket"),
    "found unexpected end of stream": Message("yaml/quote"),
    "found character that cannot start": Message("yaml/start"),
    "found unknown escape": Message("yaml/escape"),
    "did not find expected hexdecimal number": Message("yaml/escape"),
    "block sequence entries are not allowed": Message("yaml/glued"),
    "did not find expected node content": Message("yaml/comma"),
    "did not find expected comment or line break": Message("yaml/comment"),
}


def find_forbidden(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield characters that no data file may hold; where there are none, YAML features that it may not use."""
    odd = list(cut_short(find_characters(text, path)))
    yield from odd or cut_short((*find_drafts_in_comments(text, path), *_find_features(text, path)))


def is_suspect(text: str) -> bool:
    """Say whether a text holds a character that no data file may hold, or only some of them."""
    return bool(_SUSPECT.search(text))


def find_odd(written: str) -> Message | None:
    """Return what is wrong with a value for a character that no text may hold; an escape may write it."""
    if "\t" in written:
        return Message("tab")
    found = next(_find_all(written), None)
    return _explain_odd(found[0]) if found else None


def _find_all(text: str) -> Iterator[re.Match[str]]:
    """Yield every odd character of a text."""
    yield from (found for found in _ODD.finditer(text) if not _JOINED.match(text, found.start()))


def find_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield characters that no data file, and no page, may hold."""
    if not is_suspect(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _find_all(line):
            yield Diagnostic(Location(path, number, match.start() + 1), _explain_odd(match[0]))
        if "\t" in line:
            yield Diagnostic(Location(path, number, line.index("\t") + 1), Message("tab"))
        indent = _INDENT_SPACE.match(line)
        if indent:
            yield Diagnostic(Location(path, number, indent.start(1) + 1), Message("full-width-space"))


def _explain_odd(found: str) -> Message:
    code = f"{ord(found):04X}"
    if _PRIVATE.match(found):
        return Message("private-character", code=code)
    return Message("invisible-character", code=code, name=unicodedata.name(found, "") or Message("yaml/no-name"))


def _find_features(text: str, path: str) -> Iterator[Diagnostic]:
    """Yield features that can grow into gigabytes or into Python objects, and those that not every parser reads."""
    levels = braces = values = 0
    lines = text.split("\n")
    comments = _Comments(lines)
    try:
        for token in yaml.scan(text, Loader=LOADER):
            if comments.waiting:
                yield from comments.pass_by(token, path)
            levels += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
            braces += isinstance(token, _BRACES) - isinstance(token, _END_BRACES)
            values += isinstance(token, yaml.ScalarToken)
            large = _judge_size(levels, values)
            message = large or _judge_token(token, braces, lines)
            if message:
                start = token.start_mark
                is_question = message.id == "question-mark"
                line, column = _find_question(lines, start) if is_question else (start.line, start.column)
                yield Diagnostic(Location(path, line + 1, column + 1), message)
            if large:
                return
    except yaml.YAMLError:
        return  # compose reports it, with its place
    yield from comments.tell(len(lines), path)


class _Comments:
    """What stands behind a `#` on the line of a value, and not between quotes, of a file that is scanned."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.waiting = deque(find_comments(lines))

    def pass_by(self, token: Any, path: str) -> Iterator[Diagnostic]:
        """Yield the comments before a token; what looks like one in its quotes is none."""
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            yield from self.tell(start.line, path, start.column)
            while token.style and self.waiting and self.waiting[0] < (end.line, end.column):
                self.waiting.popleft()

    def tell(self, line: int, path: str, column: int = 0) -> Iterator[Diagnostic]:
        """Yield the comments that stand before a place."""
        while self.waiting and self.waiting[0] < (line, column):
            place = self.waiting.popleft()
            yield Diagnostic(Location(path, place[0] + 1, place[1] + 1), Message("cut-text/comment"))


def _judge_size(levels: int, values: int) -> Message | None:
    if levels > MOST_LEVELS:
        return Message("nested-too-deep", limit=MOST_LEVELS)
    return Message("file-too-large/values", limit=MOST_VALUES) if values > MOST_VALUES else None


def _judge_token(token: Any, braces: int, lines: Sequence[str]) -> Message | None:
    if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
        return Message("anchor")
    if isinstance(token, yaml.TagToken):
        return Message("tag", tag=shorten("".join(part or "" for part in token.value)))
    if isinstance(token, yaml.KeyToken) and token.start_mark.index != token.end_mark.index:
        return Message("odd-key")  # a key that is announced by a question mark
    if isinstance(token, yaml.ScalarToken) and token.plain and braces and "?" in token.value:
        return Message("question-mark")
    if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
        header = lines[token.start_mark.line][token.start_mark.column :]
        return Message("not-yaml", reason=Message("yaml/comment")) if _ODD_HEADER.match(header) else None
    return None


def _find_question(lines: Sequence[str], start: Any) -> tuple[int, int]:
    column = lines[start.line].find("?", start.column)
    return (start.line, column) if column >= 0 else (start.line, start.column)


def explain_syntax(error: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """Turn PyYAML's report into one sentence, about the slip that most likely caused it if there is one."""
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    places = [location for location in marks if location is not None]
    if not places:
        return Diagnostic(Location(path, 1, 1), Message("not-yaml", reason=shorten(str(error))))
    lines = text.split("\n")
    last = min(places[-1].line, len(lines) - 1)
    nearby = dict.fromkeys([min(location.line, last) for location in places] + [max(last - 1, 0)])
    for line, column, message in (*find_slips_near(lines, list(nearby)), *explain_cut(lines, list(nearby))):
        return Diagnostic(Location(path, line + 1, column + 1), message)
    written = " ".join(part for part in (getattr(error, "problem", None), getattr(error, "context", None)) if part)
    other = Message("yaml/other", said=written)
    reason = next((known for start, known in _REASONS.items() if written.startswith(start)), other)
    # Behind the last line end YAML counts one more line than editors do.
    inside = places[-1].line <= last
    location = (
        Location(path, places[-1].line + 1, places[-1].column + 1)
        if inside
        else Location(path, last + 1, len(lines[last]) + 1)
    )
    return Diagnostic(location, Message("not-yaml", reason=reason))
